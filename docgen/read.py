"""A file → Draft, and the Document in it: finds the reader for a suffix in readers/.

A module there is a reader when it says `SUFFIX = "txt"` at the start of a line; it then has
`read(data: bytes) -> Draft`.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from docgen.document import Document
from docgen.draft import Draft
from docgen.errors import DocgenError, Problem
from docgen.plugins import modules

_ALSO = {"htm": "html", "markdown": "md", "text": "txt"}


def read(path: Path) -> Document:
    """The document in a file. Raises DocgenError for a file that cannot be read."""
    return read_draft(path).document


def read_draft(path: Path) -> Draft:
    """The draft in a file. Raises DocgenError for a file that cannot be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocgenError(Problem("没有这个文件", "请核对文件名和所在文件夹", str(path))) from None
    except OSError:
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
    found = readers()
    name = found.get(_ALSO.get(suffix, suffix))
    if name is None:
        raise DocgenError(Problem(f"不能读取“{suffix}”格式的文件", f"可以读取的格式：{'、'.join(found)}", path))
    try:
        draft: Draft = import_module(f"docgen.readers.{name}").read(data)
    except DocgenError as error:
        raise DocgenError(*(replace(problem, path=problem.path or path) for problem in error.problems)) from None
    return draft


def readers() -> dict[str, str]:
    """Suffix → name of the module that reads it, sorted."""
    return modules("readers")
