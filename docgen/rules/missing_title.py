"""缺少标题。

每份公文都要有标题，写明发文机关、事由和文种；讲话稿的标题写“在……会议上的讲话”。

依据：《党政机关公文处理工作条例》第九条，公文由标题、正文等组成（条例）。
错：（首行就是正文）根据市局部署，结合我县实际，制定本方案。
对：江川县开展隐患排查工作实施方案　根据市局部署，结合我县实际，制定本方案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.titles import title_lines
from docgen.draft import Draft, Kind, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_FORMAL = (Role.ISSUER, Role.NUMBER, Role.OPENING, Role.NAME)
_EXAMPLES = {
    "plan": "某某工作实施方案",
    "notice": "某某机关关于某事的通知",
    "speech": "在某某会议上的讲话",
    "report": "某某工作总结",
}
_END = re.compile(r"[。；：，、！？;,:]$")
_ENOUGH = 3  # paragraphs: less is a fragment


def check(draft: Draft) -> Iterator[Fault]:
    sheet = next((sheet for sheet in draft.sheets if sheet.kind is Kind.MAIN), None)
    if sheet and _is_whole(sheet) and not title_lines(sheet) and not _begins_like_a_title(sheet):
        example = _EXAMPLES.get(sheet.genre)
        yield Fault(None, 0, 0, "缺少标题，请补上" + (f"（如“{example}”）" if example else ""))


def _is_whole(sheet: Sheet) -> bool:
    return (bool(sheet.genre) or bool(sheet.of(*_FORMAL))) and len(sheet.body) >= _ENOUGH


def _begins_like_a_title(sheet: Sheet) -> bool:
    """A short first line that is no sentence: a title of a kind that the reader does not know."""
    first = next((line for line in sheet.lines if line.role in (Role.OPENING, Role.BLOCK)), None)
    if first is None or first.role is Role.OPENING:
        return False
    return not first.level and len(first.words) <= 50 and not _END.search(first.words)
