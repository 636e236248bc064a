"""虚词重复。

“的的”“是是”“进行进行”多是改稿时留下的。“目的的”“为了了解”“是是非非”“看一看”不在此列。

依据：文字通顺（实务）。
错：取得了明显的的成效
对：取得了明显的成效
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

# without what two words often make (目的|的, 为了|了解, 和|和平): jieba, which has the last word, is slow to load
_TWICE = re.compile(
    r"((?<!目)的(?!士)|(?<!踏实)(?<!天喜)地(?!道)|(?<!为)(?<!不)了(?!了[解结断却望不然])|和(?!和[平谐睦美气解约])"
    r"|(?<![反针面绝])对(?!对[象口手方策比接照应])|(?<![主需重必首次])要(?!要[求素点件害领闻道])|与(?!与[会否])"
    r"|及(?!及[时早格至])|为(?!为[民人了群公])|在(?!在[建线职校编岗场册])|是(?!是[否非])|将(?!将[来军近])|由(?!由于)"
    r"|[把被从于并或也而])\1"
    r"|(进行|通过|根据|按照|关于|对于|以及|我们|他们|问题|情况|措施|机制|工作|进一步|认真|切实)\2"
)
_AROUND = 8


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for found in _TWICE.finditer(line.text):
            start, end, half = found.start(), found.end(), len(found.group()) // 2
            if not _is_phrase(line.text, start, end) and _are_words(line.text, start, half):
                word = found.group()[:half]
                yield Fault(line, start, end, f"“{word}”重复了，请删去一个", fix=word)


def _is_phrase(text: str, start: int, end: int) -> bool:
    """实实在在, 的的确确, 从从容容."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return any(len(pair) == 2 and pair[0] == pair[1] for pair in (before, after))


def _are_words(text: str, start: int, half: int) -> bool:
    """Each of the two is a word: not 目的|的, 为了|了解, 以及|及时."""
    from docgen.lexicon import words

    begin = at = max(0, start - _AROUND)
    cut = set()
    for word in words(text[begin : start + 2 * half + _AROUND]):
        cut.add((at, at + len(word)))
        at += len(word)
    return {(start, start + half), (start + half, start + 2 * half)} <= cut
