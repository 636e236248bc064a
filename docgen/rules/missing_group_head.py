"""领导小组有副组长，没有组长。

依据：领导小组的组长、副组长、成员应当写全（实务）。
错：成立专项行动领导小组，由分管副局长任副组长，各科室负责人为成员。
对：成立专项行动领导小组，由局长任组长，分管副局长任副组长，各科室负责人为成员。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.leading_group import groups
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_HEAD = re.compile(r"(?<!副)组\s*长|组\s?长制")


def check(draft: Draft) -> Iterator[Fault]:
    deputies = any(group.holders("副组长") for group in groups(draft))
    if deputies and not any(_HEAD.search(line.text) for line in draft.lines):
        yield Fault(None, 0, 0, "领导小组写了副组长，没有写组长，请补上组长")
