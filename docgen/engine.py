"""The same work here, in several processes, or on a cluster: results in the order of the tasks, and the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

PAYS = 2.0  # seconds of work in one process, from which on a second one has done more than its start costs


@dataclass(frozen=True, slots=True)
class Engine:
    """Where work is done. jobs: processes; 1 for this one. scheduler: the address of a Dask cluster, "" for none."""

    jobs: int = 1
    scheduler: str = ""


def mapped(engine: Engine, function: Callable[[S, T], R], shared: S, tasks: Iterable[T]) -> Iterator[R]:
    """`function(shared, task)` for each task, in the order given, never many ahead of the reader.

    The function stands at the top of a module, so that another process finds it; it, `shared` and the tasks are
    pickled, `shared` once a worker. What it raises is raised here, and ends the work. Whoever may stop reading early
    says so: `with contextlib.closing(mapped(…))`.
    Raises DocgenError where workers die of a task again and again, or a cluster cannot be used.
    """
    if engine.scheduler:
        from docgen import cluster

        yield from cluster.mapped(engine.scheduler, function, shared, tasks)
    elif engine.jobs > 1:
        from docgen import process_pool

        yield from process_pool.mapped(engine.jobs, function, shared, tasks)
    else:
        for task in tasks:
            yield function(shared, task)


def jobs_for(seconds: float, asked: int) -> int:
    """How many processes earn their start. seconds: what all the work takes one process, roughly; asked: the most."""
    return max(1, asked) if seconds > PAYS else 1
