"""标题下面没有内容。

标题独立成行，下面紧接着就是同级或上一级的标题，或者文章就此结束，这一节就是空的。

依据：层次标题之下应有正文（实务）。
错：三、保障措施　四、工作要求　（一）压实责任。……
对：三、保障措施　（一）强化经费保障。……　四、工作要求　（一）压实责任。……
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docgen.analysis.numbering import Row, mark_start, rows
from docgen.draft import Draft, Line, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_TEXT = (Role.BLOCK, Role.CELL)
_SENTENCE = "：:；;，,。"


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        for siblings in _families(rows(sheet)):
            empty = [row for row in siblings if _is_empty(sheet, row)]
            if empty and len(siblings) >= 3 and len(empty) * 3 <= len(siblings):
                for row in empty:
                    line = row.line
                    end = line.start + min(len(line.words), 20)
                    yield Fault(line, mark_start(line), end, f"“{line.heading[:20]}”下面没有内容，请补写或删去这个标题")


def _families(numbered: list[Row]) -> list[list[Row]]:
    """Rows of one level under one heading: what a family mostly does says what its headings are."""
    families: dict[tuple[int, int], list[Row]] = defaultdict(list)
    upper = [0] * 6
    for n, row in enumerate(numbered, 1):
        if row.count == 1:
            upper[row.level] = n  # a new run, even under the same heading
        families[row.level, max(upper[: row.level + 1])].append(row)
        for deeper in range(row.level + 1, 6):
            upper[deeper] = n
    return list(families.values())


def _is_empty(sheet: Sheet, row: Row) -> bool:
    line = row.line
    if not line.alone or any(mark in line.words for mark in _SENTENCE[:4]) or len(line.words) > 30:
        return False
    following = next((other for other in sheet.lines[row.at + 1 :][:1]), None)
    return following is None or not _is_content(following, row.level)


def _is_content(line: Line, level: int) -> bool:
    """Text or a table, or a heading below this one; a list of attachments also counts (三、附件)."""
    if line.role is Role.LISTED or line.role is Role.FOOTNOTE:
        return True
    return line.role in _TEXT and not 0 < line.level <= level
