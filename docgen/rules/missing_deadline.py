"""措施没有写明完成时限。

方案的每条措施都要有时限：某日前、某月底前、长期坚持，或者由实施步骤的时间统管。
全文没有一个时间的，报一处；多数措施有时限、少数没有的，列出没有的几条。

依据：方案的任务应当有完成时限（实务）。
错：（一）清理积压件。……（二）公开服务承诺。……（全文没有一个日期）
对：（一）清理积压件。……（完成时限：2026年6月底前）（二）……
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.tasks import has_plan_of_work, is_timed, lacking, listed, measures
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("plan",))


def check(draft: Draft) -> Iterator[Fault]:
    for sheet, tasks in measures(draft):
        without = lacking(tasks, [task.deadline for task in tasks])
        if 0 < len(without) < len(tasks):
            message = f"其他措施都写了完成时限，有{len(without)}条没有：{listed(without)}，请补上"
            yield Fault(None, 0, 0, message)
        elif without and not has_plan_of_work(draft) and not is_timed(sheet):
            message = f"{len(tasks)}条措施都没有完成时限，全文也没有时间安排，请逐条标明，如“（时限：2026年6月底前）”"
            yield Fault(None, 0, 0, message)
