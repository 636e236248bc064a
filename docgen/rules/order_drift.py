"""并列的两个词前后次序不一。

同一对词（后两个字相同，如“××意识、××意识”）多数地方是一种次序，个别地方颠倒。
只看两项单独并列的；三项以上的、有固定次序的提法不看。

依据：成对概念的次序在一份公文里应当一致（实务）。
错：增强法治意识、责任意识……（另两处）责任意识、法治意识
对：增强责任意识、法治意识
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.analysis.names import flat
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="info")

_HAN = re.compile("[一-鿿]+")


def check(draft: Draft) -> Iterator[Fault]:
    text = flat(draft)
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for mark in re.finditer("、", text.text):
        for first, second in _pairs(text.text, mark.start()):
            found[first, second].append(mark.start())
    for (first, second), places in found.items():
        usual = len(found.get((second, first), ()))
        if usual > len(places) and not _fixed(first, second):
            message = f"“{first}、{second}”（{len(places)}处）与“{second}、{first}”（{usual}处）次序不一，请统一"
            for at in places:
                piece = text.piece(at - len(first), at + 1 + len(second))
                yield Fault(piece.line, piece.start, piece.end, message)


def _fixed(first: str, second: str) -> bool:
    """Whether both belong to a formulation whose order is fixed, which is another rule's."""
    return any(first in record["members"] and second in record["members"] for record in load("orders"))


def _pairs(text: str, at: int) -> Iterator[tuple[str, str]]:
    """Two words of one length and with one end on both sides of the 、 at `at`, and no third beside them."""
    for size in (3, 4):
        first, second = text[max(0, at - size) : at], text[at + 1 : at + 1 + size]
        beside = text[max(0, at - size - 1) : at - size] + text[at + 1 + size : at + 2 + size]
        if len(first) < size or first[-2:] != second[-2:] or first == second or re.search("[、和及与等]", beside):
            continue
        if _HAN.fullmatch(first) and _HAN.fullmatch(second):
            yield first, second
