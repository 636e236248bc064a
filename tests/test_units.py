"""Units tables: every format gives the same units; all that is wrong is told by cell, in one run."""

from __future__ import annotations

import os
import re
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from docgen.cli_options import FILE
from docgen.errors import DocgenError, Problem
from docgen.file_names import pattern
from docgen.genre import CHINESE, folders
from docgen.package import members
from docgen.twins import Twins
from docgen.unit_tables.columns import spellings
from docgen.unit_tables.lines import MOST_COLUMNS
from docgen.unit_tables.number_shown import built_in, shown
from docgen.unit_tables.sheet_parts import column_of, unescaped
from docgen.units import Unit
from docgen.units_file import MOST_TOLD, Checked, check, rows
from docgen.units_sample import EXPLAINED, OWN, SHEET, sample
from tests.unit_sheets import FORMATS, SUFFIXES, Rows, package, separated, shared, xlsx, zipped

HERE = Path(__file__).parent / "units"
CASES = yaml.safe_load((HERE / "tables.yaml").read_text(encoding="utf-8"))
NUMBERS = yaml.safe_load((HERE / "numbers.yaml").read_text(encoding="utf-8"))
PLACES = folders()


def names(unit: Unit) -> tuple[str, ...]:
    return tuple(f"{genre}-{unit.short}.docx" for genre in ("方案", "通知"))


def checked(path: Path) -> Checked:
    return check(path, PLACES, names)


def read(path: Path) -> list[Unit]:
    return list(rows(path, PLACES))


def put(folder: Path, kind: str, table: Rows) -> Path:
    path = folder / f"单位名单.{SUFFIXES[kind]}"
    path.write_bytes(FORMATS[kind](table))
    return path


def refused(path: Path) -> str:
    """What is said of a file that cannot be read, alike by both ways of reading it."""
    with pytest.raises(DocgenError) as first:
        checked(path)
    with pytest.raises(DocgenError) as second:
        read(path)
    assert str(first.value) == str(second.value)
    return str(first.value)


# ── tables in every format ──


