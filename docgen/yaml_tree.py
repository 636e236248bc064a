"""What a YAML file holds: texts, lists and mappings, each with its place; nothing is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

Plain = str | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Text:
    value: str
    start: int
    end: int
    size: int = 1


@dataclass(frozen=True, slots=True)
class Seq:
    entries: tuple[Node, ...]
    start: int
    end: int
    size: int = 1


@dataclass(frozen=True, slots=True)
class Map:
    pairs: tuple[tuple[Text, Node], ...]
    start: int
    end: int
    size: int = 1


Node = Text | Seq | Map


def plain(node: Node) -> Plain:
    """A node as str, list and dict."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Seq):
        return [plain(entry) for entry in node.entries]
    return {key.value: plain(value) for key, value in node.pairs}


_WIDE = r"[\u2e80-\ufffd\U00020000-\U0003ffff“”‘’…—·]"


def unfold(value: str, raw: str) -> str:
    """Takes out the space that YAML puts where a line was broken between two Chinese characters, or at a slot."""
    lines = [line.strip() for line in raw.split("\n")]
    at = 0
    for before, after in pairwise(lines):
        ends = before.endswith("}}") or re.match(_WIDE, before[-1:])
        begins = after.startswith("{{") or re.match(_WIDE, after[:1])
        if not (before and after and ends and begins):
            continue
        found = value.find(f"{before[-8:].lstrip()} {after[:8].rstrip()}"[-17:], at)
        if found >= 0:
            space = found + len(before[-8:].lstrip())
            value = value[:space] + value[space + 1 :]
            at = space
    return value
