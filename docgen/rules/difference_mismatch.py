"""剩余数、相差数与前后的数对不上。

“共 80 个，已整改 70 个，未整改 15 个”：总数减去已办的，不等于剩下的；“75%，离 90% 差 12 个百分点”：两个百分比相减不等于
所说的差。只在各个数都明确时提示。

依据：同一数据前后一致（实务）。
错：排查隐患 80 个，已整改 70 个，未整改 15 个。
对：排查隐患 80 个，已整改 70 个，未整改 10 个。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.relations import mismatched_differences
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")


def check(draft: Draft) -> Iterator[Fault]:
    for one in mismatched_differences(draft):
        yield Fault(one.line, one.start, one.end, f"按前后的数算：{one.why}，此处是“{one.told}”，请核对")
