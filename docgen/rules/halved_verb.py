"""并列各项的动词有一项漏了一个字。

“一要强化……；二要加强……；三要提升……”各项开头都是双音节动词，只有一项是单个字（强、推、提……），后面又跟着四个字
以上的宾语；“用……引领×××，用……倒逼×××”同此。

依据：列举各项、排比各句结构平行（实务），词表见 wordlists/halved_verbs.json。
错：一要提高认识；二要健全机制；三要落实责任；四要强基层治理能力。
对：一要提高认识；二要健全机制；三要落实责任；四要增强基层治理能力。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from docgen.analysis.sentences import Piece, clauses, openings, sentences, shared
from docgen.draft import Draft
from docgen.lexicon import words
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning")

_LEADS = "用以靠"
_MOST = 20  # items of a list


def check(draft: Draft) -> Iterator[Fault]:
    for run in openings(draft):
        if 4 <= len(run) <= _MOST:
            yield from _openings(run)
    for line in draft.body:
        for sentence in sentences(line):
            if any(sentence.text.count(lead) >= 3 for lead in _LEADS):
                yield from _clauses(sentence)


def _openings(run: tuple[Piece, ...]) -> Iterator[Fault]:
    odd = [piece for piece in run if _halved(piece.text)]
    if len(odd) == 1 and _alone(odd[0].text) and all(_whole(piece) for piece in run if piece is not odd[0]):
        yield _fault(odd[0], odd[0].start)


def _halved(text: str) -> bool:
    """Whether a verb of the list stands alone before four characters; seen without cutting the text into words."""
    record = _verbs().get(text[:1])
    return record is not None and text[1:2] not in record["second"] and bool(re.match("[一-鿿]{5}", text))


def _alone(text: str) -> bool:
    """强 | 党风廉政, but not 强村 or 强 | 村 | 富民."""
    first, second, *_ = *words(text), "", ""
    return len(first) == 1 and len(second) > 1


def _whole(piece: Piece) -> bool:
    return bool(piece.text) and len(words(piece.text)[0]) == 2


def _clauses(sentence: Piece) -> Iterator[Fault]:
    """Clauses that begin with one word (用) and end with the same object: the verb before it has two characters."""
    groups: defaultdict[str, list[Piece]] = defaultdict(list)
    for clause in clauses(sentence):
        if clause.text[0] in _LEADS and re.search("[一-鿿]{4}$", clause.text):
            groups[clause.text[0] + clause.text[-3:]].append(clause)
    for group in groups.values():
        if 3 <= len(group) <= _MOST:
            size = shared(clause.text[::-1] for clause in group)
            short = [clause for clause in group if len(_verb(clause, size)) == 1]
            whole = all(len(_verb(clause, size)) == 2 for clause in group if clause not in short)
            if len(short) == 1 and whole and _verb(short[0], size) in _verbs():
                yield _fault(short[0], short[0].end - size - 1)


def _verb(clause: Piece, size: int) -> str:
    """The word before the last `size` characters."""
    cut = words(clause.text[: len(clause.text) - size])
    return cut[-1] if cut else ""


def _fault(piece: Piece, start: int) -> Fault:
    char = piece.line.text[start]
    message = f"并列的其余各项都用双音节动词，此处“{char}”疑漏一字，请写作“{'”或“'.join(_verbs()[char]['verbs'])}”"
    return Fault(piece.line, start, min(piece.end, start + 5), message)


@cache
def _verbs() -> dict[str, Record]:
    return {record["char"]: record for record in load("halved_verbs")}
