"""标题末尾有标点。

层次标题独立成行时，末尾不用句内的标点；问号、叹号、省略号除外。

依据：GB/T 15834-2011《标点符号用法》，标题末尾通常不用标点（国标）；公文层次标题同此（实务）。
错：一、指导原则、
对：一、指导原则
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.draft import Draft, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_MARKS = "。，、；：,;:.．"


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        end = len(line.text.rstrip())
        short = line.level and end - line.start <= 20
        heading = line.alone or (line.role is Role.BLOCK and short and line.split == line.start)
        if heading and line.text[end - 1] in _MARKS and not any(mark in line.words[:-1] for mark in _MARKS):
            yield Fault(line, end - 1, end, f"标题末尾不用“{line.text[end - 1]}”，请删去", fix="")
