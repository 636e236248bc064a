"""没有页码。

只查 .docx。只有一页的短文可以不理会。

依据：GB/T 9704-2012 7.5，页码编排在版心下边缘之下（国标，一般）；条例第九条把页码列为公文的组成部分（条例）。
错：页脚里没有页码
对：页脚里有“— 1 —”
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.typeset import typeset
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

SHORT = 25  # paragraphs, which may well be one page


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    if set_ and not set_.footers and len(set_.settings) > SHORT:
        yield Fault(None, 0, 0, "没有页码，请在页脚插入页码，一般写成“— 1 —”")
