"""同一会议既说将要召开，又说已经召开。

“迎接×大胜利召开”是会前的话，“贯彻×大精神”是会后的话，一篇稿子只能取一种口径。多半是旧稿改新稿时漏改。
回顾全年工作、把两句说在一起的，不查。已经知道成文日期的，按“过时提法”“超前提法”查。

依据：事理（实务）。
错：以优异成绩迎接党的二十大胜利召开。……深入学习贯彻党的二十大精神。
对：全面贯彻党的二十大精神。……深入学习贯彻党的二十大精神。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.meetings import mentions
from docgen.analysis.moments import dated
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")


def check(draft: Draft) -> Iterator[Fault]:
    if dated(draft):
        return
    ahead = [mention for mention in mentions(draft) if mention.ahead]
    held = [mention for mention in mentions(draft) if not mention.ahead]
    names = {mention.name for mention in ahead} & {mention.name for mention in held}
    told: set[str] = set()
    for one in mentions(draft):
        if one.name not in names or (not one.ahead and one.name in told):
            continue
        if not one.ahead:
            told.add(one.name)
        other = next(mention for mention in (held if one.ahead else ahead) if mention.name == one.name)
        message = f"与第{other.line.number}行“{other.text}”矛盾：会前会后只能取一种口径"
        yield Fault(one.line, one.start, one.end, message)
