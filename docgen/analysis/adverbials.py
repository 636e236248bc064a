"""Where 的 stands for 地 before a verb (清醒的看到), and 地 for 的 before a noun (坚实地基础).

What follows decides. After a word of manner some verbs are never nouns (看到, 做好); others are verbs only with a mark
of the verb (落实了, 执行《……》) or with an object of theirs at the end of the clause (履行职责).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from docgen.analysis.hanzi import POINTS, is_han
from docgen.analysis.openers import words_of
from docgen.wordlist import load

_LONGEST, _REACH = 6, 16
_ENDS = frozenset(POINTS + ",;.")
_MARKS = ("了", "着", "《", "到位", "下去", "起来")

_NO_MARK = frozenset("解结却断望然")  # 情况了解
_NO_HOLD = frozenset("握关手柄")  # 准确的把握
_OF_LAND = frozenset("区位方点质段域带理形震面块下市层标租价税皮板盘产图基处势")  # 重要地位
_NOUN_AFTER = frozenset("的者率性化型式")  # 落实者, 执行率


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        word for record in load("adverbials") if record["kind"] == kind for word in record["names"].split()
    )


@cache
def _objects() -> dict[str, frozenset[str]]:
    """The objects of each verb."""
    found: dict[str, frozenset[str]] = {}
    for record in load("adverbials"):
        if record["kind"] == "pairs":
            objects = frozenset(record["objects"].split())
            for verb in record["names"].split():
                found[verb] = found.get(verb, frozenset()) | objects
    return found


def adverbials(text: str) -> Iterator[tuple[int, int, int]]:
    """Where 的 should be 地: the piece from the adverbial to the verb, and the place of 的."""
    at = text.find("的")
    while at > 0:
        start = _begin(text, at, "manner")
        end = _verb_end(text, start, at) if start < at else 0
        if end:
            yield start, end, at
        at = text.find("的", at + 1)


def attributes(text: str) -> Iterator[tuple[int, int, int]]:
    """Where 地 should be 的: the piece from the adjective to the noun, and the place of 地."""
    at = text.find("地")
    while at > 0:
        start = min(_begin(text, at, "adjectives"), _begin(text, at, "quantities"))
        end = _noun_end(text, start, at) if start < at else 0
        if end:
            yield start, end, at
        at = text.find("地", at + 1)


def intruders(text: str) -> Iterator[int]:
    """Where 的 stands between two adjectives that are one predicate: 社会和谐的稳定."""
    at = text.find("的", 2)
    while at > 0:
        pair, after = text[at - 2 : at] + text[at + 1 : at + 3], text[at + 3 : at + 4]
        if pair in _words("paired") and (not after or after in _ENDS):
            yield at
        at = text.find("的", at + 1)


def _noun_end(text: str, start: int, at: int) -> int:
    """The end of the noun that 地 stands before; 0 where it may be no noun."""
    end = next((n for n in range(at + 1, min(len(text), at + 9)) if text[n] in _ENDS or text[n] in "和与"), len(text))
    phrase = text[at + 1 : end] if end <= at + 9 else ""
    if text[start:at] in _words("quantities"):
        described = phrase[:2] in _words("adjectives") or phrase[:2] in _words("manner")
        return end if described and (phrase[2:] in _words("nouns") or phrase[2:] == "工作") else 0
    if phrase in _words("nouns"):
        return end
    of_noun = text[start:at] in _words("attributive") and phrase[:1] not in _OF_LAND
    return end if of_noun and (phrase[-2:] in _words("nouns") or phrase[-3:] in _words("nouns")) else 0


def _begin(text: str, at: int, kind: str) -> int:
    """Where the longest word of a kind begins that ends before `at`; `at` without one."""
    known = _words(kind)
    return next((at - n for n in range(_LONGEST, 1, -1) if n <= at and text[at - n : at] in known), at)


def _verb_end(text: str, start: int, at: int) -> int:
    """The end of what shows that a verb follows 的; 0 where none does."""
    after = text[at + 1 : at + 2 + _REACH]
    for n in (4, 3, 2):
        if after[:n] in _words("verbs") and len(after) > n and _goes_on(after, n):
            return at + 1 + n
    if len(after) > 3 and after[2] == "了" and after[3] not in _ENDS and after[3] not in _NO_MARK:
        return at + 4
    if after[:1] in ("把", "将") and after[1:2] not in _NO_HOLD and after[:2] not in ("将来", "将领", "将士", "将军"):
        return at + 2
    for n in (4, 2):
        if verb := _objects().get(after[:n]):
            rest = after[n:]
            if rest.startswith(_MARKS):
                return at + 1 + n
            if _object(rest, verb) and not _is_governed(text, start):
                return at + 1 + n
    return 0


def _goes_on(after: str, n: int) -> bool:
    """Whether a verb of n characters is no noun: something follows it, or it has a complement of its own (看到，)."""
    return after[n - 1] in "到好住牢清" if after[n] in _ENDS else after[n] not in _NOUN_AFTER


def _object(rest: str, objects: frozenset[str]) -> bool:
    """Whether a clause ends in an object of the verb, with no second 的 between."""
    end = next((n for n, char in enumerate(rest) if char in _ENDS), len(rest) if len(rest) < _REACH - 2 else -1)
    clause = rest[: max(end, 0)].replace("党的", "")
    return "的" not in clause and clause.endswith(tuple(objects))


def _is_governed(text: str, start: int) -> bool:
    begin = start
    while begin > 0 and text[begin - 1] not in _ENDS and start - begin < 12:
        begin -= 1
    before = text[begin:start]
    return any(word in before for word in words_of("governs-noun")) or not all(map(is_han, before[-1:]))
