"""序号重复。

同一层次的序号要依次排列。前面已经用过的序号又出现，后面的标题就全部错位。序号在新的部分（附件、被印发的文件）
重新从“一”数起，或者（一）（二）跨过各个“一、”连着数，都是正常写法，不在此列。

依据：GB/T 9704-2012《党政机关公文格式》7.3.3，结构层次序数依次标注（国标）。
错：一、工作目标　二、主要任务　二、保障措施
对：一、工作目标　二、主要任务　三、保障措施
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.numbering import Kind, slips
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="unsafe")


def check(draft: Draft) -> Iterator[Fault]:
    for slip in slips(draft):
        if slip.kind is Kind.DUPLICATE:
            line, follows = slip.line, "，其后的序号顺延" if slip.followed else ""
            message = f"序号“{line.mark}”前面已经用过，这里应为“{slip.meant}”{follows}"
            yield Fault(line, slip.start, slip.end, message, None if slip.followed else slip.fix)
