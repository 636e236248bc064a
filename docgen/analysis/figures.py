"""Wholes and their parts in running text: A 3 个、B 4 个，合计 8 个; 共 126 处，其中…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docgen.analysis.amounts import DIGITS, ROUGH, UNIT, base, full, plain, scale, value
from docgen.draft import Draft, Line

_TOTAL = re.compile(
    rf"[，、（](?:全年|全[省市县区镇乡局校])?(?P<word>合计|共计|总计|共)[^\d，。；、]{{0,6}}(?P<total>{DIGITS})\s?(?P<unit>{UNIT})(?!以上|左右)"
)
_WHEREOF = re.compile(
    rf"(?<![\d.,·．])(?P<total>{DIGITS})\s?(?P<unit>{UNIT})(?P<rest>(?:{DIGITS}{UNIT})?[^\d，。；、（]{{0,12}})"
    "[，（；,](?:其中|包括)[:：，,]?"
)
_NUMBER = re.compile(rf"(?<![\d.,])(?P<digits>{DIGITS})\s?(?P<unit>{UNIT})?")
_CUT = re.compile("[、，,]|以及|和|与|及")
_MEANWHILE = re.compile("同比|环比|增加|增长|下降|减少|新增|%|％|倍|平均|第")
_INCOMPLETE = re.compile("等|主要|包括|含")
# Kinds that one thing may be several of, and what cuts a whole in another way: such parts may add up to more than it.
_KINDS = re.compile(
    "[男女]|党员|团员|民族|学历|学位|大专|本科|研究生|职称|岁|规上|规模|高新|专精特新|上市|外资|国有|民营|龙头|示范|重点|代表|委员|"
    "省级|国家级|市级|县级|困难|残疾|退役|脱贫|低保|农村|户籍"
)
_STATES = re.compile("以上|以下|当年|本年|今年|[上下]半年|年度|累计|带动|已|正在|完成|涉及|到位")
_AVERAGE = re.compile("均|每|最[高低]|达到|·")
_RESTS = re.compile("剩余|其余|余下|剩下")
_EVENTS = re.compile("^(?:已|现|完|新|办|结|查|整|提|达|带|发|解|责|立|移|处|调|实|取|收|追|下|约|占|参|受|成|建|开)")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """line.text[start:end] says the one, the figures beside it give the other; `why` shows the arithmetic."""

    line: Line
    start: int
    end: int
    why: str

    @property
    def told(self) -> str:
        return self.line.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a whole: what it is called, and what parts it from the one before it."""

    label: str
    digits: str
    unit: str
    mark: str

    @property
    def amount(self) -> Decimal:
        return full(self.digits, self.unit)


def mismatched_sums(draft: Draft) -> Iterator[Mismatch]:
    """Totals that their parts do not add up to."""
    for line in draft.body:
        for found in _TOTAL.finditer(line.text):
            parts = _before(line.text, found.start(), found["unit"])
            near = Decimal("0.3") if found["word"] == "合计" else Decimal("0.1")
            if _differs(found, parts, near):
                yield _added(line, found, parts)
        for found, parts in _wholes(line):
            if why := _partition(line, found):
                yield Mismatch(line, found.start("total"), found.end("unit"), why)
                continue
            if any(part.amount > _whole(found) for part in parts):
                continue  # of that another rule speaks
            run = _tight(parts)
            if _exceeded(found, run):
                yield _added(line, found, run)
            elif _nearly(line, found, parts):
                yield _added(line, found, parts)


def parts_beyond(draft: Draft) -> Iterator[Mismatch]:
    """共 20 处，其中重大隐患 25 处: a part that is larger than its whole."""
    for line in draft.body:
        for found, parts in _wholes(line):
            large = next((part for part in _tight(parts) if part.amount > _whole(found)), None)
            average = _AVERAGE.search(line.text[max(0, found.start() - 16) : found.end()])
            if large and not found["rest"] and not average and not _AVERAGE.search(large.label):
                why = f"其中{large.label.strip()}{large.digits}{large.unit}"
                yield Mismatch(line, found.start("total"), found.end("unit"), why)


def _wholes(line: Line) -> Iterator[tuple[re.Match[str], list[_Part]]]:
    """The exact wholes of a line, with the parts that follow 其中."""
    if "其中" not in line.text and "包括" not in line.text:
        return
    for found in _WHEREOF.finditer(line.text):
        before = line.text[max(0, found.start() - 3) : found.end("unit")]
        if not ROUGH.search(before) and not ROUGH.search(found["rest"]):
            yield found, _parts(line.text[found.end() : found.end() + 260], found["unit"])


def _whole(found: re.Match[str]) -> Decimal:
    return full(found["total"], found["unit"])


def _parts(text: str, unit: str) -> list[_Part]:
    """The parts up to the first clause that has no one figure of the unit of the whole, or a rough one.

    A number without a unit has that of the next: 300、100、200 万元. A name may hold 、 and 和.
    """
    text = re.split("[。；！？）)]", _unbracketed(text))[0]
    found: list[tuple[str, str, str, str]] = []
    at, mark, label = 0, "", ""
    for cut in (*_CUT.finditer(text), None):
        piece = text[at : cut.start() if cut else len(text)]
        numbers = list(_NUMBER.finditer(piece))
        if not numbers:
            if cut and cut.group() in "，,":
                break
            label += piece + (cut.group() if cut else "")
        else:
            one = numbers[0]
            bare = not one["unit"] and one.end() == len(piece)
            fits = bool(one["unit"]) and base(one["unit"]) == base(unit)
            if len(numbers) > 1 or not (bare or fits) or ROUGH.search(piece) or _MEANWHILE.search(piece):
                break
            found.append((label + piece[: one.start()], one["digits"], one["unit"] or "", mark))
            label = ""
        if cut:
            mark, at = (cut.group() if numbers else mark), cut.end()
    while found and not found[-1][2]:
        found.pop()
    parts: list[_Part] = []
    for name, digits, own, before in reversed(found):
        parts.append(_Part(name, digits, own or parts[-1].unit, before))
    return parts[::-1]


