"""Tables in WordprocessingML: the ruled ones of the text, and the invisible ones that hold things side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from docgen.document import Table
from docgen.elements import Element
from docgen.writers import layout as page
from docgen.writers.ooxml import Ids, paragraph, run
from docgen.writers.styles import TEXT_TWIPS

MARGIN = round(page.TABLE_MARGIN_PT * 20)
ROW = round(page.LINE_PT * 20)  # a row of one line takes one line of the page


def bordered(table: Table, ids: Ids) -> str:
    """A table as wide as the text; the header comes again on every page, a row never breaks."""
    columns = max([len(table.header), *map(len, table.rows)])
    cells = [_filled(row, columns) for row in (table.header, *table.rows)]
    shares = table.widths if len(table.widths) == columns else page.column_widths(cells)
    widths = _twips(shares, TEXT_TWIPS)
    room = [(width - 2 * MARGIN) / 20 / page.TABLE_PT for width in widths]
    centred = [all(page.width(row[n]) <= room[n] for row in cells) for n in range(columns)]
    header = _row((_cell(w, _text(ids, Element.TABLE_HEADER, t)) for t, w in zip(cells[0], widths, strict=True)), True)
    rows = "".join(
        _row(
            _cell(w, _text(ids, Element.TABLE_TEXT, text, middle))
            for text, w, middle in zip(row, widths, centred, strict=True)
        )
        for row in cells[1:]
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    return _table(f"<w:tblBorders>{lines}</w:tblBorders>", widths, header + rows, MARGIN)


def _filled(row: Sequence[str], columns: int) -> tuple[str, ...]:
    return (*row, *[""] * (columns - len(row)))


def _text(ids: Ids, element: Element, text: str, centred: bool = False) -> str:
    return paragraph(ids[element], run(text), '<w:jc w:val="center"/>' if centred else "")


def borderless(cells: Sequence[str], widths: Sequence[float]) -> str:
    """One row of cells that hold paragraphs, in the middle of the line; widths in twips."""
    whole = [round(width) for width in widths]
    row = _row((_cell(w, content, "<w:noWrap/>") for content, w in zip(cells, whole, strict=True)), height=0)
    return _table('<w:jc w:val="center"/>', whole, row, 0)


def _table(look: str, widths: Sequence[int], rows: str, margin: int) -> str:
    """`look` is what stands before w:tblLayout in w:tblPr."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{look}<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: Iterable[str], header: bool = False, height: int = ROW) -> str:
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    again = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{again}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: int, content: str, look: str = "") -> str:
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{size}{look}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _twips(shares: Sequence[float], total: int) -> list[int]:
    """Widths in the ratio of `shares` that add up to `total`."""
    whole = sum(shares)
    edges = [round(total * sum(shares[:n]) / whole) for n in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]
