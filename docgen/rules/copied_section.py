"""整节照抄上级方案。

一节的文字九成以上与上级方案相同（换了层级的词、地名不算不同），说明没有写本级怎么办。只是提示：确实应当照写的，可以不改。
指导思想（总体要求）本来就应当与上级一致，不在此列；不到一百字的短节也不报。

依据：贯彻上级文件要结合本地实际，不照抄照转（实务；中央关于解决形式主义突出问题为基层减负的要求）。
错：市方案“工作要求”一节，除“全省”改成“全市”外与省方案一字不差。
对：写明本级由谁抓、抓什么、怎样检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.inherited import shares
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_LEAST = 100  # characters
_WHOLE = 0.9


def check(draft: Draft) -> Iterator[Fault]:
    for found in shares(draft):
        if found.size >= _LEAST and found.share >= _WHOLE:
            start = found.line.start
            message = f"“{found.heading}”一节与上级方案有 {int(found.share * 100)}% 相同，请结合本级实际写明怎样落实"
            yield Fault(found.line, start, start + len(found.line.words), message)
