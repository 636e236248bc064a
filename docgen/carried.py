"""The files that work on another machine reads: packed here, laid out there, so that the same code reads them there.

Paths keep their places relative to each other: an overlay finds the file that it extends. Whatever comes back, results
and faults, speaks of the files as they are called here.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path, PurePath
from typing import Any, TypeVar, cast

from docgen import shipped
from docgen.engine import Engine, mapped
from docgen.errors import DocgenError

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
Steps = tuple[str, ...]  # a path as any system may read it: its root or drive, "" for a relative one, then its parts

SHIPPED = "shipped"  # in place of a root: the templates that ship with docgen, wherever it is installed
EXTENDS = (b"extends", *("沿用".encode(code) for code in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")))
_PLAINLY = re.compile(rb"(?m)^(?:extends|" + "沿用".encode() + rb"): +([\w./\\\x80-\xff-]+?)[ \r]*$")
MOST_BASES = 20  # files in a chain of overlays (docgen.chain)
MOST_RUNS = 8  # whose files a worker keeps


@dataclass(frozen=True, slots=True)
class Carried:
    """A value with files that it names. data: the value, pickled, each path in it as Steps. files: their contents.
    here: the folder from which its relative paths count. digest: of all three.
    """

    data: bytes
    files: tuple[tuple[Steps, bytes], ...]
    here: Steps
    digest: str


def mapped_with_files(
    engine: Engine,
    function: Callable[[S, T], R],
    shared: S,
    tasks: Iterable[T],
    read: Iterable[Path] = (),
    read_by: Callable[[T], Iterable[Path]] = lambda task: (),
) -> Iterator[R]:
    """docgen.engine.mapped for a function that reads files: with a scheduler, workers that have none of them are sent
    what they read.

    read: the files, and folders with all that stands directly in them, that are read for every task; read_by: those of
    one task. Each Path in `shared` and in a task leads to the file where the work is done.
    """
    if not engine.scheduler:
        yield from mapped(engine, function, shared, tasks)
        return
    packed = carried((function, shared), read)
    for answer in mapped(engine, _done_there, packed, (carried(task, read_by(task)) for task in tasks)):
        yield cast(R, _unpickled(answer, _path))


def with_bases(path: Path) -> Iterator[Path]:
    """A campaign file or an overlay, and the files that it extends, as far as they can be read."""
    found: Path | None = path
    for _ in range(MOST_BASES):
        if found is None:
            return
        yield found
        found = base_of(found)


def base_of(path: Path) -> Path | None:
    """The file that a campaign file or an overlay extends."""
    try:
        data = path.read_bytes()
    except OSError:  # whoever needs the file says what is wrong with it
        return None
    extended = _extended(data) if any(word in data for word in EXTENDS) else ""
    return path.parent / extended if extended else None


@lru_cache(maxsize=64)
def _extended(data: bytes) -> str:
    """What a file says that it extends; "" for nothing."""
    from docgen import yamlfile
    from docgen.chain import named, typed

    found = _PLAINLY.findall(data)
    if len(found) == 1 and sum(map(data.count, EXTENDS[:2])) == 1:  # most files: not parsed for this alone
        return str(found[0], "utf-8", "replace")
    try:
        return str(named(typed(yamlfile.parse(data)), "extends") or "")
    except DocgenError:
        return ""


def carried(value: object, files: Iterable[Path] = ()) -> Carried:
    """A value with the contents of these files, and of those directly in these folders."""
    import pickle
    from hashlib import sha256

    found = dict.fromkeys(Path(os.path.normpath(file)) for file in chain.from_iterable(map(_files, files)))
    contents = tuple((steps, path.read_bytes()) for path in found if (steps := _steps(path))[0] != SHIPPED)
    data, here = _pickled(value, _steps, str), _steps(Path.cwd())
    return Carried(data, contents, here, sha256(pickle.dumps((data, contents, here))).hexdigest())


def _files(path: Path) -> list[Path]:
    """What there is of it: a task that reads a file that is missing says so itself."""
    found = path.iterdir() if path.is_dir() else (path,)
    return sorted(file for file in found if file.is_file())


def _steps(path: PurePath) -> Steps:
    if path.is_relative_to(folder := shipped.folder("templates")):
        return (SHIPPED, *path.relative_to(folder).parts)
    return (path.anchor, *path.relative_to(path.anchor).parts)


def _path(steps: Steps) -> Path:
    root, *parts = steps
    return shipped.folder("templates").joinpath(*parts) if root == SHIPPED else Path(root, *parts)


# ── where the work is done ──


@dataclass(slots=True)
class _Laid:
    """The files of one run under a folder of this process, each at the place that it has there.

    Relative and absolute ones stand apart, so that each is named again as it was. called: {a folder here: what the
    paths of the client that lie in it begin with}, the innermost first.
    """

    folder: Path
    called: dict[str, str] = field(default_factory=dict)
    here: Path = Path()

    def set_out(self, packed: Carried) -> Any:
        """The value, its paths leading to the files, which stand there now."""
        root, *parts = packed.here
        base = self._root("relative", root)
        self.here = base.joinpath(*parts)
        self.called = {str(self.here): "", str(base): root, **self.called}
        for steps, data in packed.files:
            path = self.path(steps)
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
        return _unpickled(packed.data, self.path)

    def path(self, steps: Steps) -> Path:
        root, *parts = steps
        if root == SHIPPED:
            return _path(steps)
        base = self._root("absolute", root) if root else self.here
        self.called.setdefault(str(base), root)
        path = base.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _root(self, kind: str, anchor: str) -> Path:
        return self.folder / kind / re.sub(r"\W+", "-", anchor)

    def steps(self, path: PurePath) -> Steps:
        """The path of the client that is meant by one of here."""
        inside = ((folder, root) for folder, root in self.called.items() if path.is_relative_to(folder))
        folder, root = next(inside, ("", None))
        return _steps(path) if root is None else (root, *path.relative_to(folder).parts)

    def told(self, text: str) -> str:
        """A text that may name files of here, in the client's words."""
        for folder, root in self.called.items():
            text = text.replace(folder + os.sep, root).replace(folder, root or ".")
        return text


