"""A campaign with other values at some places, and the same objects everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from docgen.keys import Loc, Model

Ways = dict[str | int, "Ways"]


def ways(places: Iterable[Loc]) -> Ways:
    """Places as a tree of keys and positions: {"goals": {0: {"text": {}}}}."""
    tree: Ways = {}
    for place in sorted(places, key=str):
        at = tree
        for step in place:
            at = at.setdefault(step, {})
    return tree


def changed(value: Any, at: Ways, loc: Loc, change: Callable[[Any, Loc], Any]) -> Any:
    """A value with others at the end of these ways."""
    if not at:
        return change(value, loc)
    if isinstance(value, tuple):
        entries = list(value)
        for n in sorted(map(int, at)):
            entries[n] = changed(entries[n], at[n], (*loc, n), change)
        return tuple(entries)
    before: dict[str, Any] = value.__dict__ if isinstance(value, Model) else value
    changes = {str(step): changed(before[str(step)], rest, (*loc, step), change) for step, rest in at.items()}
    return value.model_copy(update=changes) if isinstance(value, Model) else {**value, **changes}
