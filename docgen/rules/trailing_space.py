"""行末有空格。

段落末尾的空格看不见，却会带出空行、影响比对，请删去。首行缩进的空格不在此列。

依据：版面整洁（实务）。
错：一、工作目标
对：一、工作目标
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.draft import Draft, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="safe")


def check(draft: Draft) -> Iterator[Fault]:
    if draft.suffix == "md":  # there two blanks break the line
        return
    for line, following in zip(draft.lines, (*draft.lines[1:], None), strict=False):
        end = len(line.text.rstrip())
        goes_on = following is not None and following.number == line.number  # 印发机关　　印发日期 are two of one line
        if end < len(line.text) and line.role is not Role.CELL and not goes_on:
            yield Fault(line, end, len(line.text), "行末有空格，请删去", fix="")
