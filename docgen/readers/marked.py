"""The visible text of a piece of markup, put together with the place of every character of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.readers.raw import Segments


@dataclass(slots=True)
class Pieces:
    """Text that grows by pieces, each with the line and column of its first character in the file."""

    texts: list[str] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, line: int, col: int) -> None:
        if not text:
            return
        last = self.places[-1] if self.places else None
        if last is None or (line, col) != (last[1], last[2] + self.length - last[0]):
            self.places.append((self.length, line, col))
        self.texts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        self.texts = ["".join(self.texts)]  # so that asking again costs nothing
        return self.texts[0]

    def tail(self, length: int) -> str:
        """The last characters, at least `length` of them where there are as many."""
        found: list[str] = []
        for text in reversed(self.texts):
            found.append(text[-length:])
            length -= len(text)
            if length <= 0:
                break
        return "".join(reversed(found))

    def segments(self, line: int, col: int = 1) -> Segments:
        """The places; of no text, where it would stand."""
        return tuple(self.places) or ((0, line, col),)

    def cut(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """The pieces of text[start:end], each with its place."""
        text = self.text
        first = max(0, bisect_right(self.places, (start, 1 << 62, 0)) - 1)
        for n in range(first, len(self.places)):
            offset, line, col = self.places[n]
            if offset >= end:
                return
            stop = self.places[n + 1][0] if n + 1 < len(self.places) else self.length
            begin = max(offset, start)
            yield text[begin : min(stop, end)], line, col + begin - offset
