"""“百分之”后面用了阿拉伯数字。

百分数要么写成“30%”，要么全用汉字“百分之三十”，不写成“百分之30”。

依据：GB/T 15835-2011《出版物上数字用法》，同一个数不混用两种数字，百分数用阿拉伯数字时写作“30%”（国标）。
错：覆盖率达到百分之100。
对：覆盖率达到100%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_MIXED = re.compile(r"百分之\s?(\d+(?:\.\d+)?)(?![\d.%％])")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        if "百分之" in line.text:
            for found in _MIXED.finditer(line.text):
                right = f"{found[1]}%"
                yield Fault(line, found.start(), found.end(), f"请写成“{right}”，不写“{found.group()}”", fix=right)
