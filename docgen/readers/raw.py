"""A line of a draft before anyone knows what it is: what is written, where, and how its format shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docgen.document import Source
from docgen.draft import Role

Segments = tuple[tuple[int, int, int], ...]

DEEP = 3.5  # characters: an indent that is no paragraph's, but a signature's or a byline's
FLUSH = 0.75  # characters: an indent below it is none

_WIDTHS = {"\u3000": 1.0, "\u2003": 1.0, "\t": 2.0}  # of an indenting space, in characters; any other one a half
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")


def clean(text: str) -> str:
    """Stripped, and without what cannot be seen and no format can hold: control characters, a stray BOM."""
    return _UNSEEN.sub("", text.replace("\t", " ")).strip()


@dataclass(frozen=True, slots=True)
class Raw:
    """A line, or a table. Only `text` and `segments` are needed; the rest is what the format says beyond the words.

    text: as typed, the indent and the blanks at its end kept, without markup and without a number that the format
        counts. segments: where each piece of it stands in the file, as in docgen.draft.Line.
    indent: of its first line beyond the blanks in `text`, in characters. gap: blank lines before it.
    align: center and right where the format says so. bold: the whole line; lead: its first characters that are bold
        (a run-in heading), 0 for none or all.
    level: of its heading style or outline level, 1 to 4 (deeper: 4), 0 for none. mark: the number that the format
        counts (“一、”), which does not stand in `text`.
    role: where the format itself says what the line is (a style called 标题 or Title: TITLE), else None.
    rows: the rows of a table, each cell a Raw of its own (its paragraphs joined); text is then "".
    """

    text: str
    segments: Segments
    indent: float = 0
    gap: int = 0
    align: Literal["", "left", "center", "right"] = ""
    bold: bool = False
    lead: int = 0
    level: int = 0
    mark: str = ""
    role: Role | None = None
    rows: tuple[tuple[Raw, ...], ...] = ()

    @property
    def words(self) -> str:
        """What it says, stripped and clean."""
        return clean(self.text)

    @property
    def begin(self) -> int:
        """Where the words begin in `text`."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def depth(self) -> float:
        """The whole indent, in characters."""
        return self.indent + sum(_WIDTHS.get(char, 0.5) for char in self.text[: self.begin])

    @property
    def flush(self) -> bool:
        return self.depth < FLUSH and not self.rows

    @property
    def deep(self) -> bool:
        return self.depth >= DEEP and not self.rows

    @property
    def source(self) -> Source:
        """The place of its first word; of a table, that of its first cell."""
        if self.rows:
            return self.rows[0][0].source
        base, line, col = self.segments[0]
        for offset, row, column in self.segments:
            if offset <= self.begin:
                base, line, col = offset, row, column
        return Source(line, col + self.begin - base)

    def cut(self, start: int, end: int) -> Raw:
        """The line text[start:end], with its places."""
        from_here = [(offset, line, col) for offset, line, col in self.segments if offset <= start]
        offset, line, col = from_here[-1]
        rest = [(at - start, row, column) for at, row, column in self.segments if start < at < end]
        return replace(self, text=self.text[start:end], segments=((0, line, col + start - offset), *rest), lead=0)


def joined(raws: Sequence[Raw]) -> Raw:
    """Lines that are one, as one: the blanks where they meet are left out."""
    texts = [raw.text if n == 0 else raw.text.lstrip() for n, raw in enumerate(raws)]
    texts = [text if n == len(texts) - 1 else text.rstrip() or text for n, text in enumerate(texts)]
    segments: list[tuple[int, int, int]] = []
    offset = 0
    for n, (raw, text) in enumerate(zip(raws, texts, strict=True)):
        skipped = raw.begin if n else 0
        piece = raw.cut(skipped, skipped + len(text))
        segments += [(offset + at, line, col) for at, line, col in piece.segments]
        offset += len(text)
    return replace(raws[0], text="".join(texts), segments=tuple(segments))
