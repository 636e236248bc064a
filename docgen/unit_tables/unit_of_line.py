"""A line of a units table as a Unit, or what is wrong with it, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from docgen import genre as genres
from docgen.errors import Problem
from docgen.nearest import did_you_mean
from docgen.unit_tables.columns import NOT_SHOWN, Column, Header
from docgen.unit_tables.lines import MOST_COLUMNS, Line, Merged, Table
from docgen.units import Unit

OVERLAYS = "overlays"  # the folder beside the table with <unit id>.yaml
MOST_TEXT = 2_000  # characters in a column that is known
_BREAK = re.compile("[\n\x85\u2028\u2029]")
_BRACES = re.compile(r"\{\{|\}\}")
_ILLEGAL = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARK = re.compile("[\ue000-\ue0ff]")  # compose uses them as marks of its own
_NO_UNIT = re.compile("[合总小共]计[:：]?$|填表人|制表人|审核人|备注|(联系人|注|说明)[:：]")
_LISTED = re.compile(r"[、，,;；/\s]+")


class UnitReader:
    """Lines of one table as units."""

    def __init__(self, path: Path, places: tuple[Path, ...], head: Header, table: Table) -> None:
        self.places, self.head, self.table = places, head, table
        self.folder = path.parent
        self.overlays = self.folder / OVERLAYS
        self.has_overlays = self.overlays.is_dir()
        columns = head.columns.values()
        self.order = {column.header: column.index for column in columns}
        self.meant = {column.meaning: column for column in columns if column.meaning}
        self.shown = tuple(column for column in columns if column.meaning not in NOT_SHOWN)
        self.keys = tuple(dict.fromkeys((*(column.key for column in self.shown), "short")))  # as Unit.values has them
        self.nameless: set[int] = set()  # columns without a header of which that was told
        self.genres = lru_cache(maxsize=1024)(self._genres)
        self.is_file = lru_cache(maxsize=1024)(_is_file)

    def lines(self) -> Iterator[Line]:
        """The lines under the header, without empty ones."""
        self.nameless.clear()
        lines = self.table.lines()
        for line in lines:
            if line.number == self.head.line.number and line.cells == self.head.line.cells:
                break
        yield from (line for line in lines if line.cells or line.faults)

    def unit(self, line: Line) -> tuple[Unit | None, tuple[Problem, ...]]:
        """The unit of a line, None without a name, and what is wrong with it."""
        name = line.cells.get(self.meant["name"].index, "")
        if _NO_UNIT.match("".join(name.split())):
            return None, (self.told(line, self.meant["name"], "这一行不像单位", "请删去这一行"),)
        problems = [*self._faults(line)]
        if not name and self.meant["name"].index not in line.faults:
            problems.append(self._no_name(line))
        id_ = self.cell(line, "id") or self.cell(line, "short") or name
        overlay, letterhead = self._file(line, "overlay", problems), self._file(line, "letterhead", problems)
        if not self.cell(line, "overlay"):
            overlay = self._own_overlay(id_)
        listed, message, hint = self.genres(self.cell(line, "genres"))
        if message:
            problems.append(self.told(line, self.meant["genres"], message, hint))
        problems.sort(key=lambda problem: self.order.get(problem.key, 0))
        if not name:
            return None, tuple(problems)
        values = {column.key: line.cells.get(column.index, "") for column in self.shown}
        values["short"] = values.get("short") or name
        return Unit(line.number, id_, values, overlay, listed, letterhead), tuple(problems)

    def cell(self, line: Line, meaning: str) -> str:
        column = self.meant.get(meaning)
        return line.cells.get(column.index, "") if column else ""

    @cached_property
    def merged(self) -> tuple[Merged, ...]:
        return tuple(self.table.merged())

    def merged_down(self) -> Iterator[Problem]:
        """Cells of a known column that were merged over several lines; a name lost so is an error of its line."""
        for merged in self.merged:
            of = (self.head.columns.get(index) for index in merged.columns[:MOST_COLUMNS])
            column = next((column for column in of if column and column.meaning not in ("", "name")), None)
            if column and len(merged.lines) > 1 and merged.lines[0] > self.head.line.number:
                message, hint = "合并的格只有第一行有内容，下面几行会是空的", "请取消合并，给每一行各填一格"
                place = merged.first
                yield Problem(message, hint, place.path, place.line, place.col, column.header, "warning")

    def _faults(self, line: Line) -> Iterator[Problem]:
        """What is wrong with each cell by itself."""
        for index, text in line.cells.items():
            column = self.head.columns.get(index)
            if column is None:
                if index not in self.nameless and len(self.nameless) < MOST_COLUMNS:
                    self.nameless.add(index)
                    yield self._headless(line, index)
                continue
            if column.meaning not in NOT_SHOWN and (found := _BRACES.search(text)):
                message = f"这里有“{found.group()}”，会照原样印出来，表里的格不能再引用别的列"
                yield replace(self.told(line, column, message, "请改成要印的文字"), level="warning")
            if text.isprintable() and len(text) <= MOST_TEXT:
                continue
            for message, hint in _text_faults(text, column):
                yield self.told(line, column, message, hint)
        for index, (message, hint) in line.faults.items():
            if index in self.head.columns:
                yield self.told(line, self.head.columns[index], message, hint)

    def _headless(self, line: Line, index: int) -> Problem:
        place, top = line.place(index), self.head.line.place(index).word
        if index >= MOST_COLUMNS:
            return Problem(f"表太宽，第{MOST_COLUMNS}列以后不读取", "请删去多余的列", place.path, place.line, place.col)
        message, hint = f"这一列填了内容，表头（{top}）却是空的", "请在表头写上列名，或删去这一列"
        return Problem(message, hint, place.path, place.line, place.col)

    def _no_name(self, line: Line) -> Problem:
        column = self.meant["name"]
        merged = next((one for one in self.merged if line.number in one.lines and column.index in one.columns), None)
        if merged and merged.first.word != line.place(column.index).word:
            message = f"这一格和 {merged.first.word}合并了，所以没有名称"
            return self.told(line, column, message, "请取消合并，给每个单位各填一个名称")
        return self.told(line, column, "没有填写名称", "请填上单位的全称；不是单位的行（合计、备注等）请删去")

    def _file(self, line: Line, meaning: str, problems: list[Problem]) -> Path | None:
        """A file that a cell names, from the table's folder."""
        typed = self.cell(line, meaning)
        if not typed or not typed.isprintable():
            return None
        column = self.meant[meaning]
        if PureWindowsPath(typed).anchor or PurePosixPath(typed).is_absolute():  # another machine's, it may be
            hint = "请写成从单位表所在文件夹出发的路径，如 overlays/市医保局.yaml"
            problems.append(self.told(line, column, f"“{typed}”不是相对路径", hint))
            return None
        path = self.folder / PureWindowsPath(typed).as_posix()
        if not self.is_file(path):
            hint = "路径从单位表所在的文件夹算起，请核对；没有的，这一格留空"
            problems.append(self.told(line, column, f"找不到文件“{typed}”", hint))
            return None
        return path

    def _own_overlay(self, id_: str) -> Path | None:
        """overlays/<id>.yaml, where the id is a file's name and no way out of that folder."""
        if not self.has_overlays or {id_} != {PurePosixPath(id_).name, PureWindowsPath(id_).name}:
            return None
        path = self.overlays / f"{id_}.yaml"
        return path if _is_file(path) else None

    def _genres(self, typed: str) -> tuple[tuple[str, ...], str, str]:
        """Genres by id, and message and hint where one is unknown."""
        known = genres.names(self.places)
        words = [word for word in _LISTED.split(typed) if word]
        for word in words:
            if genres.named(word, self.places) not in known:
                said = [genres.CHINESE.get(name, (name,))[0] for name in known]
                return (), f"没有“{word}”这个文种", did_you_mean(word, said)
        return tuple(dict.fromkeys(genres.named(word, self.places) for word in words)), "", ""

    def source(self, line: Line, key: str) -> Column | None:
        """The column that a value of a unit with a name, or its id, was taken from."""
        known = ("id", "short", "name")
        if key in known:
            return next(self.meant[name] for name in known[known.index(key) :] if self.cell(line, name))
        return next((column for column in self.shown if column.key == key), None)

    @staticmethod
    def told(line: Line, column: Column, message: str, hint: str) -> Problem:
        place = line.place(column.index)
        return Problem(message, hint, place.path, place.line, place.col, key=column.header)

    def at(self, line: Line, problem: Problem) -> Problem:
        """A problem of a unit's, told at the column that its key names as Unit.values does, else at the unit's name."""
        named = self.source(line, problem.key)
        place = line.place((named or self.meant["name"]).index)
        return replace(problem, path=place.path, line=place.line, col=place.col, key=named.header if named else "")


def _text_faults(text: str, column: Column) -> Iterator[tuple[str, str]]:
    """What no text can have, or no text on one line."""
    if found := _ILLEGAL.search(text):
        hint = "请重新录入这一格的文字"
        yield f"第{found.start() + 1}个字是不可见的控制字符（U+{ord(found.group()):04X}）", hint
    if found := _MARK.search(text):
        message = f"第{found.start() + 1}个字不是通用的字（U+{ord(found.group()):04X}，自造字区）"
        yield message, "请换成通用的字，或重新录入"
    if column.meaning and column.meaning != "genres" and _BREAK.search(text):
        yield "这一格里有换行", "请删去换行（在格里按过 Alt+Enter），写成一行"
    if column.meaning and len(text) > MOST_TEXT:
        yield f"这一格有{len(text)}个字，太长了", f"请写短些，不超过{MOST_TEXT}个字"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False
