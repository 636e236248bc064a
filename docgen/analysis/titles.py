"""The title of a sheet, also where a stop typed behind it hides it."""

from __future__ import annotations

import re

from docgen.draft import Line, Role, Sheet

_CLOSED = re.compile(
    r"[^。；，、：！？]{2,60}(?:通知|方案|讲话|报告|总结|请示|意见|通报|公告|通告|决定|函)(?:[（(][^（）()]{1,20}[）)])?[。，；、.]"
)


def title_lines(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of the title; without one, a first line that would be a title but for its end mark."""
    if titles := sheet.of(Role.TITLE):
        return titles
    first = next((line for line in sheet.lines if line.role in (Role.BLOCK, Role.OPENING)), None)
    return (first,) if first and first.role is Role.BLOCK and not first.level and _CLOSED.fullmatch(first.words) else ()


def title_of(sheet: Sheet) -> str:
    """The title as one text, without a stop behind it; "" without one."""
    return "".join(line.words for line in title_lines(sheet)).rstrip("。，；、：.")
