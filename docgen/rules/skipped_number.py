"""序号跳号。

同一层次的序号要连续。中间缺一个数，往往是漏了一段，或者删去一段后没有重排。分节重新数、跨节连着数，以及序号写在
段落中间的，都不在此列。

依据：GB/T 9704-2012《党政机关公文格式》7.3.3，结构层次序数依次标注（国标）。
错：（一）动员部署　（二）自查自纠　（四）总结验收
对：（一）动员部署　（二）自查自纠　（三）总结验收
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.numbering import Kind, slips
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="unsafe")


def check(draft: Draft) -> Iterator[Fault]:
    for slip in slips(draft):
        if slip.kind is Kind.SKIPPED:
            line = slip.line
            message = f"“{line.mark}”前面没有“{slip.meant}”，请核对是漏了一段，还是序号应为“{slip.meant}”"
            yield Fault(line, slip.start, slip.end, message, None if slip.followed else slip.fix)
