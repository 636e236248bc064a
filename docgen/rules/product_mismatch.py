"""单位数乘以个数，不等于总数。

“每年 1500 万元，三年共计 5500 万元”：每年的数乘以年数，与总数不同。“不少于”“左右”的不查。

依据：同一数据前后一致（实务）。
错：每年安排 1500 万元，三年共计 5500 万元。
对：每年安排 1500 万元，三年共计 4500 万元。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.relations import mismatched_products
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")


def check(draft: Draft) -> Iterator[Fault]:
    for one in mismatched_products(draft):
        yield Fault(one.line, one.start, one.end, f"按前后的数算：{one.why}，此处是“{one.told}”，请核对")
