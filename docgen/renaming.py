"""What an overlay must say so that its inherited texts are renamed exactly as they were judged: table and exceptions.

Judging needs words (docgen.levels.occurrences); loading an overlay must not. So each text is judged once, when the
overlay is written, and whatever a literal table would rename against that judgement is written down to be kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from docgen.levels.groups import sentence
from docgen.levels.occurrences import occurrences
from docgen.levels.particulars import clause
from docgen.levels.verdicts import Occurrence
from docgen.levels.words import LevelWords
from docgen.overlay import quotes
from docgen.remap import UNTOUCHED, Spot, remapped, spots

# what is not cut in two: 每月5日, 县（市、区）; and runs of words, which the dictionary cuts
_PIECE = (
    r"(?:每[年月季周]度?)?(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|"
    r"\d[\d,.]*[%％万亿千百]*[年月日号时个名人元项条次家所户处]?)|[县市区乡镇]（[^（）\n]{1,8}）"
)
_RUN = re.compile(rf"{_PIECE}|(?P<words>(?:(?!{_PIECE})[一-鿿])+)|.", re.DOTALL)
AROUND = (4, 3, 2, 1, 0, *range(5, 40))  # characters on either side of a place, the most readable first


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the upper plan. actor: who acts in it, where an item names its owner."""

    address: str
    name: str
    text: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An occurrence of a word of the upper level, and the text that it stands in."""

    where: Text
    occurrence: Occurrence

    @property
    def around(self) -> str:
        """The words around it, as they are shown."""
        text = self.where.text
        start, end = _in_words(text, max(0, self.occurrence.start - 8), self.occurrence.end + 8)
        return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")

    @property
    def clause(self) -> tuple[int, int]:
        """The clause that it stands in, from where to where in the text."""
        return clause(self.where.text, self.occurrence.start, self.occurrence.end)

    @property
    def from_here(self) -> str:
        """It and the next words of its clause, as they are shown."""
        text, start = self.where.text, self.occurrence.start
        last = self.clause[1]
        end = min(last, _in_words(text, start, self.occurrence.end + 8)[1])
        return text[start:end] + ("…" if end < last else "")


@dataclass(frozen=True, slots=True)
class Keep:
    """Words at an address that stay as they are, and why."""

    address: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """table: what is renamed; keeps: where not; judged: every occurrence; left: texts that no table can rename so."""

    table: Mapping[str, str]
    keeps: tuple[Keep, ...]
    judged: tuple[Judged, ...]
    left: tuple[tuple[Text, str], ...]


def renaming(
    texts: Iterable[Text],
    words: LevelWords,
    known: Iterable[Text] = (),
    table: Mapping[str, str] | None = None,
    kept: Mapping[str, tuple[str, ...]] | None = None,
) -> Renaming:
    """texts: those to be judged. known: those judged before, which must stay as `table` and `kept` made them."""
    before, old = dict(table or {}), dict(kept or {})
    found = {text: occurrences(text.text, words, text.actor) for text in texts}
    judged = tuple(Judged(text, one) for text, some in found.items() for one in some)
    changed = [one for some in found.values() for one in some if one.verdict == "change"]
    merged = {one.word: one.becomes for one in reversed(changed)}
    wanted = {text: _changed(text.text, some) for text, some in found.items()}
    for text in known:
        wanted[text] = remapped(text.text, before, quotes(text.address, old))
    now = {**merged, **before}
    keeps = tuple(_keeps(wanted, found, now, old))
    new = dict(old)
    for keep in keeps:
        new[keep.address] = (*new.get(keep.address, ()), keep.quote)
    left = (
        (text, then) for text, then in wanted.items() if remapped(text.text, now, quotes(text.address, new)) != then
    )
    return Renaming(now, keeps, judged, tuple(left))


def _changed(text: str, found: Iterable[Occurrence]) -> str:
    pieces: list[str] = []
    end = 0
    for one in found:
        if one.verdict == "change":
            pieces += (text[end : one.start], one.becomes)
            end = one.end
    return "".join(pieces) + text[end:]


def _keeps(
    wanted: Mapping[Text, str],
    judged: Mapping[Text, tuple[Occurrence, ...]],
    table: Mapping[str, str],
    old: Mapping[str, tuple[str, ...]],
) -> Iterator[Keep]:
    """The quotes that take back what the table would rename against the judgement."""
    seen: set[tuple[str, str]] = set()
    for text, then in wanted.items():
        kept = quotes(text.address, old)
        if remapped(text.text, table, kept) == then:
            continue
        found = judged.get(text, ())
        right = [(one.start, one.end) for one in found if one.verdict == "change"]
        named = [*spots(text.text, table, kept)]
        quoted: list[tuple[int, int]] = []
        for spot in named:
            if (spot.start, spot.end) in right or any(a <= spot.start and spot.end <= b for a, b in quoted):
                continue
            quote = _quote(text.text, spot, right, named)
            quoted += _places(quote, text.text)
            if quote and (text.address, quote) not in seen:
                seen.add((text.address, quote))
                yield Keep(text.address, quote, _reason(spot, found))


def _quote(text: str, spot: Spot, right: Sequence[tuple[int, int]], named: Iterable[Spot]) -> str:
    """Words around a place that hold nothing which is rightly renamed, here and wherever they stand in the text."""
    everywhere = (0, len(text))
    # beyond its sentence, or with words cut in two, only where nothing else will do
    for cut, (first, last) in ((_in_words, sentence(text, spot.start)), (_in_words, everywhere), (_whole, everywhere)):
        for around in AROUND:
            start, end = cut(text, max(first, spot.start - around), min(last, spot.end + around))
            for name in named:
                if name.start < end and start < name.end:
                    start, end = min(start, name.start), max(end, name.end)
            quote = text[start:end].strip(" \n，、。；：")
            places = _places(quote, text)
            if "\n" not in quote and not any(a < end and start < b for a, b in places for start, end in right):
                return quote
    return ""


def _places(quote: str, text: str) -> list[tuple[int, int]]:
    """Where a quote stands in a text, from where to where."""
    return (
        [(at.start(), at.start() + len(quote)) for at in re.finditer(f"(?={re.escape(quote)})", text)] if quote else []
    )


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece of the text, made long enough to cut no slot, title or quotation in two."""
    for found in UNTOUCHED.finditer(text):
        if found.start() < end and start < found.end():
            start, end = min(start, found.start()), max(end, found.end())
    return start, end


def _in_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The same, cutting no word, number or date in two either."""
    start, end = _whole(text, start, min(end, len(text)))
    edges = _edges(text)
    before, after = bisect_right(edges, start), bisect_left(edges, end)
    return _whole(text, edges[before - 1], edges[after])


@lru_cache(maxsize=64)
def _edges(text: str) -> tuple[int, ...]:
    """Where the words, numbers and dates of a text begin, and its end."""
    from docgen.lexicon import dictionary_words

    edges = [0]
    for found in _RUN.finditer(text):
        place = found.start()
        for piece in dictionary_words(found.group()) if found["words"] else (found.group(),):
            edges.append(place)
            place += len(piece)
        edges.append(place)
    return tuple(sorted({*edges, len(text)}))


def _reason(spot: Spot, found: Iterable[Occurrence]) -> str:
    return next((one.reason for one in found if one.start < spot.end and spot.start < one.end), "")
