"""用了繁体字、异体字或日文字形。

公文用规范汉字。这类字多是识别扫描件或输入法带来的，看着相像，却搜不到。

依据：《通用规范汉字表》（国务院公布，公文用字从之：实务）。
错：深入査摆问题，増强责任感
对：深入查摆问题，增强责任感
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="error", fix="safe")

_WHOLE = 0.05  # a text with so many of them is written in another script


@cache
def _right() -> dict[str, str]:
    return {record["wrong"]: record["right"] for record in load("variant_characters")}


@cache
def _pattern() -> re.Pattern[str]:
    """Those of the list, and the blocks of radicals and compatibility glyphs, which look like characters."""
    return re.compile(f"[{''.join(_right())}\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def _plain(char: str) -> str:
    """The character itself; `char` where it is none but a radical."""
    return _right().get(char) or unicodedata.normalize("NFKC", char)


def check(draft: Draft) -> Iterator[Fault]:
    found = [(line, match) for line in draft.lines for match in _pattern().finditer(line.text)]
    if len(found) > 8 and len(found) > _WHOLE * sum(len(line.text) for line in draft.lines):
        return
    for line, match in found:
        right = _plain(match.group())
        if right != match.group():
            yield Fault(line, *match.span(), f"“{match.group()}”不是规范字，应为“{right}”", fix=right)
