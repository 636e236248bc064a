"""清单.xlsx: its cells as Excel would see them, its links, its bytes, its memory."""

from __future__ import annotations

import re
import tracemalloc
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from docgen import sheet_rows
from docgen.errors import Problem
from docgen.made import Found, Made
from docgen.made_list import FIRST, MadeList
from docgen.sheet_rows import LITERAL, MOST, Rows, link_cell, pour, text_cell
from docgen.workbook import saved

GONE = Problem("这一行没有写业务", "请在“业务”一栏填上", "单位名单.xlsx", 4)
LINT = (Found(0, "missing_owner", "warning", "没有写牵头单位"), Found(12, "typo", "error", "“布署”应为“部署”"))
MADE = (
    Made(2, "民政局", "实施方案", "民政局/实施方案-民政局.docx", "written", findings=LINT),
    Made(3, "jyj", "实施方案", "jyj/实施方案.docx", "edited", findings=(), name="教育局"),
    Made(4, "=1+1", "印发通知", "", "failed", (GONE, Problem("太长", "请改短")), findings=None),
)


def listed(path: Path, made: tuple[Made, ...], linted: bool = False) -> Path | None:
    with MadeList(path, linted) as found:
        for each in made:
            found.add(each)
        return found.save()


def table(path: Path, page: str = "清单", *, formulas: bool = False) -> list[list[Any]]:
    book = load_workbook(path, data_only=not formulas)
    return [list(row) for row in book[page].iter_rows(values_only=True)]


def test_a_list_says_who_got_what_and_why_not(tmp_path: Path) -> None:
    listed(tmp_path / "清单.xlsx", MADE)
    rows = table(tmp_path / "清单.xlsx")
    assert rows[1][0] == "共 3 份：完成 1 份；有人改过，没有覆盖 1 份；没有生成 1 份。"
    assert rows[2] == ["序号", "表中行", "单位", "文种", "文件", "情况", "说明"]
    assert rows[3] == [1, 2, "民政局", "实施方案", "实施方案-民政局.docx", "完成", None]
    assert rows[4][:6] == [2, 3, "教育局", "实施方案", "实施方案.docx", "有人改过，没有覆盖"]
    assert "--force" in rows[4][6]
    assert rows[5][:6] == [3, 4, "=1+1", "印发通知", None, "没有生成"]
    assert rows[5][6] == "单位名单.xlsx:4：错误：这一行没有写业务。请在“业务”一栏填上\n错误：太长。请改短"
    assert table(tmp_path / "清单.xlsx", formulas=True)[3][4] == (
        '=HYPERLINK("民政局/实施方案-民政局.docx","实施方案-民政局.docx")'
    )


def test_findings_have_a_sheet_of_their_own(tmp_path: Path) -> None:
    listed(tmp_path / "清单.xlsx", MADE, linted=True)
    assert [row[6] for row in table(tmp_path / "清单.xlsx")[2:]] == ["检查", 2, 0, None]
    found = table(tmp_path / "清单.xlsx", "检查结果")
    assert found[1][0] == "共 2 处：错误 1 处；警告 1 处；提示 0 处。"
    assert found[3:] == [
        ["民政局", "实施方案-民政局.docx", "全文", "警告", "missing_owner", "没有写牵头单位"],
        ["民政局", "实施方案-民政局.docx", "第12行", "错误", "typo", "“布署”应为“部署”"],
    ]
    listed(tmp_path / "不查.xlsx", MADE)
    assert load_workbook(tmp_path / "不查.xlsx").sheetnames == ["清单"]


