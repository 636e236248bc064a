"""标点连用。

两个句内外的点号不连用，多半是改稿时留下的。

依据：GB/T 15834-2011《标点符号用法》，点号表示停顿，一处停顿用一个（国标）。
错：压实责任，，抓好落实。。
对：压实责任，抓好落实。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.hanzi import HAN
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_RUN = re.compile(rf"(?<=[{HAN}0-9A-Za-z%％”》）*])[，。；：、][，。；：、,;]+")


_DOTS = re.compile(rf"(?<=[{HAN}”》）])\.\.(?=[\s”]*$)")  # ... stands for ……


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for found in _RUN.finditer(line.text):
            marks = found.group().replace(",", "，").replace(";", "；")
            if marks.count("。") > 2:  # 。。。 stands for ……
                continue
            same = len(set(marks)) == 1
            message = f"标点“{found.group()}”连用，" + (f"请只留一个“{marks[0]}”" if same else "请只留一个")
            yield Fault(line, *found.span(), message, fix=marks[0] if same else None)
        if ".." in line.text:
            for found in _DOTS.finditer(line.text):
                yield Fault(line, *found.span(), "句末的“..”应为“。”", fix="。")
