"""分项之和与合计不等。

“A 3 个、B 4 个，合计 8 个”，分项相加与合计不同。“共 126 处，其中……”的分项加起来超过了总数，或者列完以后与总数相差很小，
也在此列；分项可能互相包含的（女性、党员），没有列全的（等），不查。表中“合计”一行与以上各行之和不等，“合计”一列与其余
各列之和不等（多数行相等、个别行不等时），也在此列。

依据：同一数据前后一致、合计等于分项之和（实务）。
错：检查企业 12 家、商场 8 家，合计 21 家。
对：检查企业 12 家、商场 8 家，合计 20 家。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.figures import mismatched_sums
from docgen.analysis.table_sums import mismatched_tables
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")


def check(draft: Draft) -> Iterator[Fault]:
    for one in (*mismatched_sums(draft), *mismatched_tables(draft)):
        yield Fault(one.line, one.start, one.end, f"分项相加：{one.why}，此处是“{one.told}”，请核对")
