"""The row and the column 合计 of tables, held against the rows and the columns that they sum up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docgen.analysis.amounts import DIGITS, plain, value
from docgen.analysis.figures import Mismatch
from docgen.document import Document, Table
from docgen.draft import Draft, Line, Role

_SUM = ("合计", "总计", "共计", "总数")
_NOT_SUMMED = re.compile(
    "率|占比|比例|比重|百分|%|％|序号|编号|排名|名次|均|单价|增幅|增长|得分|评分|年份|时间|日期|备注|电话"
)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with the line of each of its cells; None for an empty one."""

    table: Table
    cells: tuple[tuple[Line | None, ...], ...]


def mismatched_tables(draft: Draft) -> Iterator[Mismatch]:
    """The cells 合计 that are not the sum of what they stand for."""
    for grid in _grids(draft):
        rows, header = grid.table.rows, grid.table.header
        sums = [n for n, row in enumerate(rows) if any(_is_sum(cell) for cell in row[:2])]
        partial = any("其中" in cell or "小计" in cell for row in (header, *rows) for cell in row)
        if len(rows) > 2 and not partial:
            if len(sums) == 1:
                yield from _columns(grid, sums[0])
            totals = [n for n, cell in enumerate(header) if _is_sum(cell)]
            if len(totals) == 1:
                yield from _rows(grid, totals[0])


def _is_sum(cell: str) -> bool:
    return re.sub(r"\s", "", cell) in _SUM


def _columns(grid: _Grid, total: int) -> Iterator[Mismatch]:
    for column, header in enumerate(grid.table.header):
        told = _cell(grid.table.rows[total][column])
        others = [row[column] for n, row in enumerate(grid.table.rows) if n != total]
        line, numbers = grid.cells[total][column], _numbers(others)
        if told is None or line is None or numbers is None or _NOT_SUMMED.search(header):
            continue
        if _off(told, numbers):
            yield Mismatch(line, 0, len(line.text), _sum(numbers))


def _rows(grid: _Grid, total: int) -> Iterator[Mismatch]:
    """Rows whose 合计 is off, in a table where it holds for most of the rows."""
    header = grid.table.header
    summed = [n for n, name in enumerate(header) if n != total and n and not _NOT_SUMMED.search(name)]
    right, wrong = 0, list[Mismatch]()
    for row, cells in zip(grid.table.rows, grid.cells, strict=True):
        told, line = _cell(row[total]), cells[total]
        numbers = _numbers([row[n] for n in summed if n < len(row)])
        if told is None or line is None or numbers is None:
            continue
        if _off(told, numbers):
            wrong.append(Mismatch(line, 0, len(line.text), _sum(numbers)))
        else:
            right += 1
    if right > 1 and right > len(wrong):
        yield from wrong


def _numbers(cells: list[str]) -> list[Decimal] | None:
    """The numbers of cells, empty ones left out; None where one is no number, or fewer than two are."""
    parts = [_cell(cell) for cell in cells]
    plain_cells = all(
        part is not None or not cell.strip().strip("-—/") for part, cell in zip(parts, cells, strict=True)
    )
    numbers = [part for part in parts if part is not None]
    return numbers if plain_cells and len(numbers) > 1 else None


def _off(told: Decimal, numbers: list[Decimal]) -> bool:
    finest = min(int(number.as_tuple().exponent) for number in numbers)
    blur = Decimal(1).scaleb(finest) * len(numbers) if finest < 0 else Decimal(0)
    return abs(sum(numbers, Decimal(0)) - told) > blur


def _sum(numbers: list[Decimal]) -> str:
    shown = "+".join(map(plain, numbers)) if len(numbers) < 8 else f"{len(numbers)}项之和"
    return f"{shown}={plain(sum(numbers, Decimal(0)))}"


def _cell(text: str) -> Decimal | None:
    return value(text.strip()) if re.fullmatch(DIGITS, text.strip()) else None


def _grids(draft: Draft) -> Iterator[_Grid]:
    """The tables of a draft whose cells are found again among its lines."""
    lines = [line for line in draft.lines if line.role is Role.CELL]
    at = 0
    for table in _tables(draft.document):
        rows: list[tuple[Line | None, ...]] = []
        before = at
        for row in (table.header, *table.rows):
            cells: list[Line | None] = []
            for cell in row:
                same = cell.strip() and at < len(lines) and lines[at].text.strip() == cell.strip()
                here = lines[at] if same else None
                at += here is not None
                cells.append(here)
            rows.append(tuple(cells))
        if at - before == sum(bool(cell.strip()) for row in (table.header, *table.rows) for cell in row):
            yield _Grid(table, tuple(rows[1:]))


def _tables(document: Document) -> Iterator[Table]:
    yield from (block for block in document.blocks if isinstance(block, Table))
    for attachment in document.attachments:
        yield from (block for block in attachment.blocks if isinstance(block, Table))
    if document.issued:
        yield from _tables(document.issued)
