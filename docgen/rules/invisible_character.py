"""有看不见的字符。

零宽空格、软连字符、控制字符等多是从网页、PDF 里带来的：看不见，却会使查找、分行和比对出错。

依据：文件内容应当与所见一致（实务）。
错：压实<零宽空格>责任
对：压实责任
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        if line.text.isprintable():
            continue
        for found in _HIDDEN.finditer(line.text):
            code = f"U+{ord(found.group()[0]):04X}"
            yield Fault(line, *found.span(), f"这里有看不见的字符（{code}），请删去", fix="")
