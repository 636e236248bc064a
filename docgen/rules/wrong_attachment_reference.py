"""正文提到的附件号文后没有。

正文写“见附件3”，附件说明和后面的附件里就要有附件3。同一个号只指出第一处。

依据：GB/T 9704-2012《党政机关公文格式》7.3.4、7.3.7，附件说明与附件一致（国标）。
错：请填写报名表（见附件3）。……附件：1.任务分解表 2.报名表
对：请填写报名表（见附件2）。……附件：1.任务分解表 2.报名表
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.attached import present, references
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    there = present(draft)
    told = set(there)
    for reference in references(draft):
        if reference.number and reference.number not in told:
            told.add(reference.number)
            what = f"文后只有附件{max(there)}个" if there else "文后没有附件"
            message = f"这里提到附件{reference.number}，{what}，请核对序号或补上附件"
            yield Fault(reference.line, reference.start, reference.end, message)
