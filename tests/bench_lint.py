"""How fast and how sure `docgen lint` is, beside its peers in the same run: the second half of `make bench`.

- cold: a whole process that checks one plan; beside it a bare Python, jieba's own start and cut of the same text, and
  the peers zhlint and autocorrect (npm), which check marks and spaces alone.
- warm: characters a second over many files, in one process and in two, beside jieba's own cut of the same texts.
- growth: one file ten and a hundred times as long.
- sure: what is found in two real drafts with every defect known (`../shared/drafts`, where it lies beside the
  checkout), by class; the peers are scored by the same judge.

Times belong to the machine; the ratios are what counts.
"""

from __future__ import annotations

import difflib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import DOCGEN, ROOT, alternating, plan, process, took

from docgen.engine import Engine
from docgen.guess import guessed
from docgen.lint import as_dict, lint
from docgen.lint_files import Wanted, check_all
from docgen.read import read_draft
from docgen.rulebook import chosen
from docgen.write import write

PEERS = ("zhlint@0.8.2", "autocorrect-node@2.14.0")
DRAFTS = ROOT.parent / "shared" / "drafts"
JIEBA = "import sys, jieba; jieba.setLogLevel(60); list(jieba.cut(open(sys.argv[1], encoding='utf-8').read()))"
ROUNDS, FILES = 7, 100
Finding = dict[str, Any]


def peers(folder: Path) -> Path | None:
    """Where the peers' commands are, once npm has installed them; None without npm."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    run = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *PEERS]
    done = subprocess.run(run, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / "node_modules" / ".bin" if done.returncode == 0 else None


def finished(*command: str) -> float:
    """Seconds of a whole process, whatever it says and whatever it finds."""
    quiet = subprocess.DEVNULL
    return took(lambda: subprocess.run(command, check=False, stdout=quiet, stderr=quiet))


def cold(draft: Path, commands: Path | None) -> dict[str, float]:
    lint_it = [sys.executable, "-c", DOCGEN, "lint", str(draft), "--format", "json"]
    rivals: dict[str, Callable[[int], float]] = {
        "docgen lint": lambda _: finished(*lint_it),
        "docgen lint, every rule": lambda _: finished(*lint_it, "--select", "all"),
        "jieba: start and cut": lambda _: process(JIEBA, str(draft)),
        "python -c pass": lambda _: process("pass"),
    }
    if commands:
        rivals["zhlint"] = lambda _: finished(str(commands / "zhlint"), str(draft))
        rivals["autocorrect --lint"] = lambda _: finished(str(commands / "autocorrect"), "--lint", str(draft))
    return alternating(rivals, ROUNDS)


def warm(folder: Path, text: str) -> dict[str, float]:
    """Seconds for all files; jieba has its dictionary loaded."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    paths = []
    for n in range(FILES):
        paths.append(folder / f"{n:03}.txt")
        paths[-1].write_text(text, encoding="utf-8")

    def ours(jobs: int) -> Callable[[int], float]:
        return lambda _: took(lambda: list(check_all(paths, Wanted(), Engine(jobs))))

    def cut(_: int) -> float:
        return took(lambda: [list(jieba.cut(path.read_text(encoding="utf-8"))) for path in paths])

    return alternating({"docgen lint": ours(1), "docgen lint --jobs 2": ours(2), "jieba's cut alone": cut}, 3)


