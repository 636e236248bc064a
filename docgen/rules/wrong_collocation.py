"""词语搭配不当。

动词与宾语、主语与谓语、修饰语与中心语、固定提法与动词要搭配得上：加大力度，加快步伐，提高水平，发扬作风，履行职责，
压力较大，作风改进，坚实基础。
一个分句里有两个以上动词、宾语不在句末的，不判。

依据：现代汉语词语搭配；固定提法的动词见其出处（实务）。
错：加强工作力度，加大工作步伐，为发展打下坚强基础。
对：加大工作力度，加快工作步伐，为发展打下坚实基础。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.analysis.collocations import Pair, pairs
from docgen.analysis.terms import accepted, find
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning", fix="unsafe")

_WIDEST = 24
_HOW = {
    "change": "(?:进一步|不断|持续|明显|显著|稳步|大幅|有效|切实|全面|逐步|日益|得到|有了|有所|得以|获得|较大){1,3}",
    "state": "(?:仍然|依然|仍|还|比较|较为|较|很|十分|非常|极|更加|更|最|太|过|偏|不|相对|越来越|普遍){1,3}",
}


def check(draft: Draft) -> Iterator[Fault]:
    for pair in pairs(draft):
        if not accepted(draft, pair.verb + pair.noun):
            yield _pair(pair)
    for found in find(draft, [record for record in load("misused_terms") if not record.get("soft")]):
        message = f"“{found.record['wrong']}”搭配不当，通行的写法是：{found.record['right']}"
        yield Fault(found.line, found.start, found.end, message)
    for line in draft.body:
        yield from _predicates(line)
    for found in find(draft, _modifiers()):
        right = found.record["right"] + found.record["noun"]
        message = f"“{found.raw}”搭配不当，可改为“{right}”"
        yield Fault(found.line, found.start, found.end, message, None if "（" in right else right)


def _pair(pair: Pair) -> Fault:
    right: str = pair.record["right"]
    end = pair.end if pair.end - pair.start <= _WIDEST else pair.verb_end
    message = f"“{pair.verb}”与“{pair.noun}”搭配不当，“{pair.verb}”可改为“{right}”"
    fix = None if "（" in right else right + pair.line.text[pair.verb_end : end]
    return Fault(pair.line, pair.start, end, message, fix, level=pair.record.get("level"))


def _predicates(line: Line) -> Iterator[Fault]:
    """A subject right before a predicate that does not go with it."""
    for pattern, by_noun in _subjects():
        for found in pattern.finditer(line.text):
            noun, wrong = found[1], found[2]
            right = by_noun.get((noun, wrong))
            if right:
                start, end = found.span()
                message = f"“{noun}”与“{wrong}”搭配不当，“{wrong}”可改为“{right}”"
                fix = None if "（" in right else line.text[start : found.start(2)] + right
                yield Fault(line, start, end, message, fix)


@cache
def _subjects() -> list[tuple[re.Pattern[str], dict[tuple[str, str], str]]]:
    """For change (水平明显提高) and for state (压力较大): how such a clause ends, and what is wrong in it."""
    found = []
    for kind, how in _HOW.items():
        records = [record for record in load("predicates") if record["kind"] == kind]
        wrong = {
            (noun, word): str(record["right"])
            for record in records
            for noun in record["nouns"]
            for word in record["wrong"]
        }
        nouns = "|".join(sorted({noun for noun, _ in wrong}, key=lambda noun: (-len(noun), noun)))
        words = "|".join(sorted({word for _, word in wrong}, key=lambda word: (-len(word), word)))
        found.append((re.compile(f"(?<![和与及、])({nouns}){how}({words})(?=[，。；、！]|$)"), wrong))
    return found


def _modifiers() -> list[Record]:
    """Modifier and noun as one piece, with and without 的."""
    return [
        {**record, "wrong": record["wrong"] + link + record["noun"], "right": record["right"]}
        for record in load("modifiers")
        for link in ("", "的")
    ]
