"""The 对照表 as an Excel sheet, to sort, to filter and to print on A4 across."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docgen.trace import Entry
from docgen.trace_tables.cells import CALLED, SAME, TITLE, Line, Sheet, columns, is_same, late, lines, titled, totals
from docgen.workbook import TEXT_PT, lines_of, put, row_height, saved, thin_border

SUFFIX = "xlsx"
WIDTHS = {"序号": 5, "部分": 10, "内容": 38, "牵头": 16, "时限": 13, "情况": 8, "说明": 20}  # in characters of a cell


def table(sheet: Sheet) -> bytes:
    from openpyxl import Workbook

    owners, deadlines = columns(sheet.trace)
    assigned = [*["牵头"] * owners, *["时限"] * deadlines]
    names = ["序号", "部分", *_of("上级", assigned), "情况", *_of("本级", assigned), "说明"]
    kinds = [name.removeprefix("上级").removeprefix("本级") for name in names]
    book = Workbook()
    page = book.active
    page.title = "对照表"
    _band(page, 1, TITLE, len(names), size=16, font="方正小标宋简体", height=30, centred=True)
    _band(page, 2, f"上级：{sheet.upper}\n本级：{sheet.local}", len(names), height=row_height(2))
    _head(page, 3, names, kinds)
    part = ""
    last = 3
    for last, line in enumerate(lines(sheet.trace), start=4):
        part = line.band or part
        _fill(page, last, _values(line, part, owners, deadlines), kinds)
    told = totals(sheet.trace)
    height = row_height(lines_of(told, sum(WIDTHS[kind] for kind in kinds)))
    _band(page, last + 1, told, len(names), bold=True, height=height)
    _set_up(page, names, last)
    return saved(book)


def _of(side: str, assigned: Iterable[str]) -> list[str]:
    return [f"{side}内容", *(f"{side}{name}" for name in assigned)]


def _values(line: Line, part: str, owners: bool, deadlines: bool) -> list[str | int]:
    row = line.row
    upper = _entry(row.upper, row.upper.text if row.upper else "")
    local = _entry(row.local, f"（{SAME}）" if is_same(row) else "".join(text for text, _ in line.words))
    return [
        line.number,
        part,
        upper,
        *_assigned(row.upper, owners, deadlines, ""),
        CALLED[row.relation],
        local,
        *_assigned(row.local, owners, deadlines, late(row)),
        "\n".join(line.notes),
    ]


def _entry(entry: Entry | None, text: str) -> str:
    return "\n".join(filter(None, (titled(entry), text))) if entry else "—"


def _assigned(entry: Entry | None, owners: bool, deadlines: bool, mark: str) -> list[str]:
    said = (entry.owner, entry.deadline + (f"\n{mark}" if mark else "")) if entry else ("", "")
    return [*[said[0]] * owners, *[said[1]] * deadlines]


def _fill(page: Any, number: int, values: Iterable[str | int], kinds: list[str]) -> None:
    from openpyxl.styles import Alignment, Font

    tallest = 1
    for n, (value, kind) in enumerate(zip(values, kinds, strict=True), start=1):
        cell = page.cell(number, n)
        put(cell, value)
        middle = kind in ("序号", "情况")
        cell.alignment = Alignment("center" if middle else "left", "center" if middle else "top", wrap_text=True)
        red = kind == "情况" and value == CALLED["unanswered"]
        cell.font = Font("仿宋", TEXT_PT, bold=red, color="C00000" if red else "000000")
        cell.border = thin_border()
        tallest = max(tallest, lines_of(str(value), WIDTHS[kind]))
    page.row_dimensions[number].height = row_height(tallest)


def _head(page: Any, number: int, names: list[str], kinds: list[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    long = {
        "情况": "对应情况",
        "上级牵头": "上级\n牵头（配合）",
        "本级牵头": "本级\n牵头（配合）",
        "上级内容": "上级要求",
        "本级内容": "本级安排",
    }
    for n, (name, kind) in enumerate(zip(names, kinds, strict=True), start=1):
        cell = page.cell(number, n, long.get(name, name))
        cell.font = Font("黑体", TEXT_PT)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        cell.fill = PatternFill("solid", "F2F2F2")
        cell.border = thin_border()
        page.column_dimensions[get_column_letter(n)].width = WIDTHS[kind]
    page.row_dimensions[number].height = row_height(2)


def _band(
    page: Any,
    number: int,
    text: str,
    width: int,
    *,
    size: float = TEXT_PT,
    font: str = "仿宋",
    bold: bool = False,
    height: float,
    centred: bool = False,
) -> None:
    from openpyxl.styles import Alignment, Font

    page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
    cell = page.cell(number, 1)
    put(cell, text)
    cell.font = Font(font, size, bold=bold)
    cell.alignment = Alignment("center" if centred else "left", "center", wrap_text=True)
    page.row_dimensions[number].height = height


def _set_up(page: Any, names: list[str], last: int) -> None:
    """The header stays in sight and comes again on every printed page; A4 across, as wide as the paper."""
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A4"
    page.auto_filter.ref = f"A3:{get_column_letter(len(names))}{last}"
    page.print_title_rows = "3:3"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.5
    page.page_margins.top = page.page_margins.bottom = 0.6
    page.oddFooter.center.text = "第 &P 页，共 &N 页"
