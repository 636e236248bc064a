"""列举词重号。

同一组里两个“二是”，后面的应当顺延。

依据：列举从一起，连续、不缺、不重（实务）。
错：一是抓排查；二是抓整改；二是抓验收。
对：一是抓排查；二是抓整改；三是抓验收。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.analysis.series import PHRASES, series
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        if group.family not in PHRASES:
            continue
        for before, entry in pairwise(group.entries):
            if entry.number == before.number:
                message = f"同一组里有两个“{entry.phrase}”，请顺次编号"
                yield Fault(entry.line, entry.start, entry.stop, message)
