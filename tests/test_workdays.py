"""Working days: China's holidays and make-up days of years that are known, Monday to Friday of those that are not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from docgen.notation import parse_date
from docgen.workdays import days_before, shifted


@pytest.mark.parametrize(
    ("day", "count", "earlier", "why"),
    [
        ("2026-06-30", 0, "2026-06-30", "none before is the day itself"),
        ("2026-06-28", 0, "2026-06-28", "even on a Sunday"),
        ("2026-05-29", 3, "2026-05-26", "an ordinary week"),
        ("2026-06-29", 1, "2026-06-26", "over a weekend"),
        ("2026-06-28", 1, "2026-06-26", "a Sunday: the Friday before it"),
        ("2025-10-09", 1, "2025-09-30", "National Day and Mid-autumn: eight days off"),
        ("2025-10-09", 3, "2025-09-28", "the Sunday before National Day is made up"),
        ("2025-02-05", 1, "2025-01-27", "Spring Festival: eight days off"),
        ("2025-02-05", 2, "2025-01-26", "the Sunday before Spring Festival is made up"),
        ("2025-02-10", 1, "2025-02-08", "the Saturday after Spring Festival is made up"),
        ("2024-02-18", 1, "2024-02-09", "New Year's Eve of 2024 was a working day"),
        ("2024-10-08", 2, "2024-09-29", "the Sunday before National Day is made up"),
        ("2025-01-02", 1, "2024-12-31", "over New Year, into another year"),
        ("2026-10-12", 1, "2026-10-10", "the Saturday after National Day is made up"),
        ("2026-02-24", 2, "2026-02-13", "Spring Festival: nine days off, a Saturday made up before"),
    ],
)
def test_known_days(day: str, count: int, earlier: str, why: str) -> None:
    assert days_before(date.fromisoformat(day), count) == (date.fromisoformat(earlier), True), why


@pytest.mark.parametrize(
    ("deadline", "count", "earlier", "known"),
    [
        ("2026-06", 0, "2026-06", True),
        ("2026-06", 3, "2026-06-25", True),
        ("2026-06-30", 3, "2026-06-25", True),
        ("2025-09", 4, "2025-09-25", True),
        ("2025-02", 18, "2025-02-05", True),
        ("2099-12", 5, "2099-12-24", False),
        ("1999-10-08", 5, "1999-10-01", False),
        ("2003-12-31", 1, "2003-12-30", False),
    ],
)
def test_deadlines(deadline: str, count: int, earlier: str, known: bool) -> None:
    assert shifted(parse_date(deadline), count) == (parse_date(earlier), known)


@given(st.dates(date(2005, 1, 1), date(2025, 12, 31)), st.integers(0, 60))
def test_exactly_so_many_working_days_lie_between(day: date, count: int) -> None:
    earlier, known = days_before(day, count)
    between = [earlier + timedelta(days=n) for n in range((day - earlier).days)]
    assert known and earlier <= day
    assert sum(map(is_workday, between)) == count
    assert not count or is_workday(earlier)


@given(st.dates(date(2060, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_an_unknown_year_has_monday_to_friday_and_says_so(day: date, count: int) -> None:
    earlier, known = days_before(day, count)
    between = [earlier + timedelta(days=n) for n in range((day - earlier).days)]
    assert not known and sum(each.weekday() < 5 for each in between) == count
