"""An overlay over its base: items match by id; a new id adds, `drop` removes, other keys replace.

Pure: values in, values out, with every fault in its place. A patch without a target is a fault, never silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from docgen.addresses import mapped
from docgen.campaign import Campaign, Item, Section
from docgen.campaign_tree import Told
from docgen.dropped import without_references, without_wording
from docgen.keys import SECTIONS, Fault, Model, kind_of
from docgen.nearest import did_you_mean, nearest
from docgen.overlay_keys import AFTER, DROP, REASON
from docgen.placed import ITEM_LISTS, Drop, Edits, Place, Value
from docgen.placing import put_after
from docgen.remap import remapped

PLAIN_LISTS = ("points", "closing", "blocks")  # a plain list of these replaces them all
SAYING = {"title", "label", "text", "points", "indicator", "table", "heading", "blocks"}
NEVER_RENAMED = {"id", "docgen", "level", "basis", "number", "addresses", "answers", "goal", "date", "after", "genres"}
POSITION = re.compile(r"p([1-9]\d*)")
Kind = Literal["set", "drop", "add", "move", "at"]


@dataclass(frozen=True, slots=True)
class Touch:
    """One edit of an overlay: of a field of the item at `address`, or, with name "", of the item or key itself.

    at: no edit, but an entry for an item that is there, whatever stands in it. anchor: the id that an item was put
    after.
    """

    kind: Kind
    address: str
    name: str
    place: Place
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """A base with its overlay's edits. reasons: why, by the address of what was edited, where the overlay says so."""

    value: Value
    faults: tuple[Told, ...]
    reasons: Mapping[str, str]
    touches: tuple[Touch, ...]


def merged(base: Value, patch: Value) -> Merged:
    """The base, its items numbered, after the edits of the patch."""
    merger = _Merger()
    value = merger.mapping(base, patch, Campaign, ())
    dropped = {touch.address for touch in merger.touches if touch.kind == "drop"}
    value = without_references(value, "", dropped, patch.place) if dropped else value
    return Merged(value, tuple(merger.faults), merger.reasons, tuple(merger.touches))


