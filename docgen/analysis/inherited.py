"""What a draft has word for word from the upper level's plan; renamed levels and places count as the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from docgen.analysis.issuing import own
from docgen.analysis.sections import headed
from docgen.analysis.sentences import Piece, clauses
from docgen.draft import Draft, Kind, Line, Role

QUOTED = re.compile(  # what stands in brackets behind a title belongs to it, unless it says who does something
    r"《[^《》]{1,80}(?:《[^《》]{1,60}》[^《》]{0,60})?》(?:[（(](?![^（）()]{0,60}(?:牵头|负责|配合|单位|部门))[^（）()]{1,60}[）)])?"
    r"|“[^“”]{1,200}”|[一-鿿]{0,12}[〔\[]\d{4}[〕\]]\d{1,5}号"
)
_CUT = re.compile(r"[，,；;：:。！？!?\n]")
_NO_WORDS = re.compile(r"[^一-鿿A-Za-z0-9]|[省市县区州盟旗]")
_SAME_RANK = str.maketrans({"厅": "局", "处": "科", "股": "科", "室": "科"})
_FIGURE = re.compile(r"\d")  # a date or a figure that was moved makes no other sentence
_COUNTED = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)]|[、.．]|[是要](?=[^一-鿿]|[一-鿿]{3}))")
_LEAST = 5  # characters of a clause that say whose it is
_SAME = 8  # clauses that say the same, of which one is looked at
_LONGEST = 300  # characters of a clause
_AROUND = 4  # characters beside a name that do


def unquoted(draft: Draft, text: str) -> str:
    """The text with titles in 《》, quotations, 文号 and what was left on purpose blanked, of the same length."""
    above = draft.brief.above
    for quote in above.kept if above else ():
        text = text.replace(quote, "\0" * len(quote))
    return QUOTED.sub(lambda found: "\0" * len(found.group()), text)


@dataclass(frozen=True, slots=True)
class Upper:
    """The upper plan as one looks words up in it: its clauses by what they say at any level, and its text."""

    clauses: Mapping[str, tuple[str, ...]]
    text: str
    regions: re.Pattern[str] | None

    def plain(self, clause: str) -> str:
        words = _COUNTED.sub("", clause.strip())
        words = self.regions.sub("", words) if self.regions else words
        return _NO_WORDS.sub("", words).translate(_SAME_RANK)


@lru_cache(maxsize=1)
def upper(draft: Draft) -> Upper | None:
    """None for a draft that stands alone."""
    above = draft.brief.above
    if above is None:
        return None
    text = "\n".join(f"{heading}\n{text}" for heading, text in above.sections)
    regions = {name for name in (*above.here, *above.upper) if len(name) > 2 and name[-1] in "省市县区州盟旗"}
    longest = sorted(map(re.escape, regions), key=lambda name: (-len(name), name))
    found = Upper({}, text, re.compile("|".join(longest)) if longest else None)
    clauses_: dict[str, tuple[str, ...]] = {}
    for clause in _CUT.split(text):
        plain = found.plain(clause)
        clauses_[plain] = (
            (*clauses_.get(plain, ()), clause) if len(clauses_.get(plain, ())) < _SAME else clauses_[plain]
        )
    return Upper(clauses_, _FIGURE.sub("0", text), found.regions)


def is_inherited(draft: Draft, clause: Piece, start: int, end: int, edited: bool = False) -> bool:
    """Whether line.text[start:end] in a clause has come with its neighbours from the upper plan.

    edited: also where the clause was rewritten on one side of it.
    """
    known = upper(draft)
    if known is None:
        return False
    text = clause.line.text
    word = text[start:end]
    if clause.end - clause.start <= _LONGEST and len(plain := known.plain(clause.text)) >= _LEAST:
        said = known.plain(text[clause.start : start])
        if any(_stands(known, one, word, said) for one in known.clauses.get(plain, ())):
            return True
    before = _FIGURE.sub("0", text[max(clause.start, start - _AROUND) : start])
    after = _FIGURE.sub("0", text[end : min(clause.end, end + _AROUND)])
    if edited:
        sides = (before + word if len(before) > 1 else "", word + after if len(after) > 1 else "")
        return any(len(side) >= _LEAST and side in known.text for side in sides)
    around = before + word + after
    return len(around) >= _LEAST + len(word) and around in known.text


def _stands(known: Upper, clause: str, word: str, before: str) -> bool:
    """Whether a clause of the upper plan has the word itself, after what stands before it here: a city's 省局 that a
    county calls 市局 is not left over."""
    return any(known.plain(clause[: found.start()]) == before for found in re.finditer(re.escape(word), clause))


def clause_at(line: Line, start: int) -> Piece:
    """The clause of a line in which a place stands."""
    starts, pieces = _clauses(line)
    at = bisect_right(starts, start) - 1
    return pieces[at] if at >= 0 and start < pieces[at].end else Piece(line, line.start, len(line.text))


@lru_cache(maxsize=1)
def _clauses(line: Line) -> tuple[tuple[int, ...], tuple[Piece, ...]]:
    pieces = clauses(Piece(line, line.start, len(line.text)))
    return tuple(piece.start for piece in pieces), pieces


@dataclass(frozen=True, slots=True)
class Share:
    """A section under its heading, and how much of it stands in the upper plan: 0 to 1 of its characters."""

    line: Line
    heading: str
    size: int
    share: float


_GUIDING = "ideology"  # 指导思想 is the upper level's and meant to be


def shares(draft: Draft) -> Iterator[Share]:
    """The sections of the first level of the draft's own plans; 指导思想, which is to be the upper level's, apart."""
    known = upper(draft)
    for sheet in own(draft) if known else ():
        if sheet.kind is Kind.ATTACHMENT:
            continue
        heads = {id(one.line): one for one in headed(sheet) if one.line.level == 1 and len(one.line.words) <= 40}
        lines = sheet.of(Role.BLOCK)
        starts = [n for n, line in enumerate(lines) if id(line) in heads]
        for n, after in pairwise((*starts, len(lines))):
            head = heads[id(lines[n])]
            if head.section != _GUIDING:
                size, same = _same(known, lines[n + 1 : after]) if known else (0, 0)
                yield Share(head.line, head.heading, size, same / size if size else 0.0)


def _same(known: Upper, lines: tuple[Line, ...]) -> tuple[int, int]:
    """The characters of lines, and those in clauses that the upper plan has."""
    found = [plain for line in lines for clause in _CUT.split(line.words) if (plain := known.plain(clause))]
    return sum(map(len, found)), sum(len(plain) for plain in found if plain in known.clauses)
