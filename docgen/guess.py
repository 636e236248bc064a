"""Which genre a sheet of a draft is, by its title and its text."""

from __future__ import annotations

import re
from dataclasses import replace

from docgen.draft import Draft, Role, Sheet

_TITLES = (
    ("notice", re.compile(r"通知$")),
    ("speech", re.compile(r"讲话(?:稿|提纲)?$|上的(?:动员)?报告$")),
    ("plan", re.compile(r"方案(?:（.*）)?$")),
    ("report", re.compile(r"(?:总结|报告)$")),
)


def guessed(draft: Draft, genre: str = "") -> Draft:
    """The draft with the genre of each sheet; `genre` is what a person says of the first one."""
    sheets = tuple(
        replace(sheet, genre=genre if genre and not n else guess(sheet)) for n, sheet in enumerate(draft.sheets)
    )
    return replace(draft, sheets=sheets)


def guess(sheet: Sheet) -> str:
    for name, pattern in _TITLES:
        if pattern.search(sheet.title):
            return name
    if any(re.match(r"同志们|各位", line.words) for line in sheet.of(Role.OPENING)):
        return "speech"
    if any(re.search(r"指导思想|工作措施|实施步骤", line.heading) for line in sheet.body):
        return "plan"
    return ""
