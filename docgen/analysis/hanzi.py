"""Chinese characters and the marks of Chinese text, told apart from everything else."""

from __future__ import annotations

import re

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"  # for a class in a pattern
OPENERS, CLOSERS = "“‘《〈（〔【「『［", "”’》〉）〕】」』］"
POINTS = "，。；：、？！"
BLANK = r"[^\S\n\r\t\v\f\x1c-\x1f\x85\u2028\u2029]"  # any blank that stands inside a line

_HAN = re.compile(f"[{HAN}]")
_PAIRED = re.compile(r"“[^“”]{0,80}”|《[^《》]{0,80}》|‘[^‘’]{0,80}’")


def is_han(char: str) -> bool:
    return bool(_HAN.match(char))


def chinese(char: str) -> bool:
    """A Chinese character or a mark of Chinese text."""
    return bool(char) and (is_han(char) or char in OPENERS + CLOSERS + POINTS)


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Where “…”, ‘…’ and 《…》 stand, marks included."""
    return tuple(found.span() for found in _PAIRED.finditer(text))


def within(at: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start < at < end for start, end in spans)
