"""Files of a folder packed into one .zip beside them, to be sent on: of one unit, or of all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from docgen.errors import Problem
from docgen.file_names import alike, clean
from docgen.made import Made
from docgen.streamed_file import streamed

Packing = Literal["", "单位", "全部"]
ALL = "全部.zip"
OURS = b"docgen"  # the comment of an archive that may be written anew
UNDATED = (1980, 1, 1, 0, 0, 0)
PACKED = {".docx", ".xlsx", ".pdf", ".zip"}  # deflated inside already
CLOSE = "如果它正打开着，请先关闭；再核对磁盘是否已满、文件夹是否可写，然后再运行一次"


def unit_archive(unit: str, files: Iterable[str]) -> str:
    """Where the archive of a unit stands: beside its files, above them all where they are in several folders."""
    folder = posixpath.commonpath([posixpath.dirname(file) for file in files])
    return posixpath.join(folder, f"{clean(unit)}.zip")


def packed(folder: Path, archive: str, files: Iterable[str]) -> tuple[Problem, ...]:
    """Pack files as they lie in the folder now, and tell what could not be packed.

    archive, files: paths in the folder, with /. The names inside count from where the archive stands. Same files,
    same bytes; where nothing has changed, nothing is touched.
    """
    path, lost = folder / archive, list[Problem]()
    if not _may_replace(path):
        hint = "请把它移走或改名，再运行一次"
        return (Problem("已经有一个同名的压缩包，不是 docgen 做的，或者有人改过，没有覆盖", hint, str(path)),)
    try:
        with streamed(path) as stream, ZipFile(stream, "w") as whole:
            whole.comment = OURS
            for file in files:
                if not _is_inside(file):
                    raise ValueError(f"{file} is not in the folder")
                try:
                    data = (folder / file).read_bytes()
                except OSError:
                    lost.append(Problem("读不出这个文件，压缩包里没有它", CLOSE, str(folder / file)))
                    continue
                whole.writestr(_entry(posixpath.relpath(file, posixpath.dirname(archive) or ".")), data)
    except OSError:
        return (*lost, Problem("写不出这个压缩包", CLOSE, str(path)))
    return tuple(lost)


class Archives:
    """Archives that are packed while a batch goes on: each unit's once it is through, that of all at the end.

    problems: what could not be packed, so far. stale: archives of earlier runs that were not asked for now, though
    what is in them has changed. emptied: archives of units that left, removed unless the run is dry.
    """

    def __init__(self, folder: Path, packing: Packing) -> None:
        self.folder, self.packing = folder, packing
        self.problems: list[Problem] = []
        self.stale = 0
        self.emptied: list[str] = []
        self._files: list[str] = []
        self._unit: list[Made] = []
        self._packed: dict[str, int] = {}
        self._changed = False

    def add(self, made: Made) -> None:
        if self._unit and made.row != self._unit[0].row:
            self._close_unit()
        if made.file:
            self._unit.append(made)
            if self.packing == "全部":
                self._files.append(made.file)

    def finish(self, *others: str) -> None:
        """others: files that belong into the archive of all besides, first."""
        self._close_unit()
        if self.packing == "全部":
            self.problems += packed(self.folder, ALL, (*others, *self._files))
        elif self._changed:
            self.stale += (self.folder / ALL).exists()

    def prune(self, removed: Sequence[str], dry: bool) -> None:
        """Remove what is emptied by the removal of files, and the folders that are empty without it."""
        self.emptied = [name for name in emptied(self.folder, removed) if dry or self._removed(name)]

    def _removed(self, name: str) -> bool:
        path = self.folder / name
        try:
            path.unlink()
        except OSError:
            self.problems.append(Problem("删不掉这个压缩包", CLOSE, str(path)))
            return False
        with suppress(OSError):
            for parent in path.parents[: name.count("/")]:
                parent.rmdir()
        return True

    def _close_unit(self) -> None:
        files = [made.file for made in self._unit]
        changed = any(made.state == "written" for made in self._unit)
        self._changed |= changed
        if files and (changed or self.packing == "单位"):
            archive = unit_archive(self._unit[0].unit, files)
            if self.packing == "单位":
                self.problems += self._taken(archive) or packed(self.folder, archive, files)
            else:
                self.stale += (self.folder / archive).exists()
        self._unit = []

    def _taken(self, archive: str) -> tuple[Problem, ...]:
        """Why an archive cannot have its name: another unit's has it, or that of all."""
        row, name = self._unit[0].row, alike(archive)
        other = 0 if name == ALL else self._packed.setdefault(name, row)
        if other == row:
            return ()
        of = f"第{other}行那个单位的" if other else "“--zip 全部”的"
        hint = "请给其中一个单位换一个编号（没有编号的，换简称），再运行一次"
        return (Problem(f"第{row}行的压缩包会和{of}同名，没有打包", hint, str(self.folder / archive)),)


def emptied(folder: Path, removed: Sequence[str]) -> tuple[str, ...]:
    """Archives of earlier runs, by their paths in the folder, that hold removed files and nothing that stays.

    removed: paths in the folder; it makes no difference whether they are there still.
    """
    gone = {folder / file for file in removed}
    places = {parent for file in removed for parent in PurePosixPath(file).parents}
    ours = (path for place in sorted(places) for path in sorted((folder / place).glob("*.zip")) if _may_replace(path))
    inside = ((path, {path.parent / name for name in _names(path)}) for path in ours)
    return tuple(
        path.relative_to(folder).as_posix()
        for path, files in inside
        if files & gone and not any(file.exists() for file in files - gone)
    )


def _names(path: Path) -> list[str]:
    with ZipFile(path) as archive:
        return archive.namelist()


def _entry(name: str) -> ZipInfo:
    """Of 1980, as if made on Linux; zipfile says of every name beyond ASCII that it is UTF-8."""
    entry = ZipInfo(name, UNDATED)
    entry.compress_type = ZIP_STORED if PurePosixPath(name).suffix.lower() in PACKED else ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry


def _is_inside(file: str) -> bool:
    return not (set(file.split("/")) & {"", ".", ".."} or "\\" in file or PurePosixPath(file).is_absolute())


def _may_replace(path: Path) -> bool:
    """Whether nothing is there, or what an earlier run has packed and nobody has added to, which would have a date."""
    if not path.exists():
        return True
    try:
        with ZipFile(path) as there:
            return there.comment == OURS and all(entry.date_time == UNDATED for entry in there.infolist())
    except (OSError, BadZipFile):
        return False
