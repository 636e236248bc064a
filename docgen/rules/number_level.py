"""序号的层次用错。

同一层次的标题用同一种序号。一、二、之后忽然写成（三），后面又回到四、，这一处就是错了层次。省去一层（一、下面
直接用 1.）是正常写法，不在此列。

依据：GB/T 9704-2012《党政机关公文格式》7.3.3，层次序数依次用“一、”“（一）”“1.”“（1）”（国标）。
错：一、工作目标　二、主要任务　（三）保障措施　四、工作要求
对：一、工作目标　二、主要任务　三、保障措施　四、工作要求
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.numbering import Kind, slips
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="unsafe")


def check(draft: Draft) -> Iterator[Fault]:
    for slip in slips(draft):
        if slip.kind is Kind.LEVEL:
            message = f"这里接着上文同一层次往下数，序号应为“{slip.meant}”，不是“{slip.line.mark}”"
            yield Fault(slip.line, slip.start, slip.end, message, slip.fix)
