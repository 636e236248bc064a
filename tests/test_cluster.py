"""Work on a real cluster: a scheduler and two worker processes on loopback, one of them killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from test_engine import faulty_drafts, linted

from docgen import shipped
from docgen.carried import mapped_with_files
from docgen.engine import Engine, mapped
from docgen.errors import DocgenError, Problem
from docgen.lint_files import Wanted, check_all
from docgen.report import report

pytest.importorskip("distributed", reason="the cluster is not tested: pip install distributed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="workers are killed as POSIX does")

TESTS = str(Path(__file__).parent)
DASK = (sys.executable, "-m", "dask")


Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Cluster:
    """A scheduler in a folder of its own, where its workers stand too: none of the client's files is in reach of a
    relative path."""

    folder: Path
    scheduler: Process

    @property
    def address(self) -> str:
        return str(json.loads((self.folder / "scheduler.json").read_text())["address"])

    @property
    def engine(self) -> Engine:
        return Engine(scheduler=self.address)

    @contextmanager
    def worker(self, *more: str, path: str = TESTS) -> Iterator[Process]:
        """One more worker process; there once it is registered, gone on leaving."""
        before = self.workers()
        options = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
        with running(self.folder, "worker", self.address, *options, *(more or ["--no-nanny"]), path=path) as process:
            until(lambda: self.workers() > before)
            yield process
        if self.scheduler.poll() is None:
            until(lambda: self.workers() == before)

    def workers(self) -> int:
        import distributed

        with distributed.Client(self.address, set_as_default=False) as client:
            return len(client.nthreads())


@contextmanager
def running(folder: Path, *command: str, path: str = TESTS) -> Iterator[Process]:
    environment = os.environ | {"PYTHONPATH": path, "TMPDIR": str(folder)}
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([*DASK, *command], cwd=folder, env=environment, stdout=log, stderr=log)
    with process:
        try:
            yield process
        finally:
            process.kill()


def until(done: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@contextmanager
def scheduled(folder: Path) -> Iterator[Cluster]:
    file = folder / "scheduler.json"
    more = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with running(folder, "scheduler", *more) as scheduler:
        until(lambda: file.exists() and file.read_text().endswith("}"))
        yield Cluster(folder, scheduler)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster without workers."""
    with scheduled(tmp_path_factory.mktemp("dask")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def cluster(empty: Cluster) -> Iterator[Cluster]:
    """The same with one worker."""
    with empty.worker():
        yield empty


# ── what is done: at the top of a module, so that workers find it ──


def scaled(factor: int, number: int) -> tuple[int, int]:
    return factor * number, os.getpid()


def slow(seconds: float, number: int) -> tuple[int, int]:
    time.sleep(seconds)
    return number, os.getpid()


def refusing(at: int, number: int) -> int:
    if number == at:
        raise DocgenError(Problem("不行", "换一个", "单位名单.xlsx", 3, 1))
    return number


def deadly(folder: Path, number: int) -> int:
    """Kills whichever worker does it."""
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


# ── tests ──


def test_a_scheduler_without_workers_is_told_within_seconds(empty: Cluster) -> None:
    start = time.monotonic()
    with pytest.raises(DocgenError, match=f"没有工作进程.*dask worker {empty.address}"):
        list(mapped(empty.engine, scaled, 2, range(3)))
    assert time.monotonic() - start < 12


def test_a_scheduler_that_cannot_be_reached_is_told_within_seconds() -> None:
    start = time.monotonic()
    with pytest.raises(DocgenError, match=r"连不上集群的调度器 tcp://127\.0\.0\.1:1"):
        list(mapped(Engine(scheduler="tcp://127.0.0.1:1"), scaled, 2, range(3)))
    assert time.monotonic() - start < 12


def test_results_come_in_order_from_two_workers(cluster: Cluster) -> None:
    with cluster.worker():
        results = list(mapped(cluster.engine, slow, 0.02, range(60)))
    assert [number for number, _ in results] == list(range(60))
    assert len({pid for _, pid in results}) == 2


def test_a_worker_killed_in_the_middle_costs_nothing_but_time(cluster: Cluster) -> None:
    results = []
    with cluster.worker() as second:
        for number, pid in mapped(cluster.engine, slow, 0.05, range(40)):
            results.append((number, pid))
            if len(results) == 8:
                os.kill(second.pid, signal.SIGKILL)
    assert [number for number, _ in results] == list(range(40))
    assert second.pid in {pid for _, pid in results}, "it had its part"


def test_what_the_function_raises_is_raised_here_and_as_it_is(cluster: Cluster) -> None:
    results = mapped(cluster.engine, refusing, 2, range(5))
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(DocgenError) as raised:
        next(results)
    assert raised.value.problems == (Problem("不行", "换一个", "单位名单.xlsx", 3, 1),)


def test_an_endless_list_is_read_a_little_ahead(cluster: Cluster) -> None:
    seen: list[int] = []

    def watched() -> Iterator[int]:
        for number in count():
            seen.append(number)
            yield number

    with closing(mapped(cluster.engine, scaled, 2, watched())) as results:  # type: ignore[type-var]
        for n in range(20):
            assert next(results)[0] == 2 * n
            assert len(seen) < n + 10


def test_a_worker_of_another_version_is_refused_by_name(cluster: Cluster, tmp_path: Path) -> None:
    other = tmp_path / "docgen-0.0.1.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: docgen\nVersion: 0.0.1\n", encoding="utf-8")
    with (
        cluster.worker(path=f"{tmp_path}{os.pathsep}{TESTS}"),
        pytest.raises(DocgenError, match=r"工作进程 tcp://127.0.0.1:\d+ 的 docgen 是 0.0.1，本机是"),
    ):
        list(mapped(cluster.engine, scaled, 2, range(3)))


