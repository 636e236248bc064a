"""分项之和与合计不等。

“A 3 个、B 4 个，合计 8 个”，分项相加与合计不同。“共 126 个，其中……”只在分项之和与总数相差很小时提示：
分项可能本来就没有列全。表中“合计”一行（一列）与各行（各列）之和不等，也在此列。

依据：同一数据前后一致、合计等于分项之和（实务）。
错：检查企业 12 家、商场 8 家，合计 21 家。
对：检查企业 12 家、商场 8 家，合计 20 家。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.draft import Draft
from docgen.figures import mismatched_sums, mismatched_tables
from docgen.rule import Fault, Rule

RULE = Rule(level="error")


def check(draft: Draft) -> Iterator[Fault]:
    for line, start, end, told, total in (*mismatched_sums(draft), *mismatched_tables(draft)):
        yield Fault(line, start, end, f"分项相加是 {total}，此处是 {told}，请核对")
