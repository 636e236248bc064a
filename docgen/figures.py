"""Figures that can be worked out from the figures beside them: sums, totals of tables, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.document import Document, Table
from docgen.draft import Draft, Line, Role

Mismatch = tuple[Line, int, int, str, str]  # line.text[start:end] says the one, the figures beside it give the other

_DIGITS = r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?"
_UNIT = r"(?:万|亿)?(?:个|家|件|处|项|人次|人|名|户|所|座|条|次|起|场|台|辆|套|亩|公里|吨|元|份|批|篇|期|支|栋|宗|例)"
_FIGURE = re.compile(rf"(?<![\d.,])({_DIGITS})\s?({_UNIT})")
_TOTAL = re.compile(rf"[，、（](?:合计|共计|总计|共)[^\d，。；、]{{0,6}}(?P<total>{_DIGITS})\s?(?P<unit>{_UNIT})")
_WHEREOF = re.compile(
    rf"(?<![\d.,])(?P<total>{_DIGITS})\s?(?P<unit>{_UNIT})[^\d，。；、（]{{0,12}}[，（；]其中[:：，]?(?P<parts>[^。；）]{{4,200}})"
)
_ROUGH = re.compile(
    "[约近超逾余多][^，。；]{0,2}\\d|余|左右|以上|以下|同比|环比|增加|增长|下降|减少|新增|%|％|倍|等|主要|包括|含|平均|至少"
)
_SUM_ROW = ("合计", "总计", "共计", "总数")
_NOT_SUMMED = re.compile(
    "率|占比|比例|比重|百分|%|％|序号|编号|排名|名次|均|单价|增幅|增长|得分|评分|年份|时间|日期|备注|电话"
)
_SHARE = re.compile(
    rf"(?<![\d.,])(?P<part>{_DIGITS})\s?(?P<unit>{_UNIT})[^\d。；%％]{{0,12}}占[^\d。；，%％]{{0,12}}(?P<whole>{_DIGITS})\s?(?P=unit)"
    r"[^\d。；，%％]{0,6}的(?P<percent>\d{1,4}(?:\.\d{1,3})?)[%％](?!以上|左右)"
)
_RATE = re.compile(
    rf"(?<![\d.,])(?P<whole>{_DIGITS})\s?(?P<unit>{_UNIT})(?P<between>[^\d。；%％]{{0,16}})(?P<part>{_DIGITS})\s?(?P=unit)"
    r"[^\d。；%％]{0,8}?(?P<name>完成|整改|办结|销号|达标|合格|覆盖|到位|开工|竣工|通过|化解|修复|调解|执结|签约)率"
    r"(?:达到|达|为|是)?(?P<percent>\d{1,4}(?:\.\d{1,3})?)[%％](?!以上|左右)"
)
_GROWTH = re.compile(
    rf"[由从](?P<whole>{_DIGITS})\s?(?P<unit>{_UNIT})(?:增加|增长|提高|上升|扩大|提升|下降|减少|降低|降|压减|缩减)(?:到|至|为)"
    rf"(?P<part>{_DIGITS})\s?(?P=unit)，(?:同比)?(?:增长|增幅|提高|上升|下降|降幅|减少|降低)(?:达到|达|为|了)?"
    r"(?P<percent>\d{1,4}(?:\.\d{1,3})?)[%％](?!以上|左右)"
)


def mismatched_sums(draft: Draft) -> Iterator[Mismatch]:
    """A 3 个、B 4 个，合计 8 个; 共 126 个，其中…"""
    for line in draft.body:
        for found in _TOTAL.finditer(line.text):
            yield from _added(line, found, _parts_before(line.text, found.start(), found["unit"]), Decimal("0.1"))
        for found in _WHEREOF.finditer(line.text):
            if _value(found["total"]) >= 20 and not _ROUGH.search(found["parts"]):
                parts = _parts(re.split("[、，]|以及|和", found["parts"]), found["unit"])
                yield from _added(line, found, parts, Decimal("0.05"))


def _added(line: Line, found: re.Match[str], parts: list[Decimal], near: Decimal) -> Iterator[Mismatch]:
    """A mismatch where the sum of at least two parts misses the total by little: far off, it is another total."""
    total, added = _value(found["total"]), sum(parts, Decimal(0))
    if len(parts) > 1 and added != total and abs(added - total) <= max(Decimal(1), total * near):
        yield (
            line,
            found.start("total"),
            found.end("unit"),
            f"{found['total']}{found['unit']}",
            f"{added}{found['unit']}",
        )


def _parts_before(text: str, end: int, unit: str) -> list[Decimal]:
    """The figures of the clauses before a total, each with one figure of its unit; none where one is rough."""
    begin = max(end - 200, *(text.rfind(mark, max(0, end - 200), end) + 1 for mark in "。；："), 0)
    sentence = text[begin:end]
    return [] if _ROUGH.search(sentence) else _parts(re.split("[、，]|以及|和", sentence), unit)


def _parts(clauses: list[str], unit: str) -> list[Decimal]:
    """One figure of the unit a clause, from the first to the last with a number; none where one does not fit."""
    numbered = [bool(re.search(r"\d", clause)) for clause in clauses]
    if not any(numbered):
        return []
    clauses = clauses[numbered.index(True) : len(clauses) - numbered[::-1].index(True)]
    found = [_FIGURE.findall(clause) for clause in clauses]
    exact = all(len(figures) == 1 and figures[0][1] == unit for figures in found)
    alone = all(len(re.findall(r"\d+(?:[.,]\d+)*", clause)) == 1 for clause in clauses)
    return [_value(figures[0][0]) for figures in found] if exact and alone else []


def mismatched_percentages(draft: Draft) -> Iterator[Mismatch]:
    """90 个，占 120 个的 80%; 应整改 120 处，已整改 90 处，整改率 80%; 由 100 个增加到 120 个，增长 25%."""
    for line in draft.body:
        for pattern in (_SHARE, _RATE, _GROWTH):
            for found in pattern.finditer(line.text):
                named = pattern is not _RATE or found["name"] in found["between"]
                before = line.text[max(0, found.start() - 2) : found.start()]
                if named and not re.search("[约近超逾余多]", before + found.group()):
                    yield from _worked_out(line, found, pattern is _GROWTH)


def _worked_out(line: Line, found: re.Match[str], growth: bool) -> Iterator[Mismatch]:
    whole, part, percent = (_value(found[name]) for name in ("whole", "part", "percent"))
    if not whole or (not growth and part > whole and percent < 100):
        return
    right = abs(part - whole) / whole * 100 if growth else part / whole * 100
    step = Decimal(1).scaleb(int(percent.as_tuple().exponent))
    blur = (_blur(found["part"], found["unit"]) + _blur(found["whole"], found["unit"]) * part / whole) / whole * 100
    if abs(right - percent) > step + blur:
        told = str(right.quantize(step, ROUND_HALF_UP))
        yield line, found.start("percent"), found.end("percent") + 1, found["percent"], told


def _blur(digits: str, unit: str) -> Decimal:
    """By how much a figure may have been rounded; one that counts things is exact."""
    exact = "." not in digits and unit[0] not in "万亿"
    return Decimal(0) if exact else Decimal(1).scaleb(int(_value(digits).as_tuple().exponent))


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with the line of each of its cells; None for an empty one."""

    table: Table
    cells: tuple[tuple[Line | None, ...], ...]


