"""Deadlines moved ahead by working days, as the State Council sets holidays and make-up Saturdays every autumn.

The calendar is the package chinesecalendar; it knows the years that had been announced when it was released.
"""

from __future__ import annotations

from datetime import date, timedelta

from docgen.notation import Date

_ONE_DAY = timedelta(days=1)


def days_before(day: date, count: int) -> tuple[date, bool]:
    """The count-th working day before a day, and whether the calendar knows every day in between.

    The day itself never counts, whether it is a working day or not: one before a Sunday is the Friday. So from the
    result up to the day there are exactly `count` working days; none before a day is the day itself. In a year that
    the calendar does not know, Monday to Friday are working days.
    """
    known = True
    while count > 0:
        day -= _ONE_DAY
        works, is_known = _works(day)
        known = known and is_known
        count -= works
    return day, known


def shifted(deadline: Date, count: int) -> tuple[Date, bool]:
    """A deadline `count` working days earlier, a month being its last day; as it stands for none."""
    if count <= 0:
        return deadline, True
    day, known = days_before(deadline.last, count)
    return Date(day.year, day.month, day.day), known


def _works(day: date) -> tuple[bool, bool]:
    """Whether people work on a day, and whether the calendar knows it."""
    from chinese_calendar import is_workday

    try:
        return is_workday(day), True
    except NotImplementedError:
        return day.weekday() < 5, False
