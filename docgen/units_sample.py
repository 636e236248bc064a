"""A units table filled in as a sample, for Excel and WPS: with drop-downs, and a sheet that explains every column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen.genre import CHINESE
from docgen.unit_tables.columns import spellings
from docgen.workbook import TEXT_PT, lines_of, put, row_height, saved, thin_border

SHEET, EXPLAINED = "单位", "填写说明"
OWN = "办事窗口"  # a column of the sample's own
LAST_ROW = 1000  # down to which the drop-downs reach
_GENRES = tuple(words[0] for words in CHINESE.values())


@dataclass(frozen=True, slots=True)
class _Explained:
    """A column: its header, what to write there, an example; width in characters; words to choose from."""

    header: str
    how: str
    example: str
    width: int
    choice: tuple[str, ...] = ()


_COLUMNS = (
    _Explained(
        "名称",
        "单位的全称，印在标题、版头和落款里。每个单位都要填。",
        "江川市医疗保障局",
        30,
    ),
    _Explained(
        "简称",
        "文中和文件名里怎样称呼这个单位；不填就用名称。两个单位的简称不能相同。",
        "市医保局",
        14,
    ),
    _Explained(
        "自称",
        "单位在自己的公文里怎样称呼自己。可以从下拉列表里选，也可以自己写。",
        "我局",
        10,
        ("我局", "我委", "我办", "我部", "我院", "我校", "我中心", "我单位"),
    ),
    _Explained(
        "业务",
        "单位主管的业务，只写业务本身，不写“工作”“局”等字。",
        "医疗保障",
        22,
    ),
    _Explained(
        "党组",
        "单位党组织在文中的称呼；没有党组的可以不填。可以从下拉列表里选，也可以自己写。",
        "局党组",
        12,
        ("局党组", "委党组", "办党组", "部党组", "院党组", "校党委", "中心党组"),
    ),
    _Explained(
        "机关代字",
        "发文字号里代表单位的几个字，如“江医保发〔2026〕5号”里的“江医保”。",
        "江医保",
        12,
    ),
    _Explained(
        "文种",
        "给这个单位写哪几种公文，用顿号隔开；不填就全写。可以从下拉列表里选，也可以自己写。",
        "方案、通知",
        22,
        (*_GENRES, "方案、通知", "方案、总结", "、".join(_GENRES)),
    ),
    _Explained(
        "本级改动",
        "单位自己有增减改动的，写存放改动的文件；路径从本表所在的文件夹算起。"
        "不填时，本表旁边的 overlays 文件夹里如果有以简称（有“编号”列的用编号）命名的 .yaml 文件，就用它；没有就不改。",
        "overlays/市医保局.yaml",
        24,
    ),
    _Explained(
        "套红模板",
        "单位有自己的套红模板的，写模板文件；路径从本表所在的文件夹算起。不填就用统一的版式。",
        "模板/市医保局.docx",
        20,
    ),
    _Explained(
        OWN,
        "这是自己加的一列。还可以照样再加，列名自己定；"
        f"在活动文件里写 {{{{ unit.{OWN} }}}}，生成时就换成各单位这一格的文字。",
        "医保服务大厅",
        20,
    ),
)
_ID = _Explained(
    "编号",
    "样表里没有，需要时可以加上这一列。各单位不能相同，用来认出单位；不加这一列时，用简称来认，没有简称的用名称。",
    "001",
    0,
)
_UNITS = (
    ("江川市医疗保障局", "市医保局", "我局", "医疗保障", "局党组", "江医保", "", "", "", "医保服务大厅"),
    ("江川市教育局", "市教育局", "我局", "教育", "局党组", "江教", "", "", "", "入学咨询窗口"),
    ("江川市民政局", "市民政局", "我局", "民政", "局党组", "江民", "", "", "", "婚姻登记处"),
    ("江川市农业农村局", "市农业农村局", "我局", "农业农村", "局党组", "江农", "", "", "", "惠农补贴窗口"),
    ("江川市卫生健康委员会", "市卫健委", "我委", "卫生健康", "委党组", "江卫健", "", "", "", "健康服务窗口"),
    (
        "江川市政务服务中心",
        "市政务中心",
        "我中心",
        "政务服务",
        "中心党组",
        "江政务",
        "方案、总结",
        "",
        "",
        "综合受理窗口",
    ),
)
_RULES = (
    "一行填一个单位，中间不要合并单元格；空行不算。合计、填表人、备注这样的行请不要写。",
    "样表里的六个单位是虚构的，请换成本地的单位。",
    "列的先后可以调换，不需要的列可以删去，只有“名称”必须保留。表头上面可以另加标题行，但表头要在前10行以内。",
    "名单要放在最前面的一张表里。表名可以改；这张“填写说明”可以留着，也可以删去。",
    "填好、保存、关闭以后，先运行 docgen batch 活动.yaml --units 单位名单.xlsx --check 检查一遍，再正式生成。",
)


def sample() -> bytes:
    """The whole .xlsx; always the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    _fill_units(book.active)
    _explain(book.create_sheet(EXPLAINED))
    return saved(book)


