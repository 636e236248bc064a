"""省略号、破折号写法不对。

省略号是六个连点“……”，破折号是“——”，各占两个字的位置。

依据：GB/T 15834-2011《标点符号用法》4.11 省略号、4.8 破折号（国标）。
错：宣传、培训、检查...。工作的出发点--群众满意
对：宣传、培训、检查……。工作的出发点——群众满意
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.hanzi import HAN
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_DOTS = re.compile(rf"(?<=[{HAN}”》），、])(?:\.{{3,6}}|。{{3,6}}|·{{3,6}})(?![.。·\d\s])|(?<!…)…(?!…)")
_DASH = re.compile(rf"(?<=[{HAN}”》）])-{{2,3}}(?=[{HAN}“《（])")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for pattern, name, right in ((_DOTS, "省略号", "……"), (_DASH, "破折号", "——")):
            for found in pattern.finditer(line.text):
                yield Fault(line, *found.span(), f"{name}“{found.group()}”应为“{right}”", fix=right)