_runs: dict[str, tuple[_Laid, Any]] = {}  # by the digest of what its tasks share, the latest last


def _done_there(packed: Carried, task: Carried) -> bytes:
    if packed.digest not in _runs:
        import shutil

        for digest in list(_runs)[: 1 - MOST_RUNS]:
            shutil.rmtree(_runs.pop(digest)[0].folder, ignore_errors=True)
        laid = _Laid(_folder() / packed.digest[:16])
        _runs[packed.digest] = laid, laid.set_out(packed)
    laid, (function, shared) = _runs[packed.digest]
    try:
        return _pickled(function(shared, laid.set_out(task)), laid.steps, laid.told)
    except DocgenError as error:
        told = (replace(each, message=laid.told(each.message), path=laid.told(each.path)) for each in error.problems)
        raise DocgenError(*told) from None


@cache
def _folder() -> Path:
    import atexit
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="docgen-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


# ── both ways ──


def _pickled(value: object, steps: Callable[[PurePath], Steps], told: Callable[[str], str]) -> bytes:
    """A value as bytes: every path in it as Steps, every text as it is to be told."""
    import pickle

    class Pickler(pickle.Pickler):
        def persistent_id(self, found: object) -> Steps | str | None:
            if isinstance(found, PurePath):
                return steps(found)
            if type(found) is str and (text := told(found)) != found:
                return text
            return None

    buffer = io.BytesIO()
    Pickler(buffer, protocol=5).dump(value)
    return buffer.getvalue()


def _unpickled(data: bytes, path: Callable[[Steps], Path]) -> Any:
    import pickle

    class Unpickler(pickle.Unpickler):
        def persistent_load(self, found: Steps | str) -> Path | str:
            return found if isinstance(found, str) else path(found)

    return Unpickler(io.BytesIO(data)).load()
