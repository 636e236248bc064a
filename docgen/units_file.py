"""A units table (单位表) in any format as Units: once to find all that is wrong, then as a stream.

A module in unit_tables/ that says `SUFFIX = "csv"` at the start of a line reads a format; it then has
`opened(path)`, a context that gives the tables in a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from docgen.errors import DocgenError, Problem
from docgen.file_names import alike
from docgen.plugins import modules
from docgen.twins import Twins
from docgen.unit_tables.columns import HEADER_WITHIN, Header, header, near_name
from docgen.unit_tables.lines import Line, Table
from docgen.unit_tables.unit_of_line import UnitReader
from docgen.units import Unit

BASE = ".base.yaml"  # the kept base of an overlay, which is no unit's
MOST_TOLD = 200  # errors of one table, and as many warnings
_LOCKS = ("~${}", ".~{}", ".~lock.{}#")  # of Excel, WPS, LibreOffice, beside a file that is open
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
        told.add(*_open_elsewhere(path), *table.problems, *head.problems)
        reader = UnitReader(path, places, head, table)
        told.add(*reader.merged_down())
        ids, called, files, count, of_pattern = Twins(), Twins(), Twins(), 0, False
        unused = {file for file in reader.overlays.glob("*.yaml") if not file.name.endswith(BASE)}
        for line in reader.lines():
            unit, problems = reader.unit(line)
            told.add(*problems)
            if unit is None:
                continue
            count += 1
            unused -= {unit.overlay}
            ids.see(alike(unit.id))
            called.see(alike(unit.name))
            made, clash, faults = _names(unit, names, reader, line)
            told.add(*(() if _errors(problems) else faults))
            of_pattern = of_pattern or clash
            for name in made:
                files.see(name)
        if of_pattern:
            told.add(Problem("同一个单位的几份公文会写成同名的文件", "请在 --name 里加上 {genre.name}", str(path)))
        told.add(*_twice(reader, names, *map(_Firsts, (ids, called, files))))
        told.add(*(_unused(file) for file in sorted(unused)))
        if not count and not told.counts["error"]:
            told.add(Problem("表里没有单位", f"请在表头下面一行填写一个单位；{_SAMPLE}", str(path)))
        return Checked(reader.keys, count, told.all(path))


def rows(path: Path, places: tuple[Path, ...]) -> Iterator[Unit]:
    """The units of a table that was checked, one by one. Raises DocgenError where it has errors all the same."""
    with _opened(path) as (table, head):
        reader = UnitReader(path, places, head, table)
        for line in reader.lines():
            unit, problems = reader.unit(line)
            if unit is None or _errors(problems):
                raise DocgenError(*problems)
            yield unit


def _errors(problems: Iterable[Problem]) -> bool:
    return any(problem.level == "error" for problem in problems)


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
        if isinstance(error, PermissionError):
            hint = "如果它正在 Excel 或 WPS 里打开，请先关闭；如果没有打开，请把它复制到自己的文件夹里再用"
            raise DocgenError(Problem("没有读取这个文件的权限", hint, str(path))) from None
        hint = "如果它正在 Excel 或 WPS 里打开，请先关闭再试"
        raise DocgenError(Problem(f"打不开这个文件（{error.strerror}）", hint, str(path))) from None


def _without_header(path: Path, tables: Iterable[Table]) -> Problem:
    hint = f"请在各单位上面加一行列名：名称、简称、自称、业务等，列名要在前{HEADER_WITHIN}行以内；{_SAMPLE}"
    for table in tables:
        if near := near_name(table):
            line, index, word = near
            place = line.place(index)
            guess = f"第{line.number}行的“{line.cells[index]}”是不是“{word}”？如果是，请改过来；如果不是，{hint}"
            return Problem("没有找到“名称”这一列", guess, place.path, place.line, place.col)
    return Problem(f"前{HEADER_WITHIN}行里没有找到表头：没有“名称”这一列", hint, str(path))


def _open_elsewhere(path: Path) -> Iterator[Problem]:
    if any(path.with_name(lock.format(path.name)).exists() for lock in _LOCKS):
        hint = "请保存以后再运行；如果已经保存，不用理会"
        yield Problem("它正在 Excel 或 WPS 里打开，没有保存的改动读不到", hint, str(path), level="warning")


class _Told:
    """Problems so far, no more than a person would read; counts: of all, by level."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.counts = Counter[str]()

    def add(self, *problems: Problem) -> None:
        for problem in problems:
            self.counts[problem.level] += 1
            if self.counts[problem.level] <= MOST_TOLD:
                self.problems.append(problem)

    def all(self, path: Path) -> tuple[Problem, ...]:
        hint = "请先改好上面这些，再检查一次"
        left_out = Counter(self.counts)
        left_out.subtract(problem.level for problem in self.problems)
        more = Problem(f"还有{left_out['error']}处", hint, str(path))
        doubts = Problem(f"还有{left_out['warning']}处", hint, str(path), level="warning")
        return (*self.problems, *(one for one in (more, doubts) if left_out[one.level]))


