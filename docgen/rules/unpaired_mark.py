"""引号、括号、书名号不成对。

前一半和后一半要齐全，方向要对。分段引用时每段只有前引号、末段才有后引号，是正确的写法，不在此列。

依据：GB/T 15834-2011《标点符号用法》，引号、括号、书名号成对使用（国标）。
错：落实“一岗双责要求；印发《工作要点
对：落实“一岗双责”要求；印发《工作要点》
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.analysis.hanzi import chinese, numbers_item
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="unsafe")

_CLOSE_OF = dict(zip("“‘《（〔【「『", "”’》）〕】」』", strict=True))
_OPEN_OF = {close: opening for opening, close in _CLOSE_OF.items()}
_HALF = {"(": "（", ")": "）", "[": "〔", "]": "〕"}  # typed half-width, they still pair; half-width-mark reports them
_NAMES = dict(
    zip("“‘《（〔【「『", ("引号", "引号", "书名号", "括号", "六角括号", "方括号", "引号", "引号"), strict=True)
)


@dataclass(frozen=True, slots=True)
class _Half:
    """Half of a pair whose other half is not in its line."""

    line: Line
    row: int
    at: int
    mark: str


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        left: list[_Half] = []
        for row, (line, following) in enumerate(zip(sheet.lines, (*sheet.lines[1:], None), strict=False)):
            halves = list(_halves(line, row))
            if len(halves) % 2 == 0 and {half.mark for half in halves} in ({"“"}, {"”"}):
                yield from map(_turned, halves[halves[0].mark == "“" :: 2])
            else:
                left += [half for half in halves if not _goes_on(half, following)]
        yield from map(_fault, _unmatched(left))


def _halves(line: Line, row: int) -> Iterator[_Half]:
    """What stays open or was never opened in a line."""
    stacks: dict[str, list[int]] = {}
    for at, char in enumerate(line.text):
        mark = _HALF.get(char, char)
        if mark in _CLOSE_OF:
            stacks.setdefault(mark, []).append(at)
        elif mark in _OPEN_OF:
            if stacks.get(_OPEN_OF[mark]):
                stacks[_OPEN_OF[mark]].pop()
            elif _is_chinese(line.text, at) and not _is_other_use(line.text, at):
                yield _Half(line, row, at, mark)
    for mark, places in stacks.items():
        yield from (_Half(line, row, at, mark) for at in places if _is_chinese(line.text, at))


def _is_chinese(text: str, at: int) -> bool:
    """Not a half-width bracket of foreign words, of a pattern or a formula."""
    beside = {"(": text[at + 1 : at + 2], ")": text[max(0, at - 1) : at]}.get(text[at])
    return text[at] not in "[]" and (beside is None or chinese(beside))


def _is_other_use(text: str, at: int) -> bool:
    """1） and 一）number an item; ’ before or after a figure or a letter is a minute, a year, an apostrophe."""
    if text[at] in "）)":
        return numbers_item(text, at)
    beside = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return (text[at] == "’" and any(map(str.isascii, filter(None, beside)))) or (
        text[at] == "”" and beside[0].isdigit()
    )


def _unmatched(halves: Iterable[_Half]) -> list[_Half]:
    """Without those whose other half stands a few lines on."""
    open_: dict[str, list[_Half]] = {}
    left: list[_Half] = []
    for half in sorted(halves, key=lambda half: (half.row, half.at)):
        if half.mark in _CLOSE_OF:
            open_.setdefault(half.mark, []).append(half)
            continue
        opened = open_.get(_OPEN_OF[half.mark], [])
        near = opened and 0 < half.row - opened[-1].row <= _reach(opened[-1])
        left += [] if near else [half]
        if near:
            opened.pop()
    return sorted([*left, *(half for some in open_.values() for half in some)], key=lambda half: (half.row, half.at))


def _reach(half: _Half) -> int:
    """How many lines later the other half may stand: a line may have been broken, a speech be long."""
    return 20 if half.line.text[max(0, half.at - 1) : half.at] in ("：", ":") else 3 if half.mark == "（" else 1


def _goes_on(half: _Half, following: Line | None) -> bool:
    """A quotation of several paragraphs: each begins with a quote, the last alone ends with one."""
    begins = half.at == half.line.start or half.line.text[half.at - 1] in "：:"
    quotation = half.mark == "“" and begins
    return quotation and following is not None and following.words.startswith("“")


def _fault(half: _Half) -> Fault:
    opens = half.mark in _CLOSE_OF
    name = _NAMES[half.mark if opens else _OPEN_OF[half.mark]]
    has, lacks = ("前", "后") if opens else ("后", "前")
    return Fault(half.line, half.at, half.at + 1, f"{has}{name}缺少{lacks}{name}，请补上或删去")


def _turned(half: _Half) -> Fault:
    right = _CLOSE_OF.get(half.mark) or _OPEN_OF[half.mark]
    return Fault(half.line, half.at, half.at + 1, f"引号方向不对，这里应为“{right}”", fix=right)
