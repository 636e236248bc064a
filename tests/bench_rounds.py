"""Rounds of a race: each tool warm in a process of its own, on one core where possible, A B C … A B C …

A racer is a command that reads a folder a line, fills it with new files, and answers with a line
[documents, seconds]. A round before the first warms it up and is not counted. Folders are thrown away between turns.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5
SECONDS = 0.4  # a turn of a tool that can be stopped at any document
RAM = Path("/dev/shm")
Result = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Racer:
    """name: as it is printed. command: what to run."""

    name: str
    command: Sequence[str]


@contextmanager
def scratch(place: Path | None = None) -> Iterator[Path]:
    """A folder for what is thrown away; on a RAM disk where there is one, for it is the tools that are measured."""
    ram = RAM if RAM.is_dir() and os.access(RAM, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="docgen-bench-", dir=place or ram) as name:
        yield Path(name)


def serve(turn: Callable[[Path], Result]) -> None:
    """The racer's side: one turn for each folder that is read."""
    for line in sys.stdin:
        print(json.dumps(turn(Path(line.strip()))), flush=True)


def race(
    racers: Sequence[Racer], folder: Path, look: Callable[[str, Path], None] | None = None, rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Documents a second in each round. look: at what a racer (by name) has made while it warmed up."""
    running = {racer.name: _started(racer) for racer in racers}
    rates: dict[str, list[float]] = {racer.name: [] for racer in racers}
    try:
        for number in range(-1, rounds):
            for name, process in running.items():
                place = folder / "turn"
                place.mkdir()
                documents, seconds = _turn(name, process, place)
                if number >= 0:
                    rates[name].append(documents / seconds)
                elif look:
                    look(name, place)
                shutil.rmtree(place)
    finally:
        for process in running.values():
            process.kill()
            process.communicate()
    return rates


def _started(racer: Racer) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    with pinned():
        return subprocess.Popen(racer.command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")


@contextmanager
def pinned() -> Iterator[None]:
    """What is started meanwhile, threads and all, runs on one core, where the system has a way to say so."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _turn(name: str, process: subprocess.Popen[str], place: Path) -> Result:
    assert process.stdin and process.stdout
    process.stdin.write(f"{place}\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        sys.exit(f"{name} gave up (see above)")
    documents, seconds = json.loads(answer)
    return documents, seconds


def ratio(rates: Mapping[str, Sequence[float]], name: str, base: str) -> str:
    """How many times as fast, round by round: the median and (least–most)."""
    found = [a / b for a, b in zip(rates[name], rates[base], strict=True)]
    return f"{statistics.median(found):.2f} ({min(found):.2f}–{max(found):.2f})"


def report(heading: str, rates: Mapping[str, Sequence[float]], bases: Mapping[str, str]) -> None:
    """A line for each racer: documents a second, and beside each base; `bases` are headings by racer."""
    shown = [base for base in bases if base in rates]
    print(f"\n{heading}\n{'':46}{'a second':>10}" + "".join(f"{'× ' + bases[base]:>26}" for base in shown))
    for name, some in rates.items():
        print(f"{name:46}{statistics.median(some):10,.0f}" + "".join(f"{ratio(rates, name, b):>26}" for b in shown))
