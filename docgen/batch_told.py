"""What is told of a unit's document, the same whether it was made now or by an earlier run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.batch_inputs import seen_from
from docgen.batch_order import Order
from docgen.errors import Problem
from docgen.made import Found
from docgen.unit_documents import Result
from docgen.units import Unit


def said(order: Order, result: Result) -> dict[str, Any]:
    """What the manifest keeps of it beside the digests: only what there is."""
    kept: dict[str, Any] = {}
    if result.problems:
        kept["problems"] = [_plain(problem, order.campaign.parent) for problem in result.problems]
    if result.findings is not None:
        kept["findings"] = [[found.line, found.rule, found.level, found.message] for found in result.findings]
    return kept


def findings(kept: Mapping[str, Any]) -> tuple[Found, ...] | None:
    found = kept.get("findings")
    return None if found is None else tuple(Found(*each) for each in found)


def problems(order: Order, unit: Unit, kept: Mapping[str, Any]) -> tuple[Problem, ...]:
    """At the unit's row, or in a file of its own."""
    return tuple(_at(order, unit, plain) for plain in kept.get("problems", ()))


def reasons(order: Order, unit: Unit, why: Iterable[Problem]) -> tuple[Problem, ...]:
    """Why there is no document, told as `problems` are."""
    return tuple(_at(order, unit, _plain(problem, order.campaign.parent)) for problem in why)


def _at(order: Order, unit: Unit, plain: Sequence[Any]) -> Problem:
    message, hint, key, path, line, col, level = plain
    if not path:
        return Problem(message, hint, str(order.table), unit.row, 0, key, level)
    told = f"表中第 {unit.row} 行“{unit.short}”：{message}"
    return Problem(told, hint, str(order.campaign.parent / path), line, col, key, level)


def _plain(problem: Problem, root: Path) -> list[Any]:
    """A problem as data, its file as seen from the campaign's folder: no path of this machine."""
    path = problem.path and seen_from(root, Path(problem.path))
    return [problem.message, problem.hint, problem.key, path, problem.line, problem.col, problem.level]
