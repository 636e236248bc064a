"""阶段之间时间重叠，或者先后颠倒。

前一阶段还没有结束，后一阶段已经开始。

依据：实施方案的各阶段应当依次首尾相接（实务）。
错：（一）动员部署阶段（2026年3月1日至4月15日）。……（二）自查自纠阶段（2026年4月1日至6月30日）。
对：（一）动员部署阶段（2026年3月1日至3月31日）。……（二）自查自纠阶段（2026年4月1日至6月30日）。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.phases import joints
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("plan",))


def check(draft: Draft) -> Iterator[Fault]:
    for joint in joints(draft):
        if joint.days < 0:
            start, end = joint.after.period.start, joint.before.period.end
            message = f"这一阶段从{start.text}开始，上一阶段却到{end.text}才结束，请核对"
            yield Fault(start.line, start.start, start.end, message)
