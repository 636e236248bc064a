"""缺少必备提法。

活动要求必须写到的提法，全文没有写到。比对时不计引号和“的”，按词比对。意思相近的写法另见“近似提法”。

依据：活动文件中的必备提法（实务）。
错：（必备提法：立德树人）全文没有写到“立德树人”。
对：落实立德树人根本任务。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.draft import Draft
from docgen.required import quoted, said
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    if not draft.brief.terms or not draft.lines:
        return
    text = "\n".join(line.text for line in draft.lines)
    absent = [term for term in draft.brief.terms if not said(term, text)]
    if absent:
        yield Fault(None, 0, 0, f"没有写到必备提法：{'、'.join(map(quoted, absent))}")
