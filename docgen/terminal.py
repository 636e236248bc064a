"""How a terminal shows Chinese text."""

from __future__ import annotations

from itertools import accumulate, takewhile
from unicodedata import east_asian_width


def columns(text: str) -> int:
    """How many columns a text takes: a Chinese character two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def visible(text: str) -> str:
    """The text on one line: what would move the cursor is shown as a blank or a box."""
    return "".join(char if char.isprintable() or char == "\u3000" else " " if char.isspace() else "□" for char in text)


def folded(text: str, width: int = 96) -> list[str]:
    """A text as lines of at most so many columns, broken after a mark where there is one in the line's last third."""
    lines: list[str] = []
    while (end := _fitting(text, width)) < len(text):
        mark = max(text.rfind(mark, 0, end) for mark in "，。；、：）”")
        end = mark + 1 if mark > end * 2 // 3 else end
        lines.append(text[:end])
        text = text[end:]
    return [*lines, text]


def _fitting(text: str, width: int) -> int:
    """How many characters stand in so many columns, at least one."""
    used = accumulate(map(columns, text))
    return max(1, sum(1 for _ in takewhile(lambda there: there <= width, used)))
