"""年份简写、月日补零、“日”写作“号”。

年份写四位数字；月、日不补 0；书面写“1日”，不写“1号”（讲话口语不在此列）。落款的日期由“成文日期写法”管。

依据：GB/T 15835-2011《出版物上数字用法》，四位数的年份一般不简写为两位数（国标）；月、日不编虚位同 GB/T 9704-2012。
错：24年5月　2026年08月01日　8月1号
对：2024年5月　2026年8月1日　8月1日
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.signing import is_day
from docgen.draft import Draft, Line, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe", on=False)

_YEAR = re.compile(
    r"(?<![\d.第近约满时历了达长过超经在前有共期余年])\d{2}年(?=\d{1,2}月|底(?![子线蕴色部层])|初(?![步次期见中]))"
)
_ZERO = re.compile(r"(?<![\d.])0(?=[1-9]月(?:\d|[底初上中下份前至—]|$))|(?<=月)0(?=[1-9]日)")
_DAY = re.compile(r"(?<=\d月)(\d{1,2})号(?![文楼院线机井门馆厅桌车令])")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        for line in sheet.of(Role.BLOCK, Role.CELL, Role.OPENING):
            if not is_day(line.words):
                yield from _faults(line, spoken=sheet.genre == "speech")


def _faults(line: Line, spoken: bool) -> Iterator[Fault]:
    for found in _YEAR.finditer(line.text):
        yield Fault(line, found.start(), found.end(), "年份要写四位数字，如“2024年”", fix=f"20{found.group()}")
    for found in _ZERO.finditer(line.text):
        yield Fault(line, found.start(), found.end(), "月、日不补 0，请删去", fix="")
    for found in () if spoken else _DAY.finditer(line.text):
        yield Fault(line, found.start(), found.end(), "书面写“日”，不写“号”", fix=f"{found[1]}日")
