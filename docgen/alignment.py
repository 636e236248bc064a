"""Two editions of a list of texts, one against the other: which text became which.

Texts pair by likeness, not only when they are equal, and in order; what stands in another order is a move. The cost
grows with the length of the lists: only texts that share rare pairs of characters are ever compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

LIKE = 0.5  # likeness from which two texts are one text, edited
LIKE_HERE = 0.35  # the same where nothing else can have come of either: both stand between the same neighbours
LIKE_ELSEWHERE = 0.75  # the same in another place
HELD = 0.85  # share of a shorter text found again, in order, in a longer one that has grown around it
LEAST_HELD = 12  # characters: a shorter text is found in any longer one
RARE, COMMON, NEAREST = 24, 60, 6  # pairs of characters asked a text; texts a pair may be in; texts compared
WINDOW = 4_000  # pairs of texts between two neighbours that are all compared
BASE = 6  # weight of any pair beside its characters, so that short headings count


class Line(NamedTuple):
    """A text and its kind: only texts of one kind pair. A `lone` one pairs whatever it says, and never moves."""

    kind: str
    text: str
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of (index in the old list, index in the new one); `pairs` rise on both sides, `moves` cross them."""

    pairs: tuple[tuple[int, int], ...]
    moves: tuple[tuple[int, int], ...]


class _Match(NamedTuple):
    old: int
    new: int
    weight: float


def aligned(old: Sequence[Line], new: Sequence[Line]) -> Alignment:
    found = [*_equal(old, new)]
    settled = {match.old for match in found}, {match.new for match in found}
    found += _similar(old, new, *settled)
    chain = _heaviest(found, len(new))
    moves = _crossing(old, new, found, chain)
    taken = {i for i, _ in moves}, {j for _, j in moves}
    return Alignment(tuple(_filled(old, new, chain, *taken)), moves)


# ── which texts may be one ──


def likeness(old: str, new: str) -> float:
    """0 to 1: the share of characters in common, in order. A text that another holds almost whole is like it."""
    from rapidfuzz.distance import Indel, LCSseq

    value = Indel.normalized_similarity(old, new)
    short, long = sorted((len(old), len(new)))
    if value < LIKE and LEAST_HELD <= short < long and LCSseq.similarity(old, new) >= HELD * short:
        return LIKE
    return value


def _equal(old: Sequence[Line], new: Sequence[Line]) -> Iterator[_Match]:
    """Texts that stand in both; one that does so several times pairs with its likes of about the same rank."""
    places = _places(new)
    for line, here in _places(old).items():
        there = places.get(line, [])
        for rank, i in enumerate(here):
            near = there if len(here) * len(there) <= COMMON else there[max(0, rank - 2) : rank + 3]
            yield from (_Match(i, j, len(line.text) + BASE) for j in near)


def _places(lines: Sequence[Line]) -> Mapping[Line, list[int]]:
    places: dict[Line, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.text:
            places[line].append(n)
    return places


def _similar(old: Sequence[Line], new: Sequence[Line], old_done: set[int], new_done: set[int]) -> Iterator[_Match]:
    """The texts that share most of their rarest pairs of characters, those of them that are like each other."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, line in enumerate(new):
        if j not in new_done:
            for pair in _pairs_of(line):
                index[pair].append(j)
    for i, line in enumerate(old):
        if i in old_done:
            continue
        known = sorted((len(index[pair]), pair) for pair in _pairs_of(line) if pair in index)
        shared = Counter(j for count, pair in known[:RARE] if count <= COMMON for j in index[pair])
        near = sorted(shared, key=lambda j: (-shared[j], abs(i - j), j))[:NEAREST]
        for j in near:
            like = likeness(line.text, new[j].text)
            if like >= LIKE:
                yield _Match(i, j, like * min(len(line.text), len(new[j].text)) + BASE * like)


def _pairs_of(line: Line) -> set[tuple[str, str]]:
    """Pairs of neighbouring characters; a single character by itself."""
    return {(line.kind, line.text[n : n + 2]) for n in range(max(1, len(line.text) - 1))} if line.text else set()


# ── the order ──


def _heaviest(found: Iterable[_Match], size: int) -> list[tuple[int, int]]:
    """The heaviest run of matches that rises on both sides: a Fenwick tree keeps the best run up to each place."""
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    matches = sorted(found, key=lambda match: (match.old, -match.new))  # so that no text is used twice
    before = [-1] * len(matches)
    for n, match in enumerate(matches):
        weight, before[n] = max(_below(best, match.new), key=lambda one: one[0])
        place = match.new + 1
        while place <= size:
            if best[place][0] < weight + match.weight:
                best[place] = (weight + match.weight, n)
            place += place & -place
    at = max(_below(best, size), key=lambda one: one[0])[1]
    chain = []
    while at >= 0:
        chain.append((matches[at].old, matches[at].new))
        at = before[at]
    return chain[::-1]


def _below(best: Sequence[tuple[float, int]], place: int) -> Iterator[tuple[float, int]]:
    yield best[0]
    while place:
        yield best[place]
        place -= place & -place


def _crossing(
    old: Sequence[Line], new: Sequence[Line], found: Iterable[_Match], chain: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """What is left and very like something left elsewhere, the likest first."""
    olds, news = ({pair[side] for pair in chain} for side in (0, 1))
    free = [(i, j) for i, j, _ in found if i not in olds and j not in news and not old[i].lone]
    scored = sorted((-likeness(old[i].text, new[j].text), i, j) for i, j in free)
    moves = []
    for unlike, i, j in scored:
        if -unlike >= LIKE_ELSEWHERE and i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            moves.append((i, j))
    return tuple(sorted(moves, key=lambda pair: pair[1]))


def _filled(
    old: Sequence[Line], new: Sequence[Line], chain: Sequence[tuple[int, int]], gone: set[int], come: set[int]
) -> Iterator[tuple[int, int]]:
    """The chain, and between its links whatever can be one text."""
    for (i, j), (i2, j2) in pairwise([(-1, -1), *chain, (len(old), len(new))]):
        left = [n for n in range(i + 1, i2) if n not in gone]
        right = [n for n in range(j + 1, j2) if n not in come]
        if 0 < len(left) * len(right) <= WINDOW:
            yield from _between(old, new, left, right)
        if i2 < len(old):
            yield i2, j2


def _between(
    old: Sequence[Line], new: Sequence[Line], left: Sequence[int], right: Sequence[int]
) -> list[tuple[int, int]]:
    weighed = (_Match(n, m, _weight(old[i], new[j])) for n, i in enumerate(left) for m, j in enumerate(right))
    return [(left[n], right[m]) for n, m in _heaviest((one for one in weighed if one.weight), len(right))]


def _weight(old: Line, new: Line) -> float:
    if old.kind != new.kind:
        return 0
    like = likeness(old.text, new.text) if old.text or new.text else 1
    if like < LIKE_HERE and not (old.lone and new.lone):
        return 0
    return like * min(len(old.text), len(new.text)) + BASE * like + 1
