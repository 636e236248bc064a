"""Chinese characters and the marks of Chinese text, told apart from everything else."""

from __future__ import annotations

import re

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"  # for a class in a pattern
OPENERS, CLOSERS = "“‘《〈（〔【「『［", "”’》〉）〕】」』］"
POINTS = "，。；：、？！"
BLANK = r"[^\S\n\r\t\v\f\x1c-\x1f\x85\u2028\u2029]"  # any blank that stands inside a line

_HAN = re.compile(f"[{HAN}]")
_ITEM = re.compile(rf"(?:^|[，。；：、？！\s{HAN}])(?:\d{{1,2}}|[一二三四五六七八九十a-zA-Z])$")
_PAIRED = re.compile(r"“[^“”]{0,80}”|《[^《》]{0,80}》|‘[^‘’]{0,80}’")
_LISTED = re.compile(r"[，。；：、？！\s](?:\d{1,2}|[一二三四五六七八九十a-zA-Z])$")


def is_han(char: str) -> bool:
    return bool(_HAN.match(char))


def chinese(char: str) -> bool:
    """A Chinese character or a mark of Chinese text."""
    return bool(char) and (is_han(char) or char in OPENERS + CLOSERS + POINTS)


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Where “…”, ‘…’ and 《…》 stand, marks included."""
    return tuple(found.span() for found in _PAIRED.finditer(text))


def numbers_item(text: str, at: int) -> bool:
    """Whether a closing bracket follows the number of an item: 1） 一）."""
    return bool(_ITEM.search(text[max(0, at - 3) : at]))


def brackets(text: str, start: int = 0) -> tuple[list[tuple[int, int]], list[int]]:
    """The pairs of round brackets, full-width or not, and those that are left alone."""
    pairs, opened, alone = list[tuple[int, int]](), list[int](), list[int]()
    for at in range(start, len(text)):
        if text[at] in "(（":
            opened.append(at)
        elif text[at] in ")）":
            alike = bool(opened) and (text[opened[-1]] == "(") == (text[at] == ")")
            if opened and (alike or not _LISTED.search(text[max(0, at - 3) : at])):
                pairs.append((opened.pop(), at))
            else:
                alone.append(at)
    return pairs, alone + opened


def within(at: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start < at < end for start, end in spans)
