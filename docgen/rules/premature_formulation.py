"""提法用得太早。

成文日期在前，提法问世或会议召开在后：多半是新稿的话抄进了旧稿，或者日期写错。没有日期的稿子不查。

依据：各提法首次出现的日期，出处见 wordlists/terms.json、spirits.json（实务）。
错：（2022年3月5日）深入学习贯彻党的二十大精神。
对：（2022年3月5日）深入学习贯彻党的十九届六中全会精神。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from docgen.analysis.moments import dated
from docgen.analysis.terms import find
from docgen.draft import Draft
from docgen.notation import Date
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    date = dated(draft)
    if not date:
        return
    for found in find(draft, _coined()):
        begin = found.record["from"]
        if _before(date, begin):
            year, month, day = (int(part) for part in begin.split("-"))
            message = f"“{found.record['wrong']}”始于{year}年{month}月{day}日，晚于成文日期（{date}），请核对"
            yield Fault(found.line, found.start, found.end, message)


@cache
def _coined() -> tuple[Record, ...]:
    terms = [{**record, "wrong": record["term"]} for record in load("terms") if record.get("coined") and record["sure"]]
    return (*terms, *({**record, "wrong": record["phrase"]} for record in load("spirits") if record["sure"]))


def _before(date: Date, begin: str) -> bool:
    """Whether all of `date` (a day or a month) is before a day."""
    return str(date.last) < begin
