"""排比的几个分句里有一个不合式。

“凡是……的，要……”并列几句，只有一句“的”后漏了逗号；“……了哪些”并列两项，只有一项漏了“了”；
几段都以“……，是……的重要抓手”开头，只有一段漏了“的”；“深入学习贯彻……”连用几句，只有一句少了“贯彻”。

依据：排比各句结构平行（实务）。
错：凡是能办的，要马上办；凡是条件不够的要列出计划；凡是办不了的，要说明理由。
对：凡是能办的，要马上办；凡是条件不够的，要列出计划；凡是办不了的，要说明理由。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule
from docgen.sentences import Piece, clauses, sentences

RULE = Rule(level="warning", fix="unsafe")

_CASE = re.compile("(?:^|(?<=[，。；：,;]))(凡是|对于|对|凡)[^，。；,;]{2,40}")
_TURN = re.compile("的(?=要(?![求素点件害义领职])|应当|应(?![急用对有该])|必?须(?!知)|由(?!来)|可以)")
_WHICH = re.compile("([一-鿿]{2})(了?)哪些[一-鿿]{2,6}、([一-鿿]{2})(了?)哪些")
_LINKED = ("贯彻", "落实", "宣传", "执行", "推动", "推进", "实施", "运用")
_IS = re.compile(
    "(.)(?:具体|重要|有力|必然|迫切|现实|内在|根本|关键)(?:行动|抓手|举措|保障|要求|体现|需要|途径|内容|载体|支撑|基础)。"
)
_BARE = "的一项个种大是为、和与及又更最其此这"


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for sentence in sentences(line):
            yield from _cases(sentence)
            yield from _prefixes(clauses(sentence))
        yield from _which(line)
    yield from _definitions(draft)


def _cases(sentence: Piece) -> Iterator[Fault]:
    """凡是……的，要…… three times or more, once without the comma."""
    groups: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for found in _CASE.finditer(sentence.text):
        groups[found[1]].append(found)
    for group in groups.values():
        odd = [found for found in group if not found.group().endswith("的")]
        if len(group) >= 3 and len(odd) == 1 and (turn := _TURN.search(odd[0].group(), len(odd[0][1]) + 2)):
            start = sentence.start + odd[0].start() + turn.start()
            message = f"并列的其余各句都是“{odd[0][1]}……的，”，此处“的”后漏了逗号"
            yield Fault(sentence.line, max(sentence.start, start - 4), start + 2, message)


def _prefixes(pieces: tuple[Piece, ...]) -> Iterator[Fault]:
    """深入学习贯彻……，深入学习……，深入学习贯彻……: the one without."""
    for at in range(len(pieces) - 2):
        three = pieces[at : at + 3]
        for odd in three:
            others = [piece.text[:6] for piece in three if piece is not odd]
            same = len(set(others)) == 1 and others[0][4:] in _LINKED and others[0][:4] == odd.text[:4]
            if same and odd.text[4:6] not in _LINKED:
                message = f"前后各句都作“{others[0]}……”，此处少“{others[0][4:]}”，请核对"
                yield Fault(odd.line, odd.start, min(odd.end, odd.start + 8), message, level="info")


def _which(line: Line) -> Iterator[Fault]:
    for found in _WHICH.finditer(line.text) if "了哪些" in line.text else ():
        if found[2] != found[4]:
            verb = 3 if found[2] else 1
            words = found[verb]
            message = f"并列的两项一处有“了”一处没有，请写作“{words}了哪些”"
            yield Fault(line, found.start(verb), found.end(verb) + 2, message, fix=f"{words}了哪些")


def _definitions(draft: Draft) -> Iterator[Fault]:
    """开展……活动，是……的重要抓手。 at the beginning of three paragraphs, once without 的."""
    groups: defaultdict[str, list[Piece]] = defaultdict(list)
    for line in draft.body:
        for sentence in sentences(line)[:1]:
            topic, is_, _ = sentence.text.partition("是")
            if is_ and 6 <= len(topic) <= 30 and (found := _IS.search(sentence.text[-6:])) and found.end() == 6:
                groups[topic.rstrip("，")].append(sentence)
    for group in groups.values():
        odd = [sentence for sentence in group if sentence.text[-6] not in _BARE]
        if len(odd) == 1 and sum(sentence.text[-6] == "的" for sentence in group) >= 2:
            end = odd[0].end - 1
            right = f"的{odd[0].line.text[end - 4 : end]}"
            message = f"前后各段都作“是……的……”，此处少“的”，请写作“{right}”"
            yield Fault(odd[0].line, end - 6, end, message)
