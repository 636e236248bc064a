"""“截止”后面接了时间。

“截止”是到期停止（报名截止），后面不带时间；说到某一时间为止的情况，用“截至”。

依据：《现代汉语词典》（实务）。
错：截止12月底，全市新增就业1.2万人
对：截至12月底，全市新增就业1.2万人
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_UNTIL = re.compile(
    r"截止(?=目前|今年|去年底|年底|月底|当前)|(?<!\w)截止(?=(?:(?:今年|去年|本年|上年|当年|年末|年底|月底|月末|上月|上个?月|本月|目前|当前|现在|昨[天日]|今[天日]|日前"
    r"|[\d０-９XＸ×*]{1,4}[年月日时])[^，。；、]{0,12})[，,])"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        if "截止" in line.text:
            for found in _UNTIL.finditer(line.text):
                yield Fault(line, *found.span(), "“截止”后面不接时间，这里应为“截至”", fix="截至")
