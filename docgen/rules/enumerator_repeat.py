"""列举词重号。

同一组里两个“二是”，后面的应当顺延；一段里接排的“一、…二、…二、”也在此列。“首先…其次…”之后只能有一个“最后”。

依据：列举从一起，连续、不缺、不重（实务）。
错：一是抓排查；二是抓整改；二是抓验收。
对：一是抓排查；二是抓整改；三是抓验收。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.analysis.series import PHRASES, run_on, series
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_LAST = re.compile("(?<=[。；，])最后(?=[，、要是])(?!，?[^，。；]{0,3}(?:我|讲|强调|说|借此|祝))")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        if group.family not in PHRASES:
            continue
        for before, entry in pairwise(group.entries):
            if entry.number == before.number:
                message = f"同一组里有两个“{entry.phrase}”，请顺次编号"
                yield Fault(entry.line, entry.start, entry.stop, message)
    for line in draft.body:
        for before, entry in pairwise(run_on(line)):
            if entry.number == before.number:
                yield Fault(line, entry.start, entry.stop, f"同一段里有两个“{entry.phrase}”，请顺次编号")
        yield from _last_twice(line)


def _last_twice(line: Line) -> Iterator[Fault]:
    """首先…其次…最后…最后…: of one list, in one paragraph."""
    begin = line.text.find("首先")
    if begin < 0 or line.text.count("首先") > 1 or line.text.count("最后") < 2:
        return
    then = line.text.find("其次", begin)
    found = [one for one in _LAST.finditer(line.text, then) if then > 0]
    if len(found) == 2:
        yield Fault(line, found[1].start(), found[1].end(), "同一组里有两个“最后”，前一个请改为“再次”")