@pytest.mark.slow
def test_a_task_that_kills_every_worker_is_an_error_that_says_what_to_try(tmp_path: Path) -> None:
    with (
        scheduled(tmp_path) as cluster,
        cluster.worker("--nanny"),
        pytest.raises(DocgenError, match="--memory-limit"),
    ):
        list(mapped(cluster.engine, deadly, tmp_path, range(3)))


def test_a_scheduler_that_goes_in_the_middle_is_told(tmp_path: Path) -> None:
    with scheduled(tmp_path) as cluster, cluster.worker():
        results = mapped(cluster.engine, slow, 0.05, range(100))
        assert next(results)[0] == 0
        cluster.scheduler.kill()
        with pytest.raises(DocgenError, match="断了联系"):
            list(results)


# ── files that workers do not have ──


BASE = "../省/base.yaml"


@dataclass(frozen=True)
class Reading:
    folder: Path
    shared: Path
    genres: tuple[Path, ...]


def reading(order: Reading, path: Path) -> tuple[str, list[Path]]:
    """The contents of the files that a task reads, and their paths."""
    if not path.exists():
        raise DocgenError(Problem("没有这个文件", "请核对", str(path)))
    known = [order.shared, *sorted(order.folder.glob("*.j2")), path, path.parent / BASE]
    names = "+".join(genre.name for genre in order.genres if genre.is_dir())
    return "|".join([*(file.read_text(encoding="utf-8") for file in known), names]), known


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of a client, its files named by relative paths."""
    for name, text in {"市/u1.yaml": "甲", "市/u2.yaml": "乙", "省/base.yaml": "省", "模板/plan.j2": "本局"}.items():
        file = tmp_path / "office" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "shared.yaml").write_text("共用", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "office")
    return tmp_path


def read_all(office: Path, engine: Engine) -> list[tuple[str, list[Path]]]:
    order = Reading(Path("模板"), office / "shared.yaml", (Path("模板"), shipped.folder("templates")))
    tasks = [Path("市/u1.yaml"), office / "office/市/u2.yaml", Path("市/u1.yaml")]
    shared = [order.folder, order.shared]
    return list(mapped_with_files(engine, reading, order, tasks, shared, lambda path: [path, path.parent / BASE]))


def test_workers_read_what_the_client_has_and_name_it_as_the_client_does(cluster: Cluster, office: Path) -> None:
    there = read_all(office, cluster.engine)
    assert [text for text, _ in there] == [f"共用|本局|{own}|省|模板+templates" for own in "甲乙甲"]
    assert there == read_all(office, Engine())


def test_lint_on_a_cluster_reports_the_very_same(cluster: Cluster, tmp_path: Path) -> None:
    faulty_drafts(tmp_path)
    assert linted(tmp_path, cluster.engine) == linted(tmp_path, Engine())


def test_a_draft_of_the_working_folder_is_named_as_it_was_typed(cluster: Cluster, office: Path) -> None:
    Path("草稿.txt").write_text("一、指导原则、\n认真按排。\n", encoding="utf-8")
    paths = [Path("草稿.txt"), Path("市/../草稿.txt"), Path("没有.txt")]
    here, there = (list(check_all(paths, Wanted(), engine)) for engine in (Engine(), cluster.engine))
    assert [each.path for each in there] == ["草稿.txt", "市/../草稿.txt", "没有.txt"]
    assert report(here, "text") == report(there, "text")
    assert [each.problems for each in here] == [each.problems for each in there]
