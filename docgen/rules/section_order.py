"""章节次序颠倒。

方案先讲目标，再讲任务措施，最后提要求；总结先讲问题，再讲下一步打算。只看标题就是这些通用名称的章节；组织领导、实施
步骤放前放后都常见，不在此列。

依据：方案、总结各部分的通常次序（实务）。
错：一、指导思想　二、工作措施　三、工作目标　四、工作要求
对：一、指导思想　二、工作目标　三、工作措施　四、工作要求
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.analysis.numbering import mark_start
from docgen.analysis.sections import Headed, headed
from docgen.draft import Draft, Kind
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("plan", "report"))

_ORDER = {
    "plan": ("ideology", "goals", "measures", "requirements"),
    "report": ("overview", "shortcomings", "next_steps"),
}


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        order = _ORDER.get(sheet.genre, ())
        if sheet.kind is Kind.ATTACHMENT or not order:
            continue
        parts = [one for one in headed(sheet) if one.section in order and one.line.level == 1]
        if len({one.section for one in parts}) == len(parts):  # named once each: no doubt what is what
            yield from _faults(parts, order)


def _faults(parts: list[Headed], order: tuple[str, ...]) -> Iterator[Fault]:
    """One finding, on the heading that stands too late."""
    for before, one in pairwise(parts):
        if order.index(one.section) < order.index(before.section):
            start = mark_start(one.line)
            message = f"“{one.heading}”一般放在“{before.heading}”之前，请调整章节次序"
            yield Fault(one.line, start, one.line.start + min(len(one.line.words), 20), message)
            return
