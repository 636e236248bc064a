"""The known word that is meant by one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], at_least: float = 55) -> str:
    """The known word most like `word` (0 to 100), "" when none is."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word.lower(), list(known), scorer=fuzz.ratio, score_cutoff=at_least)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or those that there are."""
    words = list(dict.fromkeys(known))
    same = [other for other in words if other.isascii() == word.isascii()] or words
    found = nearest(word, words, 50 if len(word) == 2 else 55)  # of two characters, one may be wrong: 简秤 for 简称
    if found:
        return f"是不是“{found}”？"
    return "这里可以写：" + "、".join(same) if same else ""
