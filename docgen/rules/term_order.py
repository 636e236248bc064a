"""固定提法中几项的次序不对。

“形式主义、官僚主义”“政治判断力、政治领悟力、政治执行力”等并列的各项有固定次序。只列一部分的也按原来的次序。
与提法以外的事项并列的，不查。

依据：各提法的原文，出处见 wordlists/orders.json（实务）。
错：坚决纠治官僚主义、形式主义。
对：坚决纠治形式主义、官僚主义。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.analysis.terms import QUOTES, Plain, accepted, occurrences, plain
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning", fix="unsafe")

_WIDEST = 30
_JOINTS = ("、", "和", "与", "及", "以及", "")
_ITEM_BEFORE = re.compile(r"[一-龥]、$")
_ITEM_AFTER = re.compile(r"、[一-龥]")


def check(draft: Draft) -> Iterator[Fault]:
    whole = plain(draft)
    for record in load("orders"):
        for run in _runs(whole.text, record):
            if _wrong(run, record, whole.text) and not accepted(draft, _written(run, whole.text)):
                yield _fault(whole, run, record)


@cache
def _rank(term: str) -> dict[str, int]:
    record = next(record for record in load("orders") if record["term"] == term)
    return {member: n for n, member in enumerate(record["members"])}


Run = list[tuple[int, str]]


def _runs(text: str, record: Record) -> Iterator[Run]:
    """The members that follow one another in the text, with nothing but a joint between them."""
    places = sorted((at, member) for member in record["members"] for at in occurrences(text, member))
    run: Run = []
    for at, member in places:
        if run and text[run[-1][0] + len(run[-1][1]) : at] in _joints(record):
            run.append((at, member))
            continue
        if len(run) >= record["least"]:
            yield run
        run = [(at, member)]
    if len(run) >= record["least"]:
        yield run


def _joints(record: Record) -> tuple[str, ...]:
    """Two members need 、 between them: “官僚主义和形式主义” may be chance."""
    return _JOINTS[:1] if record["least"] == 2 else _JOINTS[:-1]


def _wrong(run: Run, record: Record, text: str) -> bool:
    ranks = [_rank(record["term"])[member] for _, member in run]
    if ranks == sorted(ranks) or len(set(ranks)) < len(ranks):
        return False
    start, end = run[0][0], run[-1][0] + len(run[-1][1])
    among_others = _ITEM_BEFORE.search(text[max(0, start - 2) : start]) or _ITEM_AFTER.match(text, end)
    return not among_others or len(run) == len(record["members"])


def _written(run: Run, text: str) -> str:
    return text[run[0][0] : run[-1][0] + len(run[-1][1])]


def _fault(whole: Plain, run: Run, record: Record) -> Fault:
    ranks = _rank(record["term"])
    line, start, end = whole.place(run[0][0], run[-1][0] + len(run[-1][1]))
    right = "、".join(sorted((member for _, member in run), key=ranks.__getitem__))
    raw = line.text[start:end]
    if end - start > _WIDEST:
        last = next(n for n in range(1, len(run)) if ranks[run[n][1]] < ranks[run[n - 1][1]])
        line, start, end = whole.place(run[last - 1][0], run[last][0] + len(run[last][1]))
        raw = ""
    plain_list = raw and not any(quote in raw for quote in QUOTES) and len(raw) == len(right) and "、" in raw
    fix = right if plain_list and set(raw) == set(right) else None
    return Fault(line, start, end, f"固定的次序是“{right}”", fix, level=record["level"])
