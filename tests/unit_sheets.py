"""Tables as files, for the tests of units tables: as openpyxl saves them, and as Excel does, with shared texts."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

from openpyxl import Workbook

from docgen.yaml_text import dumped

Rows = Sequence[Sequence[str]]
SHEET = "单位"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xlsx(rows: Rows) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = SHEET
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            cell = page.cell(r, c)
            if text:
                cell.value = text
                cell.data_type = "s"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def shared(rows: Rows) -> bytes:
    """As Excel and its kin: shared texts in runs with phonetic guides, a prefix on every name, rows without cells."""
    texts = list(dict.fromkeys(text for row in rows for text in row if text))
    cells = "".join(
        f'<x:row r="{r}">'
        + "".join(f'<x:c r="{_place(r, c)}" t="s"><x:v>{texts.index(t)}</x:v></x:c>' for c, t in enumerate(row) if t)
        + "</x:row>"
        for r, row in enumerate(rows, start=1)
    )
    return package(f"<x:sheetData>{cells}</x:sheetData>", "".join(map(_in_runs, texts)))


def package(sheet: str, texts: str = "", styles: str = "", prefix: str = "x:") -> bytes:
    """A workbook from the XML inside its one sheet, its shared texts, its styles."""
    start = f'<?xml version="1.0" encoding="UTF-8"?><{prefix}'
    names = f' xmlns{":" if prefix else ""}{prefix.rstrip(":")}="{_MAIN}" xmlns:r="{_OFFICE}">'
    kinds = {"workbook": "officeDocument"}
    of_book = {"rId1": "worksheet", "rId2": "sharedStrings", "rId3": "styles"}
    targets = {"rId1": "worksheets/sheet1.xml", "rId2": "sharedStrings.xml", "rId3": "styles.xml"}
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relations({"rId1": kinds["workbook"]}, {"rId1": "xl/workbook.xml"}),
        "xl/workbook.xml": f"{start}workbook{names}<{prefix}sheets>"
        f'<{prefix}sheet name="{SHEET}" sheetId="1" r:id="rId1"/></{prefix}sheets></{prefix}workbook>',
        "xl/_rels/workbook.xml.rels": _relations(of_book, targets),
        "xl/worksheets/sheet1.xml": f"{start}worksheet{names}{sheet}</{prefix}worksheet>",
        "xl/sharedStrings.xml": f"{start}sst{names}{texts}</{prefix}sst>",
        "xl/styles.xml": f"{start}styleSheet{names}{styles}</{prefix}styleSheet>",
    }
    return zipped({name: part.encode() for name, part in parts.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, part in parts.items():
            whole.writestr(name, part)
    return made.getvalue()


def separated(rows: Rows, separator: str = ",") -> bytes:
    made = StringIO()
    csv.writer(made, delimiter=separator).writerows(rows)
    return made.getvalue().encode("utf-8")


def yaml(rows: Rows) -> bytes:
    """A list of mappings; the header is the first row."""
    header, *others = rows
    pairs = [{key: value for key, value in zip(header, row, strict=False) if value} for row in others if any(row)]
    return dumped([*pairs]).encode("utf-8")


FORMATS = {"xlsx": xlsx, "shared": shared, "csv": separated, "yaml": yaml}
SUFFIXES = {"xlsx": "xlsx", "shared": "xlsx", "csv": "csv", "yaml": "yaml"}


def _in_runs(text: str) -> str:
    half = len(text) // 2
    runs = "".join(
        f'<x:r><x:t xml:space="preserve">{_escaped(part)}</x:t></x:r>' for part in (text[:half], text[half:])
    )
    return f'<x:si>{runs}<x:rPh sb="0" eb="1"><x:t>pinyin</x:t></x:rPh></x:si>'


def _escaped(text: str) -> str:
    return escape(text.replace("_x", "_x005F_x"), {"\r": "_x000D_"})


def _relations(kinds: Mapping[str, str], targets: Mapping[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{targets[key]}"/>' for key, kind in kinds.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _place(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row}"
