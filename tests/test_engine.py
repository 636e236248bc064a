"""Work in several processes: the order of one process, nothing lost when a worker dies, nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from multiprocessing import active_children
from pathlib import Path

import pytest

from docgen.engine import Engine, jobs_for, mapped
from docgen.errors import DocgenError, Problem
from docgen.lint_files import Wanted, check_all
from docgen.notation import Date
from docgen.read import read_bytes
from docgen.report import formats, report
from docgen.write import write

HERE = Engine()
TWO = Engine(jobs=2)
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


# ── what is done: at the top of a module, so that workers find it ──


def scaled(factor: int, number: int) -> int:
    return factor * number


def slow_start(shared: None, number: int) -> tuple[int, int]:
    """The first takes longest."""
    time.sleep(0.5 if number == 0 else 0)
    return number, os.getpid()


def refusing(at: int, number: int) -> int:
    if number == at:
        raise DocgenError(Problem("不行", "换一个", "单位名单.xlsx", 3, 1))
    return number


def dying_once(folder: Path, number: int) -> int:
    """The worker that has number 3 is killed, once."""
    mark = folder / "died"
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def dying(deadly: int, number: int) -> int:
    if number == deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def sleeping(folder: Path, number: int) -> int:
    """Tells who works, then takes very long; tidies up if it is told to leave."""
    (folder / str(os.getpid())).touch()
    try:
        time.sleep(60)
    finally:
        (folder / f"{os.getpid()}.tidy").touch()
    return number


def watched(numbers: Iterator[int], seen: list[int]) -> Iterator[int]:
    for number in numbers:
        seen.append(number)
        yield number


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")  # one that has ended, but that nobody has asked for, is still listed
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def until(done: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


# ── tests ──


@pytest.mark.parametrize("engine", [HERE, TWO])
def test_results_come_in_the_order_of_the_tasks(engine: Engine) -> None:
    assert list(mapped(engine, scaled, 3, range(40))) == list(range(0, 120, 3))


def test_no_task_is_no_result() -> None:
    assert list(mapped(TWO, scaled, 3, [])) == []


def test_two_processes_work_and_a_slow_task_keeps_its_place() -> None:
    results = list(mapped(TWO, slow_start, None, range(12)))
    workers = {pid for _, pid in results}
    assert [number for number, _ in results] == list(range(12))
    assert os.getpid() not in workers and len(workers) == 2


@pytest.mark.parametrize(("engine", "most"), [(HERE, 1), (TWO, 10)])
def test_an_endless_list_is_read_a_little_ahead(engine: Engine, most: int) -> None:
    seen: list[int] = []
    with closing(mapped(engine, scaled, 2, watched(count(), seen))) as results:  # type: ignore[type-var]
        for n in range(5):
            assert next(results) == 2 * n
            assert len(seen) <= n + most
    assert not active_children()


@pytest.mark.parametrize("engine", [HERE, TWO])
def test_what_the_function_raises_is_raised_here_and_as_it_is(engine: Engine) -> None:
    results = mapped(engine, refusing, 2, range(5))
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(DocgenError) as raised:
        next(results)
    assert raised.value.problems == (Problem("不行", "换一个", "单位名单.xlsx", 3, 1),)
    assert str(raised.value) == "单位名单.xlsx:3:1：错误：不行。换一个"
    assert not active_children()


@POSIX
def test_the_work_of_a_killed_worker_is_done_again(tmp_path: Path) -> None:
    assert list(mapped(TWO, dying_once, tmp_path, range(30))) == list(range(30))
    assert (tmp_path / "died").exists()


@POSIX
@pytest.mark.parametrize("deadly", [0, 5])
def test_a_task_that_kills_every_worker_is_an_error_that_says_what_to_try(deadly: int) -> None:
    results = mapped(TWO, dying, deadly, range(9))
    assert [next(results) for _ in range(deadly)] == list(range(deadly))
    with pytest.raises(DocgenError, match="--jobs"):
        next(results)


@POSIX
def test_closed_early_it_leaves_no_process_and_lets_them_tidy_up(tmp_path: Path) -> None:
    marks = tmp_path / "folder"
    marks.mkdir()
    results = mapped(Engine(jobs=3), first_quick, marks, range(9))
    assert next(results) == 0
    until(lambda: len(working(marks)) == 2)
    results.close()  # type: ignore[attr-defined]
    assert not any(is_alive(pid) for pid in working(marks))
    assert {int(mark.stem) for mark in marks.glob("*.tidy")} == working(marks)
    assert not active_children()


def first_quick(folder: Path, number: int) -> int:
    return sleeping(folder, number) if number in (1, 2) else number


def working(folder: Path) -> set[int]:
    return {int(mark.name) for mark in folder.iterdir() if mark.name.isdigit()}


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from docgen.engine import Engine, mapped
from test_engine import sleeping
if __name__ == "__main__":
    try:
        list(mapped(Engine(jobs=2), sleeping, Path(sys.argv[1]), range(9)))
    except KeyboardInterrupt:
        print("interrupted")
        sys.exit(130)
"""


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_go_when_the_command_goes_however_it_ends(number: signal.Signals, tmp_path: Path) -> None:
    script, folder = tmp_path / "script.py", tmp_path / "folder"
    folder.mkdir()
    script.write_text(SCRIPT.format(tests=str(Path(__file__).parent)), encoding="utf-8")
    command = [sys.executable, str(script), str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        until(lambda: len(working(folder)) == 2)
        if number == signal.SIGINT:
            os.killpg(process.pid, number)  # Ctrl-C reaches all of them
        else:
            process.send_signal(number)
        said, complained = process.communicate(timeout=20)
    until(lambda: not any(is_alive(pid) for pid in working(folder)))
    assert {int(mark.stem) for mark in folder.glob("*.tidy")} == working(folder)
    if number == signal.SIGINT:
        assert (process.returncode, said) == (130, "interrupted\n")
        assert complained == ""
    assert "Traceback" not in complained


def test_little_work_is_done_by_one_process() -> None:
    assert jobs_for(0.5, 8) == 1
    assert jobs_for(60, 8) == 8
    assert jobs_for(60, 0) == 1


# ── lint on it ──


def test_lint_in_two_processes_reports_the_very_same(tmp_path: Path) -> None:
    faulty_drafts(tmp_path)
    assert linted(tmp_path, TWO) == linted(tmp_path, HERE)


def linted(folder: Path, engine: Engine) -> dict[str, str]:
    """Every report on the drafts of a folder."""
    paths = [*sorted(folder.rglob("*.txt")), *sorted(folder.rglob("*.docx")), folder / "没有.txt"]
    checked = list(check_all(paths, Wanted(date=Date(2026, 3, 5)), engine))
    found = {finding.rule for each in checked for finding in each.findings}
    assert {"heading-end-mark", "typo", "half-width-mark", "missing-required-term"} <= found
    assert sum(bool(each.problems) for each in checked) == 3
    problems = {"problems": "".join(str(problem) for each in checked for problem in each.problems)}
    return problems | {name: report(checked, name) for name in formats()}


def faulty_drafts(folder: Path) -> None:
    """Drafts of three offices: each has settings of its own, one a genre of its own, one settings that are wrong; and
    one draft that is damaged."""
    faults = "实施方案\n一、指导原则、\n坚持稳中求进,抓好落实。认真按排布署。\n"
    settings = {
        "甲局": "规则: {heading-end-mark: 错误}\n文种: 方案\n模板: 本局模板\n",
        "乙局": "放过: [{规则: typo, 原文: 布署, 理由: 引用原文}]\n",
        "丙局": "规则: {heading-end-mrak: 错误}\n",
    }
    for name, text in settings.items():
        office = folder / name
        office.mkdir()
        (office / "docgen.yaml").write_text(text, encoding="utf-8")
        (office / "草稿.txt").write_text(faults, encoding="utf-8")
    genre = folder / "甲局" / "本局模板" / "plan.j2"
    genre.parent.mkdir()
    genre.write_text('---\nterms: [三色管理]\n---\n{% extends "plan.j2" %}\n', encoding="utf-8")
    (folder / "乙局" / "成文.docx").write_bytes(write(read_bytes(faults.encode(), "txt"), "docx"))
    (folder / "乙局" / "损坏.docx").write_bytes(b"PK\x03\x04 nothing")
