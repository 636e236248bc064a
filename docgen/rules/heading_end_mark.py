"""标题末尾有标点。

层次标题独立成行时，末尾不用句内的标点；问号、叹号、省略号除外。条款、名单一类的列项本来就以分号、句号结尾，不在此列；
全文一律加句号、冒号的是单位习惯，也不报，只报与同级标题不一样的。

依据：GB/T 15834-2011《标点符号用法》，标题末尾通常不用标点（国标）；公文层次标题同此（实务）。
错：一、指导原则、
对：一、指导原则
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docgen.draft import Draft, Line, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_SHORT, _LONG = 20, 30  # characters of a heading that would be one without its mark; of one with a comma in it
_NEVER, _LISTS, _LEADS, _STOPS = "，、,", "；;", "：:", "。．."
_MARKS = _NEVER + _LISTS + _LEADS + _STOPS
_TO_COME = re.compile(r"(?:如下|以下|下列|包括|分为|主要有|[为是有])[^，。]{0,8}$")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        ends = _ends(sheet)
        for n, line in enumerate(sheet.lines):
            following = sheet.lines[n + 1] if n + 1 < len(sheet.lines) else None
            if _is_candidate(line) and _is_over(line, following) and _is_odd(line, ends[line.level]):
                end = len(line.text.rstrip())
                yield Fault(line, end - 1, end, f"标题末尾不用“{line.text[end - 1]}”，请删去", fix="")


def _ends(sheet: Sheet) -> dict[int, list[str]]:
    """How the short lines of each level end: their last mark, or "" where they end like a heading."""
    ends: dict[int, list[str]] = defaultdict(list)
    for line in sheet.lines:
        if line.role is Role.BLOCK and line.level and 0 < len(line.words) <= _LONG:
            ends[line.level].append(line.words[-1] if line.words[-1] in _MARKS else "")
    return ends


def _is_candidate(line: Line) -> bool:
    """A short numbered line with a mark at its end, and none in it but a comma."""
    words = line.words
    if line.role is not Role.BLOCK or not line.level or not 2 < len(words) <= _LONG or words[-1] not in _MARKS:
        return False
    inner = {mark for mark in words[:-1] if mark in _MARKS}
    return (not inner and len(words) <= _SHORT) or (line.level == 1 and inner <= {"，", "、"} and words[-1] != "，")


def _is_over(line: Line, following: Line | None) -> bool:
    """Whether it stands over text of its own: an item of a list is followed by the next."""
    return following is not None and following.role is Role.BLOCK and not 0 < following.level <= line.level


def _is_odd(line: Line, ends: Sequence[str]) -> bool:
    """Whether headings of its level end otherwise."""
    mark = line.words[-1]
    same, bare = ends.count(mark), ends.count("")
    if mark in _NEVER:
        return True
    if mark in _LEADS:
        return line.level <= 2 and bare >= same - 1 and not _TO_COME.search(line.words[:-1])
    return line.level <= 2 and bare > same and not any(end in tuple(_LISTS) for end in ends if end != mark)
