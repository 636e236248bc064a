"""How fast `docgen batch` is, beside docxtpl, docxtemplater and easy-template-x at the same work: part of make bench.

- pipeline: units in a table → a file of each on disk. The others are handed the finished texts of the same documents
  and a template that docgen itself wrote from them, so that their files say the same in the same layout (what they say
  is checked, paragraph by paragraph). The floor does nothing but deflate the same XML and write as many bytes.
- writer: documents in memory → files, by how much the documents differ from each other.
- memory, cores, growth, again: resident memory, two processes, time by the number of units, a second run.
- cold: whole processes. (`docgen lint --jobs 2` is in bench_lint.)

Absolute times belong to the machine; a ratio is one of the same round: the median of five and (least–most).
``python tests/bench_batch.py memory cores`` measures these parts alone.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from operator import mul
from pathlib import Path
from time import perf_counter
from typing import Any

import bench_units
from bench import DOCGEN, process, took
from bench_layouts import BRACES, DOCXTPL, data, fat, lean, paragraphs
from bench_rounds import ROUNDS, SECONDS, Racer, race, report, scratch
from bench_work import GENRES, ROOT, SAFETY, TEXTS, documents, run

from docgen.document import Document
from docgen.write import write

PEERS = ROOT / "tests" / "bench_peers"
INSTALLED = ROOT / ".venv" / "bench-peers"
NODE = {"docxtemplater + pizzip": "docxtemplater.mjs", "easy-template-x": "easy_template_x.mjs"}
LEAN, FAT = "docxtpl, lean template", "docxtpl, fat template"
SHARES = {"no unit has an overlay": 0, "every sixth has one": 6, "each has one": 1}
POOL = 60  # different texts that a peer goes through
MEMORY_AT = (100, 2_000, 20_000)
GROWTH = (10, 100, 1_000, 10_000, 100_000)
PLANS = ("plan",)
MIB = 2**20


def node() -> dict[str, list[str]]:
    """The commands of the Node peers, installed on first use; none where there is no node or no npm."""
    found, npm, wanted = shutil.which("node"), shutil.which("npm"), PEERS / "package.json"
    if not found or not npm:
        print(f"{', '.join(NODE)}: left out, there is no node and npm here")
        return {}
    kept = INSTALLED / "package.json"
    if not kept.exists() or kept.read_bytes() != wanted.read_bytes():
        INSTALLED.mkdir(parents=True, exist_ok=True)
        for file in (wanted, *PEERS.glob("*.mjs")):
            shutil.copy(file, INSTALLED)
        install = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        done = subprocess.run(install, cwd=INSTALLED, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            kept.unlink()
            print(f"{', '.join(NODE)}: left out, npm install failed:\n{done.stderr[-500:]}")
            return {}
    for script in PEERS.glob("*.mjs"):
        shutil.copy(script, INSTALLED)
    return {name: [found, str(INSTALLED / script)] for name, script in NODE.items()}


def racer(folder: Path, name: str, command: Sequence[str] = (), **job: Any) -> Racer:
    path = folder / f"{len(list(folder.glob('*.json')))}.json"
    path.write_text(json.dumps(job | {"seconds": SECONDS}), encoding="utf-8")
    ours = (sys.executable, str(ROOT / "tests" / "bench_racers.py"))
    return Racer(name, [*(command or ours), str(path)])


def floors(folder: Path, pool: Sequence[Document]) -> list[Racer]:
    files = []
    for n, document in enumerate(pool):
        files.append(str(folder / f"ours-{n}.docx"))
        Path(files[-1]).write_bytes(write(document, "docx"))
    return [racer(folder, f"floor, level {level}", kind="floor", level=level, files=files) for level in (6, 1)]


def peers(folder: Path, pool: Sequence[Document], of_a_unit: int, others: dict[str, list[str]]) -> list[Racer]:
    """docxtpl and `others` on the documents of a pool: as many a unit, one layout each."""
    texts = [(n % of_a_unit, data(document)) for n, document in enumerate(pool)]
    templates: dict[str, list[str]] = {"lean": [], "fat": [], "braces": []}
    for n, document in enumerate(pool[:of_a_unit]):
        plain = lean(document, DOCXTPL)
        for name, template in {"lean": plain, "fat": fat(plain), "braces": lean(document, BRACES)}.items():
            path = folder / f"{name}-{n}.docx"
            path.write_bytes(template)
            templates[name].append(str(path))
    return [
        racer(folder, LEAN, kind="docxtpl", templates=templates["lean"], texts=texts),
        racer(folder, FAT, kind="docxtpl", templates=templates["fat"], texts=texts),
        *(racer(folder, name, command, templates=templates["braces"], texts=texts) for name, command in others.items()),
    ]


def says_the_same(pool: Sequence[Document], name: str, folder: Path) -> None:
    """Stops where a peer's file does not say what docgen's says."""
    if name not in (LEAN, FAT, *NODE):
        return
    for n, document in enumerate(pool):
        path = folder / f"{n}.docx"
        if path.exists() and paragraphs(path.read_bytes()) != paragraphs(write(document, "docx")):
            sys.exit(f"{name} does not say what docgen says: {path.name}")


def pipeline(folder: Path) -> None:
    """The whole way, beside tools that are handed the finished texts."""
    others, own = node(), bench_units.campaign(SAFETY, folder)
    for campaign, genres, shares, what in (
        (SAFETY, PLANS, SHARES, "plans that differ in who issues them"),
        (own, PLANS, SHARES, "plans that differ in title and three paragraphs"),
        (own, GENRES, SHARES, "all four genres"),
    ):
        place = folder / what.replace(" ", "-")
        pool = list(documents(campaign, bench_units.table(place, campaign, POOL), genres))
        size = statistics.median(sum(map(len, paragraphs(write(one, "docx")))) for one in pool)
        racers = [
            *(
                racer(place, f"docgen batch, {share}", kind="batch", campaign=str(campaign), every=every, genres=genres)
                for share, every in shares.items()
            ),
            *peers(place, pool, len(genres), others),
            *floors(place, pool),
        ]
        rates = race(racers, place, partial(says_the_same, pool))
        bases = {LEAN: "docxtpl, lean", "floor, level 1": "floor, level 1"}
        report(f"Whole pipeline, {what} (about {size:.0f} characters each)", rates, bases)


def writer(folder: Path) -> None:
    """From documents in memory to files, each document seen once."""
    for text, make in TEXTS.items():
        place = folder / text.replace(" ", "-")
        place.mkdir()
        document = make()
        pool = [bench_units.varied(document, "everything differs", name) for name in islice(bench_units.shorts(), POOL)]
        ours = [
            racer(place, f"docgen, level {level}, {degree}", kind="write", text=text, level=level, degree=degree)
            for level in (6, 1)
            for degree in bench_units.DEGREES
        ]
        rates = race([*ours, *peers(place, pool, 1, {}), *floors(place, pool)], place, partial(says_the_same, pool))
        lines = paragraphs(write(document, "docx"))
        heading = f"The writer alone, {text} ({len(lines)} paragraphs, {sum(map(len, lines))} characters)"
        names = {LEAN: "docxtpl, lean", FAT: "docxtpl, fat", "floor, level 6": "floor, 6", "floor, level 1": "floor, 1"}
        report(heading, rates, names)


def memory(folder: Path) -> None:
    """Resident memory of a process that makes one plan a unit, as it goes on."""
    resident = [int(line) for line in _alone(folder, "resident").split()]
    print(f"\nResident memory, one process: MiB after {', '.join(f'{n:,}' for n in MEMORY_AT)} plans")
    print("  " + "  ".join(f"{bytes_ / MIB:.1f}" for bytes_ in resident))
    grown, units = resident[-1] - resident[0], MEMORY_AT[-1] - MEMORY_AT[0]
    print(
        f"  growth {grown / MIB:.2f} MiB, {grown / units:.0f} bytes a unit; promised 3 MiB + 100 bytes a unit:", end=" "
    )
    print(f"{3 + 100 * MEMORY_AT[-1] / MIB:.2f} MiB")


def resident(folder: Path) -> None:
    """Prints the bytes that this process has in memory after each of MEMORY_AT documents."""
    if not Path("/proc/self/statm").exists():
        sys.exit("no /proc here: resident memory is not measured")
    table = bench_units.table(folder / "units", campaign := bench_units.campaign(SAFETY, folder), MEMORY_AT[-1])
    for n, _ in enumerate(run(campaign, table, folder / "out", PLANS), 1):
        if n in MEMORY_AT:
            print(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE"))


def _alone(folder: Path, part: str) -> str:
    command = [sys.executable, __file__, part]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=folder).stdout


def seconds_of(folder: Path, campaign: Path, table: Path, jobs: int = 1, keep: bool = False) -> float:
    """Of a batch of plans into folder/out, which is new unless it was kept."""
    seconds = took(lambda: sum(1 for _ in run(campaign, table, folder / "out", PLANS, jobs)))
    if not keep:
        shutil.rmtree(folder / "out")
    return seconds


def cores(folder: Path) -> None:
    """One process and two, on a batch that takes one process more than six seconds."""
    campaign = bench_units.campaign(SAFETY, folder)
    some = bench_units.table(folder / "some", campaign, 1_000)
    _, warm = (seconds_of(folder, campaign, some) for _ in range(2))
    units = min(bench_units.MOST, round(10 / warm * 1_000))
    table = bench_units.table(folder / "units", campaign, units)
    pairs = [[seconds_of(folder, campaign, table, jobs) for jobs in (1, 2)] for _ in range(ROUNDS)]
    ratios = [one / two for one, two in pairs]
    one, two = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"\nTwo processes, {units:,} plans: {one:.1f} s in one, {two:.1f} s in two,", end=" ")
    print(f"{statistics.median(ratios):.2f} times as fast ({min(ratios):.2f}–{max(ratios):.2f}); promised 1.6")


def growth(folder: Path) -> None:
    """Time by the number of units, once each, and how far from a straight line."""
    campaign = bench_units.campaign(SAFETY, folder)
    seconds_of(folder, campaign, bench_units.table(folder / "first", campaign, GROWTH[1]))
    times = []
    for units in GROWTH:
        times.append(seconds_of(folder, campaign, bench_units.table(folder / str(units), campaign, units)))
        shutil.rmtree(folder / str(units))
    start, each = _line(GROWTH, times)
    print(f"\nTime by the number of units, plans, one round; nearest line: {start:.3f} s + {each * 1e6:.0f} µs a unit")
    for units, seconds in zip(GROWTH, times, strict=True):
        off = seconds / (start + each * units) - 1
        print(f"{units:10,} units {seconds:9.3f} s, {seconds / units * 1e6:9.0f} µs a unit, {off:+.1%} off the line")


def _line(sizes: Sequence[int], times: Sequence[float]) -> tuple[float, float]:
    """The straight line that is the fewest per cent off, by least squares; the largest does not decide alone."""
    ones, slopes = [1 / time for time in times], [size / time for size, time in zip(sizes, times, strict=True)]
    aa, ab, bb = (sum(map(mul, *pair)) for pair in ((ones, ones), (ones, slopes), (slopes, slopes)))
    a, b, whole = sum(ones), sum(slopes), aa * bb - ab * ab
    return (a * bb - b * ab) / whole, (b * aa - a * ab) / whole


def again(folder: Path) -> None:
    """A second run over what a first has made, nothing changed: on the RAM disk, and where the checkout lies."""
    print("\nA second run with nothing changed, 2,000 plans: files a second")
    with scratch(ROOT / ".venv") as disk:
        for name, place in {"RAM disk or temporary folder": folder, "the disk of this checkout": disk}.items():
            campaign = bench_units.campaign(SAFETY, place)
            table = bench_units.table(place / "units", campaign, 2_000)
            first = seconds_of(place, campaign, table, keep=True)
            rates = [2_000 / seconds_of(place, campaign, table, keep=True) for _ in range(ROUNDS)]
            print(f"  {name}: {statistics.median(rates):,.0f} ({min(rates):,.0f}–{max(rates):,.0f});", end=" ")
            print(f"the first run {2_000 / first:,.0f}")


def cold(folder: Path) -> None:
    """Whole processes: the batch of the example, 30 units with 5 overlays and four genres, beside 30 builds."""
    campaign = bench_units.campaign(SAFETY, folder)
    table = bench_units.table(folder / "units", campaign, 30, 6)
    shipped, batch, build = str(SAFETY), [], []
    for n in range(ROUNDS):
        batch.append(process(DOCGEN, "batch", str(campaign), "--units", str(table), "-o", str(folder / f"batch-{n}")))
        build.append(process(DOCGEN, "build", shipped, "-o", str(folder / f"build-{n}")))
    one, many = statistics.median(batch), 30 * statistics.median(build)
    print(f"\nCold: docgen batch for 30 units, 5 with overlays, four genres {one:.2f} s;", end=" ")
    print(f"30 × docgen build {many:.2f} s, {many / one:.1f} times as long")


PARTS: dict[str, Callable[[Path], None]] = {
    part.__name__: part for part in (pipeline, writer, memory, cores, growth, again, cold)
}


def main() -> None:
    parts = {**PARTS, "resident": resident}
    names = sys.argv[1:] or list(PARTS)
    if unknown := set(names) - set(parts):
        sys.exit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    start = perf_counter()
    for name in names:
        with scratch() as folder:
            if name == names[0] and name in PARTS:
                print(f"docgen batch: output to new names under {folder.parent}")
            parts[name](folder)
    if names != ["resident"]:
        print(f"\n({perf_counter() - start:.0f} s in all)")


if __name__ == "__main__":
    main()
