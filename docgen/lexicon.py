"""Chinese words: jieba behind one door, loaded on first use, silent, and the same on every machine.

Loading all 349,000 words takes thirty times as long as cutting a page. A text can only hold words that begin with a
character it has, so those alone are loaded, from a file in the user's own cache folder that holds them by their first
character: the same cut, at once. Where that file cannot be written the whole dictionary is loaded.
"""

from __future__ import annotations

import marshal
import re
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import Any

Group = dict[str, int]  # words of one first character with their frequencies; their beginnings with 0


@lru_cache(maxsize=256)
def words(text: str) -> tuple[str, ...]:
    """`text` cut into words; joined again they are `text`."""
    return cut(text)


def cut(text: str) -> tuple[str, ...]:
    """As `words`, of a text that nobody asks for again."""
    tokenizer, dictionary = _tokenizer(), _dictionary()
    for first in set(text) - dictionary.loaded:
        tokenizer.FREQ.update(dictionary.group(first))
    return tuple(map(str, tokenizer.cut(text)))


@lru_cache(maxsize=256)
def dictionary_words(text: str) -> tuple[str, ...]:
    """`text` cut into words of the dictionary alone: what it does not know stays single characters, unguessed."""
    tokenizer, dictionary = _tokenizer(), _dictionary()
    for first in set(text) - dictionary.loaded:
        tokenizer.FREQ.update(dictionary.group(first))
    return tuple(map(str, tokenizer.cut(text, HMM=False)))


def is_known(word: str) -> bool:
    """Whether the dictionary has this word; of a text that was cut just now."""
    return bool(_tokenizer().FREQ.get(word))


class Dictionary:
    """jieba's dictionary, group by group. `total` is the sum of all frequencies."""

    def __init__(self, groups: dict[str, bytes], total: int) -> None:
        self.groups, self.total, self.loaded = groups, total, set[str]()

    def group(self, first: str) -> Group:
        """The words that begin with this character."""
        self.loaded.add(first)
        try:
            found: Group = marshal.loads(self.groups.get(first, EMPTY))
        except (ValueError, EOFError, TypeError):  # a damaged cache: words of one character, and a new one next time
            cache_file().unlink(missing_ok=True)
            return {}
        return found


EMPTY = marshal.dumps({})


@cache
def _dictionary() -> Dictionary:
    file = cache_file()
    try:
        groups, total = marshal.loads(file.read_bytes())
        if not isinstance(groups, dict) or not isinstance(total, int):
            raise ValueError(file)
    except (OSError, ValueError, EOFError, TypeError):
        groups, total = grouped(_lines())
        _keep(file, marshal.dumps((groups, total)))
    return Dictionary(groups, total)


def cache_file() -> Path:
    """In the user's own folder, never in the shared temporary one; a new one for each jieba and each Python."""
    from platformdirs import user_cache_path

    return user_cache_path("docgen") / f"jieba-{_jieba().__version__}-{sys.implementation.cache_tag}.words"


def _keep(file: Path, data: bytes) -> None:
    from docgen.whole_file import write_whole

    with suppress(OSError):  # then the whole dictionary is read each time
        write_whole(file, data)


def grouped(lines: Iterable[tuple[str, int]]) -> tuple[dict[str, bytes], int]:
    """The words by their first character, each group ready to be loaded, and the sum of all frequencies."""
    groups: dict[str, Group] = defaultdict(dict)
    total = 0
    for word, frequency in lines:
        group = groups[word[0]]
        group[word] = frequency
        total += frequency
        for end in range(1, len(word)):
            group.setdefault(word[:end], 0)
    return {first: marshal.dumps(group) for first, group in groups.items()}, total


def _lines() -> list[tuple[str, int]]:
    """A word and its frequency a line."""
    with _jieba().Tokenizer().get_dict_file() as file:
        text = str(file.read().decode("utf-8"))
    return [(word, int(frequency)) for word, frequency in re.findall(r"^(\S+) (\d+)", text, re.MULTILINE)]


@cache
def _tokenizer() -> Any:
    """A tokenizer that has read no file of its own: jieba's cache has a fixed name in the shared temporary folder."""
    made = _quick(_jieba().Tokenizer)()
    made.FREQ, made.total, made.initialized = {}, _dictionary().total, True
    return made


ENDINGS = 512  # that are remembered
LONGEST_ENDING = 64  # characters


def _quick(tokenizer: Any) -> Any:
    """jieba's tokenizer, finding the words at each character and the best way from there to the end in one pass. It
    knows endings again: titles of a batch end alike. What it finds is the same to the last bit; cut_all is not for it.
    """

    class Quick(tokenizer):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.endings: dict[str, tuple[float, int]] = {}  # its weight, and where its first word ends

        def get_DAG(self, sentence: str) -> None:  # noqa: N802
            """calc does it."""

        def calc(self, sentence: str, _: None, route: dict[int, tuple[float, int]]) -> None:
            frequencies, all_of_them, endings = self.FREQ, log(self.total), self.endings
            if len(endings) > ENDINGS:
                endings.clear()  # before any is looked for: of an ending that is known, all shorter ones are
            end = len(sentence)
            near = max(0, end - LONGEST_ENDING)
            known = next((n for n in range(near, end) if sentence[n:] in endings), end)
            route[end] = 0.0, 0
            for n in range(known, end):
                weight, last = endings[sentence[n:]]
                route[n] = weight, n + last
            for n in range(known - 1, -1, -1):
                best, last, word = None, n, sentence[n]
                while last < end and (frequency := frequencies.get(word)) is not None:
                    if frequency:
                        way = log(frequency) - all_of_them + route[last + 1][0], last
                        best = way if best is None or way > best else best
                    last += 1
                    word = sentence[n : last + 1]
                weight, last = best or (0.0 - all_of_them + route[n + 1][0], n)
                route[n] = weight, last
                if n >= near:
                    endings[sentence[n:]] = weight, last - n

    return Quick


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
