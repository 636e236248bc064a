"""Two editions compared, as a file in a format: finds the module in redlines/ by its name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from docgen.compare import Comparison

FIRST = "text"


@cache
def formats() -> tuple[str, ...]:
    """The names of all formats, text first."""
    found = sorted(file.stem for file in (Path(__file__).parent / "redlines").glob("[!_]*.py"))
    return (FIRST, *(name for name in found if name != FIRST))


def redline(comparison: Comparison, name: str) -> bytes:
    """The file in this format; text has colours, which whoever prints to no terminal takes out."""
    made: bytes = import_module(f"docgen.redlines.{name}").redline(comparison)
    return made
