"""时间长短与起止日期不符。

一句里写了从哪天到哪天，又写历时多久，算出来对不上。按整月算、按头尾两月都算、只算工作日，有一种算法对得上的都不提示；
“近三个月”“三个多月”不查。

依据：同一时间前后一致（实务）。
错：行动从4月15日开始，到5月31日结束，历时五个月。
对：行动从4月15日开始，到5月31日结束，历时一个半月。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.spans import wrong_spans
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    for span in wrong_spans(draft):
        message = f"按前面的起止日期算是{span.told}，此处是“{span.line.text[span.start : span.end]}”，请核对"
        yield Fault(span.line, span.start, span.end, message)
