"""How long a draft says that something lasts, held against the two days that it lasts from and to."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from docgen.analysis.moments import Moment, moments
from docgen.draft import Draft, Line
from docgen.notation import parse_chinese

_NUMERAL = r"[一二两三四五六七八九十]{1,3}|\d{1,3}"
_BETWEEN = re.compile(r"(?:起|开始|启动)?[，,]?(?:至|到|—{1,2}|[-－–~～])\s?")
_LASTS = re.compile(
    rf"(?P<cue>^[，,]|历时|耗时|为期|持续|长达|前后|时间跨度|在|仅|短短)(?P<rough>近|约|超过|不到|逾)?(?:了|达)?"
    rf"(?P<span>半年|(?P<number>{_NUMERAL})(?P<unit>个半月|个月|年半|年|天|日|周))(?P<over>[多余])?(?P<within>的?时间|内|里|间)?"
)
_OTHER = re.compile("再|未来|今后|争取|力争|每|其中|提前|推迟|分别|各|先后|又|另|后")
_REACH = 20
_DAYS_OF = {"天": 1, "日": 1, "周": 7}


@dataclass(frozen=True, slots=True)
class Span:
    """line.text[start:end] says so long; `told` is what the days make."""

    line: Line
    start: int
    end: int
    told: str


def wrong_spans(draft: Draft) -> Iterator[Span]:
    """从3月1日到5月31日，历时五个月."""
    for line in draft.body:
        if "月" not in line.text or not re.search("历时|为期|持续|长达|前后|跨度|时间|年半", line.text):
            continue
        found = list(moments(line))
        for number, (first, last) in enumerate(pairwise(found)):
            limit = found[number + 2].start if number + 2 < len(found) else len(line.text)
            if _BETWEEN.fullmatch(line.text[first.end : last.start]):
                yield from _of(line, first, last, limit)


def _of(line: Line, first: Moment, last: Moment, limit: int) -> Iterator[Span]:
    days = _bounds(first, last)
    rest = line.text[last.end : min(limit, last.end + _REACH + 12)]
    said = _LASTS.search(rest)
    if not days or not said or said.start() > _REACH or re.search("[。；！？：]", rest[: said.start()]):
        return
    loose = said["cue"] in ("在", "仅", "短短", "，", ",") and "时间" not in (said["within"] or "")
    if loose or said["rough"] or said["over"] or _OTHER.search(rest[: said.start()]):
        return
    if told := _unlike(said, *days, exact=first.exact and last.exact):
        at = last.end + said.start("span")
        yield Span(line, at, last.end + said.end("span"), told)


def _bounds(first: Moment, last: Moment) -> tuple[date, date] | None:
    """The first and the last day; 11月31日 is taken as the end of November (another rule speaks of it)."""
    if not (1 <= first.month <= 12 and 1 <= last.month <= 12) or (last.year and not first.year):
        return None
    year = first.year or 2001
    ends = last.year or year + (last.month < first.month)
    begin = date(year, first.month, min(first.day or first.first(year).day, monthrange(year, first.month)[1]))
    end = last.last(ends)
    return (begin, end) if begin <= end else None


def _unlike(said: re.Match[str], begin: date, end: date, exact: bool) -> str:
    """What the days make, where no way of counting makes what is said."""
    days = (end - begin).days + 1
    unit = said["unit"] or "年半"
    number = 0 if said["span"] == "半年" else _number(said["number"])
    if unit in _DAYS_OF:
        wanted = number * _DAYS_OF[unit]
        slack = 1 if unit != "周" else 7
        work = (days - 2) * 5 // 7 - 1  # only working days may have been counted
        return f"{days}天" if exact and not work <= wanted <= days + slack else ""
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1  # touched
    whole = days / 30.44
    wanted_months = number + 0.5 if unit == "个半月" else number if unit == "个月" else number * 12
    wanted_months += 6 if unit == "年半" else 0
    slack_months = 0.6 if unit in ("个月", "个半月") else 2 if unit == "年半" else 6
    if unit == "年":
        months = max(months, (end.year - begin.year + 1) * 12)  # 前后三年 counts the years
    low = min(whole, months) - (1 if not exact else 0)
    return "" if low - slack_months <= wanted_months <= months + slack_months else _spoken(whole, unit)


def _spoken(months: float, unit: str) -> str:
    if "年" not in unit:
        return f"约{months:.1f}个月".replace(".0", "")
    return f"约{months / 12:.1f}年".replace(".0", "")


def _number(words: str) -> int:
    return int(words) if words.isdigit() else parse_chinese(words.replace("两", "二")) or 0
