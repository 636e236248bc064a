"""The rules that there are, found by listing rules/, each with its manual and its check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from docgen.draft import Draft
from docgen.errors import DocgenError, Problem
from docgen.nearest import nearest
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
        raise DocgenError(Problem(f"没有“{name}”这条规则", rule_hint(name)))
    module = import_module(f"docgen.rules.{name.replace('-', '_')}")
    return Loaded(name, module.RULE, (module.__doc__ or "").strip(), module.check)


def rule_hint(name: str) -> str:
    """What to write instead of a name that is no rule."""
    near = nearest(name, ids())
    return f"是不是“{near}”？" if near else "运行 docgen rules 查看全部规则名"


def meant(names: Sequence[str]) -> frozenset[str]:
    """The ids that names stand for: themselves, all of a family (layout for layout-page, layout-fonts …), “all”.

    Raises DocgenError for a name that is none.
    """
    found = set[str]()
    for name in names:
        family = {each for each in ids() if name == "all" or each.startswith(f"{name}-")}
        found |= family if family and name not in ids() else {load(name).id}
    return frozenset(found)


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Loaded, ...]:
    """Those that are on by default and those selected, without those ignored.

    Who selects all has every one, who ignores all has the selected ones alone. Raises DocgenError as `meant`.
    """
    selected, ignored = meant(select), meant([name for name in ignore if name != "all"])
    none = "all" in ignore
    loaded = (load(name) for name in ids() if name not in ignored)
    return tuple(rule for rule in loaded if rule.id in selected or (rule.rule.on and not none))
