"""What every sheet for Excel that docgen makes has in common: text stays text, nothing tells the time it was made."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from docgen.package import members, repacked
from docgen.terminal import columns

LINE_PT = 14.5  # height of a line of text of TEXT_PT
TEXT_PT = 10.5
MOST = 32_000  # characters that Excel takes in a cell, nearly
_CORE = "docProps/core.xml"
_CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def put(cell: Any, value: str | int) -> None:
    """A value into a cell of openpyxl. Text stays text, whatever it begins with: a cell is never a formula."""
    if isinstance(value, int):
        cell.value = value
        return
    text = _CONTROL.sub("", value)[:MOST]
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width, in characters of a cell."""
    return sum(max(1, -(-columns(line) // (width - 1))) for line in text.split("\n"))


def row_height(count: int) -> float:
    """The height of a row with so many lines, in points; Excel takes no more than 409."""
    return min(409, count * LINE_PT + 4)


def thin_border() -> Any:
    from openpyxl.styles import Border, Side

    side = Side("thin", color="888888")
    return Border(side, side, side, side)


def saved(book: Any) -> bytes:
    """The workbook as a file without the time at which it was made: the same sheets are the same bytes."""
    book.properties.creator = "docgen"
    made = BytesIO()
    book.save(made)
    found = members(made.getvalue())
    found[_CORE] = _CLOCK.sub(b"", found[_CORE])
    return repacked(found)