@dataclass(slots=True)
class _Merger:
    faults: list[Told] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    touches: list[Touch] = field(default_factory=list)

    def mapping(self, base: Value, patch: Value, model: type[Model], address: tuple[str, ...]) -> Value:
        """The keys of the patch in place of the base's, each edited as its kind is."""
        result = dict(base.entries)
        item = issubclass(model, Item | Section)
        for name, value in patch.entries.items():
            if name == REASON and isinstance(value.value, str):
                self.reasons[".".join(address)] = value.value
            if name not in model.model_fields or (item and name == "id"):
                continue
            at = _At(address, name) if item else _At((*address, name), "")
            if isinstance(value.value, Drop):
                self._drop(result, name, value.value, value.place, at)
                if model is Campaign and name in SECTIONS:
                    result = without_wording(result, name)
            else:
                result[name] = self._value(result.get(name), value, name, model, at)
        return Value(result, patch.place)

    def _drop(self, base: dict[str, Value], name: str, drop: Drop, place: Place, at: _At) -> None:
        self._touch("drop", at, place)
        if name in base:
            del base[name]
            self.reasons[".".join((*at.address, at.name) if at.name else at.address)] = drop.reason
        else:
            self._tell(place, "要删去的内容上级没有写", "请核对键名，或删去这一处")

    def _value(self, base: Value | None, patch: Value, name: str, model: type[Model], at: _At) -> Value:
        kind = kind_of(model.model_fields[name].annotation, model)
        entry: Any = kind_of(get_args(kind)[0], model) if get_origin(kind) is tuple else None
        listed = base.value if base and isinstance(base.value, tuple) else ()
        if isinstance(patch.value, Edits):
            return self._edited(listed, patch, entry, at.address)
        if isinstance(patch.value, tuple) and name in ITEM_LISTS and _is_items(entry) and name not in PLAIN_LISTS:
            return Value(self._by_id(listed, patch.value, entry, at.address), patch.place)
        if isinstance(patch.value, dict) and (base is None or isinstance(base.value, dict)):
            if isinstance(kind, type) and issubclass(kind, Model) and not (kind.whole or issubclass(kind, Item)):
                return self.mapping(base or Value({}, patch.place), patch, kind, at.address)
            if get_origin(kind) is dict:
                return self._texts(base.entries if base else {}, patch, at)
        self._touch("set", at, patch.place)
        return self._fresh(patch)

    def _texts(self, base: dict[str, Value], patch: Value, at: _At) -> Value:
        """Texts by section."""
        texts = dict(base)
        for key, value in patch.entries.items():
            here = _At((*at.address, key), "")
            if isinstance(value.value, Drop):
                self._drop(texts, key, value.value, value.place, here)
            else:
                self._touch("set", here, value.place)
                texts[key] = value
        return Value(texts, patch.place)

    def _edited(self, base: tuple[Value, ...], patch: Value, model: Any, address: tuple[str, ...]) -> Value:
        """`{增加, 改为, 删去}`: each edit as an entry that would do the same in a list by id."""
        edits = patch.value
        assert isinstance(edits, Edits)
        known = {_id(item) for item in base}
        for entry in edits.add:
            if (name := _id(entry)) in known and name:
                self._tell(
                    entry.place,
                    f"已经有编号为“{name}”的一项，不能再增加",
                    "要改它，请写在“改为”里；要增加，请换一个编号",
                )
        for entry in edits.replace:
            if _id(entry) not in known:
                self._no_target(entry.place, _id(entry), known)
        added = tuple(entry for entry in edits.add if not _id(entry) or _id(entry) not in known)
        replaced = tuple(entry for entry in edits.replace if _id(entry) in known)
        dropped = tuple(
            Value({"id": id_, DROP: Value(Drop(reason), id_.place)}, id_.place) for id_, reason in edits.drop
        )
        return Value(self._by_id(base, (*replaced, *dropped, *added), model, address), patch.place)

    def _by_id(
        self, base: tuple[Value, ...], patches: tuple[Value, ...], model: type[Model], address: tuple[str, ...]
    ) -> tuple[Value, ...]:
        items = {_id(item): item for item in base}
        count = max((len(base), *(int(found[1]) for id_ in items if (found := POSITION.fullmatch(id_)))))
        anchors: dict[str, Value] = {}
        gone: set[str] = set()
        seen: set[str] = set()
        for patch in patches:
            name = _id(patch)
            if not name:
                count += 1
                name = f"p{count}"
            if name in seen:
                self._tell(patch.place, f"编号“{name}”的一项写了两次", "请合并成一处")
                continue
            seen.add(name)
            known = set(items)
            if isinstance((drop := patch.entries.get(DROP, patch)).value, Drop):
                self._touch("drop", _At((*address, name), ""), patch.place)
                if patch.entries.keys() - {"id", DROP, REASON}:
                    hint = "要删去的，只写编号和“删去”；要改的，去掉“删去”"
                    self._tell(patch.place, f"“{name}”这一项既要删去，又写了别的", hint)
                if name in items:
                    del items[name]
                    gone.add(name)
                    self.reasons[".".join((*address, name))] = drop.value.reason
                else:
                    self._no_target(patch.place, name, known, adds=False)
                continue
            if name in items:
                self._touch("at", _At((*address, name), ""), patch.place)
                items[name] = self.mapping(items[name], patch, model, (*address, name))
            elif _id(patch) and POSITION.fullmatch(name):
                hint = "新增的一项，请换一个编号；改已有的一项，请核对位次"
                self._tell(patch.place, f"上级这里没有第 {name[1:]} 项，“{name}”是位次的写法", hint)
                continue
            elif _id(patch) and not SAYING & patch.entries.keys():
                self._no_target(patch.place, name, known)
                continue
            else:
                self._looks_like(patch, name, known)
                self._touch("add", _At((*address, name), ""), patch.place, _anchor(patch, model))
                items[name] = self._added(patch, name, model, (*address, name))
            if anchor := _anchor(patch, model):
                anchors[name] = patch.entries[AFTER]
                if name in known:
                    self._touch("move", _At((*address, name), ""), patch.place, anchor)
        titles = {name: str(title.value) for name, item in items.items() if (title := item.entries.get("title"))}
        order, misplaced = put_after(list(items), {name: str(at.value) for name, at in anchors.items()}, gone, titles)
        for name, message, hint in misplaced:
            self._tell(anchors[name].place, message, hint)
        return tuple(items[name] for name in order)

    def _added(self, patch: Value, name: str, model: type[Model], address: tuple[str, ...]) -> Value:
        touches = len(self.touches)
        fresh = self.mapping(Value({}, patch.place), patch, model, address)
        del self.touches[touches:]  # all of it is new
        return Value({"id": Value(name, patch.place), **fresh.entries}, patch.place)

    def _fresh(self, value: Value) -> Value:
        """A value that is all new: nothing is there to be edited."""
        if isinstance(value.value, Drop | Edits):
            self._tell(value.place, "这里没有上级的内容可以增删改", "请直接写内容")
            return Value("", value.place)
        if isinstance(value.value, tuple):
            return Value(tuple(self._fresh(entry) for entry in value.value), value.place)
        if isinstance(value.value, dict):
            for name in (DROP, AFTER):
                if name in value.value and _is_directive(value, name):
                    hint = "这里的列表整个换掉上级的；只改几项的，写成“{增加: [……], 改为: [……], 删去: {编号: 理由}}”"
                    self._tell(value.value[name].place, "这里不能写“删去”和“接在”", hint)
            kept = {key: self._fresh(entry) for key, entry in value.value.items() if not _is_directive(value, key)}
            return Value(kept, value.place)
        return value

    def _looks_like(self, patch: Value, name: str, known: set[str]) -> None:
        if _id(patch) and (near := nearest(name, sorted(known), at_least=80)):
            hint = f"如果是改“{near}”，请核对编号；确实新增的，不用理会"
            self._tell(patch.place, f"新增了编号为“{name}”的一项，上级有“{near}”", hint, "warning")

    def _no_target(self, place: Place, name: str, known: Iterable[str], adds: bool = True) -> None:
        near = did_you_mean(name, sorted(known)) or "上级这里一项也没有"
        hint = near + (("" if near.endswith("？") else "；") + "新增的一项，要写标题或内容" if adds else "")
        message = f"没有编号为“{name}”的一项" if name else "这一项没有写编号，不知道改哪一项"
        self._tell(place, message, hint if name else "请写上编号")

    def _touch(self, kind: Kind, at: _At, place: Place, anchor: str = "") -> None:
        self.touches.append(Touch(kind, ".".join(at.address), at.name, place, anchor))

    def _tell(self, place: Place, message: str, hint: str, level: Any = "error") -> None:
        self.faults.append(Told(Fault((), message, hint, level), place))


