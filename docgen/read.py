"""A file → Draft, and the Document in it: finds the reader for a suffix in readers/.

A module there is a reader when it says `SUFFIX = "txt"` at the start of a line; it then has
`read(data: bytes) -> Draft`. Other formats are converted first (docgen.convert); Draft.suffix is the file's own.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from docgen.document import Document
from docgen.draft import Draft
from docgen.errors import DocgenError, Problem
from docgen.file_format import check, sniffed
from docgen.plugins import modules

STDIN = Path("-")
_TOLD = {
    "docx": "文件先由 LibreOffice 转成了 .docx，行号是转换后的段落号",
    "txt": "PDF 按段落读出文字，行号是段落的序号，不是页面上的行",
}
_ALSO = {"htm": "html", "markdown": "md", "text": "txt", "docm": "docx", "dotx": "docx", "wpt": "wps", "dot": "doc"}
_CONVERTED = ("doc", "wps", "rtf", "odt", "pdf")  # those of docgen.convert, loaded when one of them comes


def read(path: Path) -> Document:
    """The document in a file. Raises DocgenError for a file that cannot be read."""
    return read_draft(path).document


def read_draft(path: Path) -> Draft:
    """The draft in a file, that of standard input for “-”. Raises DocgenError for what cannot be read."""
    if path == STDIN:
        data = sys.stdin.buffer.read()
        return draft_bytes(data, sniffed(data), str(path))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocgenError(Problem("没有这个文件", "请核对文件名和所在文件夹", str(path))) from None
    except OSError:
        if path.is_dir():
            raise DocgenError(Problem("这是一个文件夹，不是文稿", "请写文件夹里的一份文稿", str(path))) from None
        raise DocgenError(Problem("打不开这个文件", "请确认它是一个文件、没有被其他程序占用", str(path))) from None
    return draft_bytes(data, path.suffix, str(path))


def read_bytes(data: bytes, suffix: str, path: str = "") -> Document:
    """The document in the bytes of a file of this format; `path` is for messages."""
    return draft_bytes(data, suffix, path).document


def draft_bytes(data: bytes, suffix: str, path: str = "") -> Draft:
    """The draft in the bytes of a file of this format; `path` is for messages.

    Raises DocgenError for a format that has no reader, or for bytes that are not in it.
    """
    suffix = suffix.lower().lstrip(".")
    suffix = _ALSO.get(suffix, suffix)
    found = readers()
    if suffix not in (*found, *_CONVERTED):
        known = "、".join((*found, *_CONVERTED))
        raise DocgenError(Problem(f"不能读取“{suffix}”格式的文件", f"可以读取的格式：{known}", path))
    try:
        check(data, suffix)
        if suffix in found:
            return _read(data, found[suffix])
        from docgen.convert import CONVERTED, converted

        draft = _read(converted(data, suffix), found[CONVERTED[suffix]])
    except DocgenError as error:
        raise DocgenError(*(replace(problem, path=problem.path or path) for problem in error.problems)) from None
    told = (*draft.notes, _TOLD[CONVERTED[suffix]])
    return replace(draft, suffix=suffix, notes=told)


def _read(data: bytes, reader: str) -> Draft:
    draft: Draft = import_module(f"docgen.readers.{reader}").read(data)
    return draft


def readable(suffix: str) -> bool:
    """Whether files with this suffix can be read, given the programs that some need."""
    name = suffix.lower().lstrip(".")
    return name in (*readers(), *_ALSO, *_CONVERTED)


def readers() -> dict[str, str]:
    """Suffix → name of the module that reads it, sorted."""
    return modules("readers")
