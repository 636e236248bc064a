"""A units table as .xlsx: each visible sheet as a stream of rows, within limits, never held whole."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from docgen.errors import DocgenError, Problem
from docgen.file_format import OLE, ZIP
from docgen.package import MAX_FILE, MAX_PARTS, MAX_TOTAL, parsed, related, relations, relations_of
from docgen.unit_tables.lines import MOST_COLUMNS, Line, Merged, Place, Table, trimmed
from docgen.unit_tables.number_shown import built_in, shown
from docgen.unit_tables.sheet_parts import Cell, PartError, SharedTexts, SheetRow, column_of, merged, rows, unescaped

SUFFIX = "xlsx"
SAVE_AS = "请在 Excel 或 WPS 里打开它，“另存为”.xlsx 格式后再用"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 2**20  # bytes in which an encrypted file says so
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, OSError),
    *(PartError, KeyError, ValueError, IndexError),
)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Table, ...]]:
    """The visible sheets. Raises DocgenError, here and while they are read, for what is no sound workbook."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(OLE):
        if _ENCRYPTED in head:
            raise DocgenError(Problem("文件加了密码，打不开", "请先在 Excel 或 WPS 里取消密码再用", str(path)))
        raise DocgenError(Problem("这其实是旧格式的 .xls 文件，只是后缀写成了 .xlsx", SAVE_AS, str(path)))
    if not head.startswith(ZIP):
        raise _broken(path)
    with ExitStack() as stack:
        with _sound(path):
            package = stack.enter_context(zipfile.ZipFile(path))
            _check(package, path)
            book = _book(package, str(path))
            if not book.sheets:
                hint = "请核对是不是给错了文件，或者取消隐藏单位名单所在的表"
                raise DocgenError(Problem("文件里没有看得见的表", hint, str(path)))
            texts = stack.enter_context(closing(SharedTexts()))
            if book.shared in package.namelist():
                with package.open(book.shared) as part:
                    texts.fill(part)
        yield tuple(
            Table(partial(_lines, book, texts, name, part), name, (), partial(_merged, book, name, part))
            for name, part in book.sheets
        )


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    """What only a damaged file brings about, told as that. Never around what others do with its rows."""
    try:
        yield
    except _BROKEN:
        raise _broken(path) from None


def _check(package: zipfile.ZipFile, path: Path) -> None:
    """Before anything is unpacked; more than it promises here zipfile never gives of a part."""
    infos = package.infolist()
    size = sum(info.file_size for info in infos)
    if path.stat().st_size > MAX_FILE or len(infos) > MAX_PARTS or size > MAX_TOTAL:
        hint = "请核对是不是给错了文件，或者删去其中的图片和多余的表，再拆成几个文件"
        raise DocgenError(Problem("文件过大，不像单位表，不读取", hint, str(path)))
    if any(info.flag_bits & 1 for info in infos):
        raise DocgenError(Problem("文件加了密码，打不开", "请先取消密码再用", str(path)))


def _broken(path: Path) -> DocgenError:
    return DocgenError(Problem("这不是 .xlsx 文件，或者文件已经损坏", SAVE_AS, str(path)))


@dataclass(frozen=True, slots=True)
class _Book:
    """sheets: names and parts of the visible ones. styles: the number of each one's number format; codes: those that
    the file spells out. shared: the part with the texts that cells share, "" for none.
    """

    package: zipfile.ZipFile
    path: str
    sheets: tuple[tuple[str, str], ...]
    styles: tuple[int, ...]
    codes: Mapping[int, str]
    shared: str
    from_1904: bool


