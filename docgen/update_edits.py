"""What an update writes into the overlay beside what it follows: conflicts, what is left out, what is taken out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from docgen.adapt import LEFT_OUT
from docgen.addresses import chinese, model_at
from docgen.campaign_file import Opened
from docgen.clashes import Clash
from docgen.key_spelling import in_chinese
from docgen.overlay import Touch
from docgen.overlay_keys import DROP, OF_AN_ITEM, REASON, Conflict, OverlayKeys
from docgen.placed import plain
from docgen.upper_changes import Change, ahead, covers, value_at
from docgen.yaml_edit import AddKey, Comment, Edit, Remove, Way
from docgen.yaml_text import dumped
from docgen.yaml_tree import Map, Plain


def way_of(path: str) -> Way:
    """措施[2].要点 as the steps to it."""
    return tuple(int(n) - 1 if n else key for n, key in re.findall(r"\[(\d+)\]|([^.\[\]]+)", path))


def removed(touches: Sequence[Touch]) -> Iterator[Edit]:
    """The edits that have become moot are taken out, each but once, though it may stand within another one."""
    ways = dict.fromkeys(way_of(touch.place.path) for touch in touches)
    for way in ways:
        if not any(way[:n] in ways for n in range(len(way))):
            yield Remove(way)


def put_by(touches: Sequence[Touch], before: str, after: str) -> list[Edit]:
    """The lines that were taken out as a comment, for they hold a person's reasons and notes; deadlines that were
    counted are no person's."""
    starts = list(accumulate((len(line) + 1 for line in before.splitlines()), initial=0))
    gone: set[int] = set()
    drops = [touch.address for touch in touches if touch.kind == "drop"]
    for touch in touches:
        inside = any(covers(touch.address, address) for address in drops)
        if touch.kind == "drop" or (touch.kind == "at" and (inside or _has_reason(touch))):
            first, last = (bisect_right(starts, at) - 1 for at in (touch.place.node.start, touch.place.node.end - 1))
            gone |= set(range(first, max(first, last) + 1))
    lines = before.splitlines()
    gone |= {n for n, line in enumerate(lines) if "#" in line and line[line.index("#") :] not in after}
    said = [lines[n] for n in sorted(gone) if lines[n].strip()]
    return [Comment((), ("下面几行不再起作用，从上面移到这里，可以删去：", *said))] if said else []


def _has_reason(touch: Touch) -> bool:
    node = touch.place.node
    return isinstance(node, Map) and any(OF_AN_ITEM.get(key.value) == REASON for key, _ in node.pairs)


def left_out(found: Opened, known: Any, base: Any) -> dict[tuple[str, ...], str]:
    """What is each level's own and the upper level has written for the first time: left out, as adapt does it."""
    ours = plain(found.chain.local)
    written = {touch.address for touch in found.chain.touches}
    return {
        way: reason
        for way, reason in LEFT_OUT.items()
        if value_at(base, ".".join(way), "") is not None
        and value_at(known, ".".join(way), "") is None
        and value_at(ours, ".".join(way), "") is None
        and not written & {".".join(way[:n]) for n in range(1, len(way) + 1)}
    }


def within(out: Mapping[tuple[str, ...], str], changes: Sequence[Change]) -> Iterator[Change]:
    return (one for one in changes if any(covers(".".join(way), one.address) for way in out))


def headed(found: Opened, out: Mapping[tuple[str, ...], str]) -> Iterator[Edit]:
    """The overlay's keys for what is left out."""
    read = found.chain.tree
    head: dict[str, Any] = {}
    for way, reason in out.items():
        *above, last = way
        holder = head.setdefault(above[0], {}) if above else head
        holder[last] = {DROP: reason}
    for name, value in head.items():
        spelled: Any = in_chinese({name: value}) if read.in_chinese else {name: value}
        (key, inner), *_ = spelled.items()
        if there := read.root.entries.get(name):
            yield from (AddKey(way_of(there.place.path), word, text) for word, text in inner.items())
        else:
            yield AddKey((), key, inner)


def _after(data: Any, address: str) -> str:
    above = ahead(data, address)
    return f"接在“{above}”后面" if above else "排在最前面"


def conflicts_of(found: Opened, clashes: Sequence[Clash], known: Any, base: Any) -> tuple[Conflict, ...]:
    """What a person must decide, with what stood there, what the upper level writes now and what this level does."""
    zh = found.chain.tree.in_chinese
    local = plain(found.chain.local)
    made: list[Conflict] = []
    for clash in clashes:
        change, touch = clash.change, clash.touch
        meet = covers(change.address, touch.address) or covers(touch.address, change.address)
        here = (change.address, change.name) if meet else (touch.address, touch.name)
        values = [_said(value, change.address, change.name, zh) for value in (change.before, change.after)]
        values += [_said(value_at(local, *here), *here, zh)]
        if change.kind == "move" and touch.kind == "move":
            values = [_after(data, change.address) for data in (known, base, local)]
        at = chinese(change.address, change.name) if zh else f"{change.address}.{change.name}".strip(".")
        made.append(Conflict(**dict(zip(Conflict.model_fields, (at, clash.what, *values), strict=True))))
    return tuple(made)


def conflicts(found: Opened, decided: Sequence[Conflict]) -> Iterator[Edit]:
    """The conflicts at the end of the overlay; the loader refuses the file until a person has taken them out."""
    if decided:
        zh = found.chain.tree.in_chinese
        entries: list[Plain] = [
            {Conflict.spelling(name) if zh else name: text for name, text in one if text} for one in decided
        ]
        note = "逐条定夺：把前面的内容改成要用的，再删去这里的一条；全部删完，才能生成"
        yield AddKey((), OverlayKeys.spelling("conflicts") if zh else "conflicts", entries, note)


def _said(value: Any, address: str, name: str, zh: bool) -> str:
    """A value as text."""
    if value is None or isinstance(value, str):
        return value or ""
    model = model_at(address)
    return dumped(in_chinese(value, model) if zh and model and not name else value).strip()
