"""阶段超出总的起止时间。

实施步骤开头写了“自某日开始，至某日结束”，阶段却早于或者晚于这个时间。

依据：实施方案的各阶段应当在总的期限以内（实务）。
错：行动自2026年3月1日开始，至2026年10月31日结束。……（三）总结阶段（2026年10月1日至11月30日）。
对：行动自2026年3月1日开始，至2026年11月30日结束。……（三）总结阶段（2026年10月1日至11月30日）。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.phases import outside
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("plan",))


def check(draft: Draft) -> Iterator[Fault]:
    for whole, moment in outside(draft):
        message = f"这一阶段的{moment.text}超出了总的时间（{whole.text}），请核对"
        yield Fault(moment.line, moment.start, moment.end, message)
