"""Where the numbers that head lines (一、（一）1.（1）) do not count up as they should.

Drafts restart and run on freely: 一、 begins again at a new part, （一） may run on through all 一、, a level may be
left out. Only what no such habit explains is a slip, and what merely follows from a slip is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from docgen.draft import Draft, Line, Role, Sheet
from docgen.notation import chinese, count_of_mark

_COUNT = r"([一二三四五六七八九十]{1,3}|\d{1,2})"
_POINTED = re.compile(rf"(?:^\s{{0,9}}{_COUNT}[、.．])|(?:[。；：:;，\s）”]{_COUNT}[、.．](?!\d))")
_BRACKETED = re.compile(rf"[（(]{_COUNT}[）)]")
_NUMERAL = re.compile(r"[一二三四五六七八九十百零\d]+")


class Kind(Enum):
    """DUPLICATE: a number for the second time. SKIPPED: one before it is missing. LEVEL: another level's form."""

    DUPLICATE = auto()
    SKIPPED = auto()
    LEVEL = auto()


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong number. `meant` is what should stand there; `followed`: the next number counts on from the wrong one."""

    kind: Kind
    line: Line
    meant: str
    followed: bool = False

    @property
    def start(self) -> int:
        return mark_start(self.line)

    @property
    def end(self) -> int:
        """Behind the number; behind the first character where a program counted it."""
        return self.start + (len(self.line.mark) if self.start < self.line.start else 1)

    @property
    def fix(self) -> str | None:
        return self.meant if self.start < self.line.start else None


@dataclass(frozen=True, slots=True)
class Row:
    """A numbered line, and where it stands in its sheet."""

    line: Line
    at: int
    level: int
    count: int


def mark_start(line: Line) -> int:
    """Where the number of a line is typed; where its words begin when a program counted it."""
    at = line.text.find(line.mark, 0, line.start) if line.mark else -1
    return line.start if at < 0 else at


def with_count(mark: str, count: int) -> str:
    """A mark with another number: 三、 as 四、."""
    numeral = str(count) if any(char.isdigit() and char.isascii() for char in mark) else chinese(count)
    return _NUMERAL.sub(numeral, mark, count=1)


def rows(sheet: Sheet) -> list[Row]:
    """The numbered lines of a sheet."""
    found = []
    for at, line in enumerate(sheet.lines):
        if line.role is Role.BLOCK and 1 <= line.level <= 4 and line.mark:
            count = count_of_mark(line.mark)
            if count and count < 1000:
                found.append(Row(line, at, line.level, count))
    return found


@lru_cache(maxsize=1)
def slips(draft: Draft) -> tuple[Slip, ...]:
    """Every wrong number of a draft, at most one a line."""
    return tuple(slip for sheet in draft.sheets for slip in _Counter(sheet, rows(sheet)).slips())


class _Counter:
    """Counts through the rows of one sheet, every level for itself."""

    def __init__(self, sheet: Sheet, numbered: Sequence[Row]) -> None:
        self.sheet, self.rows = sheet, numbered
        self.after = _next_counts(numbered)
        self.last = [0] * 5  # of each level, the last number
        self.seen: list[set[int]] = [set() for _ in range(5)]
        self.fresh = [True] * 5  # a line of a higher level has come since
        self.place = [0] * 5  # where the last line of the level stood
        self.marks = [""] * 5  # and how it was numbered

    def slips(self) -> Iterator[Slip]:
        for n, row in enumerate(self.rows):
            slip, level, count = self._judged(n, row)
            if slip:
                yield slip
            self._count(level, count, row)

    def _count(self, level: int, count: int, row: Row) -> None:
        if count == 1 or self.fresh[level]:
            self.seen[level] = set()
        self.seen[level].add(count)
        self.last[level], self.fresh[level], self.place[level] = count, False, row.at
        if level == row.level:
            self.marks[level] = row.line.mark
        for deeper in range(level + 1, 5):
            self.fresh[deeper] = True

    def _judged(self, n: int, row: Row) -> tuple[Slip | None, int, int]:
        """The slip in a row, and as what number of what level it counts."""
        level, count, following = row.level, row.count, self.after[n]
        expected = self.last[level] + 1
        new = self.fresh[level] and level > 1
        if count == expected or (count == 1 and not self._is_slipped_one(row, following)):
            return None, level, count
        twice = not new and count in self.seen[level]
        again = twice and self.last[level] == count  # straight after itself
        if not again and (other := self._other_level(n, row)):
            return Slip(Kind.LEVEL, row.line, with_count(self.marks[other], count)), other, count
        if new:
            return self._first_of_parent(row, following)
        if self._is_written(row, count - 1):
            return None, level, count
        meant = with_count(row.line.mark, expected)
        followed = following == count + 1
        if twice:
            return Slip(Kind.DUPLICATE, row.line, meant, followed), level, count if followed else expected
        if count < expected or following == expected + 1:
            return Slip(Kind.SKIPPED, row.line, meant, followed), level, count if followed else expected
        if self._is_written(row, expected):
            return None, level, count
        return Slip(Kind.SKIPPED, row.line, meant, followed), level, count

    def _is_slipped_one(self, row: Row, following: int) -> bool:
        """A second 一、 that should be 二、 or 三、, for the next number goes on from that; else a new list."""
        expected = self.last[row.level] + 1
        return not self.fresh[row.level] and expected > 1 and following == expected + 1 and following > 2

    def _first_of_parent(self, row: Row, following: int) -> tuple[Slip | None, int, int]:
        """（二） as the first under its heading, running on from nothing: its （一） may stand inside a paragraph."""
        if self._is_written(row, row.count - 1) or self._is_written(row, 1):
            return None, row.level, row.count
        meant = row.count - 1 if self.last[row.level] == row.count - 2 else 1
        slip = Slip(Kind.SKIPPED, row.line, with_count(row.line.mark, meant))
        return slip, row.level, 1 if following == 2 else row.count

    def _is_written(self, row: Row, count: int) -> bool:
        """Whether a number stands somewhere in the lines since the last one of its level or its heading."""
        first = max(self.place[1 : row.level], default=0) if self.fresh[row.level] else self.place[row.level]
        form = _BRACKETED if row.level in (2, 4) else _POINTED
        numeral = str(count) if row.level > 2 else chinese(max(0, count))
        for at in range(first, row.at):
            line = self.sheet.lines[at]
            begin = line.start if at == first and line.mark else 0
            if any(numeral in found.groups() for found in form.finditer(line.text, begin)):
                return True
        return False

    def _other_level(self, n: int, row: Row) -> int:
        """The level that this number goes on in, where its own has no place for it; 0 for none."""
        if self.after[n] in (row.count + 1, self.last[row.level] + 2):
            return 0  # its own level goes on from it
        if self._is_written(row, row.count - 1):
            return 0
        for level in range(1, 5):
            if level == row.level or self.last[level] != row.count - 1 or self.fresh[level]:
                continue
            following = next((r.count for r in self.rows[n + 1 : n + 30] if r.level == level), 0)
            alone = not following and row.count >= 3 and self.fresh[row.level]
            if following == row.count + 1 or alone:
                return level
        return 0


def _next_counts(numbered: Sequence[Row]) -> list[int]:
    """Of each row, the number of the next of its level under the same heading; 0 for none."""
    following = [0] * len(numbered)
    ahead = [0] * 5
    for n in range(len(numbered) - 1, -1, -1):
        row = numbered[n]
        following[n] = ahead[row.level]
        ahead[row.level] = row.count
        ahead[row.level + 1 :] = [0] * (4 - row.level)
    return following
