"""What a draft says that it has so many of, held against what it lists: agrees, disagrees, cannot be checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from docgen import wordlist
from docgen.analysis.inline_lists import Reading
from docgen.analysis.listings import BORROWED, Listings, clause_before
from docgen.analysis.mentions import Mention, mentions
from docgen.analysis.spelt_counts import Spelt, spelt, takes_up
from docgen.draft import Draft, Line

_ELSEWHERE = re.compile("省|中央|国家|上级|市委|县委|去年|以往|原")  # another office's, or of another time
_Label = tuple[int | None, str]


class Verdict(StrEnum):
    AGREES = "相符"
    DISAGREES = "不符"
    UNCHECKED = "无法核对"


@dataclass(frozen=True, slots=True)
class Claim:
    """line.text[start:end] claims a number (None for 几); `found` is what is listed, None for nothing.

    certain: whether a careful editor would mark it. why: in Chinese, what was counted or why nothing can be.
    """

    line: Line
    start: int
    end: int
    claimed: int | None
    found: int | None
    verdict: Verdict
    why: str
    certain: bool = False

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def told(self) -> str:
        """The claim on one line: 15:27 四种表现 称 4 见 4 相符 下文“一是”至“四是”."""
        row, col = self.line.at(self.start)
        said = str(self.claimed) if self.claimed else "—" if self.text.isdigit() else "约数"
        seen = "—" if self.found is None else str(self.found)
        return f"{row}:{col}　{self.text}　称 {said}，见 {seen}　{self.verdict}　{self.why}"


@lru_cache(maxsize=1)
def explained(draft: Draft) -> tuple[Claim, ...]:
    """Every claim of a draft, in its order."""
    listings = Listings(draft)
    found = mentions(draft)
    first = [_judged(mention, list(listings.readings(mention))) for mention in found]
    known = {_label(m): c for m, c in zip(found, first, strict=True) if c.verdict is Verdict.AGREES and not m.generic}
    runs = _runs(draft)
    told = [_again(m, c, known, runs) for m, c in zip(found, first, strict=True)]
    told = [_taken_up(m, before, c) for m, before, c in zip(found, (None, *found), told, strict=False)]
    rows = {id(line): row for row, line in enumerate(draft.body)}
    taken = {(m.row, at) for m in found for at in range(m.start, m.end)}
    also = (_spelt(one) for line in draft.body for one in spelt(line))
    told += [claim for claim in also if (rows[id(claim.line)], claim.start) not in taken]
    return tuple(sorted(told, key=lambda claim: (rows[id(claim.line)], claim.start)))


def _spelt(one: Spelt) -> Claim:
    """A count whose things are spelt out beside it."""
    verdict = Verdict.AGREES if one.claimed == one.found else Verdict.DISAGREES if one.sure else Verdict.UNCHECKED
    certain = verdict is Verdict.DISAGREES
    return Claim(one.line, one.start, one.end, one.claimed, one.found, verdict, one.why, certain)


def _taken_up(mention: Mention, before: Mention | None, claim: Claim) -> Claim:
    """A count that takes up the one right before it, of the same things, with another number: 6个问题。这5个问题…"""
    if claim.verdict is not Verdict.UNCHECKED or not before or not mention.number or not before.number:
        return claim
    same = mention.noun == before.noun and mention.number != before.number and not mention.quoted
    if not same or mention.row - before.row > 1 or mention.line.sheet != before.line.sheet or mention.line.level:
        return claim
    own = mention.line.text[mention.line.start : mention.start]
    if mention.row == before.row:
        between = mention.line.text[before.end : mention.start]
    else:
        between = before.line.text[before.end :].rstrip() + own
    if not takes_up(between, mention.number):
        return claim
    row, col = before.line.at(before.start)
    why = f"承接的是第 {row} 行第 {col} 列“{before.text}”，应为 {before.number} 项"
    return replace(_claim(mention, before.number, Verdict.DISAGREES, why), certain=True)


def _judged(mention: Mention, readings: list[Reading]) -> Claim:
    """The verdict on one mention by itself."""
    if mention.code:
        return _decoded(mention)
    if mention.number is None:
        count = readings[0].count if readings else None
        return _claim(mention, count, Verdict.AGREES if count else Verdict.UNCHECKED, "约数，不作比对")
    sure = any(reading.sure for reading in readings)
    fixed = mention.text.replace("“", "").replace("”", "") in _fixed()
    for reading in readings:
        if (
            reading.count == mention.number
            and not (sure and reading.far)
            and (not fixed or reading.direct or reading.told.startswith("其后"))
        ):
            if reading.lacking:
                told = f"{reading.told}，其中“{reading.lacking}”一项没有“{mention.noun}”"
                return _claim(mention, reading.count, Verdict.UNCHECKED, told)
            return _claim(mention, reading.count, Verdict.AGREES, reading.told)
    if fixed and not any(reading.direct for reading in readings):
        return _claim(mention, None, Verdict.UNCHECKED, "固定提法，不必展开")
    for reading in readings:
        if reading.sure:
            return replace(_claim(mention, reading.count, Verdict.DISAGREES, reading.told), certain=True)
    near = readings[0] if readings else None
    why = f"未见与之对应的列举；最近的是{near.told}" if near else "正文未列"
    touching = near and (near.direct or near.told.startswith(("其前", "其后")))  # what is merely near was not claimed
    return _claim(mention, near.count if near and touching else None, Verdict.UNCHECKED, why)


def _claim(mention: Mention, found: int | None, verdict: Verdict, why: str) -> Claim:
    return Claim(mention.line, mention.start, mention.end, mention.number, found, verdict, why)


def _decoded(mention: Mention) -> Claim:
    """“365” agrees where “3”, “6” and “5” are each explained after it."""
    after = mention.line.text[mention.end : mention.end + 1000]
    if all(f"“{digit}”" in after for digit in mention.code):
        total = sum(map(int, mention.code))
        return replace(_claim(mention, total, Verdict.AGREES, "其后逐个数字作了说明"), claimed=total)
    return _claim(mention, None, Verdict.UNCHECKED, "数字代称，正文未逐一展开")


def _label(mention: Mention) -> _Label:
    """What makes two mentions one: 八个本领, “八项本领”."""
    return mention.number, mention.noun


def _again(mention: Mention, claim: Claim, known: dict[_Label, Claim], runs: dict[str, set[int]]) -> Claim:
    """A claim that could not be checked where it stands, but is listed at another place under the same name."""
    if claim.verdict is not Verdict.AGREES and not mention.generic and len(mention.noun) > 1 and mention.number:
        if other := known.get(_label(mention)):
            row, col = other.line.at(other.start)
            return _claim(mention, mention.number, Verdict.AGREES, f"与第 {row} 行第 {col} 列同一提法，彼处相符")
        if conflict := _conflict(mention, known):
            return conflict
        if mention.number in runs.get(mention.noun, ()):
            told = f"文中有 {mention.number} 个并列分句以“{mention.noun}”收尾"
            return _claim(mention, mention.number, Verdict.AGREES, told)
    return claim


def _conflict(mention: Mention, known: dict[_Label, Claim]) -> Claim | None:
    """The same name in quotes with another number, of which so many are listed."""
    others = [known[n, mention.noun] for n in range(2, 21) if n != mention.number and (n, mention.noun) in known]
    named = mention.quoted and len(mention.noun) > 3 and len(others) == 1
    if not named or BORROWED.search(clause_before(mention)) or _ELSEWHERE.search(clause_before(mention)):
        return None
    row, col = others[0].line.at(others[0].start)
    why = f"第 {row} 行第 {col} 列作“{others[0].text}”，彼处列有 {others[0].found} 项"
    return replace(_claim(mention, others[0].found, Verdict.DISAGREES, why), certain=True)


def _runs(draft: Draft) -> dict[str, set[int]]:
    """How many clauses parted by ； end in the same two characters: …的作风；…的作风；…的作风。"""
    found: dict[str, set[int]] = {}
    for line in draft.body:
        for sentence in line.text.split("。"):
            ends = [clause.rstrip()[-2:] for clause in sentence.split("；")]
            if len(ends) > 1 and len(set(ends)) == 1:
                found.setdefault(ends[0], set()).add(len(ends))
    return found


@cache
def _fixed() -> frozenset[str]:
    """The counted formulations that everyone knows, which need no list."""
    return frozenset(record["term"] for record in wordlist.load("fixed_counts"))


def disagreeing(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.verdict is Verdict.DISAGREES and claim.certain)
