"""一个层次只有一项。

分了（一），就要有（二）；只有一项的，不必分层，去掉序号直接写。

依据：结构层次一般两项以上才分列（实务）。
错：二、工作要求　（一）加强领导。……　三、附则
对：二、工作要求　……（不分层）　三、附则
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.numbering import Row, mark_start, rows, with_count
from docgen.draft import Draft, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="info")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        numbered = rows(sheet)
        for n, row in enumerate(numbered):
            parent = numbered[n - 1] if n else None
            following = numbered[n + 1] if n + 1 < len(numbered) else None
            if row.count == 1 and _is_lone(sheet, parent, row, following):
                start = mark_start(row.line)
                second = with_count(row.line.mark, 2)
                message = f"只有“{row.line.mark}”，没有“{second}”；只有一项的，请去掉序号直接写，或补上其余各项"
                yield Fault(row.line, start, start + len(row.line.mark), message)


def _is_lone(sheet: Sheet, parent: Row | None, row: Row, following: Row | None) -> bool:
    """Straight under its heading, with another heading of that level next, and with no second item in the text."""
    if parent is None or following is None or parent.level != row.level - 1 or row.level > 3:
        return False
    if following.level != parent.level or following.count != parent.count + 1 or row.line.mark not in row.line.text:
        return False
    second = with_count(row.line.mark, 2)
    return not any(second in line.text for line in sheet.lines[row.at : following.at])