@dataclass(frozen=True, slots=True)
class _At:
    """An item or key by its address, and the field of an item."""

    address: tuple[str, ...]
    name: str


def _id(item: Value) -> str:
    found = item.entries.get("id")
    return found.value if found and isinstance(found.value, str) else ""


def _is_directive(value: Value, name: str) -> bool:
    """Whether a key edits the item that it stands in; a section's own 接在 does not."""
    return name in (REASON, DROP) or (name == AFTER and "heading" not in value.entries)


def _anchor(patch: Value, model: type[Model]) -> str:
    """The id that an item is to stand after; a section's own key of that name is for sections."""
    found = patch.entries.get(AFTER)
    return str(found.value) if found and AFTER not in model.model_fields else ""


def _is_items(entry: Any) -> bool:
    return isinstance(entry, type) and issubclass(entry, Item | Section)


def renamed(base: Value, remap: Mapping[str, str], kept: Mapping[str, tuple[str, ...]]) -> Value:
    """What is inherited, its institutions renamed. kept: the quotes that stay, by the address that they stand under."""

    def change(address: str, name: str, text: str) -> str:
        return text if name in NEVER_RENAMED else remapped(text, remap, quotes(address, kept))

    return mapped(base, change) if remap else base


def quotes(address: str, kept: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The quotes that are kept at an address, or anywhere above it."""
    steps = address.split(".")
    return tuple(quote for n in range(1, len(steps) + 1) for quote in kept.get(".".join(steps[:n]), ()))
