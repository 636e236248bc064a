"""留有 Markdown 符号。

“# ”“**……**”“- ”“[文字](网址)”是从网页或聊天工具里带来的排版符号，公文里没有。

依据：版面整洁，层次序数用“一、”“（一）”“1.”“（1）”（条例所附国标 GB/T 9704-2012 7.3.3）。
错：## 工作目标
对：二、工作目标
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.hanzi import HAN
from docgen.analysis.masks import bolds
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="none")

_HEADING = re.compile(r"\s*(#{1,6})[ \u3000]")
_ITEM = re.compile(rf"\s*([-*+])[ \u3000]+(?=[{HAN}“《])")
_LINK = re.compile(r"!?\[([^\[\]]{1,40})\]\((https?://[^()\s]{1,80}|[^()\s]{1,60}\.\w{2,4})\)")
_CODE = re.compile(r"```|~~~|`[^`]{1,30}`")


def check(draft: Draft) -> Iterator[Fault]:
    if draft.suffix == "md":
        return
    listed = sum(bool(_ITEM.match(line.text)) for line in draft.lines) > 1
    for line in draft.lines:
        yield from _marks(line, listed)
        for start, end in bolds(line):
            yield Fault(line, start, end + 2, "“**……**”是 Markdown 的加粗符号，请删去 **")


def _marks(line: Line, listed: bool) -> Iterator[Fault]:
    if found := _HEADING.match(line.text):
        yield Fault(line, *found.span(1), f"“{found[1]}”是 Markdown 的标题符号，请改为层次序数")
    if listed and (found := _ITEM.match(line.text)):
        yield Fault(line, *found.span(1), f"“{found[1]}”是 Markdown 的列表符号，请改为序号或删去")
    for found in _LINK.finditer(line.text):
        yield Fault(line, *found.span(), "这是 Markdown 的链接，请只留文字")
    for found in _CODE.finditer(line.text):
        yield Fault(line, *found.span(), "这是 Markdown 的代码符号，请删去")
