"""The contract of a rule: a module in rules/, found by listing the folder.

Its file name, with hyphens, is its id; its docstring, in Chinese, is its manual: a first line that names the fault,
then 依据： (with 条例, 国标 or 实务), 错： and 对：. It says `RULE = Rule(...)` and
`def check(draft: Draft) -> Iterator[Fault]`, a pure function that never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal

from docgen.draft import Draft, Line
from docgen.errors import DocgenError, Problem
from docgen.nearest import did_you_mean

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


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rule with its id, its manual and its check."""

    id: str
    rule: Rule
    manual: str
    check: Callable[[Draft], Iterator[Fault]]

    @property
    def title(self) -> str:
        return self.manual.partition("\n")[0].rstrip("。")


@cache
def ids() -> tuple[str, ...]:
    """The ids of all rules, sorted."""
    files = (Path(__file__).parent / "rules").glob("[!_]*.py")
    return tuple(sorted(file.stem.replace("_", "-") for file in files))


@cache
def load(name: str) -> Loaded:
    """The rule with this id. Raises DocgenError where there is none."""
    if name not in ids():
        raise DocgenError(Problem(f"没有“{name}”这条规则", did_you_mean(name, ids())))
    module = import_module(f"docgen.rules.{name.replace('-', '_')}")
    return Loaded(name, module.RULE, (module.__doc__ or "").strip(), module.check)


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Loaded, ...]:
    """Those that are on by default and those selected, without those ignored; “all” is every one.

    Who ignores all has the selected ones alone. Raises DocgenError for a name that is no rule.
    """
    for name in (*select, *ignore):
        if name != "all":
            load(name)
    every, none = "all" in select, "all" in ignore
    loaded = (load(name) for name in ids() if name not in ignore)
    return tuple(rule for rule in loaded if every or rule.id in select or (rule.rule.on and not none))
