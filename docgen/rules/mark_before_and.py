"""“和”“及”前面多了顿号。

并列的最后两项用“和”“及”连接，前面不再加顿号。“以及”前面的各项较长时可以停顿，只在各项都短时提示。

依据：GB/T 15834-2011《标点符号用法》4.5 顿号，连词已表示并列（国标）；“以及”从宽（实务）。
错：容不得半点马虎、和懈怠
对：容不得半点马虎和懈怠
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.hanzi import HAN, POINTS
from docgen.draft import Draft, Line
from docgen.rule import Fault, Level, Rule

RULE = Rule(level="warning", fix="safe")

_AND = re.compile(
    rf"(?<=[{HAN}”》）])、(?:(?P<and>和)(?=[{HAN}“《])(?![谐平美睦合解])|(?P<as>及)(?=[{HAN}“《])(?![时其早格第物至今])"
    rf"|(?P<also>以及)(?=[^{POINTS}]{{1,6}}(?:[{POINTS}]|$)))"
)
_SHORT = 6


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        if "、和" in line.text or "、及" in line.text or "、以及" in line.text:
            for found in _AND.finditer(line.text, line.start):
                if _joins(line, found):
                    word = found.group()[1:]
                    level: Level | None = None if found["and"] else "info"
                    message = f"“{word}”前面不用顿号，请删去“、”"
                    yield Fault(line, found.start(), found.end(), message, fix=word, level=level)


def _joins(line: Line, found: re.Match[str]) -> bool:
    """和 as a word of its own, not the beginning of a name; 以及 after short items."""
    from docgen.lexicon import words

    if found["also"]:
        items = re.split(f"[{POINTS}]", line.text[max(line.start, found.start() - 2 * _SHORT) : found.start()])
        return len(items) > 1 and len(items[-1]) <= _SHORT
    at = found.start() + 1
    begin = max(line.start, at - 7)
    for word in words(line.text[begin : at + 7]):
        if begin == at:
            return len(word) == 1
        begin += len(word)
    return False
