"""同一个责任单位有两种写法。

责任单位、牵头单位、配合单位里，同一个单位有时写全称，有时写简称，或者两种简称混用。

依据：同一机关的名称前后一致，用全称或者规范化简称（条例第九条对发文机关、主送机关的要求，正文同此是实务）。
错：（牵头单位：市发展改革委）……（配合单位：市发改委、市财政局）
对：（牵头单位：市发展改革委）……（配合单位：市发展改革委、市财政局）
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from docgen.analysis.owners import Owner, owners, same_unit
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

MOST = 200  # names: a draft with more of them is no plan


def check(draft: Draft) -> Iterator[Fault]:
    found = owners(draft)
    times = Counter(owner.name for owner in found)
    for one, other in combinations(list(times)[:MOST], 2):
        if same_unit(one, other):
            usual, rare = (one, other) if times[one] >= times[other] else (other, one)
            yield _fault(next(owner for owner in found if owner.name == rare), usual, times)


def _fault(owner: Owner, usual: str, times: Counter[str]) -> Fault:
    message = f"同一个单位有两种写法：“{usual}”{times[usual]}处，“{owner.name}”{times[owner.name]}处，请统一"
    return Fault(owner.line, owner.start, owner.end, message)
