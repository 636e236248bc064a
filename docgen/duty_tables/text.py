"""The duties for a terminal: few units as a matrix, many as two lists; then what a person should look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from docgen.duties import Duties, Task
from docgen.duty_tables.remarks import Remark, remarks, some, who
from docgen.terminal import columns, folded, visible

LEADS, SUPPORTS = (
    "牵",
    "配",
)  # ● and ○ take one column here and two there: the columns would not stand under their heads
FEW = 8  # units that stand side by side
MANY = 120  # units of which each still has a line of its own
WIDTH = 96  # columns of the page
TITLE = 28  # of a measure beside a matrix
LISTED = 40  # lines of a remark; the rest is in the sheet


def table(duties: Duties) -> str:
    """The whole page, its lines ended."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(duties))


def _lines(duties: Duties) -> Iterator[str]:
    names = [visible(unit.short) for unit in duties.units]
    yield f"分工表：任务 {len(duties.tasks)} 项，单位 {len(names)} 个"
    if duties.tasks and names:
        yield ""
        yield from _matrix(duties, names) if len(names) <= FEW else (*_by_task(duties.tasks, names), "")
        if len(names) > FEW:
            yield from _by_unit(duties, names) if len(names) <= MANY else _by_count(duties, names)
    for remark in remarks(duties):
        yield ""
        yield from _remark(remark)


def _matrix(duties: Duties, names: Sequence[str]) -> Iterator[str]:
    width = min(16, max(6, (WIDTH - TITLE - 4) // len(names) - 2))
    heads = [folded(name, width) for name in names]
    tallest = max(map(len, heads))
    for line in zip_longest(*([""] * (tallest - len(head)) + head for head in heads)):
        yield _row("", "", line, width)
    for n, task in enumerate(duties.tasks, 1):
        yield _row(str(n), visible(task.title), (_mark(task, one) for one in range(len(names))), width)
    counts = duties.counts()
    yield _row("", "牵头（项）", (str(leads) for leads, _ in counts), width)
    yield _row("", "配合（项）", (str(supports) for _, supports in counts), width)


def _row(number: str, title: str, cells: Iterable[str], width: int) -> str:
    return f"{number:>3} {_cut(title, TITLE)}" + "".join(f"  {_padded(cell, width)}" for cell in cells)


def _mark(task: Task, unit: int) -> str:
    return LEADS if unit in task.leads else SUPPORTS if unit in task.supports else ""


def _by_task(tasks: Sequence[Task], names: Sequence[str]) -> Iterator[str]:
    yield "按任务看"
    for n, task in enumerate(tasks, 1):
        parts = (("牵头", task.leads), ("配合", task.supports))
        yield f"{n:>3} {_cut(visible(task.title), WIDTH - 4).rstrip()}"
        for line in folded(
            "；".join(f"{part}：{who(units, names)}" for part, units in parts if units) or "—", WIDTH - 4
        ):
            yield f"    {line}"


def _by_unit(duties: Duties, names: Sequence[str]) -> Iterator[str]:
    yield "按单位看"
    told = [_told(name, *count) for name, count in zip(names, duties.counts(), strict=True)]
    width = max(map(columns, told)) + 3
    beside = max(1, (WIDTH - 4) // width)
    for start in range(0, len(told), beside):
        yield "    " + "".join(_padded(each, width) for each in told[start : start + beside])


def _told(name: str, leads: int, supports: int) -> str:
    return f"{name}：牵头 {leads}，配合 {supports}"


def _by_count(duties: Duties, names: Sequence[str]) -> Iterator[str]:
    """Units with as many tasks together, the busiest first."""
    yield "按单位看（任务一样多的写在一起）"
    alike: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, count in zip(names, duties.counts(), strict=True):
        alike[count].append(name)
    for (leads, supports), those in sorted(alike.items(), reverse=True):
        whom = some(those) if len(those) < len(names) else who(range(len(names)), names)
        lines = folded(f"牵头 {leads}，配合 {supports}：{whom}", WIDTH - 4)
        yield from (f"    {line}" for line in lines)


def _remark(remark: Remark) -> Iterator[str]:
    yield f"{'说明' if remark.is_note else '请核对'}：{remark.title}"
    for what, where in remark.found[:LISTED]:
        yield from (f"    {line}" for line in folded(visible(f"{what}　{where}" if where else what), WIDTH - 4))
    if len(remark.found) > LISTED:
        yield f"    另有 {len(remark.found) - LISTED} 条，写成 分工表.xlsx 后可以看全"
    yield f"    → {remark.advice}"


def _cut(text: str, width: int) -> str:
    """A text in just so many columns."""
    if columns(text) <= width:
        return _padded(text, width)
    return _padded(f"{folded(text, width - 2)[0]}…", width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
