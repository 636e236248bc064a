"""What the reader of a units table gives, whatever the format: lines of cells, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from docgen.errors import Problem

MOST_COLUMNS = 256  # what stands further to the right is not read

_TRIMMED = "\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell is: path, line and column for a Problem, and in a word for the message of another (B2 格)."""

    path: str
    word: str
    line: int = 0
    col: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """number: of the row as Excel counts, of a text file its line. cells: texts by column from 0, trimmed, no empty
    ones. faults: message and hint for cells that cannot be read, by column. place: where the cell of a column is.
    """

    number: int
    cells: Mapping[int, str]
    place: Callable[[int], Place]
    faults: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one. first: where the one with the text is. lines: their numbers. columns: from 0."""

    first: Place
    lines: range
    columns: range


def _nothing_merged() -> Iterator[Merged]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file. lines: its lines from the top, read anew at each call.

    name: of the sheet. problems: what is to be said of the file itself. merged: its merged cells, likewise.
    """

    lines: Callable[[], Iterator[Line]]
    name: str = ""
    problems: tuple[Problem, ...] = ()
    merged: Callable[[], Iterator[Merged]] = _nothing_merged


def trimmed(text: str) -> str:
    """A cell's text without blanks around it, its line ends as \\n."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip().strip(_TRIMMED).strip()
