"""分项大于总数。

“共排查 20 处，其中重大隐患 25 处”：其中的一项比总数还大，两个数必有一个写错。

依据：同一数据前后一致，部分不大于整体（实务）。
错：共排查隐患 20 处，其中重大隐患 25 处。
对：共排查隐患 120 处，其中重大隐患 25 处。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.figures import parts_beyond
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")


def check(draft: Draft) -> Iterator[Fault]:
    for one in parts_beyond(draft):
        yield Fault(one.line, one.start, one.end, f"总数是“{one.told}”，{one.why}，分项比总数还大，请核对")