def test_a_run_that_went_on_lists_the_same_and_does_not_touch_it(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    listed(path, MADE)
    before, stat = path.read_bytes(), path.stat()
    went_on = tuple(
        Made(m.row, m.unit, m.genre, m.file, "same" if m.state == "written" else m.state, m.problems, None, m.name)
        for m in MADE
    )
    listed(path, went_on)
    assert path.read_bytes() == before
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (stat.st_mtime_ns, stat.st_ino)
    listed(path, MADE[:1])
    assert path.read_bytes() != before
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_person_noted_in_the_list_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    assert listed(path, MADE) is None
    for name in ("清单（有人改过）.xlsx", "清单（有人改过2）.xlsx"):
        book = load_workbook(path)
        book.active["J4"] = f"已送达 {name}"
        book.save(path)
        assert listed(path, MADE) == tmp_path / name
        assert load_workbook(tmp_path / name).active["J4"].value == f"已送达 {name}"
        assert load_workbook(path).active["J4"].value is None
    path.write_text("不是表格", encoding="utf-8")
    assert listed(path, MADE) == tmp_path / "清单（有人改过3）.xlsx"


def test_the_sheet_is_laid_out_for_reading(tmp_path: Path) -> None:
    listed(tmp_path / "清单.xlsx", MADE * 30)
    page = load_workbook(tmp_path / "清单.xlsx").active
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("A4", "A3:G93", "$3:$3")
    assert page.max_row == 93
    good, edited, failed = (page.cell(row, 6).font for row in (4, 5, 6))
    assert (good.color.rgb, edited.color.rgb, failed.color.rgb) == ("00000000", "00C00000", "00C00000")
    assert page["E4"].font.underline == "single"
    assert page.row_dimensions[6].height > 2 * 14


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@SUM(A1)",
    "_x0041_",
    "a<b>&\"'",
    "铃\x07\x00",
    "𠮷😀",
    "行\n二",
    "\ud800",
    "{{ x }}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    listed(tmp_path / "清单.xlsx", (Made(2, text, text, f"{text}/{text}.docx", "failed", (Problem(text),)),))
    page = load_workbook(tmp_path / "清单.xlsx").active
    seen = re.sub("[\x00-\x08\ud800]", "", text)
    assert page["C4"].data_type == "s"
    assert page["C4"].value.replace("_x005F_", "_") == seen
    assert page["C4"].quotePrefix == text.startswith(("=", "+", "-", "@"))
    assert page["E4"].data_type == "f"


def test_a_link_that_fits_no_formula_is_text() -> None:
    def kind(file: str) -> str:
        return "link" if "<f>" in link_cell("A1", file, file, 0) else "text"

    assert (kind("局" * LITERAL), kind("局" * (LITERAL + 1))) == ("link", "text")
    assert (kind("😀" * 127), kind("😀" * 128)) == ("link", "text")  # two units each
    assert (kind("#" * 85), kind("#" * 86)) == ("link", "text")  # %23 each
    assert 'HYPERLINK("甲%23%25""乙.docx","甲")' in link_cell("A1", '甲#%"乙.docx', "甲", 0)


@given(st.text(alphabet=st.characters(), max_size=20), st.integers(0, 3))
def test_any_text_makes_a_cell(text: str, more: int) -> None:
    from xml.etree import ElementTree

    long = text + "😀" * (MOST // 2 - 1 + more)
    for each in (text, long):
        read = "".join(ElementTree.fromstring(text_cell("A1", each, 0)).itertext())
        assert (
            len(read.encode("utf-16-le")) // 2 <= MOST + 8
        )  # an escaped _x0041_ is longer in the file than it is read
    cell = ElementTree.fromstring(link_cell("A1", text, text, 0))
    assert cell.get("t") == "str"


def test_what_no_sheet_holds_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_rows, "LAST_ROW", 5)
    listed(tmp_path / "清单.xlsx", MADE)
    rows = table(tmp_path / "清单.xlsx")
    assert len(rows) == 5
    assert rows[1][0].endswith("后面的 1 份一张表写不下，没有列出。")


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """The rows of 20,000 documents are 12 MB; what they take in memory is bounded."""
    path = tmp_path / "清单.xlsx"
    listed(path, MADE)
    tracemalloc.start()
    with MadeList(path) as found:
        for n in range(20_000):
            found.add(Made(n, f"第{n}局", "实施方案", f"第{n}局/实施方案-第{n}局.docx", "written"))
        found.save()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * 2**20
    assert len(table(path)) == 20_000 + FIRST - 1


def test_rows_leave_the_rest_of_the_workbook_as_it_is() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"], book.active["A2"] = "头", "样"
    frame, whole = saved(book), BytesIO()
    with Rows(2, Path()) as rows:
        rows.add(text_cell("A2", "行", 0))
        pour(frame, [rows], whole)
    with ZipFile(BytesIO(frame)) as before, ZipFile(whole) as after:
        assert after.namelist() == before.namelist()
        differing = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert differing == ["xl/worksheets/sheet1.xml"]
        assert {info.date_time for info in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [[cell.value for cell in row] for row in load_workbook(whole).active.rows] == [["头"], ["行"]]
