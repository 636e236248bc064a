"""The upper level's revision brought into what this level made of the first edition: a three-way merge by id.

The overlay holds this level's edits, so what nobody here touched follows by itself once the base has moved. What is
left to find out is where both have changed the same: that is a conflict, for a person to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.clashes import Clash, clashes
from docgen.dropped import REFERENCES
from docgen.overlay import Touch
from docgen.placed import ITEM_LISTS
from docgen.upper_changes import Change, Data, changes, covers, stepped, value_at

# What each level has of its own by nature: where this level wrote it, the upper level's is no rival to it.
OWN = (
    *("date", "level", "region", "issuer", "superior", "leading_group", "imprint", "report"),
    *("notice.number", "notice.addressees", "notice.copy_number", "notice.signatory"),
    *("speech.date", "speech.speaker", "speech.occasion"),
)


@dataclass(frozen=True, slots=True)
class Update:
    """base: the new edition, with the items that stay for this level's edits (`retained`) at their places.

    moot: edits of this level whose target the upper level has taken away as well: drops of what is gone. empty: what
    is left of entries for items that are gone, once the drops within are out; it edits nothing.
    own: changes of what this level has of its own, for it to know.
    """

    base: Data
    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]
    own: tuple[Change, ...]
    moot: tuple[Touch, ...]
    empty: tuple[Touch, ...]
    retained: tuple[str, ...]


def update(before: Data, upper: Data, touches: Sequence[Touch], local: Data, retained: Sequence[str] = ()) -> Update:
    """before: the base as it was; upper: the new edition; touches, local: this level's edits and what they came to.

    retained: addresses of items that the upper level had dropped earlier already.
    """
    found = list(changes(before, upper, retained))
    base = upper
    stay = _stay(before, upper, touches)
    for address in stay:
        base = _put_back(base, before, address.split("."))
    base = _without_gone(base, base) if stay else base
    met = list(clashes(found, touches, before, base, upper, local))
    own = [clash for clash in met if clash.touch.kind in ("set", "drop") and _is_own(clash.change.address)]
    gone = [touch for touch in touches if value_at(base, touch.address, touch.name) is None]
    moot, empty = (tuple(touch for touch in gone if touch.kind == kind) for kind in ("drop", "at"))
    rivals = tuple(clash for clash in met if clash not in own)
    return Update(base, tuple(found), rivals, tuple(clash.change for clash in own), moot, empty, tuple(stay))


def _is_own(address: str) -> bool:
    return any(covers(own, address) for own in OWN)


def _stay(before: Data, upper: Data, touches: Sequence[Touch]) -> list[str]:
    """Items that the upper level has dropped and this level edits, the outermost of each."""
    found: dict[str, None] = {}
    for touch in touches:
        if touch.kind in ("drop", "at"):
            continue
        steps = touch.address.split(".")
        for n in range(2, len(steps) + 1):
            address = ".".join(steps[:n])
            gone = value_at(before, address, "") is not None and value_at(upper, address, "") is None
            if gone and isinstance(value_at(before, address, ""), dict) and "id" in value_at(before, address, ""):
                found[address] = None
                break
    return list(found)


def _without_gone(data: Data, base: Data, name: str = "") -> Data:
    """The data without references to what the base has no more: what stays may have referred to what goes."""

    def is_there(value: Data) -> bool:
        ways = REFERENCES.get(name, ()) if isinstance(value, str) else ()
        return not ways or any(value_at(base, f"{way}.{value}", "") is not None for way in ways)

    if isinstance(data, dict):
        cleaned = {key: _without_gone(value, base, key) for key, value in data.items()}
        return {key: value for key, value in cleaned.items() if value not in ("", []) or data[key] == value}
    if isinstance(data, list):
        return [_without_gone(value, base, name) for value in data if is_there(value)]
    return data if is_there(data) else ""


def _put_back(data: Data, before: Data, way: Sequence[str]) -> Data:
    """The data with the item that stood at `way` before, after the sibling that it stood after."""
    step, rest = way[0], way[1:]
    if isinstance(before, list):
        if rest:
            return [_put_back(one, stepped(before, step), rest) if one.get("id") == step else one for one in data]
        ids = [one["id"] for one in before]
        here = [one["id"] for one in data]
        ahead = [id_ for id_ in ids[: ids.index(step)] if id_ in here]
        at = here.index(ahead[-1]) + 1 if ahead else 0
        return [*data[:at], before[ids.index(step)], *data[at:]]
    if "id" in before:
        key = next(key for key in before if key in ITEM_LISTS and stepped(before[key], step) is not None)
        return {**data, key: _put_back(data.get(key) or [], before[key], way)}
    if isinstance(before[step], list):
        return {**data, step: _put_back(data.get(step) or [], before[step], rest)}
    return {**data, step: _put_back(data.get(step) or {}, before[step], rest)}
