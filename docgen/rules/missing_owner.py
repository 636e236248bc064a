"""措施没有写明责任单位。

方案的每条措施都要有人负责：逐条括注“责任单位：”“牵头单位：”，或者写“由……牵头”，也可以另附任务分解表。
所有措施都没有的，报一处；多数有、少数没有的，列出没有的几条；只有少数括注的，不报。

依据：方案的任务应当落实到责任单位（实务）。
错：（一）清理积压件。对窗口积压件逐件清理。（二）公开服务承诺。……（三）……
对：（一）清理积压件。对窗口积压件逐件清理。（责任单位：办公室）（二）……
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.tasks import has_plan_of_work, lacking, listed, measures
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("plan",))


def check(draft: Draft) -> Iterator[Fault]:
    for _, tasks in measures(draft):
        without = lacking(tasks, [task.owner for task in tasks])
        if 0 < len(without) < len(tasks):
            message = f"其他措施都写了责任单位，有{len(without)}条没有：{listed(without)}，请补上"
            yield Fault(None, 0, 0, message)
        elif without and not has_plan_of_work(draft):
            message = f"{len(tasks)}条措施都没有写明责任单位（责任科室），请逐条标明，如“（责任单位：……）”"
            yield Fault(None, 0, 0, message)
