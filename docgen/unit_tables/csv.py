"""A units table as .csv: separated by commas, semicolons or tabs; UTF-8, GB18030, or UTF-16 as Excel saves it."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from docgen.errors import DocgenError, Problem
from docgen.unit_tables.lines import MOST_COLUMNS, Line, Place, Table, trimmed

SUFFIX = "csv"
SEPARATORS = (",", ";", "\t", "，", "；")
_SAVE = "请在 Excel 或 WPS 里“另存为”.xlsx 后再用"
_QUOTE = "请检查这一行起的英文双引号是否成对；也可以在 Excel 或 WPS 里“另存为”.xlsx 后再用"


@contextmanager
def opened(path: Path) -> Iterator[tuple[Table, ...]]:
    """The file as a table, once for each separator. Raises DocgenError where it is no text."""
    encoding = _encoding(path)
    yield tuple(Table(partial(_lines, path, encoding, separator)) for separator in SEPARATORS)


def _lines(path: Path, encoding: str, separator: str) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as file:
        source = _Source(file)
        first = 1
        try:
            for cells in csv.reader(source, delimiter=separator, strict=True):
                raw, source.raw = source.raw, ""
                kept = {n: text for n, cell in enumerate(cells[: MOST_COLUMNS + 1]) if (text := trimmed(cell))}
                yield Line(first, kept, partial(_place, str(path), first, raw, separator))
                first = source.number + 1
        except csv.Error as error:
            long = "limit" in str(error)
            message = "从这一行起有一格长得不像话，多半是引号没有成对" if long else "这一行的引号没有成对"
            raise DocgenError(Problem(message, _QUOTE, str(path), first)) from None
        except UnicodeDecodeError:
            raise DocgenError(Problem("认不出文件的编码", _SAVE, str(path))) from None


class _Source:
    """The lines of a file, which remembers those since the last record and how many there were."""

    def __init__(self, file: TextIO) -> None:
        self.file, self.raw, self.number = file, "", 0

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            self.raw += line
            self.number += 1
            yield line


def _place(path: str, first: int, raw: str, separator: str, column: int) -> Place:
    """Where a cell of a record begins: the line and the column in code points."""
    at, quoted = 0, False
    while column and at < len(raw):
        quoted ^= raw[at] == '"'
        column -= raw[at] == separator and not quoted
        at += 1
    line = first + raw.count("\n", 0, at)
    return Place(path, f"第{line}行", line, at - raw.rfind("\n", 0, at))


def _encoding(path: Path) -> str:
    """The encoding in which the whole file can be read, line by line. Raises DocgenError for none.

    A file of which most is good UTF-8 is a damaged one, not a foreign one.
    """
    damaged, foreign, good, bad = (0, 0), False, 0, 0
    with path.open("rb") as file:
        head = file.read(4)
        if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
            raise DocgenError(Problem("这是 Excel、Word 或 PDF 文件，不是 .csv", "请把后缀改回原来的再试", str(path)))
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        for number, raw in enumerate(file, start=1):
            if b"\0" in raw:
                raise DocgenError(Problem("这不像文本文件，或者是 UTF-16 编码", _SAVE, str(path), number))
            text = raw.decode("utf-8", errors="replace")
            good += len(text) - len(text.encode("ascii", errors="ignore"))
            if not _is(raw, "utf-8"):
                damaged = damaged if bad else (number, text.index("\ufffd") + 1)
                bad += text.count("\ufffd")
                foreign = foreign or not _is(raw, "gb18030")
    if not bad:
        return "utf-8-sig"
    if good > 2 * bad:
        message = "这里有损坏的字符，不是完整的 UTF-8 文字"
        raise DocgenError(Problem(message, "请重新录入这个字", str(path), *damaged))
    if foreign:
        raise DocgenError(Problem("认不出文件的编码", _SAVE, str(path)))
    return "gb18030"


def _is(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
