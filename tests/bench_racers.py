"""What a racer of bench_batch does in its own process: ``python bench_racers.py JOB.json``, a turn for each folder.

The job says what to do: `docxtpl` and `floor` know finished texts, `write` the documents, `batch` a campaign and a
table of units.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any

import bench_units
from bench_layouts import dynamic
from bench_rounds import SECONDS, Result, serve

Job = dict[str, Any]
BATCH_SECONDS = 1.0  # that a batch of the measured speed would take


def docxtpl(job: Job) -> Callable[[Path], Result]:
    """A fresh DocxTemplate a document, as its reloading does in any case."""
    from docxtpl import DocxTemplate

    pool = cycle(job["texts"])

    def make(out: Path) -> None:
        template, texts = next(pool)
        made = DocxTemplate(job["templates"][template])
        made.render(texts, autoescape=True)
        made.save(str(out))

    return lambda folder: _until(folder, make)


def floor(job: Job) -> Callable[[Path], Result]:
    """Deflate the text of a file that docgen made, and write that and all that never changes."""
    pool = cycle([dynamic(Path(path).read_bytes()) for path in job["files"]])

    def make(out: Path) -> None:
        text, rest = next(pool)
        packer = zlib.compressobj(job["level"], zlib.DEFLATED, -zlib.MAX_WBITS)
        out.write_bytes(b"".join((rest, packer.compress(text), packer.flush())))

    return lambda folder: _until(folder, make)


def write(job: Job) -> Callable[[Path], Result]:
    """docgen's writer alone on documents that no turn has seen before."""
    import bench_work

    from docgen.writers.docx import write

    document = bench_work.TEXTS[job["text"]]()
    names = bench_units.shorts()
    size = 30

    def turn(folder: Path) -> Result:
        nonlocal size
        documents = [bench_units.varied(document, job["degree"], name) for name in islice(names, size)]
        start = perf_counter()
        for n, one in enumerate(documents):
            (folder / f"{n}.docx").write_bytes(write(one, level=job["level"]))
        seconds = perf_counter() - start
        size = max(30, round(size / seconds * SECONDS))
        return len(documents), seconds

    return turn


def batch(job: Job) -> Callable[[Path], Result]:
    """The whole pipeline on a table that takes about a second; all of a run counts, its reading too, but for 清单."""
    import bench_work

    campaign, every = Path(job["campaign"]), job["every"]
    size = 30

    def turn(folder: Path) -> Result:
        nonlocal size
        units = bench_units.table(folder / "units", campaign, size, every)
        start = perf_counter()
        made = sum(1 for _ in bench_work.run(campaign, units, folder / "out", job["genres"]))
        seconds = perf_counter() - start
        size = max(30, round(size / seconds * BATCH_SECONDS))
        return made, seconds

    return turn


def _until(folder: Path, make: Callable[[Path], None]) -> Result:
    start, seconds, done = perf_counter(), 0.0, 0
    while seconds < SECONDS:
        make(folder / f"{done}.docx")
        done, seconds = done + 1, perf_counter() - start
    return done, seconds


if __name__ == "__main__":
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    serve({"docxtpl": docxtpl, "floor": floor, "write": write, "batch": batch}[job["kind"]](job))