def _book(package: zipfile.ZipFile, path: str) -> _Book:
    main = related(_small(package, relations_of("")), "", "officeDocument") or "xl/workbook.xml"
    of_main = _small(package, relations_of(main))
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations(of_main, main)}
    root = parsed(package.read(main), path)
    sheets = tuple(
        (sheet.get("name", ""), part)
        for sheet in root.iter()
        if _is(sheet, "sheet") and sheet.get("state", "visible") == "visible"
        for key, value in sheet.attrib.items()
        if key.endswith("}id") and (part := _target(main, targets.get(value, ""))) in package.namelist()
    )
    styles = parsed(_small(package, name := related(of_main, main, "styles")).get(name, b""), path)
    cells = next((one for one in styles.iter() if _is(one, "cellXfs")), ())
    return _Book(
        package,
        path,
        sheets,
        tuple(int(one.get("numFmtId", 0)) for one in cells),
        {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in styles.iter() if _is(one, "numFmt")},
        related(of_main, main, "sharedStrings"),
        any(one.get("date1904") in ("1", "true") for one in root.iter() if _is(one, "workbookPr")),
    )


def _is(one: Element, local: str) -> bool:
    return one.tag.rpartition("}")[2] == local


def _small(package: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """A part as rooms of package.py take it; none where it is not there."""
    return {name: package.read(name)} if name in package.namelist() else {}


def _target(main: str, typed: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(main), typed)).lstrip("/")


def _lines(book: _Book, texts: SharedTexts, sheet: str, part: str) -> Iterator[Line]:
    with book.package.open(part) as stream:
        found = rows(stream)
        while True:
            try:
                row = next(found, None)
                line = _line(book, texts, sheet, row) if row else None
            except _BROKEN:
                raise _broken(Path(book.path)) from None
            if line is None:
                return
            yield line


def _line(book: _Book, texts: SharedTexts, sheet: str, row: SheetRow) -> Line:
    cells: dict[int, str] = {}
    faults: dict[int, tuple[str, str]] = {}
    for cell in row.cells:
        if cell.column > MOST_COLUMNS:
            continue
        if cell.kind == "e":
            faults[cell.column] = (f"这一格是错误值 {cell.value}", "请改好公式，或直接填上文字")
        elif cell.formula and not cell.value and cell.kind != "str":
            hint = "请在 Excel 或 WPS 里打开并保存一次，或直接填上文字"
            faults[cell.column] = ("这一格的公式还没有算出结果", hint)
        elif text := trimmed(_text(book, texts, cell)):
            cells[cell.column] = text
    return Line(row.number, cells, partial(_place, book.path, sheet, row.number), faults)


def _text(book: _Book, texts: SharedTexts, cell: Cell) -> str:
    """A cell as Excel shows it."""
    if not cell.value:
        return ""
    if cell.kind == "s":
        return unescaped(texts.get(int(cell.value)))
    if cell.kind == "b":
        return "TRUE" if cell.value.strip() == "1" else "FALSE"
    if cell.kind == "n":
        number = book.styles[cell.style] if cell.style < len(book.styles) else 0
        return shown(cell.value.strip(), book.codes.get(number) or built_in(number), book.from_1904)
    return cell.value.removesuffix("T00:00:00") if cell.kind == "d" else unescaped(cell.value)


def _place(path: str, sheet: str, row: int, column: int) -> Place:
    cell = f"{_letters(column)}{row}"
    return Place(f"{path} 的“{sheet}”表 {cell} 格", f"{cell} 格")


def _letters(column: int) -> str:
    letters, left = "", column + 1
    while left:
        left, last = divmod(left - 1, 26)
        letters = chr(65 + last) + letters
    return letters


def _merged(book: _Book, sheet: str, part: str) -> Iterator[Merged]:
    with _sound(Path(book.path)), book.package.open(part) as stream:
        found = [place.split(":") for place in merged(stream)]
        areas = [(_row_and_column(ends[0]), _row_and_column(ends[-1])) for ends in found]
    for (top, left), (bottom, right) in areas:
        yield Merged(_place(book.path, sheet, top, left), range(top, bottom + 1), range(left, right + 1))


def _row_and_column(place: str) -> tuple[int, int]:
    return int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0), column_of(place)
