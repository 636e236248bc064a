"""正文提到的附件号不对。

正文写“见附件3”，附件说明和后面的附件里就要有附件3；写“《报名表》（附件3）”，附件3就应是报名表，名称可以省字，不能
换字。同一个号只指出第一处。

依据：GB/T 9704-2012《党政机关公文格式》7.3.4、7.3.7，附件说明与附件一致（国标）。
错：请填写报名表（见附件3）。……附件：1.任务分解表 2.报名表
对：请填写报名表（见附件2）。……附件：1.任务分解表 2.报名表
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.attached import present, references, titles
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    there = present(draft)
    named = titles(draft)
    told: set[int] = set()
    for reference in references(draft):
        if not reference.number or reference.number in told:
            continue
        right = {number for number, title in named if reference.title and reference.title in title}
        if len(right) == 1 and reference.number not in right:
            message = f"《{reference.title}》是附件{min(right)}，这里作附件{reference.number}，请核对"
        elif reference.title and (other := _other(reference.title, reference.number, named)):
            message = f"附件{reference.number}的名称是“{other}”，这里作《{reference.title}》，请核对"
        elif reference.number not in there:
            what = f"文后只有{max(there)}个附件" if there else "文后没有附件"
            message = f"这里提到附件{reference.number}，{what}，请核对序号或补上附件"
        else:
            continue
        told.add(reference.number)
        yield Fault(reference.line, reference.start, reference.end, message)


def _other(title: str, number: int, named: tuple[tuple[int, str], ...]) -> str:
    """What the attachment of this number is called, where that is another name; names may be shortened."""
    names = [name for at, name in named if at == number]
    return "" if any(_within(title, name) or _within(name, title) for name in names) else "".join(names[:1])


def _within(short: str, long: str) -> bool:
    """Whether `long` has the characters of `short` in their order."""
    rest = iter(long)
    return all(char in rest for char in short if char not in "“”‘’（）() ")
