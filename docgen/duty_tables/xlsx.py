"""The duties as an Excel workbook: the matrix, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.duties import Duties
from docgen.duty_tables.remarks import remarks
from docgen.workbook import TEXT_PT, lines_of, put, row_height, saved, thin_border

NAME = "分工表.xlsx"
LEADS, SUPPORTS = "牵头", "配合"
ABREAST = 30  # units that stand side by side; more of them stand one under the other, the tasks side by side
_TITLE, _CELL = 42, 12  # widths in characters of a cell
Row = Sequence[str | int]


def table(duties: Duties) -> bytes:
    """The whole file; the same duties are the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.title = "分工表"
    across = len(duties.units) > ABREAST
    head, widths = (_by_unit_head(duties), (6, 26, 8, 8)) if across else (_by_task_head(duties), (6, _TITLE, 20))
    _fill(page, head, _by_unit(duties) if across else _by_task(duties), widths)
    page.freeze_panes = page.cell(2, len(widths) + 1)
    if found := remarks(duties):
        rows = [(remark.title, what, where, remark.advice) for remark in found for what, where in remark.found]
        other = book.create_sheet("请核对")
        _fill(other, ("类别", "内容", "位置", "怎样处理"), rows, (24, 56, 28, 44))
        other.freeze_panes = "A2"
    return saved(book)


def _by_task_head(duties: Duties) -> Row:
    return ("序号", "任务", "位置", *(unit.short for unit in duties.units))


def _by_task(duties: Duties) -> Iterator[Row]:
    for n, task in enumerate(duties.tasks, 1):
        cells = [""] * len(duties.units)
        for units, word in ((task.leads, LEADS), (task.supports, SUPPORTS)):
            for one in units:
                cells[one] = word
        yield (n, task.title, task.place, *cells)
    counts = duties.counts()
    yield ("", "牵头项数", "", *(leads for leads, _ in counts))
    yield ("", "配合项数", "", *(supports for _, supports in counts))


def _by_unit_head(duties: Duties) -> Row:
    return (
        "序号",
        "单位",
        "牵头（项）",
        "配合（项）",
        *(f"{n}．{task.title}" for n, task in enumerate(duties.tasks, 1)),
    )


def _by_unit(duties: Duties) -> Iterator[Row]:
    parts = [(frozenset(task.leads), frozenset(task.supports)) for task in duties.tasks]
    for n, (unit, counts) in enumerate(zip(duties.units, duties.counts(), strict=True)):
        words = (LEADS if n in leads else SUPPORTS if n in supports else "" for leads, supports in parts)
        yield (n + 1, unit.short, *counts, *words)


def _fill(page: Any, head: Row, rows: Iterator[Row] | Sequence[Row], widths: Sequence[int]) -> None:
    """A head and rows under it. widths: of the first columns, whose texts run over several lines."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    border, text, lead = thin_border(), Font("仿宋", TEXT_PT), Font("仿宋", TEXT_PT, bold=True)
    left, centred = Alignment("left", "center", wrap_text=True), Alignment("center", "center", wrap_text=True)
    for number, row in enumerate((head, *rows), 1):
        tallest = 1
        for n, value in enumerate(row, 1):
            cell = page.cell(number, n)
            if value != "":
                put(cell, value)
            width = widths[n - 1] if n <= len(widths) else _CELL
            tallest = max(tallest, lines_of(str(value), width))
            cell.border, cell.font = border, lead if value == LEADS else text
            cell.alignment = left if n <= len(widths) and isinstance(value, str) and number > 1 else centred
        page.row_dimensions[number].height = row_height(tallest)
    for n in range(1, len(head) + 1):
        page.column_dimensions[get_column_letter(n)].width = widths[n - 1] if n <= len(widths) else _CELL
        page.cell(1, n).font = Font("黑体", TEXT_PT)
        page.cell(1, n).fill = PatternFill("solid", "F2F2F2")
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