def _unbracketed(text: str) -> str:
    return re.sub(r"[（(][^（）()]{0,80}[）)]", "", text)


def _partition(line: Line, found: re.Match[str]) -> str:
    """The arithmetic of a whole that is parted without a rest, and wrongly: 其中 20万元…，8万元…，剩余4万元…"""
    listed = re.split("[。；！？]", _unbracketed(line.text[found.end() : found.end() + 260]))[0]
    clauses = re.split("[，、,]", listed)
    figures = [list(_NUMBER.finditer(clause)) for clause in clauses]
    if len(clauses) < 2 or not all(
        len(one) == 1 and one[0]["unit"] and base(one[0]["unit"]) == base(found["unit"]) for one in figures
    ):
        return ""
    rests = [bool(_RESTS.match(clause)) for clause in clauses]
    if not rests[-1] or any(rests[:-1]) or ROUGH.search(listed) or _MEANWHILE.search(listed) or "等" in clauses[0][:2]:
        return ""
    added = sum((full(one["digits"], one["unit"]) for (one,) in figures), Decimal(0))
    if added == _whole(found):
        return ""
    terms = "+".join(f"{one['digits']}{one['unit']}" for (one,) in figures)
    return f"{terms}={plain(added / scale(found['unit']))}{found['unit']}"


def _tight(parts: list[_Part]) -> list[_Part]:
    """The parts up to the first comma: what follows one may speak of something else."""
    loose = next((n for n, part in enumerate(parts) if n and part.mark in "，,"), len(parts))
    return parts[:loose]


def _exceeded(found: re.Match[str], parts: list[_Part]) -> bool:
    """Whether parts that cannot overlap add up to more than their whole."""
    whole, added = _whole(found), sum((part.amount for part in parts), Decimal(0))
    return len(parts) > 1 and not any(map(_overlaps, parts)) and whole < added <= whole * 2


def _overlaps(part: _Part) -> bool:
    """Whether it may hold some of what another part holds; money is given once."""
    return bool(_STATES.search(part.label) or (base(part.unit) != "元" and _KINDS.search(part.label)))


def _nearly(line: Line, found: re.Match[str], parts: list[_Part]) -> bool:
    """Whether parts to the end of the sentence miss a whole that is large enough by very little."""
    whole = _whole(found)
    listed = re.split("[。；！？）)]", line.text[found.end() : found.end() + 260])[0]
    last = f"{parts[-1].digits}{parts[-1].unit}" if parts else ""
    ends = last and re.sub(r"\s", "", _unbracketed(listed)).endswith(last)
    odd = _INCOMPLETE.search(listed) or any(_overlaps(part) or _EVENTS.search(part.label) for part in parts)
    prefixes = [sum((part.amount for part in parts[: n + 1]), Decimal(0)) for n in range(len(parts))]
    if not ends or odd or len(parts) < 2 or whole in prefixes or value(found["total"]) < 20:
        return False
    short = whole - prefixes[-1]
    if short > 0 and len((short / scale(found["unit"])).normalize().as_tuple().digits) > 1:
        return False  # no slip of one digit: the parts are not all
    return abs(short) <= max(scale(found["unit"]), whole * Decimal("0.05"))


def _differs(found: re.Match[str], parts: list[_Part], near: Decimal) -> bool:
    """Whether the sum of at least two parts misses the total by little: far off, it is another total."""
    total, added = _whole(found), sum((part.amount for part in parts), Decimal(0))
    return len(parts) > 1 and added != total and abs(added - total) <= max(scale(found["unit"]), total * near)


def _added(line: Line, found: re.Match[str], parts: list[_Part]) -> Mismatch:
    units = {part.unit for part in parts}
    if units != {found["unit"]} and len(units) == 1:  # in the units that the text has
        unit = units.pop()
        whole = sum((value(part.digits) for part in parts), Decimal(0))
        why = "+".join(f"{part.digits}{unit}" for part in parts) + f"={plain(whole)}{unit}"
        return Mismatch(line, found.start("total"), found.end("unit"), why)
    terms = [part.amount / scale(found["unit"]) for part in parts]
    sums = "+".join(map(plain, terms)) + f"={plain(sum(terms, Decimal(0)))}"
    return Mismatch(line, found.start("total"), found.end("unit"), f"{sums}（{found['unit']}）")


def _before(text: str, end: int, unit: str) -> list[_Part]:
    """The parts in the clauses before a total, each with one figure of its unit; none where one does not fit."""
    begin = max(end - 200, *(text.rfind(mark, max(0, end - 200), end) + 1 for mark in "。；："), 0)
    sentence = _unbracketed(text[begin:end])
    if ROUGH.search(sentence) or _MEANWHILE.search(sentence) or _INCOMPLETE.search(sentence):
        return []
    clauses = re.split("[、，]|以及|和", sentence.rpartition("其中")[2])
    numbered = [bool(re.search(r"\d", clause)) for clause in clauses]
    if not any(numbered):
        return []
    clauses = clauses[numbered.index(True) : len(clauses) - numbered[::-1].index(True)]
    found = [list(_NUMBER.finditer(clause)) for clause in clauses]
    exact = all(
        len(numbers) == 1 and numbers[0]["unit"] and base(numbers[0]["unit"]) == base(unit) for numbers in found
    )
    return [_Part("", numbers[0]["digits"], numbers[0]["unit"], "、") for numbers in found] if exact else []
