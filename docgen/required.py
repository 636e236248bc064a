"""Whether a text says a required term (必备提法): quotation marks and 的 apart, as words; and what comes near to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_QUOTES = "“”‘’\"'"
_SHORT = 3  # characters up to which a term may stand inside other words by chance: 省局 in 节省局里的开支
_AROUND = 12
_NEAR = 0.26  # share of a term's characters that may differ


def said(term: str, text: str) -> bool:
    """Whether the text says the term."""
    pattern = _pattern(term)
    return pattern is None or any(_as_words(text, *found.span()) for found in pattern.finditer(text))


def quoted(term: str) -> str:
    """A term in one pair of quotation marks, for a message."""
    return f"“{term}”" if not any(quote in term for quote in _QUOTES) else term


@cache
def _pattern(term: str) -> re.Pattern[str] | None:
    """The characters of a term, quotation marks and 的 allowed between them; None for a term without any."""
    characters = [re.escape(char) for char in _bare(term)]
    return re.compile(rf"[的{_QUOTES}]*".join(characters)) if characters else None


def _bare(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, _QUOTES + "的 \u3000")))


def _as_words(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] does not begin or end inside a word; long terms are not cut."""
    if end - start > _SHORT:
        return True
    from docgen.lexicon import words

    first, last = max(0, start - _AROUND), end + _AROUND
    at, bounds = first, {first}
    for word in words(text[first:last]):
        at += len(word)
        bounds.add(at)
    return {start, end} <= bounds


def nearest(term: str, text: str) -> tuple[int, int] | None:
    """The place in the text of what was probably meant to be the term; None where nothing is like it."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    bare, kept = _kept(text)
    wanted = _bare(term)
    if len(wanted) <= _SHORT or not bare:
        return None
    found = fuzz.partial_ratio_alignment(wanted, bare, score_cutoff=60)
    if not found:
        return None
    spans = list(_spans(found.dest_start, found.dest_end, len(bare)))
    distance, start, end = min((Levenshtein.distance(wanted, bare[a:b]), a, b) for a, b in spans)
    if not 0 < distance <= len(wanted) * _NEAR:
        return None
    return kept[start], kept[end - 1] + 1


def _kept(text: str) -> tuple[str, list[int]]:
    kept = [n for n, char in enumerate(text) if _bare(char)]
    return "".join(text[n] for n in kept), kept


def _spans(start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """A span, and those one character shorter or longer at an end."""
    for a in (start - 1, start, start + 1):
        for b in (end - 1, end, end + 1):
            if 0 <= a < b <= size:
                yield a, b
