"""What an overlay must say so that its inherited texts are renamed exactly as they were judged: table and exceptions.

Judging needs words (docgen.levels.occurrences); loading an overlay must not. So each text is judged once, when the
overlay is written, and whatever a literal table would rename against that judgement is written down to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docgen.levels.occurrences import Occurrence, occurrences
from docgen.levels.words import LevelWords
from docgen.overlay import quotes
from docgen.remap import UNTOUCHED, Spot, remapped, spots

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
        start, end = _whole(text, max(0, self.occurrence.start - 8), self.occurrence.end + 8)
        return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")


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
        for spot in spots(text.text, table, kept):
            if (spot.start, spot.end) in right:
                continue
            quote = _quote(text.text, spot, right)
            if quote and (text.address, quote) not in seen:
                seen.add((text.address, quote))
                yield Keep(text.address, quote, _reason(spot, found))


def _quote(text: str, spot: Spot, right: Iterable[tuple[int, int]]) -> str:
    """Words around a place that hold nothing which is rightly renamed, here and wherever they stand in the text."""
    for around in AROUND:
        start, end = _whole(text, max(0, spot.start - around), spot.end + around)
        quote = text[start:end].strip()
        at = text.find(quote)
        places = []
        while at >= 0:
            places.append((at, at + len(quote)))
            at = text.find(quote, at + 1)
        if "\n" not in quote and not any(a < end and start < b for a, b in places for start, end in right):
            return quote
    return ""


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece of the text, made long enough to cut no slot, title or quotation in two."""
    for found in UNTOUCHED.finditer(text):
        if found.start() < end and start < found.end():
            start, end = min(start, found.start()), max(end, found.end())
    return start, end


def _reason(spot: Spot, found: Iterable[Occurrence]) -> str:
    return next((one.reason for one in found if one.start < spot.end and spot.start < one.end), "")
