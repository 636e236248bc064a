"""近似提法：像是必备提法，但写得不一样。

必备提法全文没有写到，而有一处与它只差一两个字，多半是笔误。

依据：活动文件中的必备提法（实务）。
错：（必备提法：落实立德树人根本任务）落实以德树人根本任务。
对：落实立德树人根本任务。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.draft import Draft
from docgen.required import nearest, quoted, said
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe")


def check(draft: Draft) -> Iterator[Fault]:
    if not draft.brief.terms:
        return
    text = "\n".join(line.text for line in draft.lines)
    for term in draft.brief.terms:
        if said(term, text):
            continue
        for line in draft.lines:
            if place := nearest(term, line.text):
                yield Fault(line, *place, f"您是否想写{quoted(term)}？", term)
