"""What the upper level did to its plan: two editions as plain data, every item with its id, one against the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docgen.placed import ITEM_LISTS

Data = Any  # plain data under English keys, every item with its id


@dataclass(frozen=True, slots=True)
class Change:
    """What the upper level did to a field (`name`) of the item at an address, or, with name "", to the item or key.

    before, after: the values, None where there was or is none.
    """

    kind: Literal["set", "add", "delete", "move"]
    address: str
    name: str
    before: Data = None
    after: Data = None


def changes(before: Data, after: Data, retained: Iterable[str] = ()) -> Iterator[Change]:
    """Everything that differs, in the order of the new edition. retained: addresses in `before` of what had been
    dropped earlier already."""
    for address in retained:
        if value_at(after, address, "") is None:
            before = _without(before, address.split("."))
    yield from _mapping(before, after, "")


def _without(data: Data, way: Sequence[str]) -> Data:
    """The data without the item at an address, and without what held nothing else."""
    if isinstance(data, list):
        others = [one for one in data if len(way) > 1 or one["id"] != way[0]]
        return [_without(one, way[1:]) if one["id"] == way[0] else one for one in others]
    key = way[0]
    if "id" in data:
        key = next(key for key in data if key in ITEM_LISTS and stepped(data[key], way[0]) is not None)
    left = {**data, key: _without(data[key], way if "id" in data else way[1:])}
    return left if left[key] else {name: value for name, value in left.items() if name != key}


def _mapping(before: Data, after: Data, address: str) -> Iterator[Change]:
    item = "id" in before
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        here, name = (address, key) if item else (f"{address}.{key}".strip("."), "")
        if old == new or (item and key == "id"):
            continue
        if key in ITEM_LISTS and _are_items(old) and _are_items(new):
            yield from _list(old or [], new or [], here)
        elif isinstance(old, dict) and isinstance(new, dict):
            yield from _mapping(old, new, here)
        else:
            yield Change("set", here, name, old, new)


def _list(before: list[Data], after: list[Data], address: str) -> Iterator[Change]:
    olds, news = ({item["id"]: item for item in items} for items in (before, after))
    stayed = _in_order([id_ for id_ in news if id_ in olds], list(olds))
    for id_, new in news.items():
        here = f"{address}.{id_}"
        if id_ not in olds:
            yield Change("add", here, "", None, new)
            continue
        if id_ not in stayed:
            yield Change("move", here, "", olds[id_], new)
        yield from _mapping(olds[id_], new, here)
    for id_, old in olds.items():
        if id_ not in news:
            yield Change("delete", f"{address}.{id_}", "", old, None)


def _in_order(new: list[str], old: list[str]) -> set[str]:
    """The most ids that stand in the same order in both (the longest increasing run); the others have moved."""
    at = {id_: n for n, id_ in enumerate(old)}
    ends: list[int] = []  # the smallest end of a run of each length
    run: list[int] = []
    for id_ in new:
        length = bisect_left(ends, at[id_])
        ends[length : length + 1] = [at[id_]]
        run.append(length)
    kept: set[str] = set()
    length = len(ends) - 1
    for id_, its in zip(reversed(new), reversed(run), strict=True):
        if its == length:
            kept.add(id_)
            length -= 1
    return kept


def _are_items(value: Data) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value))


def value_at(data: Data, address: str, name: str) -> Data:
    """What stands at an address, or in a field of the item there; None for nothing."""
    for step in address.split("."):
        data = stepped(data, step)
    return data.get(name) if name and isinstance(data, dict) else data


def stepped(data: Data, step: str) -> Data:
    """What one step of an address leads to: a key of a mapping, an item of a list or under an item."""
    if isinstance(data, list):
        return next((one for one in data if isinstance(one, dict) and one.get("id") == step), None)
    if not isinstance(data, dict):
        return None
    if "id" not in data:
        return data.get(step)
    lists = (data[key] for key in data if key in ITEM_LISTS and isinstance(data[key], list))
    return next((found for one in lists if (found := stepped(one, step)) is not None), None)


def ahead(data: Data, address: str) -> str:
    """The id of the sibling that an item stands after, "" for the first."""
    way, _, id_ = address.rpartition(".")
    above = value_at(data, way, "")
    lists = above.values() if isinstance(above, dict) else [above]
    ids = next(([one["id"] for one in items] for items in lists if _are_items(items) and stepped(items, id_)), [id_])
    return str((["", *ids])[ids.index(id_)])


def covers(address: str, other: str) -> bool:
    """Whether an address is another one or above it."""
    return f"{other}.".startswith(f"{address}.")
