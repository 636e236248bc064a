"""上级方案的任务没有落实。

上级方案的任务，在本级方案里找不到对应内容的，一并列出；任务直接写在通知里的部署类通知也对照，只印发方案的通知不对照。
本级不承担、有意删去的，在本级的活动文件里写明“删去: 理由”，就不再列出。

依据：下级方案应当逐项承接上级部署的任务（实务）。
错：上级方案有七项措施，本级方案只写了六项，没有说明。
对：逐项写明本级怎样落实；确不承担的，写明理由。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.issuing import is_plan, sets_tasks
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("plan", "notice"))

_MOST = 8  # items that the message names


def check(draft: Draft) -> Iterator[Fault]:
    above = draft.brief.above
    if above is None or not sets_tasks(draft):
        return
    open_ = [asked.title for asked in above.asked if not asked.answered]
    most = 2 * len(above.asked) / (3 if is_plan(draft) else 4)  # of another plan, most of it is not answered
    if open_ and len(open_) <= most:
        named = "".join(f"“{title}”" for title in open_[:_MOST]) + ("等" if len(open_) > _MOST else "")
        message = f"上级方案有{len(open_)}项任务没有对应的内容：{named}，请补上；本级不承担的，请说明理由"
        yield Fault(None, 0, 0, message)
