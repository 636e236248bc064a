"""百分比与前后的数对不上。

一句里分子、分母、百分比都写明了，算出来却不是这个百分比：“完成 90 个，占 120 个的 80%”“由 100 个增加到 120 个，
增长 25%”“120 个，比上年增加 20 个，增长 25%”。只在各个数都明确时提示，四舍五入或者舍去尾数都算对。

依据：同一数据前后一致（实务）。
错：应整改 120 处，已整改 90 处，整改率 80%。
对：应整改 120 处，已整改 90 处，整改率 75%。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.relations import mismatched_percentages
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")


def check(draft: Draft) -> Iterator[Fault]:
    for one in mismatched_percentages(draft):
        yield Fault(one.line, one.start, one.end, f"按前后的数算：{one.why}，此处是“{one.told}”，请核对")