def growth(text: str) -> Iterator[tuple[int, float]]:
    """Seconds for texts of growing length."""
    rules = chosen()
    with tempfile.TemporaryDirectory(prefix="docgen-bench-") as name:
        for size in (10_000, 100_000, 1_000_000):
            file = Path(name) / f"{size}.txt"
            file.write_text((text * (size // len(text) + 1))[:size], encoding="utf-8")
            start = time.perf_counter()
            lint(guessed(read_draft(file)), rules)
            yield size, time.perf_counter() - start


# ── sure: the judge and what is put before it ──


def ours(files: list[Path]) -> list[Finding]:
    rules = chosen()
    return [as_dict(finding, str(file)) for file in files for finding in lint(guessed(read_draft(file)), rules)]


def of_zhlint(command: Path, files: list[Path]) -> list[Finding]:
    """Its lines “file:line:col - message”, columns from 0."""
    found = []
    for file in files:
        copy = file.with_suffix(".md")  # it reads no .txt
        run = subprocess.run([str(command), copy.name], cwd=file.parent, capture_output=True, check=False)
        for line, col, message in re.findall(r"^\S+:(\d+):(\d+) - (.*)$", run.stderr.decode(), re.MULTILINE):
            found.append(finding(file, int(line), int(col) + 1, int(col) + 2, message))
    return found


def of_autocorrect(command: Path, files: list[Path]) -> list[Finding]:
    """Its lines, old and new, as the pieces that differ."""
    found = []
    for file in files:
        run = subprocess.run([str(command), "--lint", "--format", "json", str(file)], capture_output=True, check=False)
        for message in json.loads(run.stdout or "{}").get("messages", []):
            for line in message["lines"]:
                for tag, start, end, _, _ in difflib.SequenceMatcher(None, line["old"], line["new"]).get_opcodes():
                    if tag != "equal":
                        first = line["c"] + start
                        found.append(finding(file, line["l"], first, first + max(1, end - start), "应改"))
    return found


def finding(file: Path, line: int, col: int, end: int, message: str) -> Finding:
    return {
        "path": file.name,
        "line": line,
        "col": col,
        "end_line": line,
        "end_col": end,
        "rule": "",
        "message": message,
    }


def scored(name: str, findings: list[Finding], folder: Path, whole: bool) -> None:
    """The judge's table, or its last line."""
    file = folder / "findings.json"
    file.write_text(json.dumps(findings, ensure_ascii=False), encoding="utf-8")
    judge = [sys.executable, str(DRAFTS / "score.py"), str(file), str(DRAFTS / "gold.yaml")]
    lines = subprocess.run(judge, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
    table = [line for line in lines if not line.startswith("missed")]
    print("\n".join(table if whole else [f"{name:20}{lines[-1]}"]))


def sure(folder: Path, commands: Path | None) -> None:
    files = [shutil.copy(DRAFTS / name, folder / name) for name in ("plan.txt", "speech.txt")]
    for file in files:
        shutil.copy(file, file.with_suffix(".md"))
    print("\nTwo real drafts, every defect known: found of all, of the sure ones, and what is no defect")
    scored("docgen lint", ours(files), folder, whole=True)
    if commands:
        scored("zhlint", of_zhlint(commands / "zhlint", files), folder, whole=False)
        scored("autocorrect", of_autocorrect(commands / "autocorrect", files), folder, whole=False)


def table(heading: str, times: dict[str, float], shown: Callable[[float], str]) -> None:
    base = times["docgen lint"]
    print(f"\n{heading}\n{'':30}{'':>22}{'docgen lint = 1':>18}")
    for name, seconds in times.items():
        print(f"{name:30}{shown(seconds):>22}{seconds / base:18.2f}")


def main() -> None:
    text = write(plan(), "txt").decode("utf-8")
    with tempfile.TemporaryDirectory(prefix="docgen-bench-") as name:
        folder = Path(name)
        commands = peers(folder / "peers")
        draft = folder / "方案.md"
        draft.write_text(text, encoding="utf-8")
        print(f"A plan of {len(text)} characters; the smaller figure is the better one")
        table(f"Cold: one process, median of {ROUNDS}", cold(draft, commands), lambda s: f"{s * 1000:.0f} ms")
        size = len(text) * FILES
        times = warm(folder, text)
        table(f"Warm: {FILES} files, median of 3", times, lambda s: f"{size / s / 1000:.0f} thousand/s")
        print("\nGrowth, one process")
        for length, seconds in growth(text):
            print(f"{length:>10} characters {seconds:8.2f} s {length / seconds / 1000:8.0f} thousand/s")
        if (DRAFTS / "score.py").is_file():
            sure(folder, commands)
        if commands is None:
            print("\nwithout npm there are no peers")


if __name__ == "__main__":
    main()
