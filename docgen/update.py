"""The upper level's revision brought into what this level made of the first edition: a three-way merge by id.

The overlay holds this level's edits, so what nobody here touched follows by itself once the base has moved. What is
left to find out is where both have changed the same: that is a conflict, for a person to decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docgen.overlay import Touch
from docgen.placed import ITEM_LISTS

Data = Any  # plain data under English keys, every item with its id

# What each level has of its own by nature: where this level wrote it, the upper level's is no rival to it.
OWN = (
    *("date", "level", "region", "issuer", "superior", "leading_group", "imprint", "report"),
    *("notice.number", "notice.addressees", "notice.copy_number", "notice.signatory"),
    *("speech.date", "speech.speaker", "speech.occasion"),
)


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


@dataclass(frozen=True, slots=True)
class Clash:
    """A change of the upper level that meets an edit of this level."""

    change: Change
    touch: Touch
    what: str


@dataclass(frozen=True, slots=True)
class Update:
    """base: the new edition, with the items that stay for this level's edits (`retained`) at their places.

    moot: edits of this level whose target the upper level has taken away as well: drops of what is gone.
    own: changes of what this level has of its own, for it to know.
    """

    base: Data
    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]
    own: tuple[Change, ...]
    moot: tuple[Touch, ...]
    retained: tuple[str, ...]


def update(before: Data, upper: Data, touches: Sequence[Touch], local: Data, retained: Sequence[str] = ()) -> Update:
    """before: the base as it was; upper: the new edition; touches, local: this level's edits and what they came to.

    retained: addresses of items that the upper level had dropped earlier already.
    """
    found = [
        change for change in changes(before, upper) if not (change.kind == "delete" and change.address in retained)
    ]
    clashes, own = [], []
    for change in found:
        for touch in touches:
            if (what := _clash(change, touch)) and not _agree(change, touch, local):
                if touch.kind in ("set", "drop") and _is_own(change.address):
                    own.append(change)
                else:
                    clashes.append(Clash(change, touch, what))
                break
    base = upper
    stay = _stay(before, upper, touches)
    for address in stay:
        base = _put_back(base, before, address.split("."))
    moot = tuple(
        touch for touch in touches if touch.kind == "drop" and value_at(base, touch.address, touch.name) is None
    )
    return Update(base, tuple(found), tuple(clashes), tuple(own), moot, tuple(stay))


def changes(before: Data, after: Data) -> Iterator[Change]:
    """Everything that differs, in the order of the new edition."""
    yield from _mapping(before, after, "")


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


def _clash(change: Change, touch: Touch) -> str:
    """Why a person must decide about a change and an edit; "" where they do not meet."""
    within = _covers(change.address, touch.address)  # the edit is in what changed
    around = _covers(touch.address, change.address)
    if change.kind == "delete":
        if touch.kind == "drop":
            return ""
        if within:
            return "上级删去了这一项，本级改过它"
        return "本级把一项接在它后面，上级删去了它" if _is_anchor(change.address, touch) else ""
    if change.kind == "move":
        return "上级和本级都挪动了这一项" if touch.kind == "move" and change.address == touch.address else ""
    if touch.kind == "move":
        return ""
    if change.kind == "add" and touch.kind == "add":
        return "上级和本级各新增了一项，编号相同" if change.address == touch.address else ""
    if touch.kind == "add":
        return ""
    if touch.kind == "drop" and _is_said_around(touch.address, change.address):
        return "上级改了这一章节的行文，本级删去了这一章节"
    both = "上级改了这一处，本级删去了它" if touch.kind == "drop" else "上级和本级都改了这一处"
    if not touch.name:
        return both if around or (within and not change.name) else ""
    same = change.address == touch.address and change.name == touch.name
    inside = touch.name in ITEM_LISTS and around and change.address != touch.address
    return both if same or inside else ""


def _covers(address: str, other: str) -> bool:
    return f"{other}.".startswith(f"{address}.")


def _is_said_around(section: str, address: str) -> bool:
    """Whether a text is the heading, lead … of a section; who drops a section drops these with it."""
    way, _, name = address.rpartition(".")
    return name == section and "wording" in way.split(".")


def _is_anchor(address: str, touch: Touch) -> bool:
    way, _, id_ = address.rpartition(".")
    return bool(touch.anchor) and touch.anchor == id_ and touch.address.rpartition(".")[0] == way


def _agree(change: Change, touch: Touch, local: Data) -> bool:
    """Whether both have come to the same."""
    if touch.kind == "drop":
        return change.after is None
    return change.kind != "delete" and value_at(local, change.address, change.name) == change.after


def _is_own(address: str) -> bool:
    return any(_covers(own, address) for own in OWN)


def _stay(before: Data, upper: Data, touches: Sequence[Touch]) -> list[str]:
    """Items that the upper level has dropped and this level edits, the outermost of each."""
    found: dict[str, None] = {}
    for touch in touches:
        if touch.kind == "drop":
            continue
        steps = touch.address.split(".")
        for n in range(2, len(steps) + 1):
            address = ".".join(steps[:n])
            gone = value_at(before, address, "") is not None and value_at(upper, address, "") is None
            if gone and isinstance(value_at(before, address, ""), dict) and "id" in value_at(before, address, ""):
                found[address] = None
                break
    return list(found)


def value_at(data: Data, address: str, name: str) -> Data:
    """What stands at an address, or in a field of the item there; None for nothing."""
    for step in address.split("."):
        data = _step(data, step)
    return data.get(name) if name and isinstance(data, dict) else data


def _step(data: Data, step: str) -> Data:
    if isinstance(data, list):
        return next((one for one in data if isinstance(one, dict) and one.get("id") == step), None)
    if not isinstance(data, dict):
        return None
    if "id" not in data:
        return data.get(step)
    lists = (data[key] for key in data if key in ITEM_LISTS and isinstance(data[key], list))
    return next((found for one in lists if (found := _step(one, step)) is not None), None)


def _put_back(data: Data, before: Data, way: Sequence[str]) -> Data:
    """The data with the item that stood at `way` before, after the sibling that it stood after."""
    step, rest = way[0], way[1:]
    if isinstance(before, list):
        if rest:
            return [_put_back(one, _step(before, step), rest) if one.get("id") == step else one for one in data]
        ids = [one["id"] for one in before]
        here = [one["id"] for one in data]
        ahead = [id_ for id_ in ids[: ids.index(step)] if id_ in here]
        at = here.index(ahead[-1]) + 1 if ahead else 0
        return [*data[:at], before[ids.index(step)], *data[at:]]
    if "id" in before:
        key = next(key for key in before if key in ITEM_LISTS and _step(before[key], step) is not None)
        return {**data, key: _put_back(data.get(key) or [], before[key], way)}
    if isinstance(before[step], list):
        return {**data, step: _put_back(data.get(step) or [], before[step], rest)}
    return {**data, step: _put_back(data.get(step) or {}, before[step], rest)}
