"""缺少主送机关。

通知和有发文字号的报告要写主送机关，顶格写在标题下面，后面用全角冒号。公告、通告和直接登报的除外。

依据：《党政机关公文处理工作条例》第九条（八），主送机关（条例）。
错：江川市水务局关于做好防汛工作的通知　为做好今年防汛工作……
对：江川市水务局关于做好防汛工作的通知　各县（区）水务局：　为做好今年防汛工作……
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.titles import title_lines, title_of
from docgen.draft import Draft, Kind, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("notice", "report"))


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is Kind.MAIN and _is_sent(sheet) and not sheet.of(Role.OPENING) and not _begins_with_one(sheet):
            yield Fault(
                None, 0, 0, "缺少主送机关，请在标题下面顶格写明发给谁，后面用冒号（如“各县（市、区）民政局：”）"
            )


def _is_sent(sheet: Sheet) -> bool:
    return bool(title_of(sheet)) and (
        sheet.genre == "notice" or (sheet.genre == "report" and bool(sheet.of(Role.NUMBER)))
    )


def _begins_with_one(sheet: Sheet) -> bool:
    """A first paragraph without a stop is one, whatever mark it ends with; 抄送 and 主送 may stand at the end."""
    titles = title_lines(sheet)
    first = next((line for line in sheet.body if line not in titles and not line.words.endswith("号")), None)
    addressed = first is None or (not first.level and "。" not in first.words)
    return addressed or any(line.words.startswith("主送") for line in sheet.lines)
