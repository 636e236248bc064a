"""Work on a Dask cluster (extra `cluster`): Dask hands it out, and does again what a lost worker had.

Whoever reaches a scheduler can run anything on its workers: it belongs in a trusted network.
"""

from __future__ import annotations

import logging
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from itertools import islice
from threading import Lock
from typing import Any, TypeVar

from docgen.errors import DocgenError, Problem

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4  # tasks a thread of the cluster that are handed out before the reader has the first
PATIENCE = 5.0  # seconds for a scheduler to answer, and for a first worker to come
WAIT = 30.0  # seconds without a result, after which it is asked whether anyone is left to make it
SHAPING = ("docgen", "jieba", "Jinja2")  # packages that have a say in what a document comes to
PROBE = repr([n * n % 997 for n in range(2000)]).encode()
_INSTALL = "请在每台机器上用同一版本的 Python 和同一份 constraints.txt 安装 docgen[cluster]，再重新启动工作进程"
_one_at_a_time = Lock()  # what docgen keeps in a process, a lexicon, compiled templates, is not made for threads


def mapped(address: str, function: Callable[[S, T], R], shared: S, tasks: Iterable[T]) -> Iterator[R]:
    """docgen.engine.mapped on the cluster whose scheduler is at this address, as tcp://10.0.0.5:8786."""
    distributed = _library()
    source, ahead, most = iter(tasks), deque[Any](), 0
    with _quiet(), _reached(distributed, address) as client:
        with _connected(address):
            _compare(client)
            # By a task, which is done again where its result is lost; what is scattered is gone with its worker.
            everywhere = client.submit(_same, shared, pure=False)
        while True:
            if len(ahead) <= most // 2:
                with _connected(address):
                    most = AHEAD * max(1, sum(client.nthreads().values()))
                for task in islice(source, most - len(ahead)):
                    ahead.append(client.submit(_work, function, everywhere, task, pure=False))
            if not ahead:
                return
            with _connected(address):
                result, error = _outcome(distributed, client, ahead.popleft())
            if error is not None:
                raise error
            yield result


def _library() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        hint = "请执行 pip install 'docgen[cluster]'，再运行一次"
        raise DocgenError(Problem("用集群（--scheduler）要有 distributed，本机没有安装", hint)) from None


@contextmanager
def _reached(distributed: Any, address: str) -> Iterator[Any]:
    """A client of the scheduler, which has a worker."""
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        hint = "地址要写成 tcp://机器:8786 的样子；请核对调度器（dask scheduler）已经启动、网络是通的"
        raise DocgenError(Problem(f"连不上集群的调度器 {address}", hint)) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise _no_worker(address) from None
        yield client


def _no_worker(address: str) -> DocgenError:
    hint = f"请在做这项工作的机器上执行 dask worker {address} --nthreads 1 --nworkers auto，再运行一次"
    return DocgenError(Problem("集群里没有工作进程", hint))


@contextmanager
def _connected(address: str) -> Iterator[None]:
    try:
        yield
    except (OSError, CancelledError):
        hint = "请核对调度器还在运行、网络是通的，再运行一次"
        raise DocgenError(Problem(f"和集群的调度器 {address} 断了联系", hint)) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Dask's own lines about what is told here in Chinese."""
    logs = [logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)


def _outcome(distributed: Any, client: Any, future: Any) -> tuple[Any, BaseException | None]:
    """The result of a task, or what it raised."""
    while True:
        try:
            error = future.exception(timeout=WAIT)
            break
        except TimeoutError:
            if not client.nthreads():
                raise _no_worker(client.scheduler.address) from None
    if isinstance(error, distributed.KilledWorker):
        message = "有一项工作做到一半，集群的工作进程就退出了，换了几个也是这样，多半是内存不够"
        hint = "请给工作进程多留些内存（dask worker 的 --memory-limit），再运行一次"
        raise DocgenError(Problem(message, hint))
    return (None, error) if error else (future.result(), None)


def _compare(client: Any) -> None:
    """Raises DocgenError where a worker would make other bytes than this process, or none at all."""
    for name in SHAPING:
        for worker, theirs in sorted(client.run(version, name, on_error="return").items()):
            if isinstance(theirs, Exception):
                raise DocgenError(Problem(f"集群的工作进程 {worker} 没有安装 {name}", _INSTALL))
            if theirs != (ours := version(name)):
                raise DocgenError(Problem(f"集群的工作进程 {worker} 的 {name} 是 {theirs}，本机是 {ours}", _INSTALL))
    for worker, packed in sorted(client.run(zlib.compress, PROBE).items()):
        if packed != zlib.compress(PROBE):
            raise DocgenError(Problem(f"集群的工作进程 {worker} 的压缩程序（zlib）与本机的不同", _INSTALL))


# ── in the worker ──


def _same(shared: S) -> S:
    return shared


def _work(function: Callable[[S, T], R], shared: S, task: T) -> R:
    with _one_at_a_time:
        return function(shared, task)
