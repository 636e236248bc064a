"""The 对照表 for a terminal: an item a paragraph, what became of it first; totals at the end."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.terminal import columns, visible
from docgen.trace import Relation
from docgen.trace_tables.cells import CALLED, TITLE, Line, Sheet, late, line_of, lines, told, totals
from docgen.trace_tables.differing import around, differing

SUFFIX = "text"
COLOURS: dict[Relation, str] = {"carried": "32", "changed": "36", "added": "34", "dropped": "33", "unanswered": "31"}
LEFT = 44  # columns of the upper item; as many are left for the local one


def table(sheet: Sheet) -> bytes:
    body = [
        TITLE,
        f"上级：{visible(sheet.upper)}",
        f"本级：{visible(sheet.local)}",
        *(text for line in lines(sheet.trace) for text in _line(line)),
        "",
        totals(sheet.trace),
    ]
    if missing := sheet.trace.unanswered:
        body.append(f"未回应的：{visible(told(missing))}。请在本级方案中补上，或写明不作安排的理由")
    return "".join(f"{text}\n" for text in body).encode()


def _line(line: Line) -> Iterator[str]:
    row = line.row
    if line.band:
        yield f"\n【{visible(line.band)}】"
    entries = (row.upper, row.local)
    names = [visible(line_of(entry)) if entry else "—" for entry in entries]
    upper, local = (around(name, 0, LEFT) for name in names)
    relation = f"\033[{COLOURS[row.relation]}m{_padded(CALLED[row.relation], 6)}\033[0m"
    yield f"{relation}  {_padded('〃' if line.again else upper, LEFT)}  {local}".rstrip()
    if row.upper and row.local and {"text", "more"} & {*row.altered}:
        texts = [visible(entry.text) for entry in (row.upper, row.local)]
        if texts[0] != texts[1] and texts != [upper, local]:
            yield from _pair("文字", *differing(texts[0], texts[1], LEFT - columns("文字：")))
    owners, deadlines = (
        [visible(getattr(entry, key)) if entry else "" for entry in entries] for key in ("owner", "deadline")
    )
    if any(owners):
        yield from _pair("牵头", "〃" if line.again else owners[0], owners[1])
    if any(deadlines):
        yield from _pair("时限", deadlines[0], deadlines[1] + late(row))
    if line.notes:
        yield f"{'':8}{visible('；'.join(line.notes))}"


def _pair(label: str, upper: str, local: str) -> Iterator[str]:
    """Upper and local side by side; one under the other where they are too wide."""
    first = f"{label}：{upper or '—'}"
    if columns(first) <= LEFT:
        yield f"{'':8}{_padded(first, LEFT)}  {label}：{local or '—'}"
    else:
        yield f"{'':8}{first}"
        yield f"{'':8}{'':{LEFT}}  {label}：{local or '—'}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
