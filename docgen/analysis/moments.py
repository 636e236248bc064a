"""Dates and periods as running text writes them (2026年3月5日, 5月底, 3月1日至31日), each with its place."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from docgen.draft import Draft, Line, Role, Sheet
from docgen.notation import Date, parse_date

_PART = "上旬|中旬|下旬|[底末初]"
_DAY = r"\d{1,2}\s?[日号]"
_MONTH = rf"\d{{1,2}}\s?月(?:\s?{_DAY}|份?(?:{_PART})|份(?!额))?"
_JOIN = r"(?:起|开始)?\s?(?:至|到|[—\-－–~～]{1,2})\s?"
_NEXT = "次年|翌年|第二年"
_DATED = re.compile(rf"(?<![\d.第])(?:(?P<year>[12]\d{{3}})\s?年\s?)?(?P<day>{_MONTH})(?!\d)")
_OF_YEAR = re.compile(r"(?<![\d.第])([12]\d{3})\s?年([底末初])")
_PERIOD = re.compile(
    rf"(?<![\d.第])(?:(?P<y1>[12]\d{{3}})\s?年\s?)?(?P<a>{_MONTH}|\d{{1,2}}(?={_JOIN}\d{{1,2}}\s?月))"
    rf"{_JOIN}(?:(?P<y2>[12]\d{{3}})\s?年\s?|(?P<next>{_NEXT})\s?)?(?P<b>{_MONTH}|{_DAY})"
)
_PIECES = re.compile(rf"(?:(?P<month>\d{{1,2}})\s?(?:月|$))?(?:\s?(?P<day>\d{{1,2}})\s?[日号])?份?(?P<part>{_PART})?")
_FULL = re.compile(r"(?<!\d)[12]\d{3}年\d{1,2}月\d{1,2}日")
_SUMMED_UP = re.compile(r"(20\d\d)年度?[^，。；\d]{0,16}(?:总结|述职|工作情况)")
_RESULT = re.compile(  # to a decimal, which aims never are
    r"(?<![到至\d])(20\d\d)年[^。；\d]{0,20}(?:完成|实现|达到?|为)[^，。；\d]{0,14}\d+\.\d+[^，。；\d]{1,4}[，,]"
    r"(?:比上年|同比)?(?:增长|下降)\d+\.\d%(?!以上|左右)"
)
_FIRST = {"": 1, "上旬": 1, "初": 1, "中旬": 11, "下旬": 21, "底": 21, "末": 21}
_LAST = {"上旬": 10, "初": 10, "中旬": 20}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as written in line.text[start:end]; 0 for a year or a day that is not written. part: 上旬, 底 and such."""

    line: Line
    start: int
    end: int
    year: int
    month: int
    day: int = 0
    part: str = ""

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def exact(self) -> bool:
        """Written to the day."""
        return self.day > 0

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; 2月29日 without a year has a chance."""
        return self.exists_in(2000)

    def exists_in(self, year: int) -> bool:
        """Whether the calendar has it, in `year` where it names none."""
        return 1 <= self.month <= 12 and self.day <= monthrange(self.year or year, self.month)[1]

    def first(self, year: int = 0) -> date:
        """The earliest day that it can mean, in `year` where it names none."""
        return date(self.year or year, self.month, self.day or _FIRST[self.part])

    def last(self, year: int = 0) -> date:
        """The latest day that it can mean, in `year` where it names none."""
        whole = monthrange(self.year or year, self.month)[1]
        return date(self.year or year, self.month, min(self.day or _LAST.get(self.part, whole), whole))


@dataclass(frozen=True, slots=True)
class Period:
    """A period as written: 3月1日至31日."""

    start: Moment
    end: Moment

    @property
    def text(self) -> str:
        return self.start.line.text[self.start.start : self.end.end]


def moments(line: Line) -> Iterator[Moment]:
    """The dates of a line that name a month, or the end of a year."""
    text = line.text
    if "月" in text:
        for found in _DATED.finditer(text):
            year = int(found["year"] or 0)
            yield _moment(line, found.start(), found.end(), year, found["day"])
    if "年" in text:
        for found in _OF_YEAR.finditer(text):
            month = 1 if found[2] == "初" else 12
            yield Moment(line, found.start(), found.end(), int(found[1]), month, 0, found[2])


def periods(line: Line) -> Iterator[Period]:
    """The periods of a line, from a month or a day to another."""
    if "月" not in line.text:
        return
    for found in _PERIOD.finditer(line.text):
        start = _moment(line, found.start(), found.end("a"), int(found["y1"] or 0), found["a"])
        place = next(found.start(name) for name in ("y2", "next", "b") if found[name])
        year = int(found["y2"] or 0) or (start.year + bool(found["next"]) if start.year else 0)
        end = _moment(line, place, found.end(), year, found["b"], start.month)
        yield Period(start, end)


def _moment(line: Line, start: int, end: int, year: int, written: str, month: int = 0) -> Moment:
    found = _PIECES.match(written)
    assert found is not None  # every piece may be absent
    day = int(found["day"] or 0)
    return Moment(line, start, end, year, int(found["month"] or month), day, found["part"] or "")


@lru_cache(maxsize=1)
def dated(draft: Draft) -> Date | None:
    """The day that a draft is written for: what a person says, else 成文日期 of its first sheet that has one.

    Without one: the day under the title (题注), at last 印发日期.
    """
    if draft.brief.date:
        return draft.brief.date
    days = (day for tell in (signed, _under_title, _printed) for sheet in draft.sheets if (day := tell(sheet)))
    return next(days, None)


@lru_cache(maxsize=1)
def reported(draft: Draft) -> int | None:
    """The last year whose results a draft tells, so that it cannot have been written before that year's end."""
    titles = (year for sheet in draft.sheets for year in _SUMMED_UP.findall(sheet.title))
    results = (year for line in draft.body if "年" in line.text for year in _RESULT.findall(line.text))
    return max(map(int, (*titles, *results)), default=None)


def signed(sheet: Sheet) -> Date | None:
    """成文日期 of a sheet; None where it has none that the calendar knows."""
    return next((day for line in sheet.of(Role.DATE) if (day := _parsed(line.words))), None)


def _under_title(sheet: Sheet) -> Date | None:
    found = (_FULL.search(line.text) for line in sheet.of(Role.BYLINE))
    return next((day for one in found if one and (day := _parsed(one.group()))), None)


def _printed(sheet: Sheet) -> Date | None:
    return next((day for line in sheet.of(Role.PRINTED_ON) if (day := _parsed(line.words.removesuffix("印发")))), None)


def _parsed(words: str) -> Date | None:
    try:
        return parse_date(words.strip("（）()"))
    except ValueError:
        return None
