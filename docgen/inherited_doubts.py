"""What an overlay comes to that no level means: the upper level's document number, deadlines later than its."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

from docgen.campaign import Campaign, Item, Measure
from docgen.keys import Fault, Loc, as_deadline, deadline_date


def faults(campaign: Campaign, upper: Any) -> Iterator[Fault]:
    """upper: the base as plain data, its items numbered."""
    number = (upper.get("notice") or {}).get("number", "")
    if number and campaign.notice.number == number:
        hint = "请在“通知”里写上本级的文号；还没有的，写“文号: {删去: 本级另编}”"
        yield Fault((), f"通知的文号“{number}”是上级的，沿用过来了", hint, "warning")
    yield from late(campaign, upper)


def late(campaign: Campaign, upper: Any, without: Container[int] = ()) -> Iterator[Fault]:
    """Deadlines later than the upper level's. without: measures that are its own, by identity."""
    if campaign.region.name and campaign.region.name == (upper.get("region") or {}).get("name", ""):
        return  # a sister office, whom the base does not bind
    deadlines = dict(_deadlines(upper.get("measures"), ""))
    for loc, address, item in _measures(campaign.measures, ("measures",), "", without):
        own, given = deadline_date(item.deadline), deadlines.get(address, "")
        theirs = deadline_date(as_deadline(given)) if given else None
        if own and theirs and own.last > theirs.last:
            hint = "请改早，或者向上级说明"
            yield Fault((*loc, "deadline"), f"时限（{own}）晚于上级的（{theirs}）", hint, "warning")


def _deadlines(items: Any, way: str) -> Iterator[tuple[str, str]]:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            address = f"{way}{item.get('id', '')}"
            if isinstance(item.get("deadline"), str):
                yield address, item["deadline"]
            yield from _deadlines(item.get("points"), f"{address}.")


def _measures(items: Sequence[Item], loc: Loc, way: str, without: Container[int]) -> Iterator[tuple[Loc, str, Measure]]:
    for n, item in enumerate(items):
        if isinstance(item, Measure) and id(item) not in without:
            yield (*loc, n), f"{way}{item.id}", item
            yield from _measures(item.points, (*loc, n, "points"), f"{way}{item.id}.", without)
