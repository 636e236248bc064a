"""Which items of a new edition are those of the old one: by id where ids are written, else by text.

An item keeps the id that it has in the old edition; one that is new gets an id that nobody has had. References by
position (p2) are brought along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.dropped import REFERENCES
from docgen.placed import ITEM_LISTS, Value, plain

LIKE = 60  # of 100: two texts that are more alike are one item, reworded
UNSAID = {"id", "deadline", "start", "end", "after", *REFERENCES}
Moved = dict[str, dict[str, str]]  # by list: the address by position, and what it is now
_POSITION = re.compile(r"p([1-9]\d*)")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Said:
    """What an item says, and whether it has a name."""

    text: str
    named: bool

    def may_be(self, old: _Said) -> bool:
        """A new name is given to what had none, never to what had another."""
        return not (self.named and old.named)


def identified(new: Value, old: Any = None) -> Value:
    """The new edition, every item with an id. `old`: the old one as plain data, its ids written out."""
    moved: Moved = {}
    value = _walk(new, old, "", "", ("", ""), moved)
    return _referring(value, "", moved) if any(moved.values()) else value


def _walk(
    value: Value, old: Any, name: str, way: str, above: tuple[str, str], moved: Moved, beside: frozenset[str] = _NONE
) -> Value:
    """above: the address so far, as it would be by position and as it is. beside: ids of the item's other list."""
    if isinstance(value.value, tuple) and name in ITEM_LISTS:
        known = [item for item in old if isinstance(item, dict)] if isinstance(old, list) else []
        ids = _ids(value.value, known, beside, fixed=name == "sections")
        return Value(tuple(_items(value.value, ids, known, way, above, moved)), value.place)
    if isinstance(value.value, tuple):  # no items: attachments, whose blocks are
        olds = old if isinstance(old, list) and len(old) == len(value.value) else [None] * len(value.value)
        entries = (_walk(one, olds[n], name, f"{way}.{n + 1}", ("", ""), moved) for n, one in enumerate(value.value))
        return Value(tuple(entries), value.place)
    if isinstance(value.value, dict):
        item = "id" in value.value
        pairs: dict[str, Value] = {}
        for key, entry in sorted(value.value.items(), key=lambda pair: pair[0] == "closing"):
            inner = old.get(key) if isinstance(old, dict) else None
            here = way if item else f"{way}.{key}".strip(".")
            others = _others(key, old, pairs) if item else _NONE
            pairs[key] = _walk(entry, inner, key, here, above if item else ("", ""), moved, others)
        return Value(pairs, value.place)
    return value


def _others(key: str, old: Any, done: dict[str, Value]) -> frozenset[str]:
    """The ids in the other list of an item: points and closing stand at the same address, and so share their ids."""
    other = {"points": "closing", "closing": "points"}.get(key)
    if other is None:
        return _NONE
    known = old.get(other, ()) if isinstance(old, dict) else ()
    listed = done[other].value if other in done else ()
    new = [_id(one) for one in listed if isinstance(one, Value)] if isinstance(listed, tuple) else []
    return frozenset((*new, *(one["id"] for one in known if isinstance(one, dict) and "id" in one)))


def _items(
    entries: Sequence[Value],
    ids: Sequence[str],
    known: list[dict[str, Any]],
    way: str,
    above: tuple[str, str],
    moved: Moved,
) -> Iterator[Value]:
    olds = {item.get("id"): item for item in known}
    for n, (entry, id_) in enumerate(zip(entries, ids, strict=True), start=1):
        if not isinstance(entry.value, dict):
            yield entry
            continue
        typed = _id(entry) or f"p{n}"
        here = (f"{above[0]}.{typed}".strip("."), f"{above[1]}.{id_}".strip("."))
        if here[0] != here[1]:
            moved.setdefault(way, {})[here[0]] = here[1]
        place = entry.value["id"].place if "id" in entry.value else entry.place
        named = Value({**entry.value, "id": Value(id_, place)}, entry.place)
        first = Value({"id": named.entries["id"], **named.entries}, entry.place)
        yield _walk(first, olds.get(id_), "", way, here, moved)


def _ids(entries: Sequence[Value], known: list[dict[str, Any]], beside: frozenset[str], fixed: bool) -> list[str]:
    """The id of each entry: that of the old item which it is, else its own, or a new one.

    Who has the name of an old item is that item; for the others it is the text that tells, for p2 is but a position,
    and names are given to items that had none. fixed: names stay, for other keys go by them.
    """
    typed = [_id(entry) for entry in entries]
    olds = {str(item["id"]): item for item in known}
    ids = [id_ if _is_name(id_) and (fixed or not known or id_ in olds) else "" for id_ in typed]
    left = [id_ for id_ in olds if id_ not in ids]
    open_ = [n for n, id_ in enumerate(ids) if not id_]
    new = [_Said(_said(plain(entries[n])), _is_name(typed[n])) for n in open_]
    for n, m in _pairs(new, [_Said(_said(olds[id_]), _is_name(id_)) for id_ in left]):
        ids[open_[n]] = left[m]
    for n, id_ in enumerate(ids):
        if not id_ and typed[n] not in (*ids, *beside) and _is_own(entries[n], typed[n] in olds):
            ids[n] = typed[n]
    numbers = [int(found[1]) for id_ in (*ids, *olds, *beside) if (found := _POSITION.fullmatch(id_))]
    free = max((len(entries) if known else 0, *numbers), default=0)
    for n, id_ in enumerate(ids):
        if not id_ and not known and f"p{n + 1}" not in (*ids, *beside):
            ids[n] = f"p{n + 1}"
        elif not id_:
            free += 1
            ids[n] = f"p{free}"
    return ids


def _is_name(id_: str) -> bool:
    """Whether an id is more than a position."""
    return bool(id_) and not _POSITION.fullmatch(id_)


def _is_own(entry: Value, is_known: bool) -> bool:
    """Whether an entry keeps its id: a person typed it, or it is a position that nobody has had."""
    found = entry.entries.get("id")
    return found is not None and (found.place is not entry.place or not is_known)


def _pairs(new: Sequence[_Said], old: Sequence[_Said]) -> Iterator[tuple[int, int]]:
    """Positions of what is one item: equal texts in order first, then the most alike."""
    same: dict[str, list[int]] = {}
    for m, said in enumerate(old):
        same.setdefault(said.text, []).append(m)
    left: list[int] = []
    for n, said in enumerate(new):
        equal = same.get(said.text, [])
        if (m := next((one for one in equal if said.may_be(old[one])), -1)) < 0:
            left.append(n)
        else:
            equal.remove(m)
            yield n, m
    there = sorted(m for equal in same.values() for m in equal)
    if not left or not there:
        return
    from rapidfuzz import fuzz

    scores = sorted(
        (-fuzz.ratio(new[n].text, old[m].text, score_cutoff=LIKE), abs(n - m), n, m)
        for n in left
        for m in there
        if new[n].may_be(old[m])
    )
    news: set[int] = set()
    olds: set[int] = set()
    for score, _, n, m in scores:
        if score < 0 and n not in news and m not in olds:
            news.add(n)
            olds.add(m)
            yield n, m


def _said(value: Any) -> str:
    """What an item says in words: not its id, its dates, or what it refers to."""
    if isinstance(value, dict):
        return "\n".join(_said(entry) for key, entry in sorted(value.items()) if key not in UNSAID)
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
