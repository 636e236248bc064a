"""Document → bytes of a file: finds the writer for a suffix in writers/.

A module there is a writer when it says `SUFFIX = "txt"` at the start of a line; it then has
`write(document) -> bytes`, with a second argument `letterhead` where it can use one.
"""

from __future__ import annotations

from importlib import import_module
from inspect import signature
from pathlib import Path

from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.plugins import modules


def write(document: Document, suffix: str, letterhead: Path | None = None) -> bytes:
    """The document as a file of this format (“docx”); a letterhead is for the formats that can use one.

    Raises DocgenError for a format that has no writer.
    """
    suffix = suffix.lower().lstrip(".")
    found = writers()
    name = found.get(suffix)
    if name is None:
        raise DocgenError(Problem(f"不能生成“{suffix}”格式的文件", f"可以选用的格式：{'、'.join(found)}"))
    writer = import_module(f"docgen.writers.{name}").write
    data: bytes = writer(document, letterhead) if "letterhead" in signature(writer).parameters else writer(document)
    return data


def writers() -> dict[str, str]:
    """Suffix → name of the module that writes it, sorted."""
    return modules("writers")
