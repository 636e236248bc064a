"""Where a draft looks forward to a congress (迎接党的×大胜利召开) and where it takes it as held (党的×大精神)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docgen.draft import Draft, Line

_N = "[一二三四五六七八九十]"
_NAME = (
    rf"(?P<name>(?:二十{_N}?|十{_N})大(?![大学会队型事力类要工行任])|{_N}{{1,3}}届{_N}中全会"
    rf"|[省市县区州]第?{_N}{{1,3}}次(?:党代会|党员代表大会))"
)
_AHEAD = re.compile(
    rf"(?:(?<=[绩动貌为果态])|(?<=^)|(?<=[，。]))(?P<verb>迎接|喜迎|献礼)(?:党的|中国共产党)?{_NAME}(?P<held>(?:的)?(?:胜利|隆重|顺利)?(?:召开|开幕))?"
    r"(?P<end>[。！；]|$)"
)
_HELD = re.compile(rf"(?:党的|中国共产党)?{_NAME}(?:报告|精神|闭幕|(?:胜利)?召开以来|以来)")
_DONE = re.compile(r"圆满|已经?|以来|期间|先后|了(?!解)|围绕.{0,12}主线|曾")


@dataclass(frozen=True, slots=True)
class Mention:
    """line.text[start:end] speaks of the meeting `name` (二十大) as ahead, or as held."""

    line: Line
    start: int
    end: int
    name: str
    ahead: bool

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


@lru_cache(maxsize=1)
def mentions(draft: Draft) -> tuple[Mention, ...]:
    return tuple(mention for line in draft.lines for mention in _in_line(line))


def _in_line(line: Line) -> Iterator[Mention]:
    text = line.text
    if any(word in text for word in ("迎接", "喜迎", "献礼")):
        for found in _AHEAD.finditer(text):
            before = text[max(0, text.rfind("。", 0, found.start()) + 1) : found.start()]
            if (found["held"] or before.endswith(("成绩", "行动", "面貌"))) and not _DONE.search(before):
                yield Mention(line, found.start(), found.start("end"), found["name"], True)
    if any(word in text for word in ("报告", "精神", "闭幕", "以来")):
        for found in _HELD.finditer(text):
            yield Mention(line, found.start(), found.end(), found["name"], False)
