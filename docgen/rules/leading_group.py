"""领导小组名单里重名、重复任职。

同一个人或者同一个单位在一个领导小组里出现两次，或者“任组长”写了两遍。

依据：领导小组组长一人，名单不重复（实务）；实行双组长的，请写“双组长”或者合在一处写。
错：由张华任组长，李明任副组长，王强任组长。
对：由张华任组长，李明、王强任副组长。
错：成员：市教育局、市财政局、市教育局
对：成员：市教育局、市财政局
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.analysis.leading_group import Group, groups
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    for group in groups(draft):
        yield from _twice(group)
        for first, again in pairwise(post for post in group.holders("组长") if not post.listed):
            if (
                "双组长" in again.line.text[max(0, first.start - 60) : again.end]
                or "。" in again.line.text[first.end : again.start]
            ):
                continue  # 下设三个工作组，由……任组长 is another group
            message = "“组长”写了两遍，请核对：组长一般一人，其余写副组长；双组长的，合在一处写"
            yield Fault(again.line, again.start, again.end, message)


def _twice(group: Group) -> Iterator[Fault]:
    seen: set[str] = set()
    for member in group.members:
        if member.name in seen:
            message = f"“{member.name}”在这个名单里已经有了，请核对"
            yield Fault(member.line, member.start, member.end, message)
        seen.add(member.name)
