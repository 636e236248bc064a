"""manifest.json: what a batch wrote into a folder and of what, and the journal by which a run broken off goes on.

Each line of the journal is a line of the manifest to be, written before the file that it tells of. So whatever moment
a run is killed at, each file in the folder is one that the manifest or a journal knows, or is a person's.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from docgen.errors import DocgenError, Problem

NAME = "manifest.json"
ASIDE = ".docgen"  # what a run keeps in the folder while it runs: journals, the file that is being written
_PART, _LOCK = "part.tmp", "lock"
_DIGEST = 32
_json = json.JSONEncoder(ensure_ascii=False).encode
_BUSY = Problem("这个文件夹里正有另一个 docgen 在生成", "请等它完成，或者换一个输出文件夹")


class Record(NamedTuple):
    """A file that docgen wrote, or was about to write: the digest of all that it is made of, and of its bytes. said:
    what else a later run must know of it to tell the same without making it again, as plain data.
    """

    input: bytes
    output: bytes
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a file of one unit and genre, by their ids."""

    name: str
    unit: str
    genre: str
    record: Record

    def line(self) -> str:
        known = {"unit": self.unit, "genre": self.genre, "input": self.record.input.hex()}
        return f"{_json(self.name)}: {_json({**known, 'sha256': self.record.output.hex(), **self.record.said})}"


class Known:
    """What earlier runs wrote, small in memory: names as 8 bytes of a hash, digests side by side, oldest first."""

    def __init__(self, folder: Path) -> None:
        self._records: dict[bytes, bytes] = {}
        self._said: dict[bytes, Mapping[str, Any]] = {}
        self._sources = [path for path in (folder / NAME, *_journals(folder)) if path.is_file()]
        for path in self._sources:
            for entry in _entries(path):
                self._add(entry)

    def __bool__(self) -> bool:
        return bool(self._sources)

    def _add(self, entry: Entry) -> None:
        key, digests = _key(entry.name), entry.record.input + entry.record.output
        before = [piece for piece in _pieces(self._records.get(key, b"")) if piece != digests]
        self._records[key] = b"".join((*before, digests))
        if entry.record.said:
            self._said[key + digests] = entry.record.said

    def take(self, name: str) -> tuple[Record, ...]:
        """What is known of a file, once: its records, oldest first."""
        key = _key(name)
        found = self._records.pop(key, None) if self._records else None
        return () if found is None else self._as_records(key, found)

    def rest(self) -> Iterator[tuple[Entry, tuple[Record, ...]]]:
        """What nobody has taken, each file once with all its records."""
        for path in reversed(self._sources):
            for entry in _entries(path) if self._records else ():
                if records := self.take(entry.name):
                    yield entry, records

    def _as_records(self, key: bytes, digests: bytes) -> tuple[Record, ...]:
        said = (self._said.pop(key + piece, {}) if self._said else {} for piece in _pieces(digests))
        return tuple(Record(p[:_DIGEST], p[_DIGEST:], s) for p, s in zip(_pieces(digests), said, strict=True))


class Journal:
    """A run's own lines, from which the manifest is put together at its end."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError where the folder cannot be written, DocgenError where another run is at work in it."""
        self.folder, self.aside = folder, folder / ASIDE
        self.aside.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.aside / _LOCK)
        number = max((_number(path) for path in _journals(folder)), default=0) + 1
        self._path = self.aside / f"journal-{number}.jsonl"
        self._stream = self._path.open("x", encoding="utf-8", newline="\n")
        self._corrected: dict[str, str] = {}
        self.part = str(self.aside / _PART)

    def write(self, entries: Iterable[Entry]) -> None:
        """Tell of files before they are written: the system has the lines when this returns."""
        self._stream.write("".join(f"{entry.line()}\n" for entry in entries))
        self._stream.flush()

    def correct(self, entry: Entry, before: Entry | None) -> None:
        """What was told of `entry` did not come about; it stays as `before`."""
        self._corrected[entry.line()] = before.line() if before else ""

    def finish(self, head: Mapping[str, Any]) -> None:
        """The manifest, put in place whole, and nothing left beside it. One that says the same is not touched."""
        self._stream.close()
        made, target = self.aside / NAME, self.folder / NAME
        with made.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "files": {')
            before = "\n"
            for line in self._lines():
                stream.write(f"{before}  {line}")
                before = ",\n"
            stream.write("\n }\n}\n")
            stream.flush()
            os.fsync(stream.fileno())
        if not (target.is_file() and cmp(made, target, shallow=False)):
            made.replace(target)
        self._lock.close()
        for path in (made, self.aside / _PART, self.aside / _LOCK, *_journals(self.folder)):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # a person's file in it
            self.aside.rmdir()

    def close(self) -> None:
        """Broken off: the journal stays for the run that goes on."""
        with suppress(OSError):
            self._stream.close()
        self._lock.close()
        with suppress(OSError):
            (self.aside / _PART).unlink(missing_ok=True)

    def _lines(self) -> Iterator[str]:
        with self._path.open(encoding="utf-8", newline="\n") as stream:
            for typed in stream:
                line = typed.rstrip("\n")
                if line := self._corrected.get(line, line):
                    yield line


def foreign(folder: Path) -> Iterator[Problem]:
    """A file of the manifest's name that is somebody else's."""
    try:
        with (folder / NAME).open("rb") as stream:
            begins = stream.read(300)
    except OSError:
        return
    if begins.strip(b"\0") and b'"docgen"' not in begins:
        hint = "请把它移走或改名，或者用 -o 换一个文件夹"
        yield Problem(f"文件夹里有一份 {NAME}，不是 docgen 写的，不能覆盖", hint, str(folder / NAME))


def _journals(folder: Path) -> list[Path]:
    return sorted((folder / ASIDE).glob("journal-*.jsonl"), key=_number)


def _number(path: Path) -> int:
    digits = path.stem.removeprefix("journal-")
    return int(digits) if digits.isdecimal() else 0


def _entries(path: Path) -> Iterator[Entry]:
    """The lines that can be read; one that was torn, or changed by a person, is nobody's."""
    with path.open(encoding="utf-8", errors="replace", newline="\n") as stream:
        for line in stream:
            if '"sha256"' in line and (entry := _entry(line.strip().rstrip(","))):
                yield entry


def _entry(line: str) -> Entry | None:
    try:
        ((name, value),) = json.loads(f"{{{line}}}").items()
        record = Record(bytes.fromhex(value.pop("input")), bytes.fromhex(value.pop("sha256")), value)
        entry = Entry(name, value.pop("unit"), value.pop("genre"), record)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    right = {len(record.input), len(record.output)} == {_DIGEST} and isinstance(entry.unit, str)
    return entry if right and _is_inside(name) else None


def _is_inside(name: str) -> bool:
    """Whether a file lies in the folder: by a manifest that somebody typed, files elsewhere could be removed."""
    return not ({"", ".", ".."} & set(name.split("/")) or set("\\:") & set(name))


def _key(name: str) -> bytes:
    return hashlib.blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest()


def _pieces(data: bytes) -> list[bytes]:
    return [data[n : n + 2 * _DIGEST] for n in range(0, len(data), 2 * _DIGEST)]


def _locked(path: Path) -> BinaryIO:
    """A file that one process has at a time; the system lets go of it when that process ends, however it ends."""
    stream = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        stream.close()
        raise DocgenError(_BUSY) from None
    except OSError:  # a file system that knows no locks, on a network: two runs at once are the user's to avoid
        pass
    return stream
