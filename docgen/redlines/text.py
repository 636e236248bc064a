"""Changes for a person at a terminal: where, what became of it, and the words, what went and what came marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.changed_words import Piece
from docgen.compare import CALLED, EDGE, Change, Comparison, closing
from docgen.terminal import visible

BEFORE, AFTER = 20, 12  # characters of unchanged text shown on either side of a change
RED, GREEN, BOLD = "31", "32", "1"
_MARKS = {"removed": (RED, "删"), "added": (GREEN, "增")}


def redline(comparison: Comparison) -> bytes:
    changes = comparison.changes
    lines = [line for change in changes if change.kind in CALLED for line in (*_told(change), "")]
    return "".join(f"{line}\n" for line in (*lines, closing(changes))).encode()


def _told(change: Change) -> Iterator[str]:
    moved = f"：{change.moved}" if change.moved else ""
    yield f"{_coloured(BOLD, CALLED[change.kind])}　{visible(change.element.place + moved)}"
    yield "    " + "".join(_shown(piece, n, change.pieces) for n, piece in enumerate(change.pieces))


def _shown(piece: Piece, n: int, pieces: Sequence[Piece]) -> str:
    text = visible(piece.text.replace(EDGE, " | "))
    if piece.kind != "same":
        colour, called = _MARKS[piece.kind]
        return _coloured(colour, f"【{called}：{text}】")
    before, after = (AFTER if n else 0), (BEFORE if n + 1 < len(pieces) else 0)
    if len(text) <= before + after + 2:
        return text
    if not before and not after:  # a text that moved as it was
        return text
    return f"{text[:before]}……{text[len(text) - after :]}"


def _coloured(colour: str, text: str) -> str:
    return f"\033[{colour}m{text}\033[0m"
