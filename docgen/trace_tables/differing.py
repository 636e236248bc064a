"""Two texts cut to a width where they differ, so that a reader sees what became of one."""

from __future__ import annotations

from typing import NamedTuple

from docgen.terminal import columns
from docgen.trace_match import is_alike

LEAD = 6  # characters shown before what differs


class _Edit(NamedTuple):
    """upper[start:end] became local[begin:finish]."""

    start: int
    end: int
    begin: int
    finish: int

    @property
    def size(self) -> int:
        return self.end - self.start + self.finish - self.begin


def differing(upper: str, local: str, width: int) -> tuple[str, str]:
    """Both texts around their greatest difference, each in at most `width` columns of a terminal.

    Names of levels (全省, 全市) are no difference where there is another one.
    """
    edits = _edits(upper, local)
    real = [edit for edit in edits if not is_alike(upper[edit.start : edit.end], local[edit.begin : edit.finish])]
    most = max(real or edits, key=lambda edit: edit.size, default=_Edit(0, 0, 0, 0))
    return around(upper, most.start, width), around(local, most.begin, width)


def around(text: str, start: int, width: int) -> str:
    """A text from a little before a place on, with … where something is left out."""
    if columns(text) <= width:
        return text
    first = start - LEAD if start - LEAD > 1 else 0
    while first and columns(f"…{text[first - 1 :]}") <= width:
        first -= 1
    before, rest = "…" if first else "", text[first:]
    while columns(before + rest) > width:
        rest = f"{rest.removesuffix('…')[:-1]}…"
    return before + rest


def _edits(upper: str, local: str) -> list[_Edit]:
    from docgen.changed_words import words

    edits: list[_Edit] = []
    here = there = 0  # where in the upper text, in the local one
    joins = False  # what is added takes the place of what was removed right before it
    for piece in words(upper, local):
        length = len(piece.text)
        if piece.kind == "removed":
            edits.append(_Edit(here, here + length, there, there))
        elif piece.kind == "added":
            last = edits.pop() if joins else _Edit(here, here, there, there)
            edits.append(last._replace(finish=there + length))
        joins = piece.kind == "removed"
        here += length * (piece.kind != "added")
        there += length * (piece.kind != "removed")
    return edits
