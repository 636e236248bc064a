"""讲话稿缺少题注：讲话人、日期。

讲话稿不落款，在标题下面写讲话的日期（用圆括号）和讲话人的职务、姓名。
只有日期、没有讲话人的，提示补上讲话人。

依据：讲话稿的通行格式（实务）。
错：在全市防汛工作会议上的讲话　同志们：
对：在全市防汛工作会议上的讲话　（2026年3月5日）　市水务局局长　陈大江　同志们：
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from docgen.analysis.signing import is_day, signing
from docgen.analysis.titles import title_of
from docgen.draft import Draft, Kind, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("speech",))

_DATED = re.compile(r"\d{4}\s?年|[〇○零一二三四五六七八九]{4}年|【")
_BRACKETED = re.compile(r"[（(][^（()）]{0,8}年[^（()）]{0,12}[日号][）)]")
_SPEAKER = re.compile(r".{2,20}(?:同志|书记|[省市县区州]长|主任|局长)在")
_ENOUGH = 3  # paragraphs: less is a fragment


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is Kind.MAIN and sheet.genre == "speech" and len(sheet.body) >= _ENOUGH:
            if not _has_any(sheet):
                message = "缺少题注，请在标题下面补上讲话日期和讲话人（如“（2026年3月5日）”“局长　张三”）"
                yield Fault(None, 0, 0, message)
            elif _is_only_date(sheet):
                message = "题注只有日期，请在下面补上讲话人的职务、姓名（如“局长　张三”）"
                yield Fault(None, 0, 0, message, level="info")


def _is_only_date(sheet: Sheet) -> bool:
    """Between title and salutation one date in brackets, and no one named at the end."""
    before = takewhile(lambda line: line.role is not Role.OPENING, sheet.lines)
    head = [line.words for line in before if line.role is not Role.TITLE] if sheet.of(Role.OPENING) else []
    named = signing(sheet).names or _SPEAKER.match(title_of(sheet))
    return len(head) == 1 and bool(_BRACKETED.fullmatch(head[0])) and not named


def _has_any(sheet: Sheet) -> bool:
    """A byline or a signature; before the salutation, any other short line or a date."""
    found = signing(sheet)
    if sheet.of(Role.BYLINE) or found.date or found.names or _SPEAKER.match(title_of(sheet)):
        return True
    before = takewhile(lambda line: line.role is not Role.OPENING, sheet.lines)
    head = [line for line in before if line.role is not Role.TITLE][:4] if sheet.of(Role.OPENING) else []
    return any(is_day(line.words) or len(line.words) <= 30 or _DATED.search(line.words) for line in head)
