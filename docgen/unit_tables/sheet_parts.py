"""The XML parts of a workbook as streams: the rows of a sheet, the texts that its cells share.

openpyxl holds all shared texts and remembers every row, and tells a formula or its value, never both.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.parsers import expat

_CHUNK = 2**16
_IN_MEMORY = 2**20  # bytes of shared texts that are kept without a file
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")  # as Excel writes what XML cannot hold


class PartError(Exception):
    """Raised for a part that is no XML, or brings definitions of its own (DOCTYPE)."""


@dataclass(slots=True)
class Cell:
    """column: from 0. kind: the letter of the format (n, s, str, inlineStr, b, e, d). formula: whether one is in it."""

    column: int
    kind: str
    style: int
    value: str = ""
    formula: bool = False


@dataclass(slots=True)
class SheetRow:
    number: int
    cells: list[Cell] = field(default_factory=list)


def rows(part: IO[bytes]) -> Iterator[SheetRow]:
    """The rows of a sheet that have cells."""
    reader = _Rows()
    for _ in _events(part, reader.start, reader.end, reader.text):
        yield from reader.done
        reader.done.clear()


def merged(part: IO[bytes]) -> Iterator[str]:
    """The ranges of merged cells, as B4:B6."""
    found: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "mergeCell":
            found.append(attributes.get("ref", ""))

    for _ in _events(part, start):
        yield from found
        found.clear()


class SharedTexts:
    """The texts that cells share, by number: on disk where they are many, eight bytes of memory each."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 – closed by close()
        self._ends = array("Q", [0])
        self.get = lru_cache(maxsize=1024)(self._get)

    def fill(self, part: IO[bytes]) -> None:
        reader = _Texts()
        for _ in _events(part, reader.start, reader.end, reader.text):
            for text in reader.done:
                data = text.encode("utf-8", "surrogatepass")
                self._file.write(data)
                self._ends.append(self._ends[-1] + len(data))
            reader.done.clear()

    def _get(self, number: int) -> str:
        """Raises IndexError where there is none."""
        if number < 0:
            raise IndexError(number)
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._file.close()


class _Rows:
    """Builds rows from the parser's events; each is put into `done` when it ends."""

    def __init__(self) -> None:
        self.done: list[SheetRow] = []
        self.row, self.cell = SheetRow(0), Cell(-1, "n", 0)
        self.taken: list[str] | None = None
        self.silent = 0  # inside a phonetic guide

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "c":
            place = attributes.get("r", "")
            column = column_of(place) if place else (self.row.cells[-1].column + 1 if self.row.cells else 0)
            self.cell = Cell(column, attributes.get("t", "n"), int(attributes.get("s", 0)))
            self.row.cells.append(self.cell)
        elif local in ("v", "t"):
            self.taken = None if self.silent else []
        elif local == "f":
            self.cell.formula = True
        elif local == "rPh":
            self.silent += 1
        elif local == "row":
            self.row = SheetRow(int(float(attributes.get("r", self.row.number + 1))))

    def end(self, name: str) -> None:
        local = _local(name)
        if local in ("v", "t") and self.taken is not None:
            self.cell.value += "".join(self.taken)
            self.taken = None
        elif local == "rPh":
            self.silent -= 1
        elif local == "row" and self.row.cells:
            self.done.append(self.row)

    def text(self, text: str) -> None:
        if self.taken is not None:
            self.taken.append(text)


class _Texts:
    """Builds the shared texts: all runs of one together, without phonetic guides."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.pieces: list[str] = []
        self.inside = False
        self.silent = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "si":
            self.pieces = []
        elif local == "t":
            self.inside = not self.silent
        elif local == "rPh":
            self.silent += 1

    def end(self, name: str) -> None:
        local = _local(name)
        if local == "si":
            self.done.append("".join(self.pieces))
        elif local == "t":
            self.inside = False
        elif local == "rPh":
            self.silent -= 1

    def text(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)


def unescaped(text: str) -> str:
    """A text as Excel shows it: _x000D_ is a line end."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def column_of(place: str) -> int:
    """The column of B4, from 0."""
    number = 0
    for char in place:
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    return number - 1


def _local(name: str) -> str:
    """A name without its namespace, which Word's toolkits, WPS and strict files spell differently."""
    return name.rpartition(" ")[2]


def _events(
    part: IO[bytes],
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Parses a part, chunk by chunk. Raises PartError."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise PartError from error
    yield


def _refuse(*_: object) -> None:
    raise PartError
