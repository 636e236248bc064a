"""同一说法前后多一个字少一个字。

同一短语在一份材料里写法不一：会议、文件、机构名称里的连词一处用“和”、一处用“及”，
“自己的××清单”一处有“的”、一处没有，儿化一处写“儿”、一处不写。短语其余的字完全相同才算。

依据：同一说法在一份公文里应当前后一致；书面语一般不写儿化（实务）。
错：什么是办事儿不彻底？……这就是办事不彻底。
对：什么是办事不彻底？……这就是办事不彻底。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.analysis.names import Flat, flat
from docgen.analysis.sentences import shared
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_HAN = "[一-鿿]"
_LINK = re.compile(f"(?<=({_HAN}{{3}}))(和|及)(?=({_HAN}{{3}}))")
_NEAR = re.compile("[和及与]")
_SHARED = 10  # so many characters around the connective must be the same
_NAME = re.compile(
    "全会|党代会|会议|大会|精神|条例|纲要|(?<!全)局(?![面势部限])|厅|委员会|部(?![门分署队位])"
)  # what is said so is a name, not any two things
_SOFT = re.compile(f"(?<=({_HAN}{{2}}))儿(?=({_HAN}{{3}}))")
_OWN = re.compile("自己(的?)([一-鿿]{2}(?:清单|计划|方案|措施|台账|目标|承诺))")


def check(draft: Draft) -> Iterator[Fault]:
    text = flat(draft)
    yield from _connectives(text)
    yield from _optional(text)


def _fault(text: Flat, start: int, end: int, message: str) -> Fault:
    piece = text.piece(start, end)
    return Fault(piece.line, piece.start, piece.end, message)


def _connectives(text: Flat) -> Iterator[Fault]:
    """One phrase joined by 和 here and by 及 there: the rarer one; both where they are as frequent."""
    groups: defaultdict[tuple[str, str], defaultdict[str, list[re.Match[str]]]] = defaultdict(lambda: defaultdict(list))
    for found in _LINK.finditer(text.text):
        if not _NEAR.search(found[1] + found[3]):
            groups[found[1], found[3]][found[2]].append(found)
    for group in groups.values():
        most = max(map(len, group.values()))
        if len(group) > 1 and (around := _shared(text.text, [found for places in group.values() for found in places])):
            before, after = around
            rare = [places for places in group.values() if len(places) < most] or list(group.values())
            words = "、".join(f"“{link}”（{len(places)}处）" for link, places in group.items())
            for found in (found for places in rare for found in places):
                start, end = found.start() - before, found.end() + after
                yield _fault(text, start, end, f"“{text.text[start:end]}”中的连词前后不一：{words}，请统一")


def _shared(text: str, found: list[re.Match[str]]) -> tuple[int, int] | None:
    """How many characters before and after all of these places are the same, up to 12; None for too few."""
    before = shared(_words(text[max(0, one.start() - 12) : one.start()][::-1]) for one in found)
    after = shared(_words(text[one.end() : one.end() + 12]) for one in found)
    one = found[0]
    name = _NAME.search(text[one.start() - before : one.end() + after])
    return (before, after) if name and before + after >= _SHARED else None


def _words(text: str) -> str:
    """The text up to the first mark."""
    found = re.match(f"{_HAN}*", text)
    return found.group() if found else ""


def _optional(text: Flat) -> Iterator[Fault]:
    """办事儿不彻底 beside 办事不彻底; 自己整改清单 beside 自己的整改清单."""
    soft = {found[1] + found[2]: found for found in _SOFT.finditer(text.text)}
    for plain in sorted(soft.keys() & {text.text[at : at + 5] for at in range(len(text.text))} if soft else ()):
        found = soft[plain]
        message = f"“{found[1]}儿{found[2]}”与别处“{plain}”不一，请统一，书面语不写“儿”"
        yield _fault(text, found.start() - 2, found.end() + 3, message)
    own = list(_OWN.finditer(text.text))
    usual = {found[2] for found in own if found[1]}
    for found in own:
        if not found[1] and found[2] in usual:
            message = f"“{found.group()}”与别处“自己的{found[2]}”不一，请补“的”"
            yield _fault(text, found.start(), found.end(), message)
