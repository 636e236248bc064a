"""What became of one document of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.errors import Problem

State = Literal["written", "same", "edited", "failed"]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of lint in a document that was made. line: 0 for the whole document. level: of docgen.rule."""

    line: int
    rule: str
    level: Literal["error", "warning", "info"]
    message: str


@dataclass(frozen=True, slots=True)
class Made:
    """row, unit: of the units table, by id. genre: as it is called, 实施方案. file: its path in the folder of the
    batch, with /; "" where nothing could be made. state: written; the same as before; edited by a person since and
    left alone; failed. findings: of lint, by line; None where it was not asked. name: of the unit, for people; ""
    where it is its id.

    The documents of one unit come one after another.
    """

    row: int
    unit: str
    genre: str
    file: str
    state: State
    problems: tuple[Problem, ...] = ()
    findings: tuple[Found, ...] | None = None
    name: str = ""
