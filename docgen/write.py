"""Document → bytes of a file: finds the writer for a suffix in writers/.

A module there is a writer when it says `SUFFIX = "txt"` at the start of a line; it then has
`write(document) -> bytes`, with the arguments `letterhead` and `level` (of deflate) where it can use them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path

from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.plugins import modules


def write(document: Document, suffix: str, letterhead: Path | None = None, level: int | None = None) -> bytes:
    """The document as a file of this format (“docx”); a letterhead, and a level of deflate other than the usual one,
    are for the formats that can use them.

    Raises DocgenError for a format that has no writer.
    """
    suffix = suffix.lower().lstrip(".")
    found = writers()
    name = found.get(suffix)
    if name is None:
        raise DocgenError(Problem(f"不能生成“{suffix}”格式的文件", f"可以选用的格式：{'、'.join(found)}"))
    given = {"letterhead": letterhead, "level": level}
    module = import_module(f"docgen.writers.{name}")
    data: bytes = module.write(document, **{option: given[option] for option in _options(name) if given[option]})
    return data


@cache
def _options(name: str) -> tuple[str, ...]:
    """What a writer can be asked beside the document."""
    parameters = signature(import_module(f"docgen.writers.{name}").write).parameters
    return tuple(option for option in ("letterhead", "level") if option in parameters)


def writers() -> dict[str, str]:
    """Suffix → name of the module that writes it, sorted."""
    return modules("writers")