def mismatched_tables(draft: Draft) -> Iterator[Mismatch]:
    """The row 合计 of a table against its other rows, column by column."""
    for grid in _grids(draft):
        rows = grid.table.rows
        sums = [n for n, row in enumerate(rows) if any(re.sub(r"\s", "", cell) in _SUM_ROW for cell in row[:2])]
        partial = any("其中" in cell or "小计" in cell for row in rows for cell in row)
        if len(sums) == 1 and len(rows) > 2 and not partial:
            yield from _columns(grid, sums[0])


def _columns(grid: _Grid, total: int) -> Iterator[Mismatch]:
    for column, header in enumerate(grid.table.header):
        told = _cell(grid.table.rows[total][column])
        parts = [_cell(row[column]) for n, row in enumerate(grid.table.rows) if n != total]
        filled = [row[column].strip() for n, row in enumerate(grid.table.rows) if n != total]
        line = grid.cells[total][column]
        plain = all(part is not None or not text.strip("-—/") for part, text in zip(parts, filled, strict=True))
        numbers = [part for part in parts if part is not None]
        if told is None or line is None or not plain or len(numbers) < 2 or _NOT_SUMMED.search(header):
            continue
        added = sum(numbers, Decimal(0))
        finest = min(int(part.as_tuple().exponent) for part in numbers)
        blur = Decimal(1).scaleb(finest) * len(numbers) if finest < 0 else Decimal(0)
        if abs(added - told) > blur:
            yield line, 0, len(line.text), str(told), str(added)


def _cell(text: str) -> Decimal | None:
    plain = text.strip()
    return _value(plain) if re.fullmatch(_DIGITS, plain) else None


def _grids(draft: Draft) -> Iterator[_Grid]:
    """The tables of a draft whose cells are found again among its lines."""
    lines = [line for line in draft.lines if line.role is Role.CELL]
    at = 0
    for table in _tables(draft.document):
        rows: list[tuple[Line | None, ...]] = []
        before = at
        for row in (table.header, *table.rows):
            cells: list[Line | None] = []
            for cell in row:
                same = cell.strip() and at < len(lines) and lines[at].text.strip() == cell.strip()
                here = lines[at] if same else None
                at += here is not None
                cells.append(here)
            rows.append(tuple(cells))
        if at - before == sum(bool(cell.strip()) for row in (table.header, *table.rows) for cell in row):
            yield _Grid(table, tuple(rows[1:]))


def _tables(document: Document) -> Iterator[Table]:
    yield from (block for block in document.blocks if isinstance(block, Table))
    for attachment in document.attachments:
        yield from (block for block in attachment.blocks if isinstance(block, Table))
    if document.issued:
        yield from _tables(document.issued)
