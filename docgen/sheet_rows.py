"""Rows of an Excel sheet by the hundred thousand: printed as they come, poured into a workbook that openpyxl laid out.

openpyxl takes 30 to 60 µs for a row of seven cells and cannot store what a formula shows; this takes a tenth of it,
and programs that do not compute (previews on a phone) show the links all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MOST = 32_767  # UTF-16 units in a cell
LITERAL = 255  # UTF-16 units in a text inside a formula
LAST_ROW = 1_048_576
IN_MEMORY = 2**20  # bytes of rows that are kept without a file
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A
_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
_FORMULA_LIKE = ("=", "+", "-", "@")


def text_cell(place: str, text: str, style: int) -> str:
    """A text that stays one, whatever it begins with; an empty cell for none. place: B4."""
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(text)}</t></is></c>'


def number_cell(place: str, number: int, style: int) -> str:
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def link_cell(place: str, file: str, name: str, style: int) -> str:
    """A link to a file beside the workbook, shown as `name`, by a formula: a sheet holds only 65,530 real links.

    file: its path from the workbook's folder, with /; one that is too long for a formula becomes a text.
    """
    target = file.replace("%", "%25").replace("#", "%23")  # a bare # would begin a place inside the file
    if max(_units(target), _units(name)) > LITERAL:
        return text_cell(place, file, style)
    formula = f"HYPERLINK({_quoted(target)},{_quoted(name)})"
    return f'<c r="{place}" s="{style}" t="str"><f>{_escaped(formula)}</f><v>{_escaped(name)}</v></c>'


def is_formula_like(text: str) -> bool:
    """Whether a person who edits the cell would turn it into a formula: its style then needs quotePrefix."""
    return text.startswith(_FORMULA_LIKE)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "ignore")) // 2


def _escaped(text: str) -> str:
    if not text.isprintable():
        text = _ILLEGAL.sub("", text)
    if len(text) > MOST // 2:
        text = text.encode("utf-16-le")[: MOST * 2].decode("utf-16-le", "ignore")
    if "_x" in text:
        text = _CODE.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Rows:
    """The rows of one sheet under its header, out of memory where they are many. first: the row that comes first."""

    def __init__(self, first: int, folder: Path) -> None:
        self.first, self.next, self.left_out = first, first, 0
        self.stream = SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(folder))  # noqa: SIM115 – closed on exit

    def add(self, cells: str, height: float = 0) -> None:
        """One more row: its cells are at number `next`. What no sheet holds any more is counted in `left_out`."""
        if self.next > LAST_ROW:
            self.left_out += 1
            return
        tall = f' ht="{height:g}" customHeight="1"' if height else ""
        self.stream.write(f'<row r="{self.next}"{tall}>{cells}</row>'.encode())
        self.next += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stream.close()


def pour(book: bytes, sheets: Sequence[Rows], target: BinaryIO) -> None:
    """A saved workbook with rows in place of all that its sheets, in their order, have from `first` on."""
    parts = {f"xl/worksheets/sheet{n}.xml": rows for n, rows in enumerate(sheets, start=1)}
    with ZipFile(BytesIO(book)) as frame, ZipFile(target, "w") as whole:
        for part in frame.namelist():
            info = ZipInfo(part)  # of 1980: no clock
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            with whole.open(info, "w") as member:
                if part in parts:
                    _pour(frame.read(part), parts[part], member)
                else:
                    member.write(frame.read(part))


def _pour(sheet: bytes, rows: Rows, member: IO[bytes]) -> None:
    start, end = sheet.index(b'<row r="%d"' % rows.first), sheet.index(b"</sheetData>")
    member.write(_DIMENSION.sub(b"", sheet[:start]))  # it is optional, and would tell of the frame alone
    rows.stream.seek(0)
    copyfileobj(rows.stream, member)
    member.write(sheet[end:])
