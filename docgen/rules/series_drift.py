"""一组名目前后有一个不同。

两处依次列出同一组名目（至少四个，次序相同），其余都相同，只有一个换了说法，并且
新旧说法有一个字相同（整改、整治）。

依据：同一组行动、措施的名称在一份公文里应当前后一致（实务）。
错：一是开展大走访；二是开展大排查；三是开展大整改；四是开展大提升……大走访、大排查、大整治、大提升全部完成
对：一是开展大走访；二是开展大排查；三是开展大整改；四是开展大提升……大走访、大排查、大整改、大提升全部完成
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from docgen.analysis.sentences import Piece, openings, shared
from docgen.draft import Draft, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_LISTED = re.compile(r"[一-鿿]{2,12}(?:、[一-鿿]{2,12}){3,11}")


def check(draft: Draft) -> Iterator[Fault]:
    groups: defaultdict[tuple[str, str], list[tuple[Piece, ...]]] = defaultdict(list)
    for run in _runs(draft):
        slots = _slots(run)
        if slots:
            words = [slot.text for slot in slots]
            groups[words[0], words[1]].append(slots)
            groups["", words[-1]].append(slots)
    told: set[Piece] = set()
    for runs in groups.values():
        for first, second in pairwise(runs):
            for one, other in (*_odd(first, second), *_odd(second, first)):
                if one not in told:
                    told.add(one)
                    message = f"这一组名目中的“{one.text}”在第{other.line.number}行作“{other.text}”，请统一"
                    yield Fault(one.line, one.start, one.end, message)


def _runs(draft: Draft) -> Iterator[tuple[Piece, ...]]:
    """Lists that count up, and words joined by 、: four items at least."""
    yield from (run for run in openings(draft) if 4 <= len(run) <= 12)
    for line in draft.lines:
        if line.role is Role.BLOCK:
            for found in _LISTED.finditer(line.text):
                start = found.start()
                pieces = []
                for word in found.group().split("、"):
                    pieces.append(Piece(line, start, start + len(word)))
                    start += len(word) + 1
                yield tuple(pieces)


def _slots(run: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Without what all items begin and end with: 走访, 排查 for 开展大走访, 开展大排查. Nothing for long ones."""
    texts = [piece.text for piece in run]
    before = shared(texts)
    after = shared(text[before:][::-1] for text in texts)
    slots = tuple(Piece(piece.line, piece.start + before, piece.end - after) for piece in run)
    return slots if before + after and all(2 <= len(slot.text) <= 8 for slot in slots) else ()


def _odd(first: tuple[Piece, ...], second: tuple[Piece, ...]) -> Iterator[tuple[Piece, Piece]]:
    """The slot in which two equally long lists differ, if all others agree; `second` may say more after each.

    Both words there share a character (整改, 整治): with none in common two lists may differ on purpose.
    """
    if len(first) == len(second):
        odd = [(a, b) for a, b in zip(first, second, strict=True) if not b.text.startswith(a.text)]
        if len(odd) == 1 and set(odd[0][0].text) & set(odd[0][1].text[: len(odd[0][0].text)]):
            yield odd[0][0], Piece(odd[0][1].line, odd[0][1].start, odd[0][1].start + len(odd[0][0].text))
