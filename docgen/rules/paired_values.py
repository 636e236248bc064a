"""“分别”前后的项数不等。

“甲率、乙率、丙率分别为 98%、97%”：前面几项，后面就要有几个数，一一对应。只在前面各项末字相同（都是“率”、“人数”），
数得清楚时提示。

依据：“分别”的前后项数相等、一一对应（实务）。
错：受理率、办结率、满意率分别为 100%、98%。
对：受理率、办结率、满意率分别为 100%、98%、97%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.amounts import DIGITS, UNIT, base
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_VALUE = rf"{DIGITS}(?:[%％]|{UNIT})"
_VALUES = re.compile(rf"分别[^\d，。；、]{{0,14}}(?P<values>{_VALUE}(?:[、和]{_VALUE})+)(?=[，。；,）]|$)")
_FIGURE = re.compile(rf"^(?P<label>[^\d]{{2,40}}?)(?:达到了?|达|为|有|共)?{DIGITS}\s?(?P<unit>{UNIT})$")
_ITEMS = re.compile("[、和与及]|以及")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        if "分别" not in line.text:
            continue
        for found in _VALUES.finditer(line.text):
            before = re.split("[。；！？]", line.text[max(line.start, found.start() - 300) : found.start()])[-1]
            values = len(re.findall(_VALUE, found["values"]))
            items = _named(before) or _told(before, values)
            if items > 1 and items != values:
                message = f"“分别”前面有{items}项，后面只有{values}个数" if items > values else ""
                message = message or f"“分别”前面只有{items}项，后面有{values}个数"
                yield Fault(line, found.start("values"), found.end("values"), f"{message}，请核对")


def _named(before: str) -> int:
    """How many items the clause itself names, all with one last character; 0 where that is not clear."""
    pieces = _ITEMS.split(re.split("[，：,]", before)[-1])
    alike = len({piece[-1:] for piece in pieces}) == 1 and pieces[0] != ""
    return len(pieces) if alike and len(pieces) > 1 and all(1 < len(piece) <= 14 for piece in pieces) else 0


def _told(before: str, values: int) -> int:
    """How many figures of one kind the clauses right before tell; 0 where there may be fewer or more."""
    if not before.endswith(("，", "、", ",")):
        return 0
    found = [_FIGURE.match(clause) for clause in re.split("[，、,]", before.rstrip("，、,"))]
    kinds = [(one["label"][-2:], base(one["unit"])) if one else None for one in found]
    run = next((n for n, kind in enumerate(reversed(kinds)) if not kind or kind != kinds[-1]), len(kinds))
    others = sum(kind is not None for kind in kinds) - run
    return run if run > values or not others else 0
