"""完成时限晚于上级方案。

与上级方案逐条对照，同一项任务，本级的完成时限不能比上级要求的还晚。对不上的、没有把握是同一项的不报。
任务直接写在通知里的部署类通知也对照，只印发方案的通知不对照。

依据：下级落实上级部署，应当在上级要求的时限以内完成（实务）。
错：（上级：2026年6月30日前完成）（一）清理报表台账。……（时限：2026年7月31日前）
对：（一）清理报表台账。……（时限：2026年6月15日前）
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    above = draft.brief.above
    for asked in above.asked if above else ():
        for line, start, end in asked.late:
            limit = asked.deadline.rstrip("前")
            message = (
                f"上级方案“{asked.title}”的时限是{limit}，这里是{line.text[start:end]}，晚于上级，请提前到上级时限以内"
            )
            yield Fault(line, start, end, message)
