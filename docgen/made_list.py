"""清单.xlsx: what was made for whom, what was not and why; a hundred thousand rows in little memory."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from itertools import chain, count, product
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zipfile import BadZipFile, ZipFile

from docgen.made import Made, State
from docgen.sheet_rows import Rows, is_formula_like, link_cell, number_cell, pour, text_cell
from docgen.streamed_file import streamed
from docgen.workbook import LINE_PT, TEXT_PT, lines_of, row_height, saved, thin_border

NAME = "清单.xlsx"
CALLED: dict[State, str] = {  # a run that was broken off and went on says the same as one that was not
    "written": "完成",
    "same": "完成",
    "edited": "有人改过，没有覆盖",
    "failed": "没有生成",
}
EDITED = "要照新的内容重新生成，请先把这一份另存，再加上 --force --only 单位 运行一次"
LEVELS = {"error": "错误", "warning": "警告", "info": "提示"}
FIRST = 4  # row of the sheet: the title, the totals and the header stand above it
Columns = dict[str, float]  # name → width in characters
COLUMNS: Columns = {"序号": 7, "表中行": 8, "单位": 30, "文种": 11, "文件": 46, "情况": 20, "检查": 7, "说明": 60}
FOUND_COLUMNS: Columns = {"单位": 30, "文件": 46, "位置": 9, "级别": 7, "规则": 24, "说明": 70}
MIDDLE = {"序号", "表中行", "文种", "情况", "检查", "位置", "级别"}
CORE = "docProps/core.xml"


class MadeList:
    """The list while it is being made. linted: whether the documents were checked by the rules, too.

    Its rows are kept beside `path`, out of memory. Raises OSError where there is no room for them.
    """

    def __init__(self, path: Path, linted: bool = False) -> None:
        self.path, self.linted = path, linted
        self.columns = {name: width for name, width in COLUMNS.items() if linted or name != "检查"}
        self.frame = _Frame({"清单": self.columns} | ({"检查结果": FOUND_COLUMNS} if linted else {}))
        self.states, self.levels = Counter[str](), Counter[str]()
        self.open = ExitStack()
        self.made, self.found = (self.open.enter_context(Rows(FIRST, path.parent)) for _ in range(2))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.open.close()

    def add(self, made: Made) -> None:
        self.states[CALLED[made.state]] += 1
        unit, findings = made.name or made.unit, made.findings or ()
        values: dict[str, int | str] = {
            "序号": self.made.next - FIRST + 1,
            "表中行": made.row,
            "单位": unit,
            "文种": made.genre,
            "文件": made.file,
            "情况": CALLED[made.state],
            "检查": "" if made.findings is None else len(findings),
            "说明": "\n".join(chain(map(str, made.problems), [EDITED] * (made.state == "edited"))),
        }
        self._put(self.made, self.columns, values)
        for each in findings if self.linted else ():
            self.levels[LEVELS[each.level]] += 1
            place = f"第{each.line}行" if each.line else "全文"
            said = (unit, made.file, place, LEVELS[each.level], each.rule, each.message)
            self._put(self.found, FOUND_COLUMNS, dict(zip(FOUND_COLUMNS, said, strict=True)))

    def save(self) -> Path | None:
        """Write the list, or leave it where it says the same already.

        One that a person has worked on is moved aside, since that would be lost: where to.
        """
        told = [(self.made, self._made_in_all()), (self.found, self._found_in_all())]
        book = self.frame.book(told)
        aside = moved_aside(self.path, book)
        with streamed(self.path) as stream:
            pour(book, [self.made, self.found], stream)
        return aside

    def _put(self, rows: Rows, columns: Columns, values: dict[str, int | str]) -> None:
        cells, tallest = "", 1
        for letter, (kind, width) in zip("ABCDEFGH", columns.items(), strict=False):
            place, value = f"{letter}{rows.next}", values[kind]
            if isinstance(value, int):
                cells += number_cell(place, value, self.frame.style(kind))
            elif kind == "文件" and value:
                cells += link_cell(place, value, value.rpartition("/")[2], self.frame.style(kind))
            else:
                cells += text_cell(place, value, self.frame.style(kind, value))
                if 2 * len(value) >= width:  # else it is one line for sure
                    tallest = max(tallest, lines_of(value, int(width)))
        rows.add(cells, row_height(tallest) if tallest > 1 else 0)

    def _made_in_all(self) -> str:
        parts = [f"{called} {self.states[called]} 份" for called in dict.fromkeys(CALLED.values())]
        left = f"后面的 {self.made.left_out} 份一张表写不下，没有列出。" if self.made.left_out else ""
        return f"共 {self.states.total()} 份：{'；'.join(parts)}。{left}"

    def _found_in_all(self) -> str:
        parts = [f"{level} {self.levels[level]} 处" for level in LEVELS.values()]
        left = f"后面的 {self.found.left_out} 处一张表写不下，没有列出。" if self.found.left_out else ""
        return f"共 {self.levels.total()} 处：{'；'.join(parts)}。{left}"


class _Frame:
    """The workbook without its rows, laid out by openpyxl; and the style of every kind of cell in it."""

    def __init__(self, sheets: dict[str, Columns]) -> None:
        from openpyxl import Workbook

        self.whole = Workbook()
        self.whole.remove(self.whole.active)
        self.styles: dict[tuple[str, bool, bool], int] = {}
        self.pages = [self._page(self.whole.create_sheet(title), columns) for title, columns in sheets.items()]

    def style(self, kind: str, value: str = "") -> int:
        return self.styles[kind, is_formula_like(value), value in (CALLED["failed"], CALLED["edited"])]

    def book(self, told: list[tuple[Rows, str]]) -> bytes:
        """The file, each sheet with what is told of all its rows."""
        for page, (rows, totals) in zip(self.pages, told, strict=False):
            page["A2"] = totals
            page.auto_filter.ref = f"A{FIRST - 1}:{page.cell(FIRST - 1, page.max_column).column_letter}{rows.next - 1}"
        return saved(self.whole)

    def _page(self, page: Any, columns: Columns) -> Any:
        """A sheet with its header, and samples of its cells where the rows are to come."""
        from openpyxl.styles import Alignment, Font, PatternFill

        for row, size, height in ((1, 16, 30), (2, TEXT_PT, 2 * LINE_PT)):
            page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
            page.cell(row, 1).font = Font("黑体" if row == 1 else "仿宋", size, bold=row == 2)
            page.cell(row, 1).alignment = Alignment("center" if row == 1 else "left", "center", wrap_text=True)
            page.row_dimensions[row].height = height
        page["A1"] = page.title
        for n, (name, width) in enumerate(columns.items(), start=1):
            head = page.cell(FIRST - 1, n, name)
            head.font, head.fill, head.border = Font("黑体", TEXT_PT), PatternFill("solid", "F2F2F2"), thin_border()
            head.alignment = Alignment("center", "center", wrap_text=True)
            page.column_dimensions[head.column_letter].width = width
            self._samples(page, n, name)
        page.row_dimensions[FIRST - 1].height = 2 * LINE_PT
        page.freeze_panes = f"A{FIRST}"
        page.print_title_rows = f"{FIRST - 1}:{FIRST - 1}"
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.oddFooter.center.text = "第 &P 页，共 &N 页"
        return page

    def _samples(self, page: Any, column: int, kind: str) -> None:
        from openpyxl.styles import Alignment, Font

        for row, (quoted, bad) in enumerate(product((False, True), repeat=2), start=FIRST):
            cell, link = page.cell(row, column), kind == "文件"
            cell.border = thin_border()
            cell.alignment = Alignment("center" if kind in MIDDLE else "left", "center", wrap_text=True)
            color = "0563C1" if link else "C00000" if bad else "000000"
            cell.font = Font("仿宋", TEXT_PT, underline="single" if link else None, bold=bad, color=color)
            cell.quotePrefix = quoted
            self.styles[kind, quoted, bad] = cell.style_id


def moved_aside(path: Path, book: bytes) -> Path | None:
    """Where a workbook of an earlier run was moved to, if another program has saved it since, which says when and by
    whom.
    """
    from io import BytesIO

    try:
        with ZipFile(path) as there, ZipFile(BytesIO(book)) as ours:
            if there.read(CORE) == ours.read(CORE):
                return None
    except FileNotFoundError:
        return None
    except (BadZipFile, KeyError):
        pass  # not even that
    names = (path.with_name(f"{path.stem}（有人改过{n if n > 1 else ''}）{path.suffix}") for n in count(1))
    return path.rename(next(name for name in names if not name.exists()))
