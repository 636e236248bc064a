"""How fast docgen starts, beside a plain docxtpl script that makes the same plan, in the same run: `make bench`.

A whole process from nothing to one plan as .docx: docgen reads the campaign file and composes the text as well;
docxtpl is handed the finished texts and a template of the same layout, which docgen wrote; once on docgen's own
letterhead (lean), once on the default document of python-docx (fat). Many documents in one process: bench_batch.

Absolute times belong to the machine; the ratios are what counts. Every output gets a new file name in a folder that
is thrown away: to overwrite a file costs more than to make it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_layouts import DOCXTPL, data, fat, lean, paragraphs
from bench_work import ROOT, SAFETY, plan

from docgen.write import write

ROUNDS = 9
DOCGEN = "from docgen.cli import main; main()"
SCRIPT = """
import json, sys
from docxtpl import DocxTemplate
template, data, out = sys.argv[1:]
doc = DocxTemplate(template)
doc.render(json.load(open(data, encoding="utf-8")), autoescape=True)
doc.save(out)
"""


def took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def process(*arguments: str) -> float:
    """Seconds of a whole process of this Python."""
    command = [sys.executable, "-c", *arguments]
    return took(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT))


def alternating(rivals: dict[str, Callable[[int], float]], rounds: int) -> dict[str, float]:
    """The median of each after one round for warming up; the order is A B C, A B C."""
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(-1, rounds):
        for name, run in rivals.items():
            seconds = run(number + 1)
            if number >= 0:
                times[name].append(seconds)
    return {name: statistics.median(some) for name, some in times.items()}


def cold(folder: Path) -> dict[str, float]:
    document = plan()
    texts = folder / "plan.json"
    texts.write_text(json.dumps(data(document)), encoding="utf-8")
    plain = lean(document, DOCXTPL)
    for name, template in {"lean": plain, "fat": fat(plain)}.items():
        (folder / f"{name}.docx").write_bytes(template)

    def ours(number: int, suffix: str) -> float:
        out = str(folder / f"cold-{suffix}-{number}")
        return process(DOCGEN, "build", str(SAFETY), "--genre", "plan", "--format", suffix, "-o", out)

    def theirs(name: str) -> Callable[[int], float]:
        template = str(folder / f"{name}.docx")
        return lambda n: process(SCRIPT, template, str(texts), str(folder / f"cold-{name}-{n}.docx"))

    return alternating(
        {
            "docxtpl, lean": theirs("lean"),
            "docxtpl, fat": theirs("fat"),
            "docgen build --genre plan": lambda n: ours(n, "docx"),
            "docgen build … --format txt": lambda n: ours(n, "txt"),
            "python -c pass": lambda _: process("pass"),
        },
        ROUNDS,
    )


def main() -> None:
    lines = paragraphs(write(plan(), "docx"))
    with tempfile.TemporaryDirectory(prefix="docgen-bench-") as name:
        times = cold(Path(name))
    print(f"Cold: one process, one plan of {len(lines)} paragraphs, {sum(map(len, lines))} characters")
    print(f"{f'median of {ROUNDS}; × is how many times as fast':44}{'':>12}{'× lean docxtpl':>18}{'× fat docxtpl':>18}")
    for name, seconds in times.items():
        lean_times, fat_times = (times[f"docxtpl, {template}"] / seconds for template in ("lean", "fat"))
        print(f"{name:44}{f'{seconds * 1000:.0f} ms':>12}{lean_times:18.2f}{fat_times:18.2f}")


if __name__ == "__main__":
    main()
