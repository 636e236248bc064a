"""Fixed formulas of official prose, and where a text misses one by a single character: 收关之年 for 收官之年.

A near-miss counts where the wrong character sounds or looks like the right one and the words around it are no good
Chinese as they stand (形成合理的 is no slip for 形成合力); in a long formula whatever stands for a character is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from docgen.analysis.hanzi import is_han
from docgen.analysis.openers import words_of
from docgen.analysis.spelling import cut
from docgen.wordlist import load

_LONG = 9  # characters of a formula that nothing else resembles
_AROUND = 6
Index = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """text[start : start + len(wrong)] is `wrong`; `at` is where the wrong character stands."""

    start: int
    at: int
    wrong: str
    right: str


@cache
def formulas() -> dict[str, None]:
    """All of them, those of official prose first."""
    return dict.fromkeys(formula for record in load("formulas") for formula in record["formulas"].split())


@cache
def _indices() -> tuple[Index, Index]:
    """The formulas by their first two characters and by their last two: a slip leaves one of them whole."""
    heads, tails = defaultdict(list), defaultdict(list)
    for formula in formulas():
        heads[formula[:2]].append(formula)
        tails[formula[-2:]].append(formula)
    return {pair: tuple(some) for pair, some in heads.items()}, {pair: tuple(some) for pair, some in tails.items()}


@cache
def _alike() -> dict[str, str]:
    """For each character all that sound or look like it."""
    found: defaultdict[str, str] = defaultdict(str)
    for record in load("alike"):
        for group in record["characters"].split():
            for char in group:
                found[char] += group
    return dict(found)


def near_misses(text: str) -> tuple[NearMiss, ...]:
    """The slips of a text in its order, each told by the longest formula that it spoils."""
    found: dict[int, NearMiss] = {}
    for miss in _candidates(text):
        known = found.get(miss.at)
        if (not known or len(known.right) < len(miss.right)) and _is_slip(text, miss):
            found[miss.at] = miss
    return tuple(found[at] for at in sorted(found))


def misnamed(text: str) -> Iterator[NearMiss]:
    """Titles in 《》 that end in no kind of document: 《……管理条列》."""
    at = text.find("》")
    while at >= 0:
        kind = text[at - 2 : at]
        if (
            text.rfind("《", max(0, at - 40), at - 4) >= 0
            and len(kind) == 2
            and kind not in words_of("document-kind")
            and kind[1] != "法"
        ):
            odd = {right: n for right in words_of("document-kind") for n in (0, 1) if kind[1 - n] == right[1 - n]}
            for right, n in odd.items():
                if kind[n] in _alike().get(right[n], "") and (right == "条例" or (kind, True) not in cut(kind)):
                    yield NearMiss(at - 2, at - 2 + n, kind, right)
        at = text.find("》", at + 1)


def _candidates(text: str) -> Iterator[NearMiss]:
    heads, tails = _indices()
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        for formula in heads.get(pair, ()):
            yield from _miss(text, at, formula)
        for formula in tails.get(pair, ()):
            yield from _miss(text, at + 2 - len(formula), formula)


def _miss(text: str, start: int, right: str) -> Iterator[NearMiss]:
    wrong = text[start : start + len(right)] if start >= 0 else ""
    if wrong == right or len(wrong) < len(right):
        return
    odd = -1
    for n, (a, b) in enumerate(zip(wrong, right, strict=True)):
        if a != b:
            if odd >= 0:
                return
            odd = n
    if is_han(wrong[odd]) and wrong not in formulas():
        yield NearMiss(start, start + odd, wrong, right)


def _is_slip(text: str, miss: NearMiss) -> bool:
    right = miss.right[miss.at - miss.start]
    return (len(miss.right) >= _LONG or text[miss.at] in _alike().get(right, "")) and not _makes_sense(text, miss)


def _makes_sense(text: str, miss: NearMiss) -> bool:
    """Whether a word lies across an edge of the piece, or the wrong character and all others make words."""
    start, end = miss.start, miss.start + len(miss.wrong)
    begin = at = max(0, start - _AROUND)
    odd, others = False, True
    for word, good in cut(text[begin : end + _AROUND]):
        if good and (at < start < at + len(word) or at < end < at + len(word)):
            return True
        if at <= miss.at < at + len(word):
            odd = good
        elif start <= at < end and is_han(word):
            others = others and good
        at += len(word)
    return odd and others
