"""并列分句之间的标点不一致。

四个以上结尾相同的并列分句，前几处用逗号、末一处却用分号（或者相反），多是笔误。两两分组而用分号的不在此列。

依据：同组分隔号一致（实务）；分号表示并列分句之间的停顿，见 GB/T 15834-2011（国标）。
错：甲局扣5分，乙局扣3分，丙局扣3分；丁局扣3分。
对：甲局扣5分，乙局扣3分，丙局扣3分，丁局扣3分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe")

_CLAUSE = re.compile(r"[^，；。：！？]+[，；。！？]?")
_ALIKE = 3  # characters that the clauses end in


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        clauses = [found.span() for found in _CLAUSE.finditer(line.text, line.start)]
        for _, group in groupby(clauses, key=lambda span: _ending(line.text, span)):
            yield from _odd(line, [end - 1 for _, end in group])


def _ending(text: str, span: tuple[int, int]) -> str:
    """The last characters of a clause; the clause itself where it is short, which ends like no other."""
    clause = text[slice(*span)].rstrip("，；。！？")
    return clause[-_ALIKE:] if len(clause) > _ALIKE else f"{clause}@{span}"


def _odd(line: Line, ends: list[int]) -> Iterator[Fault]:
    inner = ends[:-1]
    marks = [line.text[at] for at in inner]
    for mark, other in ("；，", "，；"):
        if len(marks) > 2 and marks.count(mark) == 1 and marks.count(other) == len(marks) - 1:
            n = marks.index(mark)
            if n + 1 != len(ends) - n - 1:  # two groups of one size were meant
                yield Fault(line, inner[n], inner[n] + 1, f"前后并列的分句之间用“{other}”，这里请统一", fix=other)
