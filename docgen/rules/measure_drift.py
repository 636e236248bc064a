"""同一提法的量词前后不一。

数字和名词都相同、量词一处用“个”一处用“项”，并且带引号，或者数字在五以上，看得出说的是同一件事。

依据：同一提法在一份公文里应当前后一致（实务）。
错：增强“六个本领”……怎样增强“六项本领”？
对：增强“六项本领”……怎样增强“六项本领”？
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.analysis.names import QUOTES, flat
from docgen.draft import Draft
from docgen.notation import parse_chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_COUNTED = re.compile(
    r"(?<![\d一二三四五六七八九十百千第.])([一二三四五六七八九十]{1,3}|\d{1,3})([个项条种类])([一-鿿]{2,6})"
)
_ENDS = re.compile(r"[的和与及等是就在要均已都将由为有可也以]")


def check(draft: Draft) -> Iterator[Fault]:
    text = flat(draft)
    found: defaultdict[tuple[str, str], defaultdict[str, list[re.Match[str]]]] = defaultdict(lambda: defaultdict(list))
    for counted in _COUNTED.finditer(text.text):
        noun = _ENDS.split(counted[3])[0]
        if 2 <= len(noun) <= 5:
            found[counted[1], noun][counted[2]].append(counted)
    for (number, noun), measures in found.items():
        size = len(number) + 1 + len(noun)
        places = [one for group in measures.values() for one in group]
        if len(measures) > 1 and (
            (parse_chinese(number) or 0) >= 5 or any(_quoted(draft, one, size) for one in places)
        ):
            words = "、".join(f"“{number}{measure}{noun}”（{len(group)}处）" for measure, group in measures.items())
            for one in _doubtful(list(measures.values())):
                piece = text.piece(one.start(), one.start() + size)
                yield Fault(piece.line, piece.start, piece.end, f"量词前后不一：{words}，请统一")


def _quoted(draft: Draft, found: re.Match[str], size: int) -> bool:
    """Whether it stands in quotation marks, and nothing else with it."""
    piece = flat(draft).piece(found.start(), found.start() + size)
    around = piece.line.text[max(0, piece.start - 1) : piece.start], piece.line.text[piece.end : piece.end + 1]
    return all(mark and mark in QUOTES for mark in around)


def _doubtful(groups: list[list[re.Match[str]]]) -> list[re.Match[str]]:
    """All places of the rarer wordings; the first of the usual one too where it is not twice as frequent."""
    groups = sorted(groups, key=len)
    usual = groups.pop()
    rare = [one for group in groups for one in group]
    return rare + ([] if len(usual) > 2 * len(rare) else usual[:1])
