"""Edits by address as what an overlay would say: lists by id at the top, 改为 for points, one mapping an item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docgen.overlay_keys import REPLACE
from docgen.placed import ITEM_LISTS
from docgen.yaml_tree import Plain

Data = dict[str, Any]


def patches(edits: Mapping[tuple[str, str], Plain], base: Data) -> Data:
    """Edits {(address, field): value}, field "" for a key itself, as an overlay's keys."""
    made: Data = {}
    for (address, name), value in edits.items():
        steps = address.split(".")
        _put(made, base, steps, name, value)
    return made


def _put(made: Data, base: Data, steps: list[str], name: str, value: Plain) -> None:
    """Down the keys to a list of items, or to the key itself."""
    step, rest = steps[0], steps[1:]
    if not rest:
        made[step] = value
    elif step in ITEM_LISTS and isinstance(base.get(step), list):
        _put_item(made.setdefault(step, []), base[step], rest, name, value)
    else:
        _put(made.setdefault(step, {}), base.get(step) or {}, rest, name, value)


def _put_item(made: list[Data], base: list[Data], steps: list[str], name: str, value: Plain) -> None:
    id_, rest = steps[0], steps[1:]
    entry = next((one for one in made if one["id"] == id_), None)
    if entry is None:
        entry = {"id": id_}
        made.append(entry)
    if not rest:
        entry[name] = value
        return
    item = next(one for one in base if one.get("id") == id_)
    key = next(key for key in _lists(item) if any(one.get("id") == rest[0] for one in item[key]))
    _put_item(entry.setdefault(key, {REPLACE: []})[REPLACE], item[key], rest, name, value)


def _lists(item: Data) -> Iterable[str]:
    return (key for key in item if key in ITEM_LISTS and isinstance(item[key], list))
