"""缺少落款：发文机关署名、成文日期。

通知、报告、独立成稿的方案，正文后要有发文机关署名和成文日期；会议通过的，日期也可写在标题下面。随通知印发的方案由通知
署名，讲话稿用题注写讲话人和日期，都不另落款。

依据：《党政机关公文处理工作条例》第九条（十一）（十二），发文机关署名、成文日期（条例）；方案、总结独立成稿的同此（实务）。
错：……抓好贯彻落实。（文末没有单位和日期）
对：……抓好贯彻落实。　江川市水务局　2026年3月5日
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.signing import Signing, signing
from docgen.analysis.titles import title_of
from docgen.draft import Draft, Kind, Role, Sheet
from docgen.rule import Fault, Level, Rule

RULE = Rule(level="error", genres=("plan", "notice", "report"))

_SPOKEN = re.compile(r"尊敬的|各位|同志们")
_ENOUGH = 3  # paragraphs: less is a fragment


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is Kind.MAIN and sheet.genre in RULE.genres and _is_signed(sheet):
            yield from _faults(sheet, _signing(draft, sheet))


def _is_signed(sheet: Sheet) -> bool:
    """More than a fragment, and no 汇报 that is spoken."""
    if any(_SPOKEN.match(line.words) for line in sheet.of(Role.OPENING)):
        return False
    return len(sheet.body) >= (1 if sheet.genre == "notice" and title_of(sheet) else _ENOUGH)


def _signing(draft: Draft, sheet: Sheet) -> Signing:
    """That of the sheet, or what a reader took for the end of an attachment or an issued document."""
    own = signing(sheet)
    last = signing(draft.sheets[-1]) if len(draft.sheets) > 1 else own
    return Signing(own.names or last.names, own.date or last.date)


def _faults(sheet: Sheet, found: Signing) -> Iterator[Fault]:
    if sheet.of(Role.BYLINE):
        return
    if not found.names and not found.date:
        level: Level = "error" if sheet.of(Role.OPENING, Role.NUMBER) else "warning"
        yield Fault(None, 0, 0, "缺少落款，请在正文后补上发文机关署名和成文日期", level=level)
    elif not found.date:
        yield Fault(None, 0, 0, "落款缺少成文日期，请在署名下面补上年、月、日")
    elif not found.names and sheet.genre == "notice" and not sheet.of(Role.ISSUER):
        yield Fault(None, 0, 0, "落款缺少发文机关署名，请在成文日期上面补上", level="warning")
