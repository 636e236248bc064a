"""The findings of a run in a format: finds the module in reports/ by its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from docgen.lint_files import Checked

FIRST = "text"


@cache
def formats() -> tuple[str, ...]:
    """The names of all formats, text first."""
    found = sorted(file.stem for file in (Path(__file__).parent / "reports").glob("[!_]*.py"))
    return (FIRST, *(name for name in found if name != FIRST))


def report(checked: Sequence[Checked], name: str) -> str:
    """What a run found, as text in this format."""
    made: str = import_module(f"docgen.reports.{name}").report(checked)
    return made
