"""并列分句之间的标点不一致。

四个以上结尾相同的并列分句，前几处用逗号、末一处却用分号（或者相反），多是笔误；三个以上结尾相同的并列短语有的用顿号、有的用逗号，
也是这样。两两分组的不在此列。

依据：同组分隔号一致（实务）；分号表示并列分句之间的停顿，见 GB/T 15834-2011（国标）。
错：甲局扣5分，乙局扣3分，丙局扣3分；丁局扣3分。
对：甲局扣5分，乙局扣3分，丙局扣3分，丁局扣3分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from docgen.analysis.hanzi import is_han
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe")

_CLAUSE = re.compile(r"[^，；。：！？]+[，；。！？]?")
_PHRASE = re.compile(r"[^，、；。：！？]+[，、；。：！？]?")
_MARKS = "，、；。：！？"
_FOLLOWS = re.compile("包括|包含|含|其中|即|如|是|指|有|以及")
_BODIES = "会局委院部厅"
_ALIKE = 3  # characters that the clauses end in


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        clauses = [found.span() for found in _CLAUSE.finditer(line.text, line.start)]
        for _, group in groupby(clauses, key=lambda span: _ending(line.text, span)):
            yield from _odd(line, [end - 1 for _, end in group])
        if "、" in line.text:
            yield from _phrases(line)


def _ending(text: str, span: tuple[int, int]) -> str:
    """The last characters of a clause; the clause itself where it is short, which ends like no other."""
    clause = text[slice(*span)].rstrip(_MARKS)
    return clause[-_ALIKE:] if len(clause) > _ALIKE else f"{clause}@{span}"


def _phrases(line: Line) -> Iterator[Fault]:
    """One ， among 、 or one 、 among ， between three or more phrases that end alike."""
    spans = [found.span() for found in _PHRASE.finditer(line.text, line.start)]
    for ending, grouped in groupby(spans, key=lambda span: _ending(line.text, span)):
        group = list(grouped)
        whole = line.text[group[0][0] - 1 : group[0][0]] in ("", *"。：；") and line.text[group[-1][1] - 1] in "。；"
        if not whole or ending[-1] in _BODIES or _FOLLOWS.match(line.text, group[1 % len(group)][0]):
            continue
        ends = [end - 1 for _, end in group]
        inner = ends[:-1]
        marks = [line.text[at] for at in inner]
        odd = min("，、", key=marks.count)
        if len(marks) > 1 and {*marks} == {"，", "、"} and marks.count(odd) == 1 and all(map(is_han, ending)):
            n = marks.index(odd)
            if n + 1 != len(ends) - n - 1 and (len(marks) > 2 or marks[0] == "，"):  # 甲、乙，丙 may be meant
                other = "，、".replace(odd, "")
                at = inner[n]
                yield Fault(line, at, at + 1, "这几项并列，中间的“，”“、”混用，请统一", fix=other)


def _odd(line: Line, ends: list[int]) -> Iterator[Fault]:
    inner = ends[:-1]
    marks = [line.text[at] for at in inner]
    for mark, other in ("；，", "，；"):
        if len(marks) > 2 and marks.count(mark) == 1 and marks.count(other) == len(marks) - 1:
            n = marks.index(mark)
            if n + 1 != len(ends) - n - 1:  # two groups of one size were meant
                yield Fault(line, inner[n], inner[n] + 1, f"前后并列的分句之间用“{other}”，这里请统一", fix=other)
