"""同级标题有的独立成行，有的接着写正文。

同一组标题要么都独立成行、末尾不用标点，要么都是段首一句、句号之后接正文。一组里只有一个与众不同，多半是漏了换行或
漏了句号。

依据：同级标题形式一致（实务）。
错：（一）摸底。逐户登记。（二）整改。限期完成。（三）督导。每周通报。（四）验收（换行）组织检查。
对：（一）摸底。逐户登记。（二）整改。限期完成。（三）督导。每周通报。（四）验收。组织检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.numbering import Row, mark_start, rows
from docgen.draft import Draft, Line, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_ENOUGH = 3  # so many of one form show what the group does


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        for group in _groups(rows(sheet)):
            alone = [row for row in group if _is_alone(sheet, row)]
            run_in = [row for row in group if _is_run_in(row.line)]
            if len(alone) + len(run_in) < len(group):
                continue
            for odd, others, message in (
                (alone, run_in, "同级的其他标题都接着写正文，只有这一处独立成行，请统一"),
                (run_in, alone, "同级的其他标题都独立成行，只有这一处接着写正文，请统一"),
            ):
                if len(odd) == 1 and len(others) >= _ENOUGH:
                    line = odd[0].line
                    yield Fault(line, mark_start(line), max(line.start + 1, min(line.split, line.start + 20)), message)


def _groups(numbered: list[Row]) -> list[list[Row]]:
    """Rows of one level that count on under one heading."""
    groups: list[list[Row]] = []
    open_: dict[int, list[Row]] = {}
    for row in numbered:
        if row.level not in open_ or row.count == 1:
            groups.append([])
            open_[row.level] = groups[-1]
        open_[row.level].append(row)
        open_ = {level: group for level, group in open_.items() if level <= row.level}
    return groups


def _is_alone(sheet: Sheet, row: Row) -> bool:
    """A heading with a paragraph of its own below it."""
    following = sheet.lines[row.at + 1] if row.at + 1 < len(sheet.lines) else None
    under = following is not None and following.role is Role.BLOCK and not 0 < following.level <= row.level
    return row.line.alone and len(row.line.words) <= 30 and row.line.words[-1:] not in "：；" and under


def _is_run_in(line: Line) -> bool:
    heading = line.heading
    return 0 < len(heading) <= 30 and not line.alone and len(line.body.strip()) > len(heading)
