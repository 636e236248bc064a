"""The rules that there are, found by listing rules/, each with its manual and its check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from docgen.draft import Draft
from docgen.errors import DocgenError, Problem
from docgen.nearest import did_you_mean
from docgen.rule import Fault, Rule


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
