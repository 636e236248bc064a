"""同一个对象的占位符有宽有窄。

一份稿子里，同一个人、同一个地方用同样宽的占位符，一会儿 X、一会儿 XX，读者会当成两个。

依据：全文名称一致（实务）。
错：市委书记XXX强调……。会后，X书记到企业调研
对：市委书记XXX强调……。会后，XXX书记到企业调研
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from docgen.analysis.masks import RANKS, Mask, Thing, masks
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_BEFORE = re.compile(rf"([省市县区镇乡村州部局厅委组校院办][委府组]?|支部|总支)?({RANKS})$")
_AFTER = re.compile(rf"({RANKS})")
_WITH_SUFFIX = re.compile(r"[省市县区州旗镇乡村盟局委厅办厂站所院校路街公集党社小大]")  # XX市 and XX县 are two places
_AGAIN = re.compile(r"([在到从对向为])([XxＸ×]+|\*+)、\1([XxＸ×]+|\*+)")


def check(draft: Draft) -> Iterator[Fault]:
    found = {mask: norm for group in (*_people(draft), _places(draft)) for mask, norm in _odd(group)}
    for mask in masks(draft):
        if mask in found:
            yield Fault(mask.line, mask.start, mask.end, _message(mask.text, found[mask]))
    yield from _neighbours(draft, frozenset(found))


def _message(text: str, norm: str) -> str:
    return f"占位符有宽有窄：这里是“{text}”，别处是“{norm}”，指同一对象的请统一"


def _odd(group: list[Mask]) -> Iterator[tuple[Mask, str]]:
    """Those that are not of the usual width (the greater where two are as usual), each with the usual mask."""
    widths = Counter(mask.width for mask in group)
    if len(widths) > 1:
        usual = max(widths, key=lambda width: (widths[width], width))
        norm = next(mask.text for mask in group if mask.width == usual)
        yield from ((mask, norm) for mask in group if mask.width != usual and mask.text[0] == norm[0])


def _people(draft: Draft) -> Iterator[list[Mask]]:
    """The masks that one rank goes with, where it is the rank of one office: 市委书记XX, X书记."""
    by_rank: dict[str, list[tuple[Mask, str]]] = {}
    for mask in masks(draft):
        if mask.thing is Thing.PERSON:
            before, after = _BEFORE.search(mask.before), _AFTER.match(mask.after)
            if before and "副" not in mask.before[-6:]:
                by_rank.setdefault(before[2], []).append((mask, before[1] or ""))
            elif after:
                by_rank.setdefault(after[1], []).append((mask, ""))
    for members in by_rank.values():
        if len({office for _, office in members if office}) <= 1:
            yield [mask for mask, _ in members]


def _places(draft: Draft) -> list[Mask]:
    """The masks of the place that the draft is about: 幸福XX, 现代化XX建设."""
    return [m for m in masks(draft) if m.thing is Thing.PLACE and not _WITH_SUFFIX.match(m.after)]


def _neighbours(draft: Draft, known: Iterable[Mask]) -> Iterator[Fault]:
    """在XX、在X side by side."""
    places = {(mask.line, mask.end) for mask in known}
    for line in draft.lines:
        for found in _AGAIN.finditer(line.text):
            if found[2][0] == found[3][0] and len(found[2]) != len(found[3]) and (line, found.end()) not in places:
                yield Fault(line, *found.span(3), _message(found[3], found[2]))
