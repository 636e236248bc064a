"""活动名称前后不一。

一份材料反复使用的活动、行动名称（标题、引号或者《》里出过），在个别地方少几个字、多几个字，或者词序颠倒。
名称（活动、机构、方案、条例……）只差当中一个字的，出过一两次也算；“专项整治”“专项治理”前面的字都相同的也算。
只省去开头或者“活动”二字的简称不算；前面写明“去年”“全省”等另有所指的不算。

依据：同一活动、文件、机构的名称在一份公文里应当前后一致（实务）。
错：全局开展“服务能力提升年”活动……把服务能力活动落到实处。
对：全局开展“服务能力提升年”活动……把服务能力提升年活动落到实处。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from docgen.analysis.names import Flat, Name, campaigns, flat, slips
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_OTHER = re.compile("(?:去年|上年|往年|历年|近年|此前|以往|先后|曾).{0,10}$|(?:省|全国|国家|中央|上级).{0,4}$")
_CAMPAIGN = re.compile("(?<=([一-鿿]{6}(?:专项|集中)))(整治|治理|整顿)")
_WHERE = re.compile("^全[省市县区州局院校镇乡](?:系统)?")  # 全市作风整治行动 is 作风整治行动 too
_OFTEN = 5  # a draft's one subject is named so often
_EMPTY = "提升|建设|整治|整顿|改进|转变"
_LOOSE = re.compile(r"[的和及与或等各一二三四五六七八九十百两新这该本其全]|系列|主题|宣传|教育|重大|重点")


def check(draft: Draft) -> Iterator[Fault]:
    text = flat(draft)
    seen: set[int] = set()
    named = campaigns(draft)
    for name in named:
        found = dict(islice(_variants(text.text, name), 200))
        for variant, base in sorted(found.items(), key=lambda pair: -len(pair[0])):
            count = text.text.count(variant)
            if count * (2 if name.titled else 3) <= name.count:
                message = f"“{variant}”（{count}处）疑为“{base}”（{text.text.count(base)}处）的另一种写法，请统一"
                yield from (_fault(text, at, variant, message) for at in _places(text.text, variant, seen))
    if named and named[0].count >= max(_OFTEN, 3 * max((name.count for name in named[1:]), default=0)):
        for at, variant in _loosely(text.text, named[0]):
            message = f"“{variant}”疑为“{named[0].text}”（{named[0].count}处）的另一种写法，请统一"
            yield _fault(text, at, variant, message)
    for slip in slips(draft):
        message = f"“{slip.wrong}”疑为“{slip.right}”（{slip.count}处）的另一种写法，请统一"
        yield from (_fault(text, at, slip.wrong, message) for at in _places(text.text, slip.wrong, seen))
    yield from _campaigns(text)


def _campaigns(text: Flat) -> Iterator[Fault]:
    """打击欺诈骗保专项整治 and 打击欺诈骗保专项治理: the rarer; of equals the later."""
    groups: defaultdict[str, defaultdict[str, list[re.Match[str]]]] = defaultdict(lambda: defaultdict(list))
    for found in _CAMPAIGN.finditer(text.text):
        groups[found[1]][found[2]].append(found)
    for ways in groups.values():
        usual = max(ways, key=lambda way: len(ways[way]))
        for one in (one for way in ways if way != usual for one in ways[way]):
            words = one[1] + one[2]
            message = f"“{words}”疑为“{one[1]}{usual}”（{len(ways[usual])}处）的另一种写法，请统一"
            yield _fault(text, one.start(2) - len(one[1]), words, message)


def _places(text: str, variant: str, seen: set[int]) -> Iterator[int]:
    """Where the variant stands and no other campaign is meant; a place only once."""
    at = text.find(variant)
    while at >= 0:
        if seen.isdisjoint(range(at, at + len(variant))) and not _OTHER.search(text[max(0, at - 14) : at]):
            seen.update(range(at, at + len(variant)))
            yield at
        at = text.find(variant, at + 1)


def _fault(text: Flat, at: int, variant: str, message: str) -> Fault:
    piece = text.piece(at, at + len(variant))
    return Fault(piece.line, piece.start, piece.end, message)


def _variants(text: str, name: Name) -> Iterator[tuple[str, str]]:
    """Strings of the text that are this name with its words in another order, or some inside it gone or added."""
    forms = [(name.text, name.head)]
    if (bare := _WHERE.sub("", name.text)) != name.text and len(bare) > 8:
        forms.append((bare, name.head))
    if name.core.endswith("年"):
        forms.append((name.core, "年"))
    for form, head in forms:
        yield from ((variant, form) for variant in _edited(text, form, head))
    plain = name.core.removesuffix("年")
    yield from ((found, plain) for found in _windows(text, plain[-2:], len(plain)) if _reordered(plain, found))


def _loosely(text: str, name: Name) -> Iterator[tuple[int, str]]:
    """通过效能提升活动 where one campaign is spoken of: its first word and a word that says no more."""
    for found in re.finditer(f"(?:通过|此次|这次|本次)({name.core[:2]}(?:{_EMPTY}){name.head})", text):
        yield found.start(1), found[1]


def _edited(text: str, name: str, head: str) -> Iterator[str]:
    core = len(name) - len(head)
    for size in (-2, -1, 0, 1, 2):
        for found in _windows(text, head, len(name) + size):
            if size == 0:
                same = _reordered(name, found)
            elif size < 0:
                gone = _cut(name, found, core)
                same = gone is not None and not _LOOSE.search(gone)
            else:  # what is added right before 活动 only tells what the activity is like
                added = _cut(found, name, core + size if head == "年" else core)
                same = added is not None and not _LOOSE.search(added)
            if same:
                yield found


def _windows(text: str, head: str, size: int) -> Iterator[str]:
    """What ends with `head` and is `size` long, in one line."""
    at = text.find(head, size - len(head))
    while at >= 0:
        found = text[at + len(head) - size : at + len(head)]
        if "\n" not in found:
            yield found
        at = text.find(head, at + 1)


def _reordered(name: str, other: str) -> bool:
    return name != other and sorted(name) == sorted(other) and _by_words(name, other)


def _by_words(name: str, other: str) -> bool:
    """Whether `other` is made of neighbours of `name`: words moved, not characters shuffled."""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return sum(other[at : at + 2] in pairs for at in range(len(other) - 1)) >= len(other) // 2


def _cut(longer: str, shorter: str, end: int) -> str | None:
    """The one piece inside longer[2:end] without which it is `shorter`; None when there is none."""
    size = len(longer) - len(shorter)
    for at in range(2, end - size + 1):
        if longer[:at] + longer[at + size :] == shorter:
            return longer[at : at + size]
    return None
