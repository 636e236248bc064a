"""数字、字母、百分号用了全角，小数点用了句号。

阿拉伯数字和拉丁字母用半角，全角的既难看，又搜不到、算不了。百分号全文一律用全角的是习惯，不报。

依据：GB/T 15835-2011《出版物上数字用法》，阿拉伯数字用正体半角字符（国标）。
错：２０２６年新建Ａ级站点１２个
对：2026年新建A级站点12个
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.draft import Draft, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?％?")
_PERCENT = re.compile(r"(?<=[0-9])％")
_POINT = re.compile(r"(?<=PM2)。(?=5)|(?<=\d)。(?=\d{1,2}(?:%|％|个百分点|[万亿][元人吨千亩平]))")
_FEW = 3  # who writes ％ more often, and never %, means it


def check(draft: Draft) -> Iterator[Fault]:
    habit = (
        not any("%" in line.text for line in draft.lines) and sum(line.text.count("％") for line in draft.lines) > _FEW
    )
    for line in draft.lines:
        for found in _WIDE.finditer(line.text):
            plain = unicodedata.normalize("NFKC", found.group())
            yield Fault(line, *found.span(), f"全角的“{found.group()}”应为半角“{plain}”", fix=plain)
        if "％" in line.text and line.role is Role.BLOCK and not habit:
            for found in _PERCENT.finditer(line.text):
                yield Fault(line, *found.span(), "百分号应为半角“%”", fix="%", level="info")
        for found in _POINT.finditer(line.text):
            yield Fault(line, *found.span(), "小数点误作句号，应为“.”", fix=".", unsafe=True)
