"""词语搭配不当。

动词与宾语、修饰语与中心语、固定提法与动词要搭配得上：加大力度，加快步伐，提高水平，发扬作风，履行职责，坚实基础。
一个分句里有两个以上动词、宾语不在句末的，不判。

依据：现代汉语词语搭配；固定提法的动词见其出处（实务）。
错：加强工作力度，加大工作步伐，为发展打下坚强基础。
对：加大工作力度，加快工作步伐，为发展打下坚实基础。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.collocations import Pair, pairs
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.terms import accepted, find
from docgen.wordlist import Record, load

RULE = Rule(level="warning", fix="unsafe")

_WIDEST = 24


def check(draft: Draft) -> Iterator[Fault]:
    for pair in pairs(draft):
        if not accepted(draft, pair.verb + pair.noun):
            yield _pair(pair)
    for found in find(draft, [record for record in load("misused_terms") if not record.get("soft")]):
        message = f"“{found.record['wrong']}”搭配不当，通行的写法是：{found.record['right']}"
        yield Fault(found.line, found.start, found.end, message)
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


def _modifiers() -> list[Record]:
    """Modifier and noun as one piece, with and without 的."""
    return [
        {**record, "wrong": record["wrong"] + link + record["noun"], "right": record["right"]}
        for record in load("modifiers")
        for link in ("", "的")
    ]
