"""Work in several processes of this machine: none is left behind, and one that dies costs nothing but time.

Each has pipes of its own, so that its death is seen at once and it is known what it was at; the pools of the standard
library share one pipe, and wait for ever when a worker is killed while it writes. Processes are spawned on every
system: a fork beside threads (a progress bar's) may hang.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import FrameType
from typing import Any, TypeVar

from docgen.errors import DocgenError, Problem

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
Answer = tuple[int, bool, Any]  # the number of a task; whether it was done; its result, or what it raised

AHEAD = 4  # tasks a process that are unanswered, or whose results nobody has read
EACH = 2  # tasks that one process has: one that it is at, one to go on with
AGAIN = 2  # times that a task is done again after its process died
GRACE = 5.0  # seconds to tidy up in before a process that is to leave ends where it stands
TICK = 0.5  # seconds after which a wait looks up: on Windows Ctrl-C does not interrupt it


def mapped(jobs: int, function: Callable[[S, T], R], shared: S, tasks: Iterable[T]) -> Iterator[R]:
    """docgen.engine.mapped in so many processes."""
    crew, source, done = _Crew(jobs, function, shared), enumerate(tasks), dict[int, tuple[bool, Any]]()
    try:
        for head in count():
            for number, task in islice(source, AHEAD * jobs - len(crew.asked) - len(done)):
                crew.ask(number, task)
            if not crew.asked and not done:
                return
            while head not in done:
                number, *outcome = crew.answer()
                done[number] = (outcome[0], outcome[1])
            is_done, result = done.pop(head)
            if not is_done:
                raise result
            yield result
    finally:
        crew.dismiss()


@dataclass(eq=False, slots=True)
class _Worker:
    """A process, the pipe that brings it tasks, who listens to it, and what it has not answered, in order."""

    process: BaseProcess
    tasks: Connection
    listener: Thread
    has: deque[int] = field(default_factory=deque)


class _Crew:
    """The processes of one run; they start as tasks come. asked: the tasks that are unanswered, by number."""

    def __init__(self, jobs: int, function: Callable[[Any, Any], Any], shared: object) -> None:
        self.jobs, self.job = jobs, (function, shared)
        self.asked: dict[int, Any] = {}
        self._waiting, self._deaths = deque[int](), Counter[int]()  # not handed out; of which processes died
        self._workers: list[_Worker] = []
        self._inbox: SimpleQueue[tuple[_Worker, Answer | Exception | None]] = SimpleQueue()

    def ask(self, number: int, task: object) -> None:
        self.asked[number] = task
        self._waiting.append(number)

    def answer(self) -> Answer:
        """The next answer to any task. Raises DocgenError where a task kills whoever does it."""
        while True:
            self._hand_out()
            try:
                worker, answer = self._inbox.get(timeout=TICK)
            except Empty:
                continue
            if isinstance(answer, Exception):
                raise answer
            if answer is not None:
                worker.has.remove(answer[0])
                del self.asked[answer[0]]
                return answer
            self._mourn(worker)

    def _hand_out(self) -> None:
        while self._waiting:
            worker = min(self._workers, key=lambda worker: len(worker.has), default=None)
            if (worker is None or worker.has) and len(self._workers) < self.jobs:
                worker = self._started()
                self._workers.append(worker)
            if worker is None or len(worker.has) >= EACH:
                return
            number = self._waiting.popleft()
            worker.has.append(number)
            with suppress(OSError):  # it has died, which its listener will tell
                worker.tasks.send((number, self.asked[number]))

    def _mourn(self, worker: _Worker) -> None:
        """A process was killed, most often for want of memory: what it had is for others, what it was at is noted."""
        self._workers.remove(worker)
        _gone([worker])
        self._deaths.update(list(worker.has)[:1])
        if any(deaths > AGAIN for deaths in self._deaths.values()):
            message = f"有一项工作做到一半，工作进程就退出了，又做了 {AGAIN} 次也是这样，多半是内存不够"
            raise DocgenError(Problem(message, "请关闭其他程序，或把 --jobs 改小，再运行一次"))
        self._waiting.extendleft(reversed(worker.has))

    def _started(self) -> _Worker:
        context = get_context("spawn")
        (theirs, tasks), (answers, ours) = context.Pipe(duplex=False), context.Pipe(duplex=False)
        process = context.Process(target=_serve, args=(theirs, ours, *self.job), daemon=True)
        with _uninterrupted():
            process.start()
        theirs.close()
        ours.close()
        listener = Thread(target=lambda: self._listen(worker, answers), daemon=True)
        worker = _Worker(process, tasks, listener)
        listener.start()
        return worker

    def _listen(self, worker: _Worker, answers: Connection) -> None:
        """A thread a process, so that none waits until the reader comes to it."""
        with answers:
            while True:
                try:
                    self._inbox.put((worker, answers.recv()))
                except (EOFError, OSError):
                    self._inbox.put((worker, None))
                    return
                except Exception as error:  # it cannot be unpickled here
                    self._inbox.put((worker, error))

    def dismiss(self) -> None:
        _gone(self._workers)


def _gone(workers: list[_Worker]) -> None:
    """A process lives as long as the other end of its pipe, and so does not outlive this one if it is killed."""
    for worker in workers:
        worker.tasks.close()
    for worker in workers:
        worker.process.join()
        worker.listener.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process started in here inherits that Ctrl-C is held back, until it has learned to ignore it."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # started on the way, it would let Ctrl-C in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ── in the worker ──


class _Leaving(BaseException):
    """Raised wherever the work stands, so that temporary folders and LibreOffice do not stay behind."""


_at_work = Lock()


def _serve(tasks: Connection, answers: Connection, function: Callable[[Any, Any], Any], shared: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal; the first one decides
    signal.signal(signal.SIGTERM, _leave)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    ready = SimpleQueue[tuple[int, Any]]()
    Thread(target=_receive, args=(tasks, ready), daemon=True).start()
    while True:
        number, task = ready.get()
        answer = _answered(function, shared, task)
        try:
            answers.send((number, *answer))
        except Exception as error:  # it cannot be pickled
            answers.send((number, False, error))


def _receive(tasks: Connection, ready: SimpleQueue[tuple[int, Any]]) -> None:
    """A thread, so that this process is told to leave whatever it is at."""
    with suppress(EOFError, OSError):
        while True:
            ready.put(tasks.recv())
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def _leave(number: int, frame: FrameType | None) -> None:
    if not _at_work.locked():
        os._exit(1)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # saying it once more would break off the tidying up
    raise _Leaving


def _answered(function: Callable[[Any, Any], Any], shared: object, task: object) -> tuple[bool, Any]:
    try:
        with _at_work:
            return True, function(shared, task)
    except _Leaving:
        os._exit(1)
    except BaseException as error:
        error.add_note("".join(traceback.format_exception(error)))  # its places are lost on the way
        return False, error
