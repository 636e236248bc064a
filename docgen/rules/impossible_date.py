"""日期不存在。

历书上没有的日子，例如小月的31日、平年的2月29日、13月。

依据：GB/T 9704-2012 7.3.5.4，日期用阿拉伯数字把年、月、日标全（国标）；日期应当真实存在（实务）。
错：2026年2月30日前报送总结材料。
对：2026年2月28日前报送总结材料。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.analysis.moments import moments
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_ISO = re.compile(r"(?<![\d.])(20\d\d)([-./])(\d{1,2})\2(\d{1,2})(?![\d.])")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for moment in moments(line):
            if not moment.exists and (moment.year or moment.day):
                yield _fault(line, moment.start, moment.end)
        for found in _ISO.finditer(line.text):
            year, month, day = int(found[1]), int(found[3]), int(found[4])
            if 1 <= month <= 12 and day <= 31 and not _is_day(year, month, day):
                yield _fault(line, found.start(), found.end())


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _fault(line: Line, start: int, end: int) -> Fault:
    return Fault(line, start, end, f"没有“{line.text[start:end]}”这个日子，请核对年、月、日")
