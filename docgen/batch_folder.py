"""The folder of a batch: what earlier runs wrote there, what is there now, and what this run writes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from docgen.errors import DocgenError, Problem
from docgen.file_names import alike
from docgen.manifest import Entry, Journal, Known, Record
from docgen.whole_file import put_whole

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)  # of which every other file would fail, too


@dataclass(frozen=True, slots=True)
class Left:
    """A file of an earlier run that no unit of the table asks for now: it is still there; removed; or still there since
    a person has edited it.
    """

    file: str
    state: Literal["there", "removed", "edited"]


class Folder:
    """Raises DocgenError where it cannot be written; a dry one is not. Between telling of a file and writing it a run
    may be killed at any moment.
    """

    def __init__(self, path: Path, dry: bool) -> None:
        self._path, self._text = path, str(path)
        self._fresh = not (path.is_dir() and any(path.iterdir()))  # nothing in it, so that nothing need be looked for
        self._known = Known(path)
        self._taken: set[int] = set()
        self._journal = None if dry else Journal(path)

    def take(self, name: str) -> tuple[Record, ...]:
        """What earlier runs told of a file that this run is to make."""
        if self._known:
            self._taken.add(hash(alike(name)))
        return self._known.take(name)

    def on_disk(self, name: str) -> bytes | None:
        """The digest of a file; None where there is none, or only what a power cut left of one."""
        if self._fresh:
            return None
        try:
            with open(f"{self._text}/{name}", "rb") as stream:  # noqa: PTH123
                data = stream.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return sha256(data).digest() if data.strip(b"\0") else None

    def as_it_is(self, name: str, records: tuple[Record, ...]) -> Record | None:
        """Which record a file is left with that is not written now: after runs that were broken off the last one may
        never have come about.
        """
        there = None
        if len(records) > 1:
            with suppress(OSError):
                there = self.on_disk(name)
        found = [record for record in records if record.output == there]
        return found[-1] if found else records[-1] if records else None

    def tell(self, entries: Iterable[Entry]) -> None:
        """Of files as they are, and as they are going to be."""
        if self._journal:
            self._journal.write(entries)

    def write(self, entry: Entry, before: Entry | None, data: bytes) -> Problem | None:
        """A file that was told of; why it could not be written, which leaves it as it was `before`."""
        if self._journal is None:
            return None
        path = f"{self._text}/{entry.name}"
        try:
            put_whole(path, data, self._journal.part, not self._fresh and os.path.exists(path))  # noqa: PTH110
        except OSError as error:
            if error.errno in FULL:
                raise
            self._journal.correct(entry, before)
            return self.locked(entry.name, error)
        return None

    def locked(self, name: str, error: OSError) -> Problem:
        hint = "如果它正在 Word 或 WPS 里打开，请先关闭；再运行一次，会接着做没有做完的"
        return Problem(f"写不进这个文件（{error.strerror}）", hint, str(self._path / name))

    def leave(self, genres: Iterable[str], suffixes: Iterable[str], only: bool, prune: bool) -> Iterator[Left]:
        """Files of earlier runs that nobody has asked for now. Those of other genres and formats, and all where only
        some units were asked for, stay as they are.
        """
        asked = {(genre, suffix) for genre in genres for suffix in suffixes}
        for entry, records in self._known.rest():
            if only or (entry.genre, entry.name.rpartition(".")[2]) not in asked:
                self._leave(entry, records)
                continue
            there = self.on_disk(entry.name)
            if there is None or (hash(alike(entry.name)) in self._taken and not self._is_another(entry.name)):
                continue
            ours = is_ours(there, records)
            if ours and prune:
                self._remove(entry.name)
                yield Left(entry.name, "removed")
            else:
                self._leave(entry, records)
                yield Left(entry.name, "there" if ours else "edited")

    def _is_another(self, name: str) -> bool:
        """Whether a file is not the one that this run made under the same name in another case: most systems of
        Windows and macOS see no difference.
        """
        found = [self._path]
        for step in name.split("/"):
            inside = (each for folder in found if folder.is_dir() for each in folder.iterdir())
            found = [each for each in inside if alike(each.name) == alike(step)]
        return len({(each.stat().st_dev, each.stat().st_ino) for each in found}) > 1

    def _leave(self, entry: Entry, records: tuple[Record, ...]) -> None:
        self.tell([replace(entry, record=self.as_it_is(entry.name, records) or entry.record)])

    def _remove(self, name: str) -> None:
        """A file, and the folders that are empty without it."""
        if self._journal is None:
            return
        path = self._path / name
        path.unlink()
        for parent in path.parents[: name.count("/")]:
            try:
                parent.rmdir()
            except OSError:
                return

    def finish(self, head: Mapping[str, Any]) -> None:
        """All has been told: the manifest."""
        if self._journal:
            self._journal.finish(head)

    def close(self) -> None:
        if self._journal:
            self._journal.close()


def is_ours(there: bytes, records: Iterable[Record]) -> bool:
    """Whether a file is as docgen wrote it at some time."""
    return there in {record.output for record in records}


def opened(path: Path, dry: bool) -> Folder:
    """Raises DocgenError where it cannot be written, or another run is at work in it."""
    try:
        return Folder(path, dry)
    except OSError as error:
        raise DocgenError(unwritable(path, error)) from None


def unwritable(folder: Path, error: OSError) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        hint = "已经写好的都是完整的。请腾出空间，再运行一次，会接着做没有做完的"
        return Problem("磁盘满了，没有做完", hint, str(folder))
    hint = "请核对这个文件夹是否可写，或者用 -o 换一个文件夹；已经写好的都是完整的，再运行一次会接着做"
    return Problem(f"写不进这个文件夹（{error.strerror}）", hint, str(folder))
