"""A units table (单位表) in any format as Units: once to find all that is wrong, then as a stream.

A module in unit_tables/ that says `SUFFIX = "csv"` at the start of a line reads a format; it then has
`opened(path)`, a context that gives the tables in a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from unicodedata import normalize

from docgen.errors import DocgenError, Problem
from docgen.plugins import modules
from docgen.twins import Twins
from docgen.unit_tables.columns import HEADER_WITHIN, Header, header, near_name
from docgen.unit_tables.lines import Line, Table
from docgen.unit_tables.unit_of_line import UnitReader
from docgen.units import Unit

BASE = ".base.yaml"  # the kept base of an overlay, which is no unit's
MOST_TOLD = 200  # problems of one table
_ALSO = {"xlsm": "xlsx", "yml": "yaml", "tsv": "csv", "txt": "csv"}
_SAMPLE = "样子可以用 docgen new --units 单位名单.xlsx 生成"
_NAMES = Callable[[Unit], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Checked:
    """columns: what {{ unit.… }} may name, as Unit.values has them. count: of units. problems: errors, warnings."""

    columns: tuple[str, ...]
    count: int
    problems: tuple[Problem, ...]


def check(path: Path, places: tuple[Path, ...], names: _NAMES) -> Checked:
    """All that is wrong with a table, in one pass that keeps some fifty bytes a unit.

    places: the folders of genres. names: of the files that a unit's documents get, paths with /; two units may not
    have the same, whatever the case; a DocgenError of it is told at the unit's cell (Problem.key: of which column).
    Raises DocgenError for a file that cannot be read or has no header.
    """
    with _opened(path) as (table, head):
        told = _Told()
        told.add(*table.problems, *head.problems)
        reader = UnitReader(path, places, head, table)
        ids, files, count, of_pattern = Twins(), Twins(), 0, False
        unused = {file for file in reader.overlays.glob("*.yaml") if not file.name.endswith(BASE)}
        for line in reader.lines():
            unit, problems = reader.unit(line)
            told.add(*problems)
            if unit is None:
                continue
            count += 1
            unused -= {unit.overlay}
            ids.see(_alike(unit.id))
            made, alike, faults = _names(unit, names, reader, line)
            told.add(*(() if problems else faults))
            of_pattern = of_pattern or alike
            for name in made:
                files.see(name)
        if of_pattern:
            told.add(Problem("同一个单位的几份公文会写成同名的文件", "请在 --name 里加上 {genre.name}", str(path)))
        told.add(*_twice(reader, names, ids.hashes(), files.hashes()))
        told.add(*(_unused(file) for file in sorted(unused)))
        if not count and not told.problems:
            told.add(Problem("表里没有单位", f"请在表头下面一行填写一个单位；{_SAMPLE}", str(path)))
        return Checked(tuple(column.key for column in reader.shown), count, told.all(path))


def rows(path: Path, places: tuple[Path, ...]) -> Iterator[Unit]:
    """The units of a table that was checked, one by one. Raises DocgenError where it has errors all the same."""
    with _opened(path) as (table, head):
        reader = UnitReader(path, places, head, table)
        for line in reader.lines():
            unit, problems = reader.unit(line)
            if unit is None or problems:
                raise DocgenError(*problems)
            yield unit


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Table, Header]]:
    """The table in a file with its header: the first that has one. Raises DocgenError."""
    suffix = path.suffix.lower().lstrip(".")
    found = modules("unit_tables")
    suffix = _ALSO.get(suffix, suffix)
    if suffix not in found:
        known = "、".join(f".{name}" for name in ("xlsx", *sorted(set(found) - {"xlsx"})))
        hint = f"请在 Excel 或 WPS 里打开它，“另存为”.xlsx 格式后再用；可以读取的格式：{known}"
        raise DocgenError(Problem(f"不能读取“{path.suffix}”格式的单位表", hint, str(path)))
    _readable(path)
    with import_module(f"docgen.unit_tables.{found[suffix]}").opened(path) as tables:
        for table in tables:
            if head := header(table):
                yield table, head
                return
        raise DocgenError(_without_header(path, tables))


def _readable(path: Path) -> None:
    """Raises DocgenError for a file that is missing, a folder, or held by another program."""
    try:
        path.open("rb").close()
    except FileNotFoundError:
        raise DocgenError(Problem("找不到这个文件", "请核对文件名和所在的文件夹", str(path))) from None
    except OSError as error:
        if path.is_dir():
            raise DocgenError(Problem("这是文件夹，不是单位表", "请写文件夹里的单位表", str(path))) from None
        hint = "如果它正在 Excel 或 WPS 里打开，请先关闭再试"
        raise DocgenError(Problem(f"打不开这个文件（{error.strerror}）", hint, str(path))) from None


def _without_header(path: Path, tables: Iterable[Table]) -> Problem:
    hint = f"请在第一行写上列名：名称、简称、自称、业务等；{_SAMPLE}"
    for table in tables:
        if near := near_name(table):
            line, index, word = near
            place = line.place(index)
            message = f"没有找到“名称”这一列；这里的“{line.cells[index]}”是不是“{word}”？"
            return Problem(message, hint, place.path, place.line, place.col)
    return Problem(f"前{HEADER_WITHIN}行里没有找到表头：没有“名称”这一列", hint, str(path))


class _Told:
    """Problems so far, no more than a person would read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.left_out = 0

    def add(self, *problems: Problem) -> None:
        room = max(0, MOST_TOLD - len(self.problems))
        self.problems += problems[:room]
        self.left_out += len(problems[room:])

    def all(self, path: Path) -> tuple[Problem, ...]:
        more = Problem(f"还有{self.left_out}处", "请先改好上面这些，再检查一次", str(path))
        return (*self.problems, *([more] if self.left_out else []))


