"""责任单位的名称可能写错了一个字。

责任单位不在常见机构名单里，却和名单里的一个只差一个字。
名单见 wordlists/institutions.json；本地机构名称确实如此的，请忽略。

依据：机关名称用全称或者规范化简称（条例第九条）；名单来自各级机构设置（实务）。
错：（责任单位：市人力资源和社会保证局）
对：（责任单位：市人力资源和社会保障局）
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from docgen.analysis.owners import known, owners, without_place
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

SHORTEST = 6  # characters: shorter names are too near to each other
_ALIKE = frozenset("和与及")


def check(draft: Draft) -> Iterator[Fault]:
    for owner in owners(draft):
        name = without_place(owner.name)
        if len(name) >= SHORTEST and name not in known() and (right := _nearest(name)):
            start = owner.end - len(name)
            message = f"“{name}”不在常见的机构名单里，您是否想写“{right}”？"
            yield Fault(owner.line, start, owner.end, message)


def _nearest(name: str) -> str:
    """The known name that differs in one character inside; 和 for 与 is another rule's."""
    lengths = (len(name) - 1, len(name), len(name) + 1)
    others = (other for length in lengths for other in _by_shape().get((length, name[-1]), ()))
    return next((other for other in others if _differs_by_one(name, other)), "")


@cache
def _by_shape() -> dict[tuple[int, str], list[str]]:
    """The known names by their length and last character, so that few have to be compared."""
    shapes: dict[tuple[int, str], list[str]] = {}
    for name in known():
        if len(name) >= SHORTEST:
            shapes.setdefault((len(name), name[-1]), []).append(name)
    return shapes


def _differs_by_one(name: str, other: str) -> bool:
    start = next((n for n, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), 0)
    mine, theirs = name[start:], other[start:]
    if start == 0 or {mine[0], theirs[0]} <= _ALIKE:
        return False
    return mine[1:] == theirs[1:] or mine == theirs[1:] or mine[1:] == theirs
