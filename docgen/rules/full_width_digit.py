"""数字、字母用了全角。

阿拉伯数字和拉丁字母用半角，全角的既难看，又搜不到、算不了。

依据：GB/T 15835-2011《出版物上数字用法》，阿拉伯数字用正体半角字符（国标）。
错：２０２６年新建Ａ级站点１２个
对：2026年新建A级站点12个
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?％?")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for found in _WIDE.finditer(line.text):
            plain = unicodedata.normalize("NFKC", found.group())
            yield Fault(line, *found.span(), f"全角的“{found.group()}”应为半角“{plain}”", fix=plain)
