"""关联词、副词重复。

一句里两处“为了……”或者两个“进一步”，一段里两句都用“同时，”开头，读来累赘，请改换或删去一个。三处以上的是排比，不报；
默认不查。

依据：公文用语简洁（实务）。
错：为了提高效率，为了方便群众，制定本办法。　要进一步加强领导，把责任进一步压实。
对：为了提高效率、方便群众，制定本办法。　要加强领导，把责任进一步压实。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.analysis.sentences import Piece, clauses, sentences
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="info", on=False)

_WHERE = {"sentence": "这一句里", "clauses": "这一句里", "paragraph": "这一段里"}


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        twice = any(line.text.count(record["wrong"]) > 1 for record in load("repeated_words"))
        for start, word, where in dict.fromkeys(_repeated(line)) if twice else ():
            yield Fault(line, start, start + len(word), f"{_WHERE[where]}两处用“{word}”，请改换或删去一处")


def _repeated(line: Line) -> Iterator[tuple[int, str, str]]:
    """Where a word stands for the second time, and no third time, in each sentence and at the heads of sentences."""
    whole = sentences(line)
    for sentence in whole:
        for word in _words("sentence"):
            if sentence.text.count(word) == 2:
                yield sentence.start + sentence.text.rindex(word), word, "sentence"
        yield from _at_heads(clauses(sentence), "clauses")
    yield from _at_heads(whole, "paragraph")


def _at_heads(pieces: Sequence[Piece], where: str) -> Iterator[tuple[int, str, str]]:
    for word in _words(where):
        heads = [piece.start for piece in pieces if piece.text.startswith(word)]
        if len(heads) == 2:
            yield heads[1], word, where


def _words(where: str) -> tuple[str, ...]:
    return tuple(record["wrong"] for record in load("repeated_words") if record["in"] == where)
