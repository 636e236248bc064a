"""The phases (实施步骤) of a plan, as read from a draft: where they meet, and whether they keep to the whole time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from docgen.analysis.moments import Moment, Period, moments, periods
from docgen.analysis.tasks import POINT, sections
from docgen.draft import Draft, Line, Role, Sheet

HALF_A_YEAR = 150  # days, near enough
HEAD = 45  # characters of a phase in which its period stands
_STEPS = re.compile(r"步骤|阶段")
_STEP = re.compile(r"第[一二三四五六七八]阶段|[^，。；：（(]{0,12}阶段[（(：:]")
_ALL_ALONG = re.compile(r"贯穿|全程|同步|交叉|穿插|长期")


@dataclass(frozen=True, slots=True)
class Phase:
    """A step with its period."""

    line: Line
    period: Period


@dataclass(frozen=True, slots=True)
class Joint:
    """Two phases that follow each other; `days` lie between them, less than 0 where they overlap."""

    before: Phase
    after: Phase
    days: int


@lru_cache(maxsize=1)
def joints(draft: Draft) -> tuple[Joint, ...]:
    """Where the phases of a draft meet."""
    groups = (group for sheet in draft.sheets for group in _phases(sheet))
    return tuple(joint for group in groups for joint in _joined(group))


@lru_cache(maxsize=1)
def begun(draft: Draft) -> Moment | None:
    """When the first phase of a plan without a date of its own begins: it was written about then, or shortly before."""
    starts = (
        group[0].period.start for sheet in draft.sheets[:1] for group in _phases(sheet) if len(group) > 1 and group[0]
    )
    return next((start for start in starts if start.year and start.exists), None)


def _phases(sheet: Sheet) -> Iterator[list[Phase]]:
    """Phases that follow each other: lines of one level in one section, each with a period in its first words."""
    for section in sections(sheet):
        steps = _STEPS.search(section.heading) is not None
        groups: dict[tuple[int, bool], list[list[Phase]]] = {}
        for line in section.lines:
            for (level, _), runs in groups.items():
                if runs[-1] and line.level > 0 and (level > line.level or not level):
                    runs.append([])  # those of another group
            named = "阶段" in line.words[:30] if line.level else _STEP.match(line.words) is not None
            step = named or (steps and (line.level or POINT.match(line.words)))
            if line.role is Role.BLOCK and step and not _ALL_ALONG.search(line.words[:HEAD]):
                group = groups.setdefault((line.level, named), [[]])
                if period := _period_of(line):
                    group[-1].append(Phase(line, period))
                else:  # its neighbours do not meet
                    group.append([])
        yield from (run for group in groups.values() for run in group)


def _period_of(line: Line) -> Period | None:
    """The period in the first words of a line; a month is one too."""
    found = next((period for period in periods(line) if period.start.start < line.start + HEAD), None)
    if found:
        return found
    month = next((moment for moment in moments(line) if moment.start < line.start + HEAD), None)
    alone = month and not month.exact and not month.part and not line.text.startswith("前", month.end)
    return Period(month, month) if month and alone else None


def outside(draft: Draft) -> Iterator[tuple[Period, Moment]]:
    """The starts and ends of phases that lie outside the period that the lead of their section names."""
    for sheet in draft.sheets:
        for section in sections(sheet):
            whole = next((w for line in section.lines[:2] if not line.level and (w := _whole(line))), None)
            if whole and _STEPS.search(section.heading):
                for line in section.lines:
                    period = _period_of(line) if line.level and "阶段" in line.words[:30] else None
                    yield from ((whole, moment) for moment in _out_of(whole, period) if period)


def _whole(line: Line) -> Period | None:
    """自3月1日开始，至10月31日结束: the only two dates of a lead."""
    found = list(moments(line))
    if len(found) != 2 or not found[0].year:
        return None
    between = line.text[found[0].end : found[1].start]
    return Period(found[0], found[1]) if len(between) < 8 and re.search("[至到—]", between) else None


def _out_of(whole: Period, period: Period | None) -> Iterator[Moment]:
    year = whole.start.year
    bounds = _days(whole, year, None)
    days = _days(period, year, None) if period else None
    if bounds and days and period:
        if (bounds[0] - days[0]).days > _slack(whole.start, period.start):
            yield period.start
        if (days[1] - bounds[1]).days > _slack(whole.end, period.end) and days[0] <= bounds[1]:
            yield period.end


def _slack(bound: Moment, moment: Moment) -> int:
    """By how many days a bound may be passed: 下旬 and 底 are loose words beside a day."""
    return 10 if bound.part or moment.part else 0


def _joined(phases: Sequence[Phase]) -> Iterator[Joint]:
    year = next((phase.period.start.year for phase in phases if phase.period.start.year), 2000)
    before: tuple[Phase, date, date] | None = None
    for phase in phases:
        days = _days(phase.period, year, before[1] if before else None)
        if days is None:  # a day that the calendar does not have: its neighbours do not meet
            before = None
            continue
        if before:
            yield Joint(before[0], phase, _between(before[0].period.end, phase.period.start, before[2], days[0]))
        before, year = (phase, *days), days[1].year


def _days(period: Period, year: int, before: date | None) -> tuple[date, date] | None:
    """The first and the last day of a period; a start without a year that lies half a year back is of the next one."""
    start, end = period.start, period.end
    year = start.year or year
    if not (start.exists_in(year) and end.exists_in(year)):
        return None
    first = start.first(year)
    if before and not start.year and (before - first).days > HALF_A_YEAR:
        first = start.first(year + 1)
    last = end.last(first.year)
    if last < first and not end.year:
        last = end.last(first.year + 1)
    return (first, last) if first <= last else None


def _between(end: Moment, start: Moment, last: date, first: date) -> int:
    """Days between two phases, less than 0 where they overlap; a day or a month may be shared, 底 and such is loose."""
    days = (first - last).days - 1
    if days < 0:
        return min(0, days + (1 if end.exact and start.exact else 31))
    return max(0, days - (10 if end.part or start.part else 0))
