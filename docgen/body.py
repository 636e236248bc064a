"""The body of a genre, split into parts, one a section.

`#` at the start of a line opens a heading; the other lines of a stanza run on into one another, unless one ends with
an end mark; a blank line ends the stanza. Every value printed is held aside behind a placeholder and put back after
the split, so data is never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from docgen.document import Block, Heading, Table
from docgen.genre import Genre
from docgen.items import lead_in, paragraphs
from docgen.prose import bare, ended, run_on
from docgen.sandbox import HELD, Piece, SectionHeading, rendered

_HEADING = re.compile(r"(#{1,4})\s*(.*)")


@dataclass(frozen=True, eq=False)  # without slots: what it comes to is kept in it
class Part:
    """A section of the body: its id, its heading (None for what stands before the first one), the blocks below it."""

    section: str
    heading: Heading | None
    below: tuple[Block, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return (self.heading, *self.below) if self.heading else self.below

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What the blocks below its heading say; tables are left out."""
        return tuple(block.text for block in self.below if not isinstance(block, Table))

    @cached_property
    def headings(self) -> int:
        """Its headings of the first level."""
        return sum(isinstance(block, Heading) and block.level == 1 for block in self.blocks)


def parts(genre: Genre, places: tuple[Path, ...], context: Mapping[str, Any]) -> list[Part]:
    """The genre's body over these values, split. Raises DocgenError when a template is faulty."""
    text, held = rendered(genre, places, context)
    found = []
    for title, stanzas in _sections(text):
        heading = _filled(title, held) if title is not None else None
        lines = tuple([(level, tuple([_filled(row, held) for row in rows])) for level, rows in stanzas])
        found.append(_part(_section(heading), heading, lines))
    return found


Line = tuple[Piece, ...]


@lru_cache(maxsize=64)  # all but a few parts are the same for all units of a batch
def _part(section: str, title: Line | None, stanzas: tuple[tuple[int, tuple[Line, ...]], ...]) -> Part:
    blocks: list[Block] = []
    for level, lines in stanzas:
        blocks += _heading(level, lines[0]) if level else _stanza(lines)
    return Part(section, next(iter(_heading(1, title or ())), None), tuple(blocks))


def _section(title: Line | None) -> str:
    if title is None:
        return "opening"
    return next((piece.section for piece in title if isinstance(piece, SectionHeading)), "")


def _heading(level: int, pieces: Line) -> list[Heading]:
    """The heading that a line opens, if there is anything in it."""
    text = bare("".join(piece for piece in pieces if isinstance(piece, str)).strip())
    return [Heading(level, text)] if text not in ("", "无") else []


Row = tuple[str | int, ...]  # texts, and the numbers of what is held aside between them
Stanza = tuple[int, tuple[Row, ...]]  # a heading with its level, or lines that stand together with 0


@lru_cache(maxsize=64)  # the same for all units of a batch: what differs is held aside
def _sections(text: str) -> tuple[tuple[Row | None, tuple[Stanza, ...]], ...]:
    """The heading of each section, None over what stands before the first, and what is under it."""
    found: list[tuple[Row | None, list[Stanza]]] = [(None, [])]
    for level, rows in _stanzas(text):
        if level == 1:
            found.append((rows[0], []))
        else:
            found[-1][1].append((level, rows))
    return tuple((title, tuple(stanzas)) for title, stanzas in found)


def _stanzas(text: str) -> tuple[Stanza, ...]:
    """Headings and stanzas, in order."""
    found: list[Stanza] = []
    stanza: list[Row] = []
    for line in [*map(str.strip, text.splitlines()), ""]:
        heading = _HEADING.match(line)
        if line and not heading:
            stanza.append(_row(line))
            continue
        if stanza:
            found.append((0, tuple(stanza)))
            stanza = []
        if heading:
            found.append((len(heading.group(1)), (_row(heading.group(2)),)))
    return tuple(found)


def _row(line: str) -> Row:
    return tuple(int(piece) if n % 2 else piece for n, piece in enumerate(HELD.split(line)) if piece)


def _filled(row: Row, held: Sequence[Piece]) -> Line:
    return tuple([held[piece] if isinstance(piece, int) else piece for piece in row])


def _stanza(lines: Sequence[Line]) -> list[Block]:
    """Lines that stand together: each runs on into the next unless it ends with an end mark."""
    blocks: list[Block] = []
    lead = ""
    for source in lines:
        row = ""
        for piece in source:
            if isinstance(piece, str):
                row += piece
            else:
                blocks += _before(lead, row) + lead_in(piece.items, piece.style, _after(lead, row))
                lead = row = ""
        blocks += _before(lead, row)
        lead = _after(lead, row)
    return blocks + paragraphs(lead)


def _before(lead: str, row: str) -> list[Block]:
    """What is complete before the next line."""
    return paragraphs(lead) if row and ended(lead) else []


def _after(lead: str, row: str) -> str:
    """What goes on into the next line."""
    return row if row and ended(lead) else run_on(lead, row)
