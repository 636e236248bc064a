"""Chinese words: jieba behind one door, loaded on first use, silent, and the same on every machine.

Loading all 349,000 words takes thirty times as long as cutting a title. A text can only hold words whose every
character it has: for the first few texts those alone are loaded, which gives the same cut; after that the whole pays.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Mapping
from functools import cache
from itertools import count
from typing import Any

FEW = 8  # texts for which a part of the dictionary is loaded
TOTALS = {3_039_559: 60_101_967}  # length of a dictionary in characters: sum of its frequencies
_asked = count(1)


def words(text: str) -> list[str]:
    """`text` cut into words; joined again they are `text`."""
    frequencies = _whole() if next(_asked) > FEW else _part(text)
    return [str(word) for word in tokenizer(frequencies).cut(text)]


def tokenizer(frequencies: Mapping[str, int]) -> Any:
    """A tokenizer of jieba that knows these words and has read no file of its own.

    It must never load by itself: it would put a cache of a fixed name into the shared temporary folder.
    """
    made = _jieba().Tokenizer()
    made.FREQ, made.total, made.initialized = frequencies, _total(), True
    return made


def _part(text: str) -> dict[str, int]:
    """The words made of the characters of `text`."""
    characters = "".join(map(re.escape, sorted(set(text)))) or "x"
    return _frequencies(f"[{characters}]+")


@cache
def _whole() -> dict[str, int]:
    return _frequencies(r"\S+")


def _frequencies(word: str) -> dict[str, int]:
    """The words that match, with their frequencies; their beginnings, which jieba looks up first, with 0."""
    found: dict[str, int] = {}
    for name, frequency in re.findall(rf"^({word}) (\d+)", _dictionary(), re.MULTILINE):
        found[name] = int(frequency)
        for end in range(1, len(name)):
            found.setdefault(name[:end], 0)
    return found


@cache
def _dictionary() -> str:
    """A line a word: the word, its frequency, its part of speech."""
    with _jieba().Tokenizer().get_dict_file() as file:
        return str(file.read().decode("utf-8"))


@cache
def _total() -> int:
    """The sum of all frequencies; known for the dictionary that jieba 0.42.1 ships, since adding is slow."""
    known = TOTALS.get(len(_dictionary()))
    return known or sum(map(int, re.findall(r" (\d+) ", _dictionary())))


@cache
def _jieba() -> Any:
    absent = "pkg_resources" not in sys.modules
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if absent:
            sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # slow, noisy, and jieba can do without
        try:
            import jieba
        finally:
            if absent:
                del sys.modules["pkg_resources"]
    return jieba
