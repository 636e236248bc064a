"""Where a change of the upper level meets an edit of this level, so that a person must decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.campaign import Wording
from docgen.dropped import REFERENCES
from docgen.overlay import POSITION, Touch
from docgen.placed import ITEM_LISTS
from docgen.upper_changes import Change, Data, ahead, covers, value_at

# The keys that refer to items or sections, and where these stand.
REFERRING = REFERENCES | {"after": ("sections",), "sections": ("sections",)}


@dataclass(frozen=True, slots=True)
class Clash:
    """A change of the upper level that meets an edit of this level."""

    change: Change
    touch: Touch
    what: str


def clashes(
    found: Sequence[Change], touches: Sequence[Touch], before: Data, base: Data, upper: Data, local: Data
) -> Iterator[Clash]:
    """One a change: the first edit that it meets. before, base: the base as it was and as it will be; upper: the new
    edition; local: what the edits had come to."""
    renumbered = _renumbered(touches, before, base, local)
    for change in found:
        for touch in touches:
            what = _of_number(change, touch, renumbered) or _clash(change, touch, local)
            if what and not _agree(change, touch, upper, local):
                yield Clash(change, touch, what)
                break


def _clash(change: Change, touch: Touch, local: Data) -> str:
    """Why a person must decide about a change and an edit; "" where they do not meet."""
    if touch.kind == "at":
        return ""
    within = covers(change.address, touch.address)  # the edit is in what changed
    around = covers(touch.address, change.address)
    if change.kind == "delete":
        if touch.kind == "drop":
            return ""
        if within:
            return "上级删去了这一项，本级改过它"
        if _is_anchor(change.address, touch):
            return "本级把一项接在它后面，上级删去了它"
        return "本级的内容引用了它，上级删去了它" if _refers(touch, change.address, local) else ""
    if within and not change.name and change.after is None and touch.kind != "drop":
        return "上级删去了这一处，本级改过它"
    if touch.kind == "move":
        return "上级和本级都挪动了这一项" if change.kind == "move" and change.address == touch.address else ""
    if touch.kind == "add":
        both = change.kind == "add" and change.address == touch.address
        named = not POSITION.fullmatch(touch.address.rpartition(".")[2])  # else it is counted on after the upper's
        return "上级和本级各新增了一项，编号相同" if both and named else ""
    if touch.kind == "drop" and _is_said_around(touch.address, change.address):
        return "上级改了这一章节的行文，本级删去了这一章节"
    if change.kind == "move" and within:
        return ""  # where it stands is no matter to who writes it, or drops something of it
    if not touch.name:
        return _both(change, touch) if around or (within and not change.name) else ""
    same = change.address == touch.address and change.name == touch.name
    inside = touch.name in ITEM_LISTS and around and change.address != touch.address
    return _both(change, touch) if same or inside else ""


def _both(change: Change, touch: Touch) -> str:
    if change.kind == "set":
        return "上级改了这一处，本级删去了它" if touch.kind == "drop" else "上级和本级都改了这一处"
    upper = "上级新增了这一项" if change.kind == "add" else "上级挪动了这一项"
    return upper + ("，本级删去了它所在的地方" if touch.kind == "drop" else "，本级把这几项都重写了")


def _renumbered(touches: Sequence[Touch], before: Data, base: Data, local: Data) -> set[str]:
    """Items of this level without an id that it refers to by a number, which will be another: they are counted on
    after the upper level's."""
    added = {touch.address for touch in touches if touch.kind == "add"}
    anchors = {f"{touch.address.rpartition('.')[0]}.{touch.anchor}" for touch in touches if touch.anchor}
    named = (set(_references(local)) | anchors) & added
    numbers = {way for way in named if POSITION.fullmatch(way.rpartition(".")[2])}
    return {way for way in numbers if _count(before, way) != _count(base, way)}


def _count(data: Data, address: str) -> int:
    """How far the upper level has counted in the list that an item stands in."""
    items = value_at(data, address.rpartition(".")[0], "") or []
    return max((len(items), *(int(found[1]) for one in items if (found := POSITION.fullmatch(one["id"])))))


def _of_number(change: Change, touch: Touch, renumbered: set[str]) -> str:
    """Told once an item, with the first change beside it."""
    beside = change.address.rpartition(".")[0] == touch.address.rpartition(".")[0]
    if touch.address not in renumbered or not beside or change.kind not in ("add", "delete"):
        return ""
    renumbered.remove(touch.address)
    return "本级新增的一项没有写编号，按位次引用了它，上级增删以后位次变了，请给它写上编号再引用"


def _refers(touch: Touch, address: str, local: Data) -> bool:
    """Whether what this level has written refers to an item."""
    if touch.kind not in ("set", "add"):
        return False
    written = value_at(local, touch.address, touch.name)
    for step in reversed([*touch.address.split("."), *([touch.name] if touch.name else [])]):
        written = {step: written}
    return any(covers(address, way) for way in _references(written))


def _references(data: Data, name: str = "") -> Iterator[str]:
    """The addresses that are referred to, each reference as all that it may mean."""
    if isinstance(data, dict):
        if name in Wording.model_fields:
            yield from (f"sections.{section}" for section in data)
        for key, value in data.items():
            yield from _references(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from _references(value, name)
    elif isinstance(data, str):
        yield from (f"{way}.{data}" for way in REFERRING.get(name, ()))


def _is_said_around(section: str, address: str) -> bool:
    """Whether a text is the heading, lead … of a section; who drops a section drops these with it."""
    way, _, name = address.rpartition(".")
    return name == section and "wording" in way.split(".")


def _is_anchor(address: str, touch: Touch) -> bool:
    way, _, id_ = address.rpartition(".")
    return bool(touch.anchor) and touch.anchor == id_ and touch.address.rpartition(".")[0] == way


def _agree(change: Change, touch: Touch, upper: Data, local: Data) -> bool:
    """Whether both have come to the same."""
    if touch.kind == "drop":
        return change.after is None
    if touch.kind == "move":
        return change.kind == "move" and ahead(upper, change.address) == ahead(local, change.address)
    return change.kind != "delete" and value_at(local, change.address, change.name) == change.after
