"""How fast docgen is beside a plain docxtpl script that makes the same plan, in the same run: `make bench`.

Absolute times belong to the machine; the ratios are what counts. Every output gets a new file name in a folder that
is thrown away: to overwrite a file costs more than to make it. The script that docgen is compared with does what a
careful user of docxtpl would write: one template, a loop over paragraphs with an if for headings.

- cold: a whole process from nothing to one plan as .docx. docgen reads the campaign file and composes the text as
  well; docxtpl is handed the finished paragraphs.
- warm: 200 plans in one process. docxtpl opens its template anew for each, as its reloading does in any case; once
  with docgen's own lean letterhead turned into a docxtpl template, once with python-docx's default one (fat).
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docgen.campaign_file import load
from docgen.compose import compose
from docgen.document import Document, Heading, Table, with_marks
from docgen.genre import folders
from docgen.write import write

ROOT = Path(__file__).parent.parent
CAMPAIGN = ROOT / "campaigns/safety/campaign.yaml"
COLD_ROUNDS, WARM_ROUNDS, DOCUMENTS = 9, 3, 200
DOCGEN = "from docgen.cli import main; main()"
DOCXTPL = """
import json, sys
from docxtpl import DocxTemplate
template, data, out = sys.argv[1:]
doc = DocxTemplate(template)
doc.render(json.load(open(data, encoding="utf-8")), autoescape=True)
doc.save(out)
"""
LINES = (
    ("{{ title }}", "Title"),
    ("{%p for row in rows %}", "Normal"),
    ("{%p if row.heading %}", "Normal"),
    ("{{ row.text }}", "heading 1"),
    ("{%p else %}", "Normal"),
    ("{{ row.text }}", "Normal"),
    ("{%p endif %}", "Normal"),
    ("{%p endfor %}", "Normal"),
    ("{{ signature }}", "Normal"),
)


def plan() -> Document:
    campaign, _ = load(CAMPAIGN)
    assert campaign
    document, _ = compose(campaign, "plan", folders())
    assert document
    return document


def rows(document: Document) -> list[dict[str, object]]:
    """The document as the paragraphs that docxtpl is to print; a table as a paragraph a row, which favours it."""
    found: list[dict[str, object]] = []
    for blocks in (document.blocks, *(attachment.blocks for attachment in document.attachments)):
        for mark, block in with_marks(blocks):
            if isinstance(block, Table):
                found += [{"heading": False, "text": "　".join(row)} for row in (block.header, *block.rows)]
            else:
                found.append({"heading": isinstance(block, Heading), "text": mark + block.text})
    return found


def templates(folder: Path) -> dict[str, Path]:
    """The docxtpl templates: on docgen's plain letterhead, and on the default document of python-docx."""
    import docx

    made = {}
    for name, base in {"lean": ROOT / "templates/letterhead/plain.docx", "fat": None}.items():
        document = docx.Document(str(base) if base else None)
        for paragraph in list(document.paragraphs):
            paragraph._element.getparent().remove(paragraph._element)
        styles = {style.name.lower(): style for style in document.styles}
        for text, style in LINES:
            document.add_paragraph(text, style=styles.get(style.lower()))
        document.core_properties.title = "{{ title }}"
        made[name] = folder / f"{name}.docx"
        document.save(str(made[name]))
    return made


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


def cold(folder: Path, tpl: dict[str, Path], data: Path) -> dict[str, float]:
    def ours(number: int, suffix: str) -> float:
        out = str(folder / f"cold-{suffix}-{number}")
        return process(DOCGEN, "build", str(CAMPAIGN), "--genre", "plan", "--format", suffix, "-o", out)

    def theirs(name: str) -> Callable[[int], float]:
        return lambda n: process(DOCXTPL, str(tpl[name]), str(data), str(folder / f"cold-{name}-{n}.docx"))

    return alternating(
        {
            "docxtpl, lean": theirs("lean"),
            "docxtpl, fat": theirs("fat"),
            "docgen build --genre plan": lambda n: ours(n, "docx"),
            "docgen build … --format txt": lambda n: ours(n, "txt"),
            "python -c pass": lambda _: process("pass"),
        },
        COLD_ROUNDS,
    )


def warm(folder: Path, tpl: dict[str, Path], document: Document) -> dict[str, float]:
    """Seconds for all documents; each has a title of its own."""
    from docxtpl import DocxTemplate

    campaign, _ = load(CAMPAIGN)
    assert campaign
    printed = rows(document)
    places = folders()

    def written(number: int) -> float:
        def work() -> None:
            for n in range(DOCUMENTS):
                data = write(replace(document, title=f"{document.title}{n}"), "docx")
                (folder / f"write-{number}-{n}.docx").write_bytes(data)

        return took(work)

    def composed(number: int) -> float:
        def work() -> None:
            for n in range(DOCUMENTS):
                named = campaign.model_copy(update={"name": f"{campaign.name}{n}"})
                made, problems = compose(named, "plan", places)
                assert made, problems
                (folder / f"compose-{number}-{n}.docx").write_bytes(write(made, "docx"))

        return took(work)

    def theirs(name: str) -> Callable[[int], float]:
        def work(number: int) -> None:
            for n in range(DOCUMENTS):
                made = DocxTemplate(str(tpl[name]))
                made.render({"title": f"{document.title}{n}", "rows": printed, "signature": ""}, autoescape=True)
                made.save(str(folder / f"{name}-{number}-{n}.docx"))

        return lambda number: took(lambda: work(number))

    rivals = {"docxtpl, lean": theirs("lean"), "docxtpl, fat": theirs("fat")}
    return alternating({**rivals, "docgen write": written, "docgen compose + write": composed}, WARM_ROUNDS)


def table(heading: str, times: dict[str, float], shown: Callable[[float], str]) -> None:
    lean, fat = times["docxtpl, lean"], times["docxtpl, fat"]
    print(f"\n{heading}\n{'':30}{'':>14}{'× lean docxtpl':>18}{'× fat docxtpl':>18}")
    for name, seconds in times.items():
        print(f"{name:30}{shown(seconds):>14}{lean / seconds:18.2f}{fat / seconds:18.2f}")


def main() -> None:
    document = plan()
    with tempfile.TemporaryDirectory(prefix="docgen-bench-") as name:
        folder = Path(name)
        tpl, data = templates(folder), folder / "plan.json"
        printed = rows(document)
        data.write_text(json.dumps({"title": document.title, "rows": printed, "signature": ""}), encoding="utf-8")
        characters = sum(len(str(row["text"])) for row in printed)
        print(f"{document.title}: {len(printed)} paragraphs, {characters} characters; × is how many times as fast")
        times = cold(folder, tpl, data)
        table(f"Cold: one process, one plan, median of {COLD_ROUNDS}", times, lambda s: f"{s * 1000:.0f} ms")
        times = warm(folder, tpl, document)
        table(f"Warm: {DOCUMENTS} plans, median of {WARM_ROUNDS}", times, lambda s: f"{DOCUMENTS / s:.0f} a second")


if __name__ == "__main__":
    main()
