"""起止年份用了短横线。

起止年份、月份之间用一字线“—”，也可用“至”，不用半角短横线“-”。

依据：GB/T 15834-2011《标点符号用法》4.13 连接号（国标）。
错：2024-2026年
对：2024—2026年
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="safe")

_YEARS = re.compile(
    r"(?<![\d-])(?:19|20)\d\d年?(-{1,2})(?:19|20)\d\d(?=年)|(?<!\d)\d{1,2}月(?:\d{1,2}日)?(-{1,2})(?=\d{1,2}[月日])"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for found in _YEARS.finditer(line.text):
            group = 1 if found.group(1) else 2
            yield Fault(line, *found.span(group), "起止时间之间用“—”或“至”，不用短横线", fix="—")
