"""Values with their places: what a file says under English keys, and how overlays edit it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from operator import is_
from typing import Any, get_args, get_origin

from docgen.campaign import Campaign, Item, Section
from docgen.keys import Loc, Model, kind_of
from docgen.yaml_tree import Node, Plain
from docgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, and how the user wrote the way to it."""

    file: YamlFile
    node: Node
    path: str


@dataclass(frozen=True, slots=True)
class Drop:
    """`删去: 理由` in place of a value."""

    reason: str


@dataclass(frozen=True, slots=True)
class Edits:
    """`{增加, 改为, 删去}` in place of a list of items; dropped are pairs of an id and a reason."""

    add: tuple[Value, ...] = ()
    replace: tuple[Value, ...] = ()
    drop: tuple[tuple[Value, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A text, entries, or a mapping under English keys; in an overlay also what edits these."""

    value: str | tuple[Value, ...] | dict[str, Value] | Drop | Edits
    place: Place

    @property
    def entries(self) -> dict[str, Value]:
        return self.value if isinstance(self.value, dict) else {}


def numbered(value: Value, name: str = "", known: Container[int] = ()) -> Value:
    """The value with the ids that items without one have: p and the position among all siblings.

    known: items and lists of them that have theirs all through, by identity.
    """
    if id(value) in known:
        return value
    if isinstance(value.value, tuple):
        entries = tuple(numbered(entry, name, known) for entry in value.value)
        if name in ITEM_LISTS:
            entries = tuple(_with_id(entry, n) for n, entry in enumerate(entries, start=1))
        return with_entries(value, entries)
    if isinstance(value.value, dict):
        return with_pairs(value, {key: numbered(entry, key, known) for key, entry in value.value.items()})
    return value


def with_entries(value: Value, entries: tuple[Value, ...]) -> Value:
    """A list with these entries; the same object where they are what it has."""
    before = value.value
    assert isinstance(before, tuple)
    same = len(before) == len(entries) and all(map(is_, before, entries))
    return value if same else Value(entries, value.place)


def with_pairs(value: Value, pairs: dict[str, Value]) -> Value:
    """A mapping with these pairs; the same object where they are what it has."""
    before = value.entries
    same = len(before) == len(pairs) and all(before.get(key) is one for key, one in pairs.items())
    return value if same else Value(pairs, value.place)


def _with_id(item: Value, n: int) -> Value:
    if not isinstance(item.value, dict) or "id" in item.value:
        return item
    return Value({"id": Value(f"p{n}", item.place), **item.value}, item.place)


def _item_lists() -> Iterator[str]:
    """The keys under which items or sections are listed."""
    seen: set[type[Model]] = set()
    left: list[type[Model]] = [Campaign]
    while left:
        model = left.pop()
        seen.add(model)
        for name, declared in model.model_fields.items():
            kind = declared.annotation
            if get_origin(kind) is tuple and isinstance(inner := kind_of(get_args(kind)[0], model), type):
                if issubclass(inner, Item | Section):
                    yield name
                left += [inner] if issubclass(inner, Model) and inner not in seen else []
            elif isinstance(inner := kind_of(kind, model), type) and issubclass(inner, Model) and inner not in seen:
                left.append(inner)


ITEM_LISTS = frozenset(_item_lists())


def plain(value: Value) -> Plain:
    """A value as str, list and dict."""
    data: Plain = settled(value)[0]
    return data


def settled(value: Value, known: Mapping[int, Any] | None = None) -> tuple[Any, dict[Loc, Place]]:
    """A value without edits as plain data, and the place of everything in it.

    known: models and lists of them that stand for values already, by the identity of these; what is in them has no
    places.
    """
    made = known or {}
    places: dict[Loc, Place] = {}

    def walk(value: Value, loc: Loc, above: Place | None = None) -> Any:
        if value.place is not above:  # else nobody typed it: an id by position, the one text of an item
            places[loc] = value.place
        if id(value) in made:
            return made[id(value)]
        if isinstance(value.value, tuple):
            return [walk(entry, (*loc, n), value.place) for n, entry in enumerate(value.value)]
        if isinstance(value.value, dict):
            return {key: walk(entry, (*loc, key), value.place) for key, entry in value.value.items()}
        assert isinstance(value.value, str)
        return value.value

    return walk(value, ()), places
