"""examples/batch: its sheet is what its .csv says, and laid out for people; the page beside it is run as printed."""

from __future__ import annotations

import csv
from pathlib import Path

from docgen.genre import folders
from docgen.units_file import rows
from docgen.workbook import TEXT_PT, put, saved, thin_border
from tests.conftest import Golden

FOLDER = Path(__file__).parent.parent / "examples/batch"
WIDTHS = {"名称": 28, "主送机关": 34, "高频事项": 24, "窗口": 24, "主要负责人": 20, "牵头科室": 22}


def sheet(lines: list[list[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    page = book.active
    page.title = "单位名单"
    for row, values in enumerate(lines, start=1):
        for column, value in enumerate(values, start=1):
            cell = page.cell(row, column)
            put(cell, value)
            cell.font, cell.border = Font("黑体" if row == 1 else "仿宋", TEXT_PT), thin_border()
            cell.alignment = Alignment("center" if row == 1 else "left", "center", wrap_text=True)
            if row == 1:
                cell.fill = PatternFill("solid", "F2F2F2")
                page.column_dimensions[cell.column_letter].width = WIDTHS.get(value, 16)
    page.freeze_panes = "B2"
    return saved(book)


def test_the_sheet_is_the_csv(golden: Golden) -> None:
    with (FOLDER / "单位名单.csv").open(encoding="utf-8-sig", newline="") as stream:
        golden(FOLDER / "单位名单.xlsx", sheet(list(csv.reader(stream))))


def test_there_are_thirty_units_and_five_say_something_of_their_own() -> None:
    one, other = (list(rows(FOLDER / f"单位名单.{suffix}", folders())) for suffix in ("xlsx", "csv"))
    assert [(unit.id, unit.values, unit.overlay, unit.genres) for unit in one] == [
        (unit.id, unit.values, unit.overlay, unit.genres) for unit in other
    ]
    assert len(one) == 30
    assert sum(unit.overlay is not None for unit in one) == len(list((FOLDER / "overlays").iterdir())) == 5
