"""The sentences and clauses of a draft's lines, and the openings of its lists, each with its place in the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from docgen.analysis.series import Entry, series
from docgen.draft import Draft, Line

_ENDS = "。！？!?"
_CLOSERS = "”’」』）)》】〕"
_PAIRS = {"“": "”", "（": "）", "(": ")", "《": "》", "「": "」", "〔": "〕"}
_CUTS = "，,；;：:。！？!?"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: line.text[start:end]."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def sentences(line: Line) -> tuple[Piece, ...]:
    """The sentences of a line's words, each with its end mark and the quotes that close after it."""
    text, found, begin, at = line.text, [], line.start, line.start
    while at < len(text):
        if text[at] in _ENDS:
            while at + 1 < len(text) and text[at + 1] in _ENDS + _CLOSERS:
                at += 1
            found.append(Piece(line, begin, at + 1))
            begin = at + 1
        at += 1
    found.append(Piece(line, begin, len(text)))
    return tuple(_trimmed(found))


def clauses(piece: Piece) -> tuple[Piece, ...]:
    """What stands between commas, semicolons, colons and end marks, without them; quotes and brackets stay whole."""
    text, found, begin, at = piece.line.text, [], piece.start, piece.start
    while at < piece.end:
        closing = text.find(_PAIRS[text[at]], at + 1, min(piece.end, at + 80)) if text[at] in _PAIRS else -1
        if closing > 0:
            at = closing
        elif text[at] in _CUTS:
            found.append(Piece(piece.line, begin, at))
            begin = at + 1
        at += 1
    found.append(Piece(piece.line, begin, piece.end))
    return tuple(_trimmed(found))


def shared(texts: Iterable[str]) -> int:
    """How many characters all the texts begin with."""
    columns = zip(*texts, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def _trimmed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Without blanks around; nothing for what is only blanks."""
    for piece in pieces:
        text = piece.text
        start = piece.start + len(text) - len(text.lstrip())
        end = piece.end - len(text) + len(text.rstrip())
        if start < end:
            yield Piece(piece.line, start, end)


@lru_cache(maxsize=1)
def openings(draft: Draft) -> tuple[tuple[Piece, ...], ...]:
    """Of every list that counts up in steps of one the first clause of each item, without the enumerator."""
    lists = (found.entries for found in series(draft) if found.regular and len(found.entries) > 1)
    return tuple(tuple(_opening(entry) for entry in entries) for entries in lists)


def _opening(entry: Entry) -> Piece:
    head = entry.head
    start = entry.line.text.index(head, entry.stop)
    return Piece(entry.line, start, start + len(head))
