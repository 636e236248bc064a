"""列举词后面的标点不对。

“一是”“一要”后面不用标点；“第一”“首先”“其次”后面用逗号，不用顿号；带括号的序号后面不用任何点号。

依据：GB/T 15834-2011《标点符号用法》，“第一”“首先”后用逗号，带括号的序次语后不用点号（国标）；“一是”不带标点（实务）。
错：一是、抓排查；二是、抓整改。
对：一是抓排查；二是抓整改。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.series import Entry, Series, series
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="safe")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        mixed = len({entry.family for entry in group.entries}) > 1  # of that another rule speaks
        if len(group.entries) > 1 and not group.family.startswith("级") and not mixed:
            yield from _faults(group)


def _faults(group: Series) -> Iterator[Fault]:
    if any(len(entry.text.strip("，、：； ")) < 2 for entry in group.entries):
        return  # 第一、第二产业
    bare = any(_mark(entry) not in "，：、" for entry in group.entries)
    for entry in group.entries:
        mark, at = _mark(entry), entry.stop
        if group.family == "一是" and (mark == "、" or (mark and mark in "，：" and bare)):
            yield Fault(entry.line, at, at + 1, f"“{entry.phrase}”后面不用标点，请删去“{mark}”", fix="")
        elif group.family in ("第一", "首先") and mark == "、":
            yield Fault(entry.line, at, at + 1, f"“{entry.phrase}”后面用逗号，不用顿号", fix="，")
        elif group.family == "（一）" and mark and mark in "、，．":
            yield Fault(entry.line, at, at + 1, f"“{entry.phrase}”后面不用标点，请删去“{mark}”", fix="")


def _mark(entry: Entry) -> str:
    """The mark right after the enumerator; a blank where there is none, so that it is in no list of marks."""
    char = entry.line.text[entry.stop : entry.stop + 1]
    return char if char and char in "，、：．" else " "
