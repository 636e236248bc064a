"""Which of two deadlines, as printed, is the later one."""

from __future__ import annotations

import re
from datetime import date

from docgen.analysis.moments import moments, periods
from docgen.draft import Line


def is_later(upper: str, local: str) -> bool:
    """Whether the last day that `local` names is after that of `upper`; one without a year is of the other's year."""
    year = _year(upper) or _year(local)
    first, second = _latest(upper, year), _latest(local, _year(local) or year)
    return bool(first and second and second > first)


def is_same_day(upper: str, local: str) -> bool:
    """Whether two deadlines mean the same, however they are written (6月底前, 6月30日前)."""
    year = _year(upper) or _year(local)
    days = _latest(upper, year), _latest(local, _year(local) or year)
    return days[0] == days[1] if all(days) else upper == local


_YEAR = re.compile(r"20\d\d(?=年)")
_SPELLED = (  # other ways to write the end of a month or a year
    (re.compile(r"第?([一二三四])季度(?:末|底)?"), lambda found: f"{3 * '一二三四'.index(found[1]) + 3}月底"),
    (re.compile(r"(?<=\d年)(?:年底|年末|内|度内|全年)"), lambda _: "底"),
    (re.compile(r"(?<!\d)(?:年底|年内|年末)"), lambda _: "12月底"),
)


def _year(text: str) -> int:
    found = _YEAR.search(text)
    return int(found.group()) if found else 0


def _latest(text: str, year: int) -> date | None:
    for pattern, written in _SPELLED:
        text = pattern.sub(written, text)
    days = []
    line = Line(text, ((0, 1, 1),))
    for moment in (*moments(line), *(period.end for period in periods(line))):  # 11月1日至30日 ends on a mere day
        year = moment.year or year or 2000
        if moment.exists_in(year):
            days.append(moment.last(year))
    return max(days, default=None)
