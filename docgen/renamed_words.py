"""Renaming that a person wrote by hand, where it would cut a word in two: 省局 in 节省局内开支.

What docgen adapt writes was judged word by word; a table typed into an overlay was not, and loading takes it literally.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from docgen.addresses import chinese, texts
from docgen.campaign_file import Opened
from docgen.chain import kept, remap
from docgen.errors import Problem
from docgen.lexicon import dictionary_words
from docgen.overlay import NEVER_RENAMED, quotes
from docgen.placed import plain
from docgen.remap import Spot, spots

# What may stand before and after a name within a word of the dictionary: 各处 of 各处室, 全省性.
BEFORE = ("", *"各全本我每到在由和与及对向为跨")
AFTER = ("", "性")


def doubts(overlay: Opened) -> Iterator[Problem]:
    """Places where 改称 would rename a part of a longer word, each once."""
    read = overlay.chain.tree
    table, keep = remap(read), kept(read)
    if overlay.chain.upper is None or not table:
        return
    line, col = read.file.place(read.overlay.entries["remap"].place.node)
    told: set[tuple[str, str]] = set()
    for address, name, text in texts(plain(overlay.chain.upper)):
        if name in NEVER_RENAMED:
            continue
        for spot in spots(text, table, quotes(address, keep)):
            word = _cut(text, spot)
            if word and (spot.word, word) not in told:
                told.add((spot.word, word))
                message = f"“{chinese(address)}”里的“{word}”会改成“{word.replace(spot.word, spot.becomes)}”"
                hint = f"不该改的，请在“保留”里加上 {{位置: {chinese(address)}, 原文: {word}}}"
                yield Problem(
                    message, hint, read.file.path, line, col, read.overlay.entries["remap"].place.path, "warning"
                )


def _cut(text: str, spot: Spot) -> str:
    """The words around a place that they cut, "" where it stands between words."""
    start, end = spot.start, spot.end
    at = 0
    for stop in accumulate(map(len, dictionary_words(text))):
        if at < spot.start < stop:
            start = at
        if at < spot.end < stop:
            end = stop
        at = stop
    before, after = text[start : spot.start], text[spot.end : end]
    return "" if before in BEFORE and after in AFTER else text[start:end]
