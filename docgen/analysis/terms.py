"""The formulations in a draft: found without regard to quotation marks, the longest first, at their place in the line.

What stands inside 《》 or in a quotation is somebody else's wording: it is blanked, nothing is found there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from docgen.draft import Draft, Line
from docgen.wordlist import Record

QUOTES = '“”‘’"'
_NO_QUOTES = str.maketrans("", "", QUOTES)
_BLANK = "\0"
_OTHERS = re.compile(r"《[^《》\n]{0,80}》|“[^“”\n]{16,400}”")
_CLAUSE_MARK = re.compile(r"[，。；！？]")
_FAR = 200  # characters that a sentence may have before and after
_SENTENCE_END = re.compile(r"[。！？；\n]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_PAST = re.compile(
    r"当时|曾|原(?!则|因|有|来|创|料)|时任|前身|历史|回顾|先后|以前|以来|此前|前几年|近年|去年|过去"
    r"|更名|合并|并入|划入|整合|改为|撤销|组建|划转|不再"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A record of a word list that stands in line.text[start:end]; `at` is its offset in the plain text."""

    record: Record
    line: Line
    start: int
    end: int
    at: int

    @property
    def raw(self) -> str:
        return self.line.text[self.start : self.end]


@dataclass(frozen=True)
class Plain:
    """The lines of a draft as one text without quotation marks, a line break between two."""

    lines: tuple[Line, ...]

    @cached_property
    def _kept(self) -> tuple[Sequence[int], ...]:
        """For each line, the offsets of the characters that are kept."""
        return tuple(
            [n for n, char in enumerate(line.text) if char not in QUOTES]
            if any(quote in line.text for quote in QUOTES)
            else range(len(line.text))
            for line in self.lines
        )

    @cached_property
    def _begins(self) -> list[int]:
        begins, at = [], 0
        for kept in self._kept:
            begins.append(at)
            at += len(kept) + 1
        return begins

    @cached_property
    def text(self) -> str:
        return "\n".join(_own(line.text).translate(_NO_QUOTES) for line in self.lines)

    def place(self, start: int, end: int) -> tuple[Line, int, int]:
        """The line of text[start:end] and its place there; `end` > `start`, both in one line."""
        n = bisect_right(self._begins, start) - 1
        kept, begin = self._kept[n], self._begins[n]
        return self.lines[n], kept[start - begin], kept[end - 1 - begin] + 1

    def sentence(self, start: int, end: int) -> str:
        """The sentence, or the part of one up to ；, around text[start:end]."""
        first, last = max(0, start - _FAR), end + _FAR
        before = max(self.text.rfind(mark, first, start) for mark in "。！？；\n")
        after = _SENTENCE_END.search(self.text, end, last)
        return self.text[max(first, before + 1) : after.start() if after else last]


def _own(text: str) -> str:
    """A line with the words of others blanked, as long as before."""
    if "《" not in text and "“" not in text:
        return text
    return _OTHERS.sub(_blanked, text)


def _blanked(found: re.Match[str]) -> str:
    piece = found.group()
    if piece[0] == "“" and not _CLAUSE_MARK.search(piece):
        return piece  # a name or a term, not a quotation
    return piece[0] + "".join(char if char in QUOTES else _BLANK for char in piece[1:-1]) + piece[-1]


@lru_cache(maxsize=1)
def plain(draft: Draft) -> Plain:
    return Plain(draft.lines)


def occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def find(draft: Draft, records: Iterable[Record], key: str = "wrong") -> list[Found]:
    """Where the draft writes record[key], in its order; of two that overlap the longer; guards of the record hold."""
    whole = plain(draft)
    hits = sorted(
        ((at, at + len(record[key]), record) for record in records for at in occurrences(whole.text, record[key])),
        key=lambda hit: hit[:2],
    )
    kept: list[tuple[int, int, Record]] = []
    for hit in hits:
        if not _unguarded(whole, hit[2], *hit[:2]) or accepted(draft, hit[2][key]):
            continue
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
        elif hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
            kept[-1] = hit
    return [Found(record, *whole.place(start, end), start) for start, end, record in kept]


def accepted(draft: Draft, word: str) -> bool:
    """Whether this office writes it so (docgen.yaml)."""
    return any(word in own.translate(_NO_QUOTES) for own in draft.brief.accepted)


def _unguarded(whole: Plain, record: Record, start: int, end: int) -> bool:
    """Nothing around text[start:end] makes it right after all."""
    text = whole.text
    if any(text.startswith(guard, end) for guard in record.get("not_followed_by", ())):
        return False
    if any(text.endswith(guard, 0, start) for guard in record.get("not_preceded_by", ())):
        return False
    after, before = record.get("followed_by"), record.get("preceded_by")
    if after and end < len(text) and not text.startswith((*after, "\n"), end):
        return False
    if before and not text.endswith(tuple(before), 0, start):
        return False
    near = record.get("near")
    if near and not any(word in whole.sentence(start, end) for word in near):
        return False
    right = record.get("right", "").translate(_NO_QUOTES)
    return not (right and _inside(text, right, start, end))


def _inside(text: str, right: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a part of the right form that stands there."""
    first = max(0, end - len(right))
    return any(text.startswith(right, at) for at in range(first, start + 1) if at + len(right) >= end)


def past(sentence: str, year: int = 0) -> bool:
    """Whether a sentence looks back: then old names and formulations are in their place.

    year: that of the draft; a sentence that names it does not look back for that.
    """
    years = [int(found) for found in _YEAR.findall(sentence)]
    return any(not year or named < year for named in years) or bool(_PAST.search(sentence))


def respelt(found: Found, wrong: str, right: str) -> str | None:
    """What the piece is replaced by, its quotation marks kept; None where they stand in the part that changes."""
    wrong, right = wrong.translate(_NO_QUOTES), right.translate(_NO_QUOTES)
    same = min(len(wrong), len(right))
    head = next((n for n in range(same) if wrong[n] != right[n]), same)
    tail = next((n for n in range(same - head) if wrong[-1 - n] != right[-1 - n]), same - head)
    kept = [n for n, char in enumerate(found.raw) if char not in QUOTES]
    start = kept[head] if head < len(kept) else len(found.raw)
    end = kept[len(wrong) - tail - 1] + 1 if len(wrong) - tail > head else start
    if any(quote in found.raw[start:end] for quote in QUOTES):
        return None
    return found.raw[:start] + right[head : len(right) - tail] + found.raw[end:]
