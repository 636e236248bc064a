"""A trace as a table (对照表) in a format: finds the module in trace_tables/ by its suffix."""

from __future__ import annotations

from importlib import import_module

from docgen.plugins import modules
from docgen.trace import Trace
from docgen.trace_tables.cells import Sheet

FIRST = "text"


def formats() -> tuple[str, ...]:
    """The names of all formats, text first."""
    found = modules("trace_tables")
    return (FIRST, *(name for name in found if name != FIRST))


def table(trace: Trace, upper: str, local: str, name: str) -> bytes:
    """The whole file in this format. upper, local: what the two documents are called.

    A table for a terminal has colours, which whoever prints to no terminal takes out.
    """
    made: bytes = import_module(f"docgen.trace_tables.{modules('trace_tables')[name]}").table(
        Sheet(upper, local, trace)
    )
    return made
