"""What of two texts in WordprocessingML became what, in the order in which tracked changes can show it.

A stretch is the paragraphs between two walls (a table, the anchor of a box, an edge): its last mark cannot be tracked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docgen.alignment import Line, aligned
from docgen.wordxml import BOX, TBL

OLD, NEW = 0, 1
Pair = tuple[Any, Any]  # an element of the old text and what became of it in the new one, or None


def pairs_of(old: Sequence[Any], new: Sequence[Any], lines: Sequence[Line], others: Sequence[Line]) -> Iterator[Pair]:
    at = to = 0
    for i, j in (*aligned(lines, others).pairs, (len(old), len(new))):
        yield from ((element, None) for element in old[at:i])
        yield from ((None, element) for element in new[to:j])
        if i < len(old):
            yield old[i], new[j]
        at, to = i + 1, j + 1


def has(pair: Pair) -> tuple[bool, bool]:
    return pair[OLD] is not None, pair[NEW] is not None


def is_table(pair: Pair) -> bool:
    return any(element is not None and element.tag == TBL for element in pair)


def tables_joined(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Two tables without a paragraph between them would be one in Word: the one became the other."""
    last: Pair | None = None
    for pair in pairs:
        if last and is_table(last) and is_table(pair) and not any(map(all, zip(has(last), has(pair), strict=True))):
            last = (last[OLD], pair[NEW]) if pair[OLD] is None else (pair[OLD], last[NEW])
            continue
        if last:
            yield last
        last = pair
    if last:
        yield last


def parted(pairs: Iterable[Pair]) -> tuple[list[list[Pair]], list[Pair]]:
    """Stretches of paragraphs, and what stands between them: always one stretch more."""
    stretches: list[list[Pair]] = [[]]
    walls = []
    for pair in pairs:
        if _is_wall(pair):
            walls.append(pair)
            stretches.append([])
        else:
            stretches[-1].append(pair)
    return stretches, walls


def _is_wall(pair: Pair) -> bool:
    """Tables; a paragraph that holds a box in both texts, for LibreOffice drops the box with a paragraph before it."""
    return is_table(pair) or all(element is not None and next(element.iter(BOX), None) is not None for element in pair)


def groups_of(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Each paragraph of both texts with what follows it; what comes before the first one by itself."""
    groups: list[list[Pair]] = []
    for pair in pairs:
        if groups and not all(has(pair)):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def sides_of(group: Sequence[Pair]) -> tuple[list[Any], list[Any]]:
    """What went and what came in a group."""
    gone, come = ([pair[side] for pair in group if pair[1 - side] is None] for side in (OLD, NEW))
    return gone, come


def headed(group: Sequence[Pair]) -> Sequence[Pair]:
    """Where nothing is in both texts, the first that went becomes the first that came: one mark must stay."""
    gone, come = sides_of(group)
    if not (gone and come):
        return group
    return [(gone[0], come[0]), *((old, None) for old in gone[1:]), *((None, new) for new in come[1:])]


def spread(stretches: list[list[Pair]], walls: Sequence[Pair], side: int) -> None:
    """Give every stretch a paragraph of this side: from a neighbour, over tables that this side does not have.

    Nothing changes in either text; what was one paragraph in both is then struck out here and written there.
    """
    for n, stretch in enumerate(stretches):
        counts = [sum(has(pair)[side] for pair in each) for each in stretches]
        # A paragraph before a table can go whole in Word, the last one cannot, and with one before a box LibreOffice
        # drops the box: these take what their neighbour needs.
        urgent = n == len(walls) or not is_table(walls[n])
        tries = ((step, spare) for spare in (1, 0)[: 1 + urgent] for step in (1, -1))
        givers = (_giver(counts, walls, side, n, step, spare) for step, spare in tries)
        giver = next((found for found in givers if found is not None), None)
        if stretch and not counts[n] and giver is not None:
            step = 1 if giver > n else -1
            for k in range(giver, n, -step):
                _pass(stretches[k], stretches[k - step], side, step)


def _giver(counts: Sequence[int], walls: Sequence[Pair], side: int, start: int, step: int, spare: int) -> int | None:
    """The nearest stretch in this direction that has more paragraphs than `spare`."""
    n = start
    while 0 <= n + step < len(counts) and not has(walls[min(n, n + step)])[side]:
        n += step
        if counts[n] > spare:
            return n
    return None


def _pass(giver: list[Pair], taker: list[Pair], side: int, step: int) -> None:
    """The first paragraph of this side to the end of the stretch before (step 1), the last one to the next."""
    places = [n for n, pair in enumerate(giver) if has(pair)[side]]
    if not places:
        return
    n = places[0 if step > 0 else -1]
    moved, left = _only(giver[n], side), _only(giver[n], 1 - side)
    giver[n : n + 1] = [left] if any(has(left)) else []
    taker.insert(len(taker) if step > 0 else 0, moved)


def _only(pair: Pair, side: int) -> Pair:
    """One side of a pair alone."""
    return (pair[OLD], None) if side == OLD else (None, pair[NEW])
