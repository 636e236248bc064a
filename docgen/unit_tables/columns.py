"""The columns of a units table: what each header means, in either language; where the header is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from docgen.errors import Problem
from docgen.nearest import nearest
from docgen.unit_tables.lines import MOST_COLUMNS, Line, Table

HEADER_WITHIN = 10  # lines; above it may stand a title
_ALIKE = 67  # of 100: 单位名 for 单位名称, but not 业务电话 for 业务

# Beside the keys of 发文机关, which campaign.Issuer spells.
_OWN = {
    "id": "编号 单位编号",
    "name": "单位名称 单位 全称 单位全称",
    "short": "单位简称",
    "domain": "主管业务",
    "overlay": "本级改动 覆盖",
    "genres": "文种",
    "letterhead": "套红模板",
}
NOT_SHOWN = ("overlay", "genres", "letterhead")  # they say how a unit's documents are made, not what stands in them


@dataclass(frozen=True, slots=True)
class Column:
    """index: from 0. meaning: name, short, overlay …, "" for a column of the table's own. header: as typed."""

    index: int
    meaning: str
    header: str

    @property
    def key(self) -> str:
        """Under which a unit's values hold it."""
        return self.header if self.meaning in ("", "id") else self.meaning


@dataclass(frozen=True, slots=True)
class Header:
    """The columns by index, in which line they stand, and what is wrong with them."""

    line: Line
    columns: Mapping[int, Column]
    problems: tuple[Problem, ...]


@cache
def spellings() -> dict[str, str]:
    """Every spelling of every column that is known, in lower case, and what it means."""
    from docgen.campaign import Issuer

    issuer = {word: name for word, name in Issuer.spellings().items() if name != "joint"}
    own = {word: name for name, words in _OWN.items() for word in (name, *words.split())}
    return issuer | own


def meaning(typed: str) -> str:
    """What a header means, "" for one of the table's own: blanks, line breaks and stars in it say nothing."""
    return spellings().get(re.sub(r"\s+", "", typed).strip("*＊").casefold(), "")


def header(table: Table) -> Header | None:
    """The header: of the first lines the one with the most known columns, a name among them; None where none is."""
    lines = list(islice(table.lines(), HEADER_WITHIN))
    found = max(lines, key=_known, default=None)
    return _header(found) if found and _known(found) else None


def near_name(table: Table) -> tuple[Line, int, str] | None:
    """A cell of the first lines that may have been meant for the header of names: its line, column and that word.

    The line with the most other columns comes first: a title, 单位名单, is near to a header too.
    """
    words = [word for word, name in spellings().items() if name == "name" and not word.isascii()]
    lines = sorted(islice(table.lines(), HEADER_WITHIN), key=lambda line: len(_meanings(line)), reverse=True)
    for line in lines:
        for index, text in line.cells.items():
            if len(text) < 12 and (word := nearest(text, words, _ALIKE)):
                return line, index, word
    return None


def _known(line: Line) -> int:
    """How many columns a line would name, were it the header; 0 without one for names."""
    found = _meanings(line)
    return len(found) if "name" in found else 0


def _meanings(line: Line) -> set[str]:
    return {meaning(text) for text in line.cells.values()} - {""}


def _header(line: Line) -> Header:
    columns: dict[int, Column] = {}
    problems: list[Problem] = []
    for index, text in sorted(line.cells.items()):
        if index >= MOST_COLUMNS:
            break
        column = Column(index, meaning(text), re.sub(r"\s*\n\s*", "", text).strip("*＊").strip())
        again = next((one for one in columns.values() if one.key == column.key or _same(one, column)), None)
        if again:
            problems.append(_twice(line, column, again))
        else:
            columns[index] = column
    return Header(line, columns, (*problems, *_doubtful(line, columns)))


def _same(one: Column, other: Column) -> bool:
    return one.meaning == other.meaning != ""


def _twice(line: Line, column: Column, before: Column) -> Problem:
    place, first = line.place(column.index), line.place(before.index).word
    message = f"“{column.header}”这一列写了两次，{first}已经有了"
    if column.header != before.header:
        message = f"“{column.header}”和{first}的“{before.header}”是同一列"
    return Problem(message, "请只留一列，或给其中一列换个名称", place.path, place.line, place.col)


def _doubtful(line: Line, columns: Mapping[int, Column]) -> Iterator[Problem]:
    """Columns of the table's own that may have been meant for one that is known and not there."""
    there = {column.meaning for column in columns.values()}
    missing = [word for word, name in spellings().items() if name not in there]
    for column in columns.values():
        if not column.meaning and (word := nearest(column.header, missing, _ALIKE)):
            place = line.place(column.index)
            hint = f"是不是“{word}”？如果不是，不用改，文稿里可以用 {{{{ unit.{column.header} }}}} 引用它"
            message = f"“{column.header}”不是规定的列名，当作自定的一列"
            yield Problem(message, hint, place.path, place.line, place.col, level="warning")
