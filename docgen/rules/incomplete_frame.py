"""动宾搭配缺少中心语。

“加大……力度”“营造……氛围”“发挥……作用”“提供……保障”这类搭配，到分句末尾还没有出现中心语，只剩下修饰语。

依据：动词要有完整的宾语（《现代汉语》语法；实务），词表见 wordlists/frames.json。
错：充分发挥党员先锋模范，为群众办实事。
对：充分发挥党员先锋模范作用，为群众办实事。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning")

_CLAUSE = re.compile("[^，。；！？,;!?：:]{4,}")
_LONGEST = 30


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for clause in _CLAUSE.finditer(line.text):
            words = clause.group().rstrip()
            if words.endswith(_tails()):
                for frame in _frames():
                    if piece := _broken(words, frame):
                        end = clause.start() + len(words)
                        message = f"“{piece}”缺少中心语，请补“{'”或“'.join(frame['add'])}”等"
                        yield Fault(line, end - len(piece), end, message)


def _broken(words: str, frame: Record) -> str:
    """The end of a clause that is a verb of the frame and an end that is no object; "" where it is whole."""
    tails = tuple(frame["tails"])
    for verb in frame["verbs"] if words.endswith(tails) else ():
        piece = words[words.rfind(verb) :] if verb in words else ""
        rest = piece[len(verb) :].removeprefix("了")
        fits = rest in tails if frame.get("whole") else rest.endswith(tails)
        if fits and len(piece) <= _LONGEST and not any(word in piece for word in frame.get("but", ())):
            return piece
    return ""


@cache
def _frames() -> tuple[Record, ...]:
    """Verbs with the ends that are no object, what is missing after them (add), and what makes the phrase whole (but).

    whole: the end is all that follows the verb.
    """
    return load("frames")


@cache
def _tails() -> tuple[str, ...]:
    return tuple(dict.fromkeys(tail for frame in _frames() for tail in frame["tails"]))
