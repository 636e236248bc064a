"""The scenarios in examples/ and tests/commands/, and the commands in README.md, run as they are printed.

A page of markdown is one scenario in one empty folder, where campaigns/ and templates/ of the checkout lie, and the
folder called as the page, where there is one (examples/batch/ beside examples/batch.md):

- a block fenced as ```console holds commands after `$ ` and what they print, errors among it; a line `[退出码 1]` is
  the exit code where it is not 0, a line `……` stands for any lines at all;
- a block whose fence names a file (```yaml 我的活动.yaml) is that file; after a + (```yaml + 我的活动.yaml) it is added
  at its end.

Only docgen itself and `cat`, `ls`, `cp` are understood, so that a page runs on every system. `pytest --accept`
rewrites what is printed.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "examples").glob("*.md")), *sorted((ROOT / "tests/commands").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ ([^\n]+)\n((?:(?!\$ )[^\n]*\n)*)", re.MULTILINE)
DOCGEN = "from docgen.cli import main; main(prog_name='docgen')"
ANY = "……\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_prints_what_it_says(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for name in ("campaigns", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    if (own := page.with_suffix("")).is_dir():
        shutil.copytree(own, tmp_path / own.relative_to(ROOT))
    text = page.read_text(encoding="utf-8")
    now = FENCE.sub(lambda fence: _run_block(fence, tmp_path), text)
    if request.config.getoption("--accept"):
        page.write_text(now, encoding="utf-8", newline="\n")
    else:
        assert now == text


def test_every_page_runs_something() -> None:
    commands = {page.name: sum(len(COMMAND.findall(body)) for _, body in _consoles(page)) for page in PAGES}
    assert len(PAGES) > 3
    assert all(commands.values()), commands


def test_what_differs_is_told(tmp_path: Path) -> None:
    """The judge itself: a wrong output and a wrong exit code are put right, `……` is kept where the rest fits."""
    block = "```console\n$ docgen bild\n好\n$ cat a\n甲\n……\n丁\n$ cat a\n甲\n……\n戊\n```"
    (tmp_path / "a").write_text("甲\n乙\n丙\n丁\n", encoding="utf-8")
    told = FENCE.sub(lambda fence: _run_block(fence, tmp_path), block)
    assert "好" not in told
    assert "[退出码 2]\n$ cat a\n甲\n……\n丁\n$ cat a\n甲\n乙\n丙\n丁\n```" in told


def _consoles(page: Path) -> Iterator[tuple[str, str]]:
    for language, name, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "console":
            yield name, body


def _run_block(fence: re.Match[str], folder: Path) -> str:
    """The block with what its commands print now; a file's block is written to the folder."""
    language, name, body = fence.groups()
    if name:
        file = folder / name.removeprefix("+ ")
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if name.startswith("+ ") else ""
        file.write_text(before + body, encoding="utf-8", newline="\n")
    if language != "console":
        return fence.group()
    return f"```console\n{COMMAND.sub(lambda found: _told(*found.groups(), folder), body)}```"


def _told(line: str, expected: str, folder: Path) -> str:
    """A command and what it prints: as it stands in the page where that fits, else as it is now."""
    actual = _output(shlex.split(line), folder)
    pattern = ".*".join(re.escape(part) for part in expected.split(ANY))
    fits = re.fullmatch(pattern, actual, re.DOTALL)
    return f"$ {line}\n{expected if fits else actual}"


def _output(words: list[str], folder: Path) -> str:
    program, *arguments = words
    if program == "cat":
        return "".join((folder / name).read_text(encoding="utf-8") for name in arguments)
    if program == "ls":
        places = [folder / name for name in arguments or ["."]]
        return "".join(f"{file.name}\n" for place in places for file in sorted(place.glob("[!.]*")))
    if program == "cp":
        shutil.copy(folder / arguments[0], folder / arguments[1])
        return ""
    assert program == "docgen", f"a page may not run {program}"
    run = subprocess.run(
        [sys.executable, "-c", DOCGEN, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100", "NO_COLOR": "1"},
        check=False,
    )
    printed = run.stdout.decode("utf-8").replace("\\", "/") if os.name == "nt" else run.stdout.decode("utf-8")
    return printed + (f"[退出码 {run.returncode}]\n" if run.returncode else "")
