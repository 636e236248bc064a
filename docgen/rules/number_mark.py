"""序号的标点不合规范或前后不一。

“一”后用顿号，带括号的序号和圈码后不再用标点，阿拉伯数字后用下脚点“.”。全文一律用“1、”或“1．”的，是多年的
习惯，不报；同一份公文里两种混用，只报用得少的一种；括号有全角、有半角的也是这样。

依据：GB/T 15834-2011《标点符号用法》附录，序次语后的标点（国标）；同一份公文序号写法一致（实务）。
错：（一）、加强领导　二.主要任务　1.摸底　2、整改　3.验收
对：（一）加强领导　二、主要任务　1.摸底　2.整改　3.验收
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.analysis.numbering import mark_start, with_count
from docgen.draft import Draft, Line, Role, Sheet
from docgen.notation import count_of_mark, parse_chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_EXTRA = "、，．.,"
_CIRCLED = re.compile(r"\s*([①②③④⑤⑥⑦⑧⑨⑩])([、，．.,])")
_WRONG = re.compile(r"\s*([一二三四五六七八九十]{1,3})([.．，,])(?![一二三四五六七八九十\d])")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        lines = [line for line in sheet.lines if line.role is Role.BLOCK]
        yield from _extra(lines)
        yield from _not_an_enumeration_comma(lines)
        yield from _mixed(sheet)
        yield from _half_width(sheet)


def _extra(lines: list[Line]) -> Iterator[Fault]:
    """A mark behind a bracketed or a circled number."""
    for line in lines:
        if line.mark and line.mark[-1] in "）)" and line.text[line.start : line.start + 1] in tuple(_EXTRA):
            message = f"“{line.mark}”后面不用标点，请删去“{line.text[line.start]}”"
            yield Fault(line, line.start, line.start + 1, message, fix="")
        elif found := _CIRCLED.match(line.text):
            message = f"“{found[1]}”后面不用标点，请删去“{found[2]}”"
            yield Fault(line, found.start(2), found.end(2), message, fix="")


def _not_an_enumeration_comma(lines: list[Line]) -> Iterator[Fault]:
    """一. or 一， where 一、 is meant: the lines before or after it count with it."""
    typed = [(line, found) for line in lines if not line.level and (found := _WRONG.match(line.text))]
    if not typed:
        return
    counts = {count_of_mark(line.mark) for line in lines if line.level == 1}
    dotted = {parse_chinese(found[1]) for _, found in typed if found[2] in ".．"}
    for line, found in typed:
        count = parse_chinese(found[1]) or 0
        dot = found[2] in ".．"
        beside = bool({count - 1, count + 1} & (counts | (dotted if dot else set())))
        if count not in counts and beside and (dot or {count - 1, count + 1} <= counts):
            message = f"“{found[1]}”后面用顿号，应为“{found[1]}、”"
            yield Fault(line, found.start(2), found.end(2), message, fix="、")


def _half_width(sheet: Sheet) -> Iterator[Fault]:
    """(四) among （三） and （五）: the rarer form; of two equally many, the half-width one."""
    for level in (2, 4):
        numbered = [line for line in sheet.lines if line.role is Role.BLOCK and line.level == level and line.mark]
        forms = Counter(line.mark[0] + line.mark[-1] for line in numbered if line.mark[-1] in "）)")
        if len(forms) < 2:
            continue
        usual = max(("（）", "()"), key=lambda form: forms[form])
        for line in numbered:
            start, mark = mark_start(line), line.mark
            if mark[-1] in "）)" and mark[0] in "（(" and mark[0] + mark[-1] != usual and start < line.start:
                other = usual[0] + mark[1:-1] + usual[1]
                message = f"同一份公文里序号的括号不一，多数用“{usual}”，这里应为“{other}”"
                yield Fault(line, start, start + len(mark), message, fix=other, unsafe=usual != "（）")


def _mixed(sheet: Sheet) -> Iterator[Fault]:
    """1. beside 1、 or 1．: the rarer form; of two equally many, the one that is not the standard's."""
    numbered = [line for line in sheet.lines if line.role is Role.BLOCK and line.level == 3 and line.mark]
    forms = Counter(line.mark[-1] for line in numbered)
    if len(forms) < 2:
        return
    usual = max(forms, key=lambda form: (forms[form], form == "."))
    for line in numbered:
        start = mark_start(line)
        if line.mark[-1] != usual and start < line.start:
            end = start + len(line.mark)
            other = with_count(f"1{usual}", count_of_mark(line.mark) or 1)
            message = f"同一份公文里序号写法不一，多数用“1{usual}”，这里应为“{other}”"
            yield Fault(line, end - 1, end, message, fix=usual, unsafe=usual != ".")
