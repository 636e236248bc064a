"""A draft as a linter sees it: every line of the file with its place, and what each line is.

The Document (docgen.document) says what a draft holds; the lines here say how it was typed. Rules judge both.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from docgen.document import Document
from docgen.notation import Date


class Role(StrEnum):
    """What a line is. The values are the class names in HTML."""

    COPY_NUMBER = "copy-number"
    SECRECY = "secrecy"
    URGENCY = "urgency"
    ISSUER = "issuer"
    NUMBER = "number"
    SIGNATORY = "signatory"
    TITLE = "title"
    BYLINE = "byline"
    OPENING = "opening"
    BLOCK = "block"
    CELL = "cell"
    LISTED = "listed"
    NAME = "name"
    DATE = "date"
    NOTE = "note"
    LABEL = "label"
    COPIES_TO = "copies-to"
    PRINTED_BY = "printed-by"
    PRINTED_ON = "printed-on"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of the file: lines and columns from 1, in code points; `end_col` is exclusive."""

    line: int
    col: int
    end_line: int
    end_col: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft, as typed but for markup; lines that a program wrapped are joined to one.

    segments: where each piece of `text` stands in the file, as (offset in text, line, column), ascending; the first
        offset is 0. In a .docx the line is the running number of the paragraph, cells of tables counted.
    level: 1 to 4 for a line numbered 一、（一） 1. （1）, 5 for ①, 0 for any other.
    mark: that number as typed (or as Word counts it: then it does not stand in `text`).
    start: where the words begin, after indent and mark. split: where the words of the heading end; == start without.
    alone: a heading on a line of its own (with or without a mark).
    sheet: index in Draft.sheets.
    """

    text: str
    segments: tuple[tuple[int, int, int], ...]
    role: Role = Role.BLOCK
    level: int = 0
    mark: str = ""
    start: int = 0
    split: int = 0
    alone: bool = False
    sheet: int = 0

    @property
    def number(self) -> int:
        return self.segments[0][1]

    @property
    def words(self) -> str:
        """What the line says, without indent, number and blanks at its end."""
        return self.text[self.start :].rstrip()

    @property
    def heading(self) -> str:
        return self.text[self.start : self.split].strip()

    @property
    def body(self) -> str:
        """What follows the heading; all words where there is none."""
        return self.text[self.split :].rstrip()

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of the character at `offset`."""
        begin, line, col = self.segments[max(0, bisect_right(self.segments, (offset, 1 << 62, 0)) - 1)]
        return line, col + offset - begin

    def place(self, start: int, end: int) -> Place:
        """The place of text[start:end]; of nothing, where it would stand."""
        line, col = self.at(start)
        end_line, end_col = self.at(end - 1) if end > start else (line, col - 1)
        return Place(line, col, end_line, end_col + 1)


class Kind(StrEnum):
    """What a sheet is: the document itself, one that it issues (被印发件), an attachment (附件)."""

    MAIN = "main"
    ISSUED = "issued"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the documents in a file.

    genre: plan, notice, speech, report, another genre's id, "" for unknown. templates: where the office's own are.
    """

    lines: tuple[Line, ...]
    kind: Kind = Kind.MAIN
    genre: str = ""
    templates: Path | None = None

    def of(self, *roles: Role) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.role in roles)

    @property
    def title(self) -> str:
        """The title, its lines joined; "" without one."""
        return "".join(line.words for line in self.of(Role.TITLE))

    @property
    def body(self) -> tuple[Line, ...]:
        return self.of(Role.BLOCK)


@dataclass(frozen=True, slots=True)
class Asked:
    """A task of the upper level's plan, and what the draft makes of it.

    deadline: as the upper plan writes it, "" without one. answered: something in the draft answers it, or it was left
    out on purpose. late: where the draft gives itself more time, as line.text[start:end].
    """

    title: str
    deadline: str = ""
    answered: bool = True
    late: tuple[tuple[Line, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Above:
    """The upper level's plan beside a draft that adapts it (docgen.above): what rules judge the draft by.

    level, region: this level (province, city, county, unit) and its place, "" where they are not known.
    here: the names of this place, of its office and of what they belong to. upper: the names of the upper office.
    titles: those by which the upper plan may be cited. number: its 文号.
    words: names of the upper level, each with what it is here. kept: where this level left them on purpose.
    places: those that the upper plan names as examples. sections: its sections, each heading with its text.
    asked: what it asks for, item by item.
    """

    level: str = ""
    region: str = ""
    here: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    number: str = ""
    words: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What a person says of a draft beyond its text.

    date: the day it is written for; None: its own, else none. terms: 必备提法 of the campaign.
    accepted: words and formulations that this office writes so (docgen.yaml). above: the plan that it adapts.
    """

    date: Date | None = None
    terms: tuple[str, ...] = ()
    accepted: frozenset[str] = frozenset()
    above: Above | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A draft that was read. Compared by identity, so that an analysis of it can be cached.

    suffix: the format (txt, md, html, docx). notes: what the reader has to say (修订……), for people, not findings.
    package: the bytes of a .docx, for rules on its layout.
    """

    document: Document
    sheets: tuple[Sheet, ...]
    suffix: str = "txt"
    notes: tuple[str, ...] = ()
    brief: Brief = field(default_factory=Brief)
    package: bytes = b""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line that says something, in the order of the file."""
        return tuple(line for sheet in self.sheets for line in sheet.lines)

    @property
    def genre(self) -> str:
        return self.sheets[0].genre if self.sheets else ""

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines of running text, of all sheets."""
        return tuple(line for line in self.lines if line.role is Role.BLOCK)

    def briefed(self, brief: Brief) -> Draft:
        return replace(self, brief=brief)
