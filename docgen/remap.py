"""Renaming the upper level's institutions in what is inherited (改称): literally, longest name first.

Which names stand where as words was judged when the overlay was written (docgen.adapt); what must stay is listed in
it (保留), so that loading an overlay needs no segmentation. Never touched are titles in 《》, quotations in “”,
document numbers (文号) and slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

UNTOUCHED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]*”|\{\{.*?\}\}|[一-鿿]{1,12}〔\d{4}〕\d+号")


@dataclass(frozen=True, slots=True)
class Spot:
    """text[start:end] is `word`, which the table renames to `becomes`."""

    start: int
    end: int
    word: str
    becomes: str


def remapped(text: str, table: Mapping[str, str], kept: Iterable[str] = ()) -> str:
    """The text with every name of the table renamed, except within the quotes that are kept."""
    pieces: list[str] = []
    end = 0
    for spot in spots(text, table, kept):
        pieces += (text[end : spot.start], spot.becomes)
        end = spot.end
    return "".join(pieces) + text[end:] if pieces else text


def spots(text: str, table: Mapping[str, str], kept: Iterable[str] = ()) -> Iterator[Spot]:
    """The places that are renamed, in order: from the left, the longest name first."""
    if not table:
        return
    untouched = [found.span() for found in UNTOUCHED.finditer(text)]
    untouched += [found.span() for quote in kept if quote for found in re.finditer(re.escape(quote), text)]
    for found in _pattern(tuple(table)).finditer(text):
        start, end = found.span()
        if not any(start < last and first < end for first, last in untouched):
            yield Spot(start, end, found.group(), table[found.group()])


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