def _names(
    unit: Unit, names: _NAMES, reader: UnitReader, line: Line
) -> tuple[dict[str, str], bool, tuple[Problem, ...]]:
    """The names of a unit's files by how they compare, whether two of them are alike, why they cannot be made."""
    try:
        made = tuple(names(unit))
    except DocgenError as error:
        return {}, False, tuple(dict.fromkeys(reader.at(line, problem) for problem in error.problems))
    found = {alike(name): name for name in made}
    return found, len(found) < len(made), ()


class _Firsts:
    """Of texts that come twice, the rows that had them first."""

    def __init__(self, twins: Twins) -> None:
        self.hashes, self.rows = twins.hashes(), dict[str, int]()

    def before(self, text: str, row: int) -> int:
        """The row that had this before, 0 for none."""
        first = self.rows.setdefault(text, row) if Twins.hash_of(text) in self.hashes else row
        return first if first != row else 0


def _twice(reader: UnitReader, names: _NAMES, ids: _Firsts, called: _Firsts, files: _Firsts) -> Iterator[Problem]:
    """Units with one id, file name or name, each naming the row of the first that has it; looked for only if any."""
    if not (ids.hashes or called.hashes or files.hashes):
        return
    for line in reader.lines():
        unit, _ = reader.unit(line)
        if unit is None:
            continue
        made = _names(unit, names, reader, line)[0] if files.hashes else {}
        found = ((other, name) for key, name in made.items() if (other := files.before(key, unit.row)))
        of_id, of_name = ids.before(alike(unit.id), unit.row), called.before(alike(unit.name), unit.row)
        of_file, name = next(found, (0, ""))
        if of_id:
            yield _same_id(reader, line, unit, of_id)
        elif of_file:
            message = f"会和第{of_file}行的单位写成同名的文件（{name}）"
            hint = "请改其中一个单位的简称或名称，或者用 --name 换一种文件名"
            yield reader.at(line, Problem(message, hint))
        elif of_name:
            hint = "两行是同一个单位？如果是，请删去一行；如果不是，不用改"
            yield reader.at(line, Problem(f"和第{of_name}行的名称相同", hint, key="name", level="warning"))


def _same_id(reader: UnitReader, line: Line, unit: Unit, other: int) -> Problem:
    hint = "每个单位的编号不能相同，请改其中一个"
    if not reader.cell(line, "id"):
        hint = "请改其中一个，或者加一列“编号”，给两个单位写不同的编号"
    return reader.at(line, Problem(f"“{unit.id}”和第{other}行的重复", hint, key="id"))


def _unused(file: Path) -> Problem:
    hint = "文件名应当是单位的编号（没有编号的是简称或名称）加 .yaml；用不着的请移走"
    return Problem("没有单位用到这份本级改动", hint, str(file), level="warning")
