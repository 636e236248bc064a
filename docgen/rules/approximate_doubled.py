"""概数、限度说了两遍。

“至少”“不低于”“超过”已经划定下限，后面不再用“以上”；“不超过”“最多”已经划定上限，后面不再用“以内”“以下”；
“大约”“约”“近”已经是概数，后面不再用“左右”“余”“多”。

依据：概数和限度的表示法（《现代汉语》语法；实务）。
错：每月至少研究1次以上，整改率不低于95%以上，约20人左右参加。
对：每月至少研究1次，整改率不低于95%，约20人参加。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="unsafe")

_NUMBER = r"(?:[\d.一二两三四五六七八九十百千万亿半]|分之)+"
_UNIT = r"[^\d，。；：！？、（）“”以级职有一二两三四五六七八九十百千]{0,4}?"
_GAP = r"[^\d，。；：！？、有具满一二两三四五六七八九十百千]"
_ENDS = r"(?=[，。；：！？、）的)]|$)"
_APPROXIMATELY = r"大约|大概|(?<![预公合条节制契履违特邀相纽简俭])约|将近|接近"

_BOUNDS = (
    (("至少", "最少", "起码"), 12, "以上"),
    (("不低于", "不少于", "不下于", "不得低于", "不得少于", "超过", "多于", "高于"), 4, "以上"),
    (("不超过", "不得超过", "不高于", "不多于", "最多", "至多", "低于", "少于"), 4, "以内|以下|之内"),
)
_PATTERNS = (
    *(
        (
            words,
            re.compile(rf"(?<!不)({'|'.join(words)}){_GAP}{{0,{gap}}}?{_NUMBER}{_UNIT}({after}){_ENDS}"),
        )
        for words, gap, after in _BOUNDS
    ),
    (
        ("至少", "最少"),
        re.compile(
            rf"(?<!不)(至少|最少)[有在要设选派建]?{_NUMBER}[个名人次户家件项场条所处份篇%](以上)(?![学职的，。；：！？、）)])"
        ),
    ),
    (("左右", "上下"), re.compile(rf"({_APPROXIMATELY})[有共为需达占用]?{_NUMBER}{_UNIT}(左右|上下)")),
    (
        ("余", "多"),
        re.compile(rf"({_APPROXIMATELY}|(?<![最附邻临靠逼接将])近){_NUMBER}(余|多)(?=[个名人家户件项次场万亿公平亩])"),
    ),
    (
        ("左右", "上下"),
        re.compile(
            rf"(?<=[\d一二三四五六七八九十百千万亿])(余|多)[万亿个]?{_UNIT}(左右|上下)(?![级结联游衔贯一为分两])"
        ),
    ),
    (("几",), re.compile(r"(几)[十百千万]+(余)(?=[个名人家户件项次场万亿公平亩])")),
    (("以内", "以下", "以上"), re.compile("(以[内下上])(之[内下上]|以[内下上])")),
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for needles, pattern in _PATTERNS:
            if any(needle in line.text for needle in needles):
                for found in pattern.finditer(line.text):
                    first, last = found[1], found[2]
                    message = f"“{first}”与“{last}”意思重复，只用一个，请删去“{last}”"
                    fault = Fault(line, found.start(), found.end(), message, _without(found))
                    yield replace(fault, level="info") if last in "余多" else fault


def _without(found: re.Match[str]) -> str:
    """The piece without its second limit."""
    at = found.start(2) - found.start()
    return found.group()[:at] + found.group()[at + len(found[2]) :]
