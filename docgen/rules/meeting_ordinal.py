"""会议的届次写错。

党的代表大会用“次”，人民代表大会、政协用“届”；常委会是常设机构，没有“第几次”，第几次的是常委会会议或者党代会、全会。

依据：党章、宪法和地方组织法中的会议名称（实务）。
错：全面落实市第六次常委会精神，市第六届党代会提出新目标。
对：全面落实市第六次党代会精神，市第六次党代会提出新目标。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="unsafe")

_N = "[一二三四五六七八九十0-9]{1,3}"
_STANDING = re.compile(rf"[省市县区州盟旗](第{_N}次常委会)(?!会议|议|\s?[（(]|扩大|[上就研审讨对听传])")
_CONGRESS = re.compile(rf"第{_N}(届)(?:党代会|党员代表大会|全国代表大会(?!常务))")
_PEOPLE = re.compile(rf"第{_N}(次)(?:全国)?人民代表大会(?!常|.?会议)")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        text = line.text
        if "第" not in text or "会" not in text:
            continue
        for found in _STANDING.finditer(text):
            message = f"“常委会”没有“第几次”，“{found[1]}”是党代会、全会还是常委会会议？"
            yield Fault(line, found.start(1), found.end(1), message)
        for found in _CONGRESS.finditer(text):
            yield Fault(line, found.start(), found.end(), "党的代表大会用“次”", found.group().replace("届", "次"))
        for found in _PEOPLE.finditer(text):
            yield Fault(line, found.start(), found.end(), "人民代表大会用“届”", found.group().replace("次", "届"))
