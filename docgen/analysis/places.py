"""Names of cities and counties in running text (江川市, 禾陵县): those that surely are, by their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_KIND = "市县区旗州盟"
_ACTS = "率先|开展|试点|先行|承办|牵头|作为"
_NEXT = rf"(?=[、，。；）和与及为的]|等地|等[市县区]|人民政府|政府|[一-鿿]{{2,10}}(?:局|委|厅|院|中心)|{_ACTS})"
_BEGINS = (
    r"(?:^|(?<=[，。；：、（(\s省])|(?<=[一二三四五六七八九十][是要])|(?<=自治区)|(?<=[在以由对向从如和与及])"
    r"|(?<=选择|选取|确定|推广|学习|借鉴|支持|依托|组织|参照))"
)
_OFFICE = r"(?=等地|人民政府|政府|[一-鿿]{2,10}(?:局|委|院))"
_SHAPE = re.compile(rf"{_BEGINS}(?![在以由对向从到于])([一-鿿]{{2,3}}(?:[市县旗州盟]{_NEXT}|区{_OFFICE}))")
_ANY = re.compile(rf"[一-鿿]{{2,4}}[{_KIND}]")
COUNTED = r"(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十])"  # 二是: no part of the name behind it
_NO_PLACE = re.compile(  # what ends so, or begins so, is a kind of place, no name
    r"(?:[城都超上门夜股楼地各全我本省辖级]市|兄弟.|[各全我本区市大强小]县|[社园景发校片城地灾辖小街库山郊新范验税能牧林矿厂专特治战军疫学病牛]区"
    r"|试点.|示范.|重点.|先进.|有关.|相关.|部分.|其他.|所有.|贫困.|脱贫.|百强.|典型.|周边.|邻近.|主城.|沿海.|中心.|优秀.)$"
    rf"|^{COUNTED}"
    r"|^(?:[各全我本某两三四五六七八九十该每]|所在|当地|直辖|省辖|不设|设区|地级|县级|乡镇|街道)"
)


def places(text: str) -> Iterator[str]:
    """The names in a text, in order, each as often as it stands there."""
    for found in _SHAPE.finditer(text):
        if is_place(found[1]):
            yield found[1]
    for found in _ANY.finditer(text):
        if name := _known(found.group()):
            yield name


def is_place(name: str) -> bool:
    """Whether a word that is formed as a name of a place may be one: not 各县市, 试点县, 二是市."""
    return not _NO_PLACE.search(name)


def _known(words: str) -> str:
    """The name of a place that there is, at the end of some words; "" without one."""
    return next((words[-n - 1 :] for n in (4, 3, 2) if len(words) > n and words[-n - 1 : -1] in _names()), "")


@cache
def _names() -> frozenset[str]:
    from docgen.wordlist import load

    return frozenset(name for record in load("places") for name in record["names"].split())
