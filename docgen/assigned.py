"""What of the measures is assigned: the rows of a 任务分解表."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.campaign import Measure
from docgen.keys import Loc
from docgen.style import has_owner, is_group, walk


@dataclass(frozen=True, slots=True)
class Assigned:
    """A measure or a point of one. loc: where it stands in the measure, () for itself. address: by ids."""

    loc: Loc
    address: str
    measure: Measure


def assigned(measure: Measure) -> tuple[Assigned, ...]:
    """`tasks`, each with where it stands."""
    wanted = set(map(id, tasks(measure)))
    return tuple(entry for entry in _walk(Assigned((), measure.id, measure)) if id(entry.measure) in wanted)


def tasks(measure: Measure) -> list[Measure]:
    """What has an owner or a deadline in a measure; without any, itself, or of a bare group its points."""
    found = [entry for entry in walk([measure]) if isinstance(entry, Measure) and has_owner(entry)]
    if found or not is_group(measure):
        return found or [measure]
    return [task for point in measure.points for task in tasks(point)]


def _walk(entry: Assigned) -> Iterator[Assigned]:
    yield entry
    for n, point in enumerate(entry.measure.points):
        for below in _walk(Assigned((), point.id, point)):
            yield _under(entry, n, below)


def _under(entry: Assigned, n: int, below: Assigned) -> Assigned:
    return Assigned((*entry.loc, "points", n, *below.loc), f"{entry.address}.{below.address}", below.measure)