def _fill_units(page: Any) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    page.title = SHEET
    _head(page, 1, tuple(column.header for column in _COLUMNS))
    for number, unit in enumerate(_UNITS, start=2):
        for n, value in enumerate(unit, start=1):
            _text(page.cell(number, n), value)
        page.row_dimensions[number].height = row_height(1)
    for n, column in enumerate(_COLUMNS, start=1):
        letter = get_column_letter(n)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = "@"  # so that 007 stays what it is
        if column.choice:  # offered, not prescribed: any other text may be typed all the same
            offered = DataValidation("list", f'"{",".join(column.choice)}"', allow_blank=True, showErrorMessage=False)
            offered.add(f"{letter}2:{letter}{LAST_ROW}")
            page.add_data_validation(offered)
    page.freeze_panes = "B2"
    _set_up(page)


def _explain(page: Any) -> None:
    widths = (16, 62, 26, 30)
    _head(page, 1, ("列名", "怎样填", "举例", "列名也可以写作"))
    for number, column in enumerate((*_COLUMNS, _ID), start=2):
        must = "（必填）" if column.header == "名称" else ""
        cells = (column.header + must, column.how, column.example, "、".join(_also(column.header)))
        for n, value in enumerate(cells, start=1):
            _text(page.cell(number, n), value, wrap=True)
        page.row_dimensions[number].height = row_height(max(map(lines_of, cells, widths)))
    last = len(_COLUMNS) + 3
    for n, rule in enumerate(_RULES, start=1):
        page.merge_cells(start_row=last + n, end_row=last + n, start_column=1, end_column=len(widths))
        _text(page.cell(last + n, 1), f"{n}. {rule}", wrap=True, framed=False)
        page.row_dimensions[last + n].height = row_height(lines_of(rule, sum(widths)))
    for letter, width in zip("ABCD", widths, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    _set_up(page)


def _also(header: str) -> tuple[str, ...]:
    """The other spellings of a column, Chinese ones first."""
    known = spellings()
    words = (word for word, meaning in known.items() if header in known and meaning == known[header] and word != header)
    return tuple(sorted(words, key=str.isascii))


def _head(page: Any, number: int, headers: tuple[str, ...]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for n, header in enumerate(headers, start=1):
        cell = page.cell(number, n, header)
        cell.font = Font("黑体", TEXT_PT)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        cell.fill = PatternFill("solid", "F2F2F2")
        cell.border = thin_border()
    page.row_dimensions[number].height = row_height(2)


def _text(cell: Any, value: str, wrap: bool = False, framed: bool = True) -> None:
    from openpyxl.styles import Alignment, Font

    if value:
        put(cell, value)
    cell.number_format = "@"
    cell.font = Font("仿宋", TEXT_PT)
    cell.alignment = Alignment("left", "top" if wrap else "center", wrap_text=wrap)
    if framed:
        cell.border = thin_border()


def _set_up(page: Any) -> None:
    """A4 across, as wide as the paper, the header on every page."""
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