def _alike(text: str) -> str:
    """A text as file systems compare names: some know no case, some write é in two."""
    return normalize("NFC", normalize("NFC", text).casefold())


def _names(
    unit: Unit, names: _NAMES, reader: UnitReader, line: Line
) -> tuple[dict[str, str], bool, tuple[Problem, ...]]:
    """The names of a unit's files by how they compare, whether two of them are alike, why they cannot be made."""
    try:
        made = tuple(names(unit))
    except DocgenError as error:
        return {}, False, tuple(reader.at(line, problem) for problem in error.problems)
    alike = {_alike(name): name for name in made}
    return alike, len(alike) < len(made), ()


def _twice(reader: UnitReader, names: _NAMES, ids: frozenset[int], files: frozenset[int]) -> Iterator[Problem]:
    """Units with one id or one file name, each naming the row of the first that has it; looked for only if any."""
    if not ids and not files:
        return
    first_id: dict[str, int] = {}
    first_file: dict[str, int] = {}
    for line in reader.lines():
        unit, _ = reader.unit(line)
        if unit is None:
            continue
        same = None
        if Twins.hash_of(key := _alike(unit.id)) in ids:
            same = _other(first_id, key, unit.row)
            if same:
                yield _same_id(reader, line, unit, same)
        for key, name in _names(unit, names, reader, line)[0].items():
            if Twins.hash_of(key) in files:
                other = _other(first_file, key, unit.row)
                if other and not same:
                    message = f"会和第{other}行的单位写成同名的文件（{name}）"
                    hint = "请改其中一个单位的简称或名称，或者用 --name 换一种文件名"
                    yield reader.at(line, Problem(message, hint))
                    break


def _other(first: dict[str, int], key: str, row: int) -> int | None:
    """The row that had this first, if it is another."""
    before = first.setdefault(key, row)
    return before if before != row else None


def _same_id(reader: UnitReader, line: Line, unit: Unit, other: int) -> Problem:
    column = next(reader.meant[name] for name in ("id", "short", "name") if reader.cell(line, name))
    message = f"“{unit.id}”和第{other}行的重复"
    hint = "每个单位的编号不能相同，请改其中一个"
    if column.meaning != "id":
        hint = "请改其中一个，或者加一列“编号”，给两个单位写不同的编号"
    return reader.told(line, column, message, hint)


def _unused(file: Path) -> Problem:
    hint = "文件名应当是单位的编号（没有编号的是简称或名称）加 .yaml；用不着的请移走"
    return Problem("没有单位用到这份本级改动", hint, str(file), level="warning")
