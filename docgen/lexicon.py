"""Chinese words: jieba behind one door, loaded on first use, silent, and the same on every machine."""

from __future__ import annotations

import re
import sys
import warnings
from functools import cache
from typing import Any

FEW = 8  # texts for which a part of the dictionary is loaded; after that the whole pays


def words(text: str) -> list[str]:
    """`text` cut into words; joined again they are `text`."""
    return [str(word) for word in _Door.tokenizer(text).cut(text)]


class _Door:
    """jieba's tokenizer with what it needs of its dictionary.

    Loading all 349,000 words takes ten times as long as cutting a title. A text can only hold words whose every
    character it has, so for the first few texts those alone are loaded: the cut is the same.
    """

    asked = 0

    @classmethod
    def tokenizer(cls, text: str) -> Any:
        cls.asked += 1
        if cls.asked > FEW:
            return _whole()
        tokenizer = _new()
        tokenizer.FREQ, tokenizer.total = _part(text), _total()
        tokenizer.initialized = True
        return tokenizer


def _part(text: str) -> dict[str, int]:
    """Words made of the characters of `text`, with their frequencies; their beginnings, as jieba wants them, with 0."""
    characters = "".join(map(re.escape, sorted(set(text)))) or "x"
    found: dict[str, int] = {}
    for word, frequency in re.findall(rf"^([{characters}]+) (\d+)", _dictionary(), re.MULTILINE):
        found[word] = int(frequency)
        for end in range(1, len(word)):
            found.setdefault(word[:end], 0)
    return found


@cache
def _whole() -> Any:
    tokenizer = _new()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@cache
def _dictionary() -> str:
    with _new().get_dict_file() as file:
        return str(file.read().decode("utf-8"))


@cache
def _total() -> int:
    return sum(map(int, re.findall(r" (\d+) ", _dictionary())))


def _new() -> Any:
    """A tokenizer that has loaded nothing: jieba's cache is a fixed name in the shared temporary folder."""
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
    return jieba.Tokenizer()
