"""阶段之间有空档。

前一阶段结束以后，隔了若干天后一阶段才开始，中间这些天没有安排。

依据：实施方案的各阶段应当首尾相接（实务）。
错：（一）动员部署阶段（2026年3月1日至3月31日）。……（二）自查自纠阶段（2026年4月16日至6月30日）。
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
        if joint.days > 0:
            start, end = joint.after.period.start, joint.before.period.end
            message = f"上一阶段到{end.text}结束，这一阶段从{start.text}开始，中间空了{joint.days}天，请核对"
            yield Fault(start.line, start.start, start.end, message)
