"""正文提到的附件没有找到。

正文写“见附件3”，附件说明和后面的附件里就要有附件3；附件说明列了几个，后面就附几个。

依据：GB/T 9704-2012《党政机关公文格式》7.3.4、7.3.7，附件说明与附件一致（国标）。
错：请填写报名表（见附件3）。……附件：1.任务分解表 2.联系人名单
对：请填写报名表（见附件3）。……附件：1.任务分解表 2.联系人名单 3.报名表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.attached import labels, listed
from docgen.draft import Draft, Kind, Role
from docgen.notation import parse_chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_REFERENCE = re.compile(
    r"(?:见|按照?|填写|填报|填好|（)本?(?:方案|通知)?附件\s?([一二三四五六七八九十]{1,2}|\d{1,2})?(?![\d：:])"
)
_RANGE = re.compile(r"附件\s?(\d{1,2})\s?(?:、|和|至|-|—|～|，)\s?(?:附件)?\s?(\d{1,2})(?!\d)")


def check(draft: Draft) -> Iterator[Fault]:
    wanted = _wanted(draft)
    items = [item for sheet in draft.sheets for item in listed(sheet)]
    under = [sheet for sheet in draft.sheets if sheet.kind is Kind.ATTACHMENT]
    there = {item.number or 1 for item in items} | {label.number or 1 for label in labels(draft)}
    there |= set(range(1, max(len(items), len(under)) + 1))
    if lacking := sorted(number for number in wanted if number and number not in there):
        names = "、".join(f"附件{number}" for number in lacking)
        yield Fault(None, 0, 0, f"正文提到{names}，附件说明和文后都没有，请补上或核对序号")
    elif 0 in wanted and not there:
        yield Fault(None, 0, 0, "正文提到附件，文后没有附件说明，请补上")
    elif under and len(items) > len(under) and len({id(item.line) for item in items}) == len(items):
        yield Fault(None, 0, 0, f"附件说明列了{len(items)}个附件，文后只有{len(under)}个，请补齐")


def _wanted(draft: Draft) -> set[int]:
    """The numbers of the attachments that the text refers to; 0 for one without a number."""
    wanted: set[int] = set()
    for line in draft.lines:
        if line.role in (Role.BLOCK, Role.CELL, Role.FOOTNOTE) and "附件" in line.text:
            wanted.update((parse_chinese(found[1]) or 0) if found[1] else 0 for found in _REFERENCE.finditer(line.text))
            if _REFERENCE.search(line.text):
                wanted.update(int(number) for found in _RANGE.finditer(line.text) for number in found.groups())
    return wanted
