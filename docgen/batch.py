"""Every unit's documents as files in a folder: only what changed is made, and nothing of a person's is ever lost.

A run may be killed at any moment and begun again, with other inputs even: what docgen wrote is known by its digest,
from the manifest of the last run and the journals of those that were broken off (docgen.manifest).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import cast

from docgen import batch_folder, units_file
from docgen.batch_checks import Ready, is_chosen
from docgen.batch_folder import Folder, Left, is_ours, unwritable
from docgen.batch_inputs import head, of_file
from docgen.batch_told import findings, problems, reasons, said
from docgen.carried import mapped_with_files, with_bases
from docgen.engine import Engine, jobs_for
from docgen.errors import DocgenError
from docgen.made import Made, State
from docgen.manifest import Entry, Record
from docgen.unit_documents import Result, Results, Task, make
from docgen.units import Unit

CHUNK = 25  # units that are made in one go
PRINTED = 100  # documents that LibreOffice prints in one call, at most
SECONDS = {"pdf": 0.1, "lint": 0.03, "": 0.001}  # what a document takes, roughly: whether more processes pay


@dataclass(slots=True)
class _File:
    """One file that a unit is to have. records: what earlier runs told of it. chosen: whether this run is about its
    unit. state: None where nobody can say without making it; record: what it is then.
    """

    genre: tuple[str, str]
    suffix: str
    name: str
    input: bytes
    records: tuple[Record, ...]
    chosen: bool
    state: State | None = None
    record: Record | None = None

    @property
    def is_due(self) -> bool:
        return self.chosen and self.state is None


@dataclass(frozen=True, slots=True)
class _Settled:
    """What becomes of a file. entry: what is told of it from now on; before: what was; data: to be written, if any."""

    made: Made | None
    entry: Entry | None
    before: Entry | None = None
    data: bytes = b""


_Planned = tuple[Unit, list[_File]]


class Run:
    """One run over all units: iterate over it once for what became of each document, in the order of the table.

    counts: of documents by state, so far. left: files that no unit asks for any more, once all are through.
    Iterating raises DocgenError where the folder cannot be written or its disk is full; what is done stays done.
    """

    def __init__(self, ready: Ready, engine: Engine) -> None:
        self.ready, self.order, self.engine = ready, ready.order, engine
        self.counts: Counter[State] = Counter()
        self.left: list[Left] = []

    def __iter__(self) -> Iterator[Made]:
        order = self.order
        folder = batch_folder.opened(order.folder, order.dry)
        try:
            for planned, results in self._made(folder):
                for made in self._put(folder, planned, results):
                    self.counts[made.state] += 1
                    yield made
            self.left += folder.leave(order.genres, order.formats, bool(order.only), order.prune)
            folder.finish(head(order, self.ready.inputs))
        except OSError as error:
            raise DocgenError(unwritable(order.folder, error)) from None
        finally:
            folder.close()

    # What is to be made, and its making

    def _made(self, folder: Folder) -> Iterator[tuple[list[_Planned], tuple[Results, ...]]]:
        """Chunks of units with what was made for them. While nothing is to be made, no process is started for it."""
        chunks, waiting = self._chunks(folder), deque[list[_Planned]]()
        first = next(chunks, None)
        while first is not None and not _tasks(first):
            yield first, ()
            first = next(chunks, None)
        if first is None:
            return

        def tasks() -> Iterator[tuple[Task, ...]]:
            for chunk in chain([first], chunks):
                waiting.append(chunk)
                yield _tasks(chunk)

        read = [*with_bases(self.order.campaign), *self.order.places, *filter(None, [self.order.letterhead])]
        work = mapped_with_files(self._engine(), make, self.ready.recipe, tasks(), read, _read_by)
        with closing(cast(Generator[tuple[Results, ...], None, None], work)):
            for results in work:
                yield waiting.popleft(), results

    def _engine(self) -> Engine:
        """With as many processes as pay."""
        formats = self.order.formats
        each = sum(SECONDS["pdf" if suffix == "pdf" else ""] for suffix in formats)
        each += SECONDS["lint"] * len(formats) * (self.order.lint is not None)
        seconds = self.ready.documents * each / len(formats)
        return self.engine if self.engine.scheduler else replace(self.engine, jobs=jobs_for(seconds, self.engine.jobs))

    def _chunks(self, folder: Folder) -> Iterator[list[_Planned]]:
        """Units with their files, so many at a time that every process gets its share of a small table."""
        share = self.ready.units // (4 * max(self.engine.jobs, 4 if self.engine.scheduler else 1))
        if "pdf" in self.order.formats:  # LibreOffice is started once a chunk
            share = min(-(-self.ready.units // self.engine.jobs), PRINTED // max(1, len(self.order.genres)))
        size, chunk = max(1, min(CHUNK, share)), list[_Planned]()
        for unit in units_file.rows(self.order.table, self.order.places):
            chunk.append((unit, self._planned(folder, unit)))
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def _planned(self, folder: Folder, unit: Unit) -> list[_File]:
        genres = self.ready.genres_of(unit)
        digest, chosen = self.ready.inputs.of_unit(unit), is_chosen(unit, self.order.only)
        files = []
        for genre, stem in zip(genres, self.ready.pattern.names(unit, genres), strict=True):
            for suffix in self.order.formats:
                name = f"{stem}.{suffix}"
                file = _File(genre, suffix, name, of_file(digest, genre[0], suffix), folder.take(name), chosen)
                if chosen and file.records:
                    self._look(folder, file)
                files.append(file)
        return files

    def _look(self, folder: Folder, file: _File) -> None:
        """What can be said of a file without making it: something only if it was made of the same before."""
        same = [record for record in file.records if record.input == file.input]
        if not same:
            return
        try:
            there = folder.on_disk(file.name)
        except OSError:  # to be told when it is its turn
            return
        file.record = next((record for record in same if record.output == there), None)
        if file.record:
            file.state = "same"
        elif there is not None and not is_ours(there, file.records) and not self.order.force:
            file.state, file.record = "edited", same[-1]

    # What becomes of it

    def _put(self, folder: Folder, planned: list[_Planned], results: tuple[Results, ...]) -> Iterator[Made]:
        """The files of a chunk: first all are told of, then they are written."""
        made = chain.from_iterable(results)
        settled = [
            self._settled(folder, unit, file, next(made)) if file.is_due else self._known(folder, unit, file)
            for unit, files in planned
            for file in files
        ]
        folder.tell(each.entry for each in settled if each.entry)
        for each in settled:
            if each.made is None:
                continue
            fault = folder.write(each.entry, each.before, each.data) if each.entry and each.data else None
            if fault:
                yield replace(each.made, state="failed", problems=(*each.made.problems, fault))
            else:
                yield each.made

    def _known(self, folder: Folder, unit: Unit, file: _File) -> _Settled:
        """A file of which all is known without making it, or that this run is not about."""
        last = file.record or folder.as_it_is(file.name, file.records)
        entry = _entry(unit, file, last)
        if file.state is None or last is None:
            return _Settled(None, entry)
        told = problems(self.order, unit, last.said), findings(last.said)
        return _Settled(Made(unit.row, unit.id, file.genre[1], file.name, file.state, *told, name=unit.name), entry)

    def _settled(self, folder: Folder, unit: Unit, file: _File, result: Result) -> _Settled:
        last = _entry(unit, file, folder.as_it_is(file.name, file.records))
        if result.data is None:
            why = reasons(self.order, unit, result.problems)
            return _Settled(Made(unit.row, unit.id, file.genre[1], "", "failed", why, name=unit.name), last)
        kept = said(self.order, result)
        told, entry, data = problems(self.order, unit, kept), last, b""
        state: State = "failed"
        try:
            there = folder.on_disk(file.name)
        except OSError as error:
            told = (*told, folder.locked(file.name, error))
        else:
            output = sha256(result.data).digest()
            ours = there is None or there == output or self.order.force or is_ours(there, file.records)
            state = "same" if there == output else "written" if ours else "edited"
            entry = _entry(unit, file, Record(file.input, output, kept)) if ours else last
            data = result.data if state == "written" else b""
        made = Made(unit.row, unit.id, file.genre[1], file.name, state, told, findings(kept), unit.name)
        return _Settled(made, entry, last, data)


def _entry(unit: Unit, file: _File, record: Record | None) -> Entry | None:
    return Entry(file.name, unit.id, file.genre[0], record) if record else None


def _tasks(planned: Iterable[_Planned]) -> tuple[Task, ...]:
    wanted = ((unit, [file for file in files if file.is_due]) for unit, files in planned)
    return tuple(Task(unit, tuple((file.genre[0], file.suffix) for file in files)) for unit, files in wanted if files)


def _read_by(tasks: Iterable[Task]) -> Iterator[Path]:
    """The files of the units alone."""
    for task in tasks:
        if task.unit.overlay:
            yield from with_bases(task.unit.overlay)
        if task.unit.letterhead:
            yield task.unit.letterhead
