"""How a terminal shows Chinese text."""

from __future__ import annotations

from unicodedata import east_asian_width


def columns(text: str) -> int:
    """How many columns a text takes: a Chinese character two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def visible(text: str) -> str:
    """The text on one line: what would move the cursor is shown as a blank or a box."""
    return "".join(char if char.isprintable() or char == "\u3000" else " " if char.isspace() else "□" for char in text)
