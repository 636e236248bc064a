"""The contract of a rule: a module in rules/, found by listing the folder (docgen.rulebook).

Its file name, with hyphens, is its id; its docstring, in Chinese, is its manual: a first line that names the fault,
then 依据： (with 条例, 国标 or 实务), 错： and 对：. It says `RULE = Rule(...)` and
`def check(draft: Draft) -> Iterator[Fault]`, a pure function that never raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.draft import Line

Level = Literal["error", "warning", "info"]
FixClass = Literal["safe", "unsafe", "none"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for all faults of a rule. `genres` are those it applies to, () for all; `on`: without being asked."""

    level: Level
    fix: FixClass = "none"
    genres: tuple[str, ...] = ()
    on: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in line.text[start:end]; of the whole document where `line` is None.

    message: in Chinese, what is wrong and what to write instead. fix: what the piece is replaced by, "" to delete it,
    None where a person must decide; `unsafe` where the rule's fixes are safe but this one is not.
    level: where it is not the rule's own.
    """

    line: Line | None
    start: int
    end: int
    message: str
    fix: str | None = None
    unsafe: bool = False
    level: Level | None = None
