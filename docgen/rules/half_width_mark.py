"""中文里用了半角标点。

中文句子用全角标点，一对括号不能一半全角、一半半角。时间、比例、千分位、小数、网址、邮箱、文件名、外文短语和序号里的半角标点不在此列。

依据：GB/T 15834-2011《标点符号用法》，标点占一个字的位置（国标）。
错：坚持问题导向,补齐短板;压实责任(含属地责任).
对：坚持问题导向，补齐短板；压实责任（含属地责任）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.hanzi import BLANK, HAN, brackets, chinese, is_han
from docgen.draft import Draft, Line, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_FULL = dict(zip(",;:?!().", "，；：？！（）。", strict=True))
_POINT = re.compile(rf"[,;:?!](?:{BLANK}(?=[{HAN}]))?")
_STOP = re.compile(rf"(?<=[{HAN}”》）)])\.(?=\s*$)|(?<=[{HAN}]{{8}})\.(?=[{HAN}]{{8}})")
_EXTENSION = re.compile(r"\.[A-Za-z]")  # 汇总表(终稿).xlsx
_NOT_TEXT = frozenset({Role.NUMBER})


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        if line.role not in _NOT_TEXT and not line.text.isspace():
            yield from sorted((*_points(line), *_brackets(line), *_stops(line)), key=lambda fault: fault.start)


def _points(line: Line) -> Iterator[Fault]:
    text = line.text
    for found in _POINT.finditer(text, line.start):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if (chinese(before) and not after.isascii()) or (chinese(before) and _ends(after)) or _joins(before, after):
            yield _fault(line, found.start(), found.end(), _FULL[found.group()[0]])


def _ends(after: str) -> bool:
    """What may follow a mark of a Chinese sentence: nothing, a blank, a figure, a word, a mask."""
    return not after or after.isspace() or after.isalnum() or after in "*_"


def _joins(before: str, after: str) -> bool:
    """A figure, a word or a mask before it, Chinese after it: 增长5%,其中."""
    return bool(before) and not before.isspace() and chinese(after) and (before.isalnum() or before in "%％℃*_")


def _brackets(line: Line) -> Iterator[Fault]:
    if line.role is Role.CELL:
        return
    for start, end in brackets(line.text, line.start)[0]:
        mixed = line.text[start] == "（" or line.text[end] == "）"
        if mixed or (any(map(is_han, line.text[start:end])) and not _EXTENSION.match(line.text, end + 1)):
            for at in (start, end):
                if line.text[at] in "()":
                    yield _fault(line, at, at + 1, _FULL[line.text[at]])


def _stops(line: Line) -> Iterator[Fault]:
    for found in _STOP.finditer(line.text, line.start + 2):
        yield _fault(line, found.start(), found.end(), "。")


def _fault(line: Line, start: int, end: int, mark: str) -> Fault:
    return Fault(line, start, end, f"中文里的“{line.text[start]}”应为全角“{mark}”", fix=mark)
