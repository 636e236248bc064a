"""领导小组设了办公室，没有写明办公室主任。

很多单位只写“办公室设在某处”，所以这条规则默认不开；“办公室设在某局，具体负责日常工作”已经说清由谁负责。讲话不必写明。

依据：设办公室的，写明由谁任主任或者由谁负责（实务）。
错：领导小组办公室设在市教育局。
对：领导小组办公室设在市教育局，由市教育局局长兼任办公室主任。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", on=False)

_OFFICE = re.compile(r"(?:领导小组|专班|指挥部)?(?:下设)?办公室(?:，)?设在")
_HEAD = re.compile(r"主任|由[^，。；]{2,30}负责|负责人|^[^，。；]{2,20}，(?:具体负责|具体承担|承担)")


def check(draft: Draft) -> Iterator[Fault]:
    if draft.sheets and draft.sheets[0].genre == "speech":
        return
    rest = [line.text[found.end() :] for line in draft.body if (found := _OFFICE.search(line.text))]
    if rest and not any(map(_HEAD.search, rest)):
        yield Fault(None, 0, 0, "领导小组设了办公室，没有写明办公室主任或者由谁负责，请补上")
