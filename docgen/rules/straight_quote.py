"""中文里用了直引号。

中文的引号是“ ”，半角直引号 " 是从网页或程序里带来的。

依据：GB/T 15834-2011《标点符号用法》4.8 引号的形式为“ ”‘ ’（国标）。
错：落实"一岗双责"要求
对：落实“一岗双责”要求
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.hanzi import HAN, chinese, is_han
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_PAIR = re.compile(r'"([^"]*)"')
_HAN = re.compile(f"[{HAN}]")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        if '"' in line.text:
            yield from _pairs(line) if line.text.count('"') % 2 == 0 else _single(line)


def _pairs(line: Line) -> Iterator[Fault]:
    for found in _PAIR.finditer(line.text):
        before, after = _around(line.text, *found.span())
        if _HAN.search(found.group(1)) or chinese(before) or chinese(after):
            for at, right, name in ((found.start(), "“", "前"), (found.end() - 1, "”", "后")):
                yield Fault(line, at, at + 1, f"半角的直引号应改为{name}引号（{right}）", fix=right)


def _single(line: Line) -> Iterator[Fault]:
    """Which way they face is not certain."""
    for found in re.finditer('"', line.text):
        if any(map(is_han, _around(line.text, *found.span()))):
            yield Fault(line, *found.span(), "半角的直引号应改为“ ”，并请核对是否成对")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - 1) : start], text[end : end + 1]
