"""Where the wrong spellings of a word list stand in a text, with the guards that their records name.

not_followed_by, not_preceded_by: characters beside which it is no misspelling. by_word: only where it is cut as a word
of its own, for what two right words may also make (标注消防 holds 注消). with, not_with: what must, or must not, stand
further on in the sentence (即要……又要, 既使甲满意，又使乙满意).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from docgen.wordlist import Record, load

_AROUND = 8  # characters on either side that decide where a word begins and ends
_FURTHER = 40  # characters in which the other half of a pair of conjunctions stands
Index = dict[str, tuple[Record, ...]]


@cache
def index(name: str) -> Index:
    """The records of a list by the first two characters of what is wrong, the longest first."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in load(name):
        found[record["wrong"][:2]].append(record)
    return {begin: tuple(sorted(some, key=lambda r: -len(r["wrong"]))) for begin, some in found.items()}


def misspelt(text: str, wrong: Index) -> Iterator[tuple[int, Record]]:
    """Where each begins, in order, without overlaps."""
    at = 0
    while at < len(text) - 1:
        records = wrong.get(text[at : at + 2], ())
        record = next((r for r in records if text.startswith(r["wrong"], at) and _holds(text, at, r)), None)
        if record:
            yield at, record
        at += len(record["wrong"]) if record else 1


def _holds(text: str, at: int, record: Record) -> bool:
    end = at + len(record["wrong"])
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    if (after and after in record.get("not_followed_by", ())) or (
        before and before in record.get("not_preceded_by", ())
    ):
        return False
    if record.get("with") or record.get("not_with"):
        rest = text[end : end + _FURTHER].partition("。")[0].partition("；")[0]
        if any(word in rest for word in record.get("not_with", ())):
            return False
        if not any(word in rest for word in record.get("with", ("",))):
            return False
    return not record.get("by_word") or _is_word(text, at, end)


def cut(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text, each with whether the dictionary has it; a single character is no evidence."""
    from docgen.lexicon import is_known, words

    for word in words(text):
        yield word, len(word) > 1 and is_known(word)


def _is_word(text: str, start: int, end: int) -> bool:
    """Cut as words of its own, or as the second half of a compound (新闻报导)."""
    from docgen.lexicon import words

    begin = max(0, start - _AROUND)
    edges, at = [begin], begin
    for word in words(text[begin : end + _AROUND]):
        at += len(word)
        edges.append(at)
    whole = start in edges or start - max(edge for edge in edges if edge <= start) == 2
    return end in edges and whole and (start in edges or not any(start < edge < end for edge in edges))
