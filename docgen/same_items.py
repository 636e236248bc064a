"""Which items of a new edition are those of the old one: by id where ids are written, else by text.

An item keeps the id that it has in the old edition; one that is new gets an id that nobody has had. References by
position (p2) are brought along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.overlay import REFERENCES
from docgen.placed import ITEM_LISTS, Value, plain

LIKE = 60  # of 100: two texts that are more alike are one item, reworded
Moved = dict[str, dict[str, str]]  # by list: the address by position, and what it is now
_POSITION = re.compile(r"p([1-9]\d*)")


def identified(new: Value, old: Any = None) -> Value:
    """The new edition, every item with an id. `old`: the old one as plain data, its ids written out."""
    moved: Moved = {}
    value = _walk(new, old, "", "", ("", ""), moved)
    return _referring(value, "", moved) if any(moved.values()) else value


def _walk(value: Value, old: Any, name: str, way: str, above: tuple[str, str], moved: Moved) -> Value:
    """above: the address so far, as it would be by position and as it is."""
    if isinstance(value.value, tuple) and name in ITEM_LISTS:
        known = [item for item in old if isinstance(item, dict)] if isinstance(old, list) else []
        return Value(tuple(_items(value.value, known, way, above, moved)), value.place)
    if isinstance(value.value, dict):
        item = "id" in value.value
        pairs = {}
        for key, entry in value.value.items():
            inner = old.get(key) if isinstance(old, dict) else None
            here = way if item else f"{way}.{key}".strip(".")
            pairs[key] = _walk(entry, inner, key, here, above if item else ("", ""), moved)
        return Value(pairs, value.place)
    return value


def _items(
    entries: Sequence[Value],
    known: list[dict[str, Any]],
    way: str,
    above: tuple[str, str],
    moved: Moved,
) -> Iterator[Value]:
    ids = _ids(entries, known)
    olds = {item.get("id"): item for item in known}
    for n, (entry, id_) in enumerate(zip(entries, ids, strict=True), start=1):
        if not isinstance(entry.value, dict):
            yield entry
            continue
        typed = _id(entry) or f"p{n}"
        here = (f"{above[0]}.{typed}".strip("."), f"{above[1]}.{id_}".strip("."))
        if here[0] != here[1]:
            moved.setdefault(way, {})[here[0]] = here[1]
        named = Value({"id": entry.value.get("id") or Value(id_, entry.place), **entry.value}, entry.place)
        yield _walk(named, olds.get(id_), "", way, here, moved)


def _ids(entries: Sequence[Value], known: list[dict[str, Any]]) -> list[str]:
    """The id of each entry: its own, that of the old item which it is, or a new one."""
    ids = [_id(entry) for entry in entries]
    left = [item for item in known if item.get("id") not in ids]
    open_ = [n for n, id_ in enumerate(ids) if not id_]
    for n, item in _pairs([_said(plain(entries[n])) for n in open_], [_said(item) for item in left]):
        ids[open_[n]] = str(left[item]["id"])
    numbers = [
        int(found[1]) for id_ in (*ids, *(str(item.get("id")) for item in known)) if (found := _POSITION.fullmatch(id_))
    ]
    free = max((len(entries) if known else 0, *numbers), default=0)
    for n, id_ in enumerate(ids):
        if not id_ and not known and f"p{n + 1}" not in ids:
            ids[n] = f"p{n + 1}"
        elif not id_:
            free += 1
            ids[n] = f"p{free}"
    return ids


def _pairs(new: Sequence[str], old: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Positions of what is one item: equal texts in order first, then the most alike."""
    taken: set[int] = set()
    left: list[int] = []
    for n, text in enumerate(new):
        same = next((m for m, other in enumerate(old) if other == text and m not in taken), None)
        if same is None:
            left.append(n)
        else:
            taken.add(same)
            yield n, same
    if not left or len(taken) == len(old):
        return
    from rapidfuzz import fuzz

    scores = sorted(
        (-fuzz.ratio(new[n], old[m], score_cutoff=LIKE), abs(n - m), n, m)
        for n in left
        for m in range(len(old))
        if m not in taken
    )
    found: set[int] = set()
    for score, _, n, m in scores:
        if score < 0 and n not in found and m not in taken:
            found.add(n)
            taken.add(m)
            yield n, m


def _said(value: Any) -> str:
    """All that an item says, without ids."""
    if isinstance(value, dict):
        return "\n".join(_said(entry) for key, entry in sorted(value.items()) if key != "id")
    return "\n".join(map(_said, value)) if isinstance(value, list) else str(value)


def _referring(value: Value, name: str, moved: Moved) -> Value:
    """The value with its references to items that have other ids now."""
    if isinstance(value.value, dict):
        return Value({key: _referring(entry, key, moved) for key, entry in value.value.items()}, value.place)
    if isinstance(value.value, tuple):
        return Value(tuple(_referring(entry, name, moved) for entry in value.value), value.place)
    if isinstance(value.value, str):
        for way in REFERENCES.get(name, ()):
            if value.value in moved.get(way, {}):
                return Value(moved[way][value.value], value.place)
    return value


def _id(item: Value) -> str:
    found = item.entries.get("id")
    return found.value if found and isinstance(found.value, str) else ""
