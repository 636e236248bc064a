"""Tables in WordprocessingML: the ruled ones of the text, and the invisible ones that hold things side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from docgen.document import Table
from docgen.elements import Element
from docgen.package import Run
from docgen.writers import layout as page
from docgen.writers.ooxml import Ids, paragraph, run
from docgen.writers.styles import TEXT_TWIPS

MARGIN = round(page.TABLE_MARGIN_PT * 20)
HEIGHT = round(page.LINE_PT * 20)  # a row of one line takes one line of the page
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
RULED = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in SIDES)
ROW_ENDS, TABLE_ENDS = "</w:tr>", "</w:tbl>"

Row = tuple[str, ...]


def bordered(table: Table, ids: Ids) -> Run:
    """A table as wide as the text, row by row; the header comes again on every page, a row never breaks."""
    return _bordered(table.header, table.rows, table.widths, ids[Element.TABLE_HEADER], ids[Element.TABLE_TEXT])


@lru_cache(maxsize=16)  # some 15 kB each
def _bordered(header: Row, rows: tuple[Row, ...], shares: tuple[float, ...], title: str, text: str) -> Run:
    """`title` and `text` are the styles of the header and of all else."""
    columns = max([len(header), *map(len, rows)])
    titles, *cells = (_filled(row, columns) for row in (header, *rows))
    widest = [*map(max, zip(*map(_needed, (titles, *cells)), strict=True))]
    widths = _twips(shares if len(shares) == columns else page.shared_widths(widest), TEXT_TWIPS)
    looks = tuple((w, most <= (w - 2 * MARGIN) / 20 / page.TABLE_PT) for w, most in zip(widths, widest, strict=True))
    named = _cells(titles, tuple((width, False) for width in widths), title)
    begin, end = _row_begins().encode(), ROW_ENDS.encode()
    return (
        _table_begins(f"<w:tblBorders>{RULED}</w:tblBorders>", widths, MARGIN).encode(),
        b"".join((_row_begins(header=True).encode(), named, end)),
        *(b"".join((begin, _cells(row[:1], looks[:1], text), _cells(row[1:], looks[1:], text), end)) for row in cells),
        TABLE_ENDS.encode(),
    )


def _filled(row: Row, columns: int) -> Row:
    return row if len(row) == columns else (*row, *[""] * (columns - len(row)))


# A row is known again by all but its first cell: one that moves up gets another number.


def _needed(row: Row) -> tuple[float, ...]:
    return (*_wide(row[:1]), *_wide(row[1:]))


@lru_cache(maxsize=256)
def _wide(texts: Row) -> tuple[float, ...]:
    return tuple(map(page.width, texts))


@lru_cache(maxsize=256)  # some 1.5 kB each
def _cells(texts: Row, looks: tuple[tuple[int, bool], ...], style: str) -> bytes:
    """Cells side by side; a look is a width and whether the text stands in the middle."""
    middle = '<w:jc w:val="center"/>'
    return "".join(
        _held(paragraph(style, run(text), middle if centred else ""), width)
        for text, (width, centred) in zip(texts, looks, strict=True)
    ).encode()


def borderless(cells: Sequence[str], widths: Sequence[float]) -> str:
    """One row of cells that hold paragraphs, in the middle of the line; widths in twips."""
    whole = [round(width) for width in widths]
    row = "".join(_held(content, width, "<w:noWrap/>") for content, width in zip(cells, whole, strict=True))
    return _table_begins('<w:jc w:val="center"/>', whole, 0) + _row_begins(0) + row + ROW_ENDS + TABLE_ENDS


def _table_begins(look: str, widths: Sequence[int], margin: int) -> str:
    """`look` is what stands before w:tblLayout in w:tblPr."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{look}<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _row_begins(height: int = HEIGHT, header: bool = False) -> str:
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    again = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{again}</w:trPr>"


def _held(content: str, width: int, look: str = "") -> str:
    """A cell with its paragraphs."""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{size}{look}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _twips(shares: Sequence[float], total: int) -> list[int]:
    """Widths in the ratio of `shares` that add up to `total`."""
    whole = sum(shares)
    edges = [round(total * sum(shares[:n]) / whole) for n in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]
