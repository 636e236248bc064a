"""A text and what became of it, word by word, so that a person can read what changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

LONGEST = 2**31  # product of two lengths up to which words are compared


class Piece(NamedTuple):
    """Some words: in both editions, in the old one alone (removed), in the new one alone (added)."""

    kind: Literal["same", "removed", "added"]
    text: str


_WHOLE = re.compile(r"[0-9A-Za-z０-９.．%％‰]{2}|[0-9０-９][年月日]")  # never parted
_STOPS = "。；，、：！？）”》\t\n"
_BRIDGE = 5  # characters: a longer stretch in common always stands


class _Edit(NamedTuple):
    """old[start:end] became new[begin:finish]."""

    start: int
    end: int
    begin: int
    finish: int

    @property
    def size(self) -> int:
        return max(self.end - self.start, self.finish - self.begin)


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of a text and of what became of it, in the order of reading; what is removed before what is added.

    Single characters that two different sentences happen to share do not count: changes are whole words.
    """
    return tuple(_pieces(old, new, _edits(old, new)))


def _edits(old: str, new: str) -> list[_Edit]:
    from rapidfuzz.distance import Indel

    if old == new:
        return []
    whole = [_Edit(0, len(old), 0, len(new))]
    if len(old) * len(new) > LONGEST:
        return whole
    raw = [
        _Edit(op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(old, new)
        if op.tag != "equal"
    ]
    slid = _slid(old, new, _joined(raw, touching=True))
    edits = _joined(_grown(old, new, edit) for edit in slid)
    kept = len(old) - sum(edit.end - edit.start for edit in edits)
    return edits if kept * 4 >= min(len(old), len(new)) else whole


def _slid(old: str, new: str, edits: Sequence[_Edit]) -> Iterator[_Edit]:
    """Words that came or went alone, moved along what repeats so that they begin where a clause begins."""
    last = _Edit(0, 0, 0, 0)
    for n, edit in enumerate(edits):
        after = edits[n + 1].start if n + 1 < len(edits) else len(old)
        room = edit.start - last.end, after - edit.end
        by = 0
        if edit.start == edit.end:
            by = _slide(new, edit.begin, edit.finish, *room)
        elif edit.begin == edit.finish:
            by = _slide(old, edit.start, edit.end, *room)
        last = _Edit(*(place + by for place in edit))
        yield last


def _slide(text: str, start: int, end: int, left: int, right: int) -> int:
    """How far text[start:end] can move, at most `left` or `right`, to the nearest place where a clause begins."""
    for sign, most in ((-1, left), (1, right)):
        for step in range(most + 1):
            at = start + sign * step
            if at == 0 or text[at - 1] in _STOPS:
                return sign * step
            gone, come = (at - 1, end - step - 1) if sign < 0 else (at, end + step)
            if come >= len(text) or text[gone] != text[come]:
                break
    return 0


def _grown(old: str, new: str, edit: _Edit) -> _Edit:
    start, end, begin, finish = edit
    while start and begin and old[start - 1] == new[begin - 1] and _splits(old, new, start, begin):
        start, begin = start - 1, begin - 1
    while end < len(old) and finish < len(new) and old[end] == new[finish] and _splits(old, new, end, finish):
        end, finish = end + 1, finish + 1
    return _Edit(start, end, begin, finish)


def _splits(old: str, new: str, place: int, other: int) -> bool:
    """Whether either text is cut inside a figure, a date or a word."""
    return any(
        0 < at < len(text) and _WHOLE.fullmatch(text[at - 1 : at + 1]) for text, at in ((old, place), (new, other))
    )


def _joined(edits: Iterable[_Edit], touching: bool = False) -> list[_Edit]:
    """Edits with hardly anything between them are one; with `touching` only those with nothing between them."""
    done: list[_Edit] = []
    for edit in edits:
        now = edit
        while done and _close(done[-1], now, touching):
            last = done.pop()
            now = _Edit(min(last.start, now.start), max(last.end, now.end), min(last.begin, now.begin), now.finish)
        done.append(now)
    return done


def _close(left: _Edit, right: _Edit, touching: bool) -> bool:
    between = right.start - left.end
    if touching or between <= 0:
        return between <= 0 and right.begin <= left.finish
    return between == 1 or between <= min(_BRIDGE, left.size, right.size)


def _pieces(old: str, new: str, edits: Iterable[_Edit]) -> Iterator[Piece]:
    at = 0
    for start, end, begin, finish in edits:
        yield from _said("same", old[at:start])
        yield from _said("removed", old[start:end])
        yield from _said("added", new[begin:finish])
        at = end
    yield from _said("same", old[at:])


def _said(kind: Literal["same", "removed", "added"], text: str) -> Iterator[Piece]:
    if text:
        yield Piece(kind, text)