@pytest.mark.parametrize(
    ("case", "kind"),
    [(case, kind) for case in CASES for kind in FORMATS if kind in case.get("only", FORMATS)],
    ids=lambda value: value if isinstance(value, str) else value["name"],
)
def test_tables(case: dict[str, Any], kind: str, tmp_path: Path) -> None:
    for name in case.get("files", ()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    path = put(tmp_path, kind, [[_cell(cell) for cell in row] for row in case["rows"]])
    if said := case.get("refused"):
        assert said in refused(path)
        return
    found = checked(path)
    wanted = case.get("problems", [])
    assert len(found.problems) == len(wanted), found.problems
    for problem, (cell, words) in zip(found.problems, wanted, strict=True):
        assert words in str(problem) or (kind == "yaml" and _rowless(words) in _rowless(str(problem)))
        if cell:
            _stands_at(problem, cell, kind)
    if all(problem.level == "warning" for problem in found.problems):
        units = read(path)
        assert found.count == len(units)
        assert [_told(unit, tmp_path) for unit in units] == [_wanted(unit) for unit in case["units"]]
        for unit, row in zip(units, (unit.get("row") for unit in case["units"]), strict=True):
            assert row in (None, unit.row) or kind == "csv"
        if case.get("columns"):
            assert found.columns == tuple(case["columns"])
            assert all(tuple(unit.values) == found.columns for unit in units)


def _cell(cell: str | dict[str, Any]) -> str:
    return cell if isinstance(cell, str) else cell["repeat"] * int(cell["times"])


def _stands_at(problem: Problem, cell: str, kind: str) -> None:
    if kind in ("xlsx", "shared"):
        assert problem.path.endswith(f"单位名单.xlsx 的“单位”表 {cell} 格")
        assert f"{problem.path}：" in str(problem)
    else:
        assert problem.path.endswith(SUFFIXES[kind]) and problem.line and problem.col


def _rowless(words: str) -> str:
    """A .yaml has other lines than the case has rows."""
    return re.sub(r"第\d+行", "", words)


def _told(unit: Unit, folder: Path) -> dict[str, Any]:
    files = {
        name: str(path.relative_to(folder))
        for name, path in (("overlay", unit.overlay), ("letterhead", unit.letterhead))
        if path
    }
    return {"id": unit.id, "genres": unit.genres, **files, **{k: v for k, v in unit.values.items() if v}}


def _wanted(unit: dict[str, Any]) -> dict[str, Any]:
    told = {"short": unit["name"]} | {key: value for key, value in unit.items() if key != "row" and value != ""}
    return {**told, "genres": tuple(unit.get("genres", ()))}


# ── .csv ──


BASIC = [["名称", "简称", "备注"], ["江川市教育局", "市教育局", '他说"好"，\n再见'], ["江川市民政局", "市民政局", ""]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_as_programs_save_it(encoding: str, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(separated(BASIC, separator).decode().encode(encoding))
    assert checked(path).problems == ()
    assert [tuple(unit.values.values()) for unit in read(path)] == [tuple(row) for row in BASIC[1:]]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_csv_with_all_kinds_of_line_ends(ends: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(ends.join(["名称,简称", "江川市教育局,市教育局", "", "江川市民政局,"]).encode())
    assert [unit.id for unit in read(path)] == ["市教育局", "江川市民政局"]


def test_the_place_in_a_csv_is_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text('名称,说明,文种\n江川市教育局,"一,\n二",方安\n\n,"""",\n', encoding="utf-8")
    places = [(problem.line, problem.col, problem.key) for problem in checked(path).problems]
    assert places == [(3, 4, "文种"), (5, 1, "名称")]


DAMAGED = "名称,简称\n江川市教育局,市教育局\n".encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "没有找到表头"),
        (b"PK\x03\x04" + DAMAGED, "这是 Excel、Word 或 PDF 文件，不是 .csv"),
        (DAMAGED[:-2], "名单.csv:2:11：错误：这里有损坏的字符，不是完整的 UTF-8 文字。请重新录入这个字"),
        (DAMAGED + b"\0", "这不像文本文件，或者是 UTF-16 编码"),
        ("名称\n局\n".encode("gb18030") + b"\xff\xff\n", "认不出文件的编码"),
        ("名称,简称\n甲局,".encode("utf-16") + b"\x00\xd8", "认不出文件的编码"),
        ('名称,简称\n甲局,"市甲局\n乙局,市乙局\n'.encode(), "名单.csv:2：错误：这一行的引号没有成对"),
        ('名称,简称\n甲局,"市甲局\n'.encode() + "乙局,市乙局\n".encode() * 20_000, "从这一行起有一格长得不像话"),
    ],
)
def test_csv_that_cannot_be_read(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(data)
    assert said in refused(path)


# ── .yaml ──


def test_yaml_under_a_key_and_with_lists(tmp_path: Path) -> None:
    path = tmp_path / "名单.yaml"
    text = (
        "单位:\n  - {名称: 江川市教育局, 文种: [方案, 总结], 电话: 007}\n  - 江川市民政局\n  - {name: 江川市审计局}\n"
    )
    path.write_text(text, encoding="utf-8")
    assert checked(path) == Checked(("name", "电话", "short"), 3, ())
    first, second, third = read(path)
    values = {"name": "江川市教育局", "电话": "007", "short": "江川市教育局"}
    assert first == Unit(2, "江川市教育局", values, None, ("plan", "report"))
    assert (second.name, second.row, third.name, third.values["电话"]) == ("江川市民政局", 3, "江川市审计局", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("名称: 江川市教育局\n", "名单.yaml:1:1：错误：这里应当列出各单位"),
        ("单位: []\n", "这里应当列出各单位"),
        ("- {简称: 市教育局}\n", "没有找到“名称”这一列"),
        ("- &a [*a, *a]\n", "引用了它自己"),
        ("- !!python/object:os.system x\n", "不能用“!”开头的 YAML 标记"),
        ("- 名称: " + "教" * 700_000, "单位很多时，请改用 .xlsx 或 .csv"),
    ],
)
def test_yaml_that_cannot_be_read(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.yaml"
    path.write_text(text, encoding="utf-8")
    if "简称" in text:
        assert "前10行里没有找到表头" in refused(path)
    else:
        assert said in refused(path)


def test_yaml_faults_by_place(tmp_path: Path) -> None:
    path = tmp_path / "名单.yaml"
    path.write_text("- {名称: 甲局, name: 乙局}\n- {名称: 丙局, 电话: {办: 1}}\n- [丁局, [戊局]]\n", encoding="utf-8")
    found = [(p.line, p.col, p.key, p.message) for p in checked(path).problems]
    assert found == [
        (1, 18, "名称", "“name”和前面的一个键说的是同一列"),
        (2, 16, "电话", "这里应当写一句文字"),
        (3, 3, "名称", "这里应当写一句文字"),
    ]


# ── .xlsx ──


@pytest.mark.parametrize(("value", "code", "wanted"), NUMBERS)
def test_a_number_as_excel_shows_it(value: str, code: str, wanted: str) -> None:
    assert shown(value, code) == wanted


def test_dates_that_count_from_1904_and_formats_without_a_code() -> None:
    assert shown("44624", "yyyy-mm-dd", from_1904=True) == "2026-03-05"
    assert shown("46086", built_in(57)) == "2026-03"
    assert [shown("46086", built_in(number)) for number in (14, 31, 58)] == ["2026-03-05"] * 3
    assert shown("0.5", built_in(9)) == "50%" and shown("12", built_in(999)) == "12"


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([code for _, code, _ in NUMBERS]))
def test_any_number_is_shown(number: float, code: str) -> None:
    assert "e" not in shown(repr(number), code) or abs(number) >= 1e20 or abs(number) < 1e-9


def _cells(*cells: str, header: int = 9) -> bytes:
    """A table of one unit with these cells as raw XML from B2 on, under headers 列1 …"""
    inline = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    top = inline.format("A1", "名称") + "".join(inline.format(f"{chr(66 + n)}1", f"列{n}") for n in range(header))
    rest = "".join(cell.replace("<c", f'<c r="{chr(66 + n)}2"', 1) for n, cell in enumerate(cells))
    formats = '<numFmts><numFmt numFmtId="176" formatCode="000"/></numFmts>'
    styles = f'{formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="31"/></cellXfs>'
    rows_ = f'<row r="1">{top}</row><row r="2" hidden="1">{inline.format("A2", "甲局")}{rest}</row>'
    return package(f"<sheetData>{rows_}</sheetData>", "<si><t>共用</t></si>", styles, prefix="")


def test_cells_of_all_kinds(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    cells = {
        '<c t="s"><v>0</v></c>': "共用",
        "<c><v>7.0</v></c>": "7",
        '<c s="1"><v>7</v></c>': "007",
        '<c s="2"><v>46086</v></c>': "2026-03-05",
        '<c t="b"><v>1</v></c>': "TRUE",
        '<c t="str"><f>A2</f><v>甲局</v></c>': "甲局",
        "<c><f>1+1</f><v>2</v></c>": "2",
        '<c t="str"><f>""</f><v></v></c>': "",
        '<c t="d"><v>2026-03-05T00:00:00</v></c>': "2026-03-05",
    }
    path.write_bytes(_cells(*cells))
    assert checked(path).problems == ()
    assert list(read(path)[0].values.values()) == ["甲局", *cells.values(), "甲局"]


def test_error_values_and_formulas_without_a_result(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(_cells('<c t="e"><v>#N/A</v></c>', "<c><f>SUM(A1)</f></c>", "<c><f>1</f><v></v></c>", "<c/>"))
    told = [str(problem).partition("表 ")[2] for problem in checked(path).problems]
    assert told == [
        "B2 格：错误：列0：这一格是错误值 #N/A。请改好公式，或直接填上文字",
        "C2 格：错误：列1：这一格的公式还没有算出结果。请在 Excel 或 WPS 里打开并保存一次，或直接填上文字",
        "D2 格：错误：列2：这一格的公式还没有算出结果。请在 Excel 或 WPS 里打开并保存一次，或直接填上文字",
    ]


def test_a_name_lost_in_merged_cells(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["名称", "业务"], ["江川市教育局", "教育"], ["", "体育"], ["", ""], ["江川市民政局", "民政"]):
        page.append(row)
    page.merge_cells("A2:A3")
    page.merge_cells("B4:B5")
    path = tmp_path / "名单.xlsx"
    book.save(path)
    merged, problem = checked(path).problems
    assert "表 B4 格：提醒：业务：合并的格只有第一行有内容，下面几行会是空的。请取消合并，给每一行各填一格" in str(
        merged
    )
    assert "表 A3 格：错误：名称：这一格和 A2 格合并了，所以没有名称" in str(problem)


def test_cells_merged_down_a_known_column(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = SHEET
    for row in (
        ["单位名单"],
        ["", ""],
        ["名称", "业务", "党组", "备注"],
        *([f"{n}局", "教育", "局党组", "无"] for n in "甲乙丙"),
    ):
        page.append(row)
    for area in ("A1:D2", "B4:C6", "D4:D5", "E4:E6"):
        page.merge_cells(area)
    path = tmp_path / "名单.xlsx"
    book.save(path)
    said = [str(problem).partition("表 ")[2].partition("。")[0] for problem in checked(path).problems]
    assert said == ["B4 格：提醒：业务：合并的格只有第一行有内容，下面几行会是空的"]
    assert [unit.values["domain"] for unit in read(path)] == ["教育", "", ""]


@pytest.mark.parametrize("lock", ["~$单位名单.csv", ".~单位名单.csv", ".~lock.单位名单.csv#"])
def test_a_table_that_is_open_elsewhere(lock: str, tmp_path: Path) -> None:
    path = put(tmp_path, "csv", BASIC)
    (tmp_path / "~$别的名单.csv").write_text("x", encoding="utf-8")
    assert checked(path).problems == ()
    (tmp_path / lock).write_text("x", encoding="utf-8")
    (problem,) = checked(path).problems
    assert str(problem).startswith(f"{path}：提醒：它正在 Excel 或 WPS 里打开，没有保存的改动读不到")
    assert len(read(path)) == 2


@contextmanager
def nobody() -> Iterator[None]:
    """Root may read everything, so it becomes another for a while."""
    if os.geteuid():
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(os.name == "nt", reason="a file of Windows that may not be read is another matter")
def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "csv", BASIC)
    checked(path)
    tmp_path.chmod(0o755)
    path.chmod(0)
    monkeypatch.chdir(tmp_path)
    with nobody():
        found = FILE.convert(path.name, None, None)
        with pytest.raises(DocgenError) as error:
            checked(Path(found))
    assert "单位名单.csv：错误：没有读取这个文件的权限" in str(error.value)


def test_the_first_visible_sheet_with_a_header(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "说明"
    book.active["A1"] = "这里没有表头"
    for title, name, state in (
        ("旧名单", "甲局", "hidden"),
        ("新名单", "乙局", "visible"),
        ("备用", "丙局", "visible"),
    ):
        page = book.create_sheet(title)
        page.sheet_state = state
        page.append(["名称"])
        page.append([name])
    path = tmp_path / "名单.xlsx"
    book.save(path)
    assert [unit.name for unit in read(path)] == ["乙局"]


def test_more_columns_than_anyone_needs(tmp_path: Path) -> None:
    path = put(tmp_path, "xlsx", [["名称"], ["甲局", *[""] * (MOST_COLUMNS - 1), "远"], ["乙局", *[""] * 400, "更远"]])
    assert [problem.message for problem in checked(path).problems] == ["表太宽，第256列以后不读取"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
SHEET_XML = "xl/worksheets/sheet1.xml"


def _changed(part: str, before: bytes, after: bytes) -> bytes:
    found = members(shared(BASIC))
    assert before in found[part]
    return zipped({**found, part: found[part].replace(before, after, 1)})


def _bomb() -> bytes:
    definitions = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><x:worksheet'
    return _changed(SHEET_XML, b"<x:worksheet", definitions)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "这不是 .xlsx 文件，或者文件已经损坏"),
        (b"<html>", "这不是 .xlsx 文件，或者文件已经损坏"),
        (OLE, "这其实是旧格式的 .xls 文件，只是后缀写成了 .xlsx。请在 Excel 或 WPS 里打开它，“另存为”.xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "文件加了密码，打不开。请先在 Excel 或 WPS 里取消密码再用"),
        (xlsx(BASIC)[:-200], "文件已经损坏"),
        (zipped({"a.txt": b"a"}), "文件已经损坏"),
        (_bomb(), "文件已经损坏"),
        (_changed(SHEET_XML, b"</x:row>", b""), "文件已经损坏"),
        (_changed(SHEET_XML, b"<x:v>0", b"<x:v>99"), "文件已经损坏"),
        (_changed(SHEET_XML, b"<x:v>0", b"<x:v>-1"), "文件已经损坏"),
        (_changed(SHEET_XML, b'r="1"', b'r="one"'), "文件已经损坏"),
        (_changed("xl/workbook.xml", b"<x:workbook", b"<!DOCTYPE a><x:workbook"), "DOCTYPE 声明，不安全，不读取"),
        (HERE.parent.parent / "templates/letterhead/plain.docx", "文件里没有看得见的表"),
        (zipped({"[Content_Types].xml": b" " * (210 * 2**20)}), "文件过大，不像单位表"),
    ],
)
def test_files_that_are_no_sound_workbook(data: bytes | Path, said: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(data if isinstance(data, bytes) else data.read_bytes())
    assert said in refused(path)


@pytest.mark.parametrize("end", [0.2, 0.5, 0.8, 0.95])
def test_a_torn_file_is_refused_or_read(end: float, tmp_path: Path) -> None:
    data = shared(BASIC)
    path = tmp_path / "名单.xlsx"
    path.write_bytes(data[: int(len(data) * end)])
    assert "损坏" in refused(path)


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_damaged_part_never_raises_anything_else(tmp_path: Path, data: st.DataObject) -> None:
    found = members(shared(BASIC))
    part = data.draw(st.sampled_from(sorted(found)))
    at = data.draw(st.integers(0, max(0, len(found[part]) - 1)))
    junk = data.draw(st.binary(max_size=4))
    path = tmp_path / "名单.xlsx"
    path.write_bytes(zipped({**found, part: found[part][:at] + junk + found[part][at + len(junk) :]}))
    try:
        checked(path)
        read(path)
    except DocgenError as error:
        assert error.problems


# ── files in general ──


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("没有.xlsx", "找不到这个文件"),
        ("没有.csv", "找不到这个文件"),
        ("没有.yaml", "找不到这个文件"),
        ("名单.xls", "不能读取“.xls”格式的单位表。请在 Excel 或 WPS 里打开它，“另存为”.xlsx 格式后再用"),
        ("名单.et", "不能读取“.et”格式的单位表"),
        ("名单", "不能读取“”格式的单位表"),
    ],
)
def test_files_that_are_not_there(name: str, said: str, tmp_path: Path) -> None:
    assert said in refused(tmp_path / name)


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    folder = tmp_path / "名单.xlsx"
    folder.mkdir()
    assert "这是文件夹，不是单位表" in refused(folder)


def test_names_that_cannot_be_made_are_told_at_the_row(tmp_path: Path) -> None:
    path = put(tmp_path, "xlsx", BASIC)

    def fussy(unit: Unit) -> Iterable[str]:
        if unit.row == 3:
            raise DocgenError(Problem("文件名太长", "请写短些"), Problem("有斜杠", key="short"))
        return names(unit)

    first, second = check(path, PLACES, fussy).problems
    assert "表 A3 格：错误：文件名太长。请写短些" in str(first)
    assert "表 B3 格：错误：简称：有斜杠" in str(second)


@pytest.mark.parametrize(
    ("name", "table", "said"),
    [
        ("{unit.short}", [["名称", "单位简称"], ["甲局", "甲/局"]], "B2 格：错误：单位简称：里面有“/”，不能用作文件名"),
        ("{unit.short}", [["名称", "简称"], ["甲/局", ""]], "A2 格：错误：名称：里面有“/”，不能用作文件名"),
        ("{unit.short}/{unit.name}", [["单位"], ["甲/局"]], "A2 格：错误：单位：里面有“/”，不能用作文件名"),
        ("{unit.id}", [["名称", "单位编号"], ["甲局", "a/b"]], "B2 格：错误：单位编号：里面有“/”，不能用作文件名"),
        ("{unit.编号}", [["名称", "简称"], ["甲局", "甲/局"]], "B2 格：错误：简称：里面有“/”，不能用作文件名"),
        ("{unit.片区}-{unit.name}", [["名称", "片区"], ["甲局", ".东"]], "B2 格：错误：片区：用作文件名会以点开头"),
        ("{unit.片区}/{unit.name}", [["名称", "片区"], ["甲局", ""]], "B2 格：错误：片区：是空的，不能用作文件名"),
    ],
)
def test_a_cell_that_is_no_name_of_a_file(name: str, table: Rows, said: str, tmp_path: Path) -> None:
    path = put(tmp_path, "xlsx", table)

    def made(unit: Unit) -> Iterable[str]:
        return pattern(name, unit.values, "行动", ("docx",)).checked(unit, [("plan", "实施方案")])

    (problem,) = check(path, PLACES, made).problems
    assert said in str(problem)


def test_a_fault_of_whoever_makes_names_is_no_fault_of_the_file(tmp_path: Path) -> None:
    def wrong(unit: Unit) -> Iterable[str]:
        raise ValueError(unit.id)

    for kind in FORMATS:
        with pytest.raises(ValueError, match="市教育局"):
            check(put(tmp_path, kind, BASIC), PLACES, wrong)


def test_one_name_for_all_documents_of_a_unit(tmp_path: Path) -> None:
    path = put(tmp_path, "csv", BASIC)
    (problem,) = check(path, PLACES, lambda unit: [f"{unit.short}.docx"] * 2).problems
    assert "同一个单位的几份公文会写成同名的文件" in problem.message


def test_warnings_without_end_hide_no_error(tmp_path: Path) -> None:
    path = put(tmp_path, "csv", [["名称", "备注"], *((f"{n}局", "{{ 名称 }}") for n in range(500))])
    found = checked(path).problems
    assert {problem.level for problem in found} == {"warning"} and len(found) == MOST_TOLD + 1
    assert found[-1].message == f"还有{500 - MOST_TOLD}处"
    assert len(read(path)) == 500
    with path.open("a", encoding="utf-8") as file:
        file.write(",无\n")
    assert [problem.message for problem in checked(path).problems if problem.level == "error"] == ["没有填写名称"]


def test_problems_without_end_are_cut_short(tmp_path: Path) -> None:
    path = put(tmp_path, "csv", [["名称", "简称"], *(["", "局"] for _ in range(500))])
    found = checked(path).problems
    assert len(found) == MOST_TOLD + 1
    assert found[-1].message == f"还有{500 - MOST_TOLD}处"


# ── any text ──

_CHARS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff\u200b\u2028\u2029")
_WORD = st.text(
    _CHARS.filter(lambda char: not 0xE000 <= ord(char) <= 0xE0FF and ord(char) & 0xFFFE != 0xFFFE), max_size=8
)
_PLAIN = _WORD.map(lambda text: text.strip().replace("_x", "x"))


@given(st.lists(st.tuples(_PLAIN, _PLAIN, _PLAIN), min_size=1, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_all_formats_give_the_same_units(tmp_path: Path, texts: list[tuple[str, str, str]]) -> None:
    table = [["编号", "名称", "业务", "备注"], *([f"{n}", f"局{a}", b, c] for n, (a, b, c) in enumerate(texts))]
    wanted = [dict(zip(("编号", "name", "domain", "备注"), row, strict=True)) | {"short": row[1]} for row in table[1:]]
    for kind in ("xlsx", "shared", "csv"):
        assert [unit.values for unit in read(put(tmp_path, kind, table))] == wanted
    assert [unit.values for unit in read(put(tmp_path, "yaml", table))] == [
        {key: value for key, value in row.items() if key in _yaml_columns(wanted)} for row in wanted
    ]


def _yaml_columns(wanted: list[dict[str, str]]) -> set[str]:
    return {key for row in wanted for key, value in row.items() if value}


@given(st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=5), st.sampled_from(sorted(FORMATS)))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_table_is_read_or_refused(tmp_path: Path, cells: list[list[str]], kind: str) -> None:
    table = [["名称", "简称", "备注", "文种"], *cells]
    try:
        path = put(tmp_path, kind, table)
    except (IllegalCharacterError, UnicodeError):  # openpyxl and UTF-8 do not take every text
        return
    try:
        found = checked(path)
        bad = [problem for problem in found.problems if problem.level == "error"]
        assert bad or len(read(path)) == found.count
    except DocgenError as error:
        assert error.problems


# ── many units ──


@given(st.lists(st.text(max_size=3)))
def test_twins_are_those_that_come_twice(texts: list[str]) -> None:
    twins = Twins()
    for text in texts:
        twins.see(text)
    assert {text for text in texts if Twins.hash_of(text) in twins.hashes()} == {
        text for text in texts if texts.count(text) > 1
    }


def _many(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write("编号,名称,简称,业务\n")
        file.writelines(f"{n:06},江川市第{n}服务中心,第{n}中心,第{n % 90}项服务\n" for n in range(count))
    return path


def _four(unit: Unit) -> tuple[str, ...]:
    return tuple(f"{unit.short}/{genre}-{unit.short}.docx" for genre in ("方案", "通知", "讲话", "总结"))


def test_a_check_keeps_less_than_a_hundred_bytes_a_unit(tmp_path: Path) -> None:
    small, large = 1_000, 9_000
    peaks = []
    for count in (small, large):
        path = _many(tmp_path / f"{count}.csv", count)
        check(path, PLACES, _four)
        tracemalloc.start()
        assert check(path, PLACES, _four) == Checked(("编号", "name", "short", "domain"), count, ())
        assert sum(1 for _ in rows(path, PLACES)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / (large - small) < 100, peaks


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "count"), [("csv", 100_000), ("xlsx", 30_000)])
def test_very_many_units(kind: str, count: int, tmp_path: Path) -> None:
    source = _many(tmp_path / "名单.csv", count)
    path = source
    if kind == "xlsx":
        book = Workbook(write_only=True)
        page = book.create_sheet(SHEET)
        for line in source.read_text(encoding="utf-8").splitlines():
            page.append(line.split(","))
        path = tmp_path / "名单.xlsx"
        book.save(path)
    tracemalloc.start()
    assert check(path, PLACES, _four).count == count
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < count * 100 + 3 * 2**20
    last = Unit(0, "", {})
    for last in rows(path, PLACES):  # noqa: B007 – the last is looked at
        pass
    assert (last.id, last.name, last.short) == (
        f"{count - 1:06}",
        f"江川市第{count - 1}服务中心",
        f"第{count - 1}中心",
    )


# ── the sample ──


def test_the_sample_is_a_sound_table(tmp_path: Path) -> None:
    path = tmp_path / "单位名单.xlsx"
    path.write_bytes(sample())
    found = checked(path)
    assert found == Checked(("name", "short", "self", "domain", "party_group", "code", OWN), 6, ())
    units = read(path)
    assert all(all(unit.values.values()) for unit in units)
    assert [unit.genres for unit in units if unit.genres] == [("plan", "report")]


def test_the_sample_is_always_the_same_bytes() -> None:
    first = sample()
    time.sleep(2.1)  # a zip counts in steps of two seconds
    assert sample() == first


def test_the_sample_offers_words_that_are_understood(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(sample()))
    page = book[SHEET]
    headers = {cell.column_letter: cell.value for cell in page[1]}
    assert set(headers.values()) - {OWN} <= set(spellings())
    offered = {}
    for one in page.data_validations.dataValidation:
        column = re.match("[A-Z]+", str(one.sqref))
        assert column and len(one.formula1) <= 255 and not one.showErrorMessage
        offered[headers[column.group()]] = one.formula1.strip('"').split(",")
    assert set(offered) == {"自称", "党组", "文种"}
    table = [["名称", "文种"], *([f"局{n}", word] for n, word in enumerate(offered["文种"]))]
    path = put(tmp_path, "csv", table)
    assert checked(path).problems == ()
    assert {genre for unit in read(path) for genre in unit.genres} == set(CHINESE)
    assert page.freeze_panes == "B2" and {cell.number_format for cell in page[2]} == {"@"}


def test_the_sample_explains_every_column_and_no_text_is_cut() -> None:
    book = load_workbook(BytesIO(sample()))
    explained = [str(row[0].value or "").removesuffix("（必填）") for row in book[EXPLAINED].iter_rows(min_row=2)]
    known = {spellings().get(word) for word in explained} - {None}
    assert known == set(spellings().values())
    assert [cell.value for cell in book[SHEET][1]] == explained[: len(book[SHEET][1])]
    page = book[SHEET]
    for row in page.iter_rows():
        for cell in row:
            width = sum(2 if ord(char) > 255 else 1 for char in str(cell.value or ""))
            assert width <= page.column_dimensions[cell.column_letter].width


def test_letters_and_codes_of_the_format() -> None:
    assert [column_of(place) for place in ("A1", "Z9", "AA1", "XFD1048576")] == [0, 25, 26, 16383]
    assert unescaped("a_x000D_b_x005F_x000D_") == "a\rb_x000D_"
