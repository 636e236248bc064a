"""名称的标点用错。

主题教育等名称内部用顿号，不用间隔号、圆点；文件名用书名号，不用引号；活动名不用书名号；中央八项规定、
习近平新时代中国特色社会主义思想不加引号、书名号。

依据：GB/T 15834-2011《标点符号用法》，书名号用于文件、书籍名称（国标）；名称原文见各项活动的文件（实务）。
错：开展“不忘初心·牢记使命”主题教育，落实“关于加强值守工作的通知”。
对：开展“不忘初心、牢记使命”主题教育，落实《关于加强值守工作的通知》。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.analysis.terms import QUOTES
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="error", fix="safe")

_DOTS = "·•・‧∙●."
_TO_PAUSE = str.maketrans(dict.fromkeys(_DOTS, "、"))
_DOCUMENT = re.compile(
    r"“(关于[^“”《》，。；…×\n]{2,40}的(?:通知|意见|决定|办法|通报|公告|通告|报告|请示|批复|函|方案))”"
)
_ACTIVITY = re.compile(
    r"《([^《》\n]{2,30}?)(专项行动|主题教育|专题教育|学习教育|教育实践活动|主题活动|主题实践活动)》"
)
_BARE = re.compile(r"[“《](中央八项规定(?:精神)?|习近平新时代中国特色社会主义思想)[”》]")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        text = line.text
        if any(dot in text for dot in _DOTS[:-1]):
            yield from _dotted(line)
        if "“关于" in text:
            for found in _DOCUMENT.finditer(text):
                message = "文件名用书名号，不用引号"
                yield Fault(line, found.start(), found.end(), message, f"《{found[1]}》", unsafe=True, level="warning")
        if "《" in text:
            for found in _ACTIVITY.finditer(text):
                message = f"“{found[2]}”是活动，不是文件，名称不用书名号"
                yield Fault(line, found.start(), found.end(), message, level="warning")
        for found in _BARE.finditer(text):
            if text[found.start()] == "《" or not found[1].startswith("习"):
                message = f"“{found[1]}”不加引号、书名号"
                yield Fault(line, found.start(), found.end(), message, found[1], unsafe=True, level="info")


def _dotted(line: Line) -> Iterator[Fault]:
    """Known names typed with a dot where they have 、."""
    text = line.text.translate(_TO_PAUSE)
    for name in _names():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            raw = line.text[start:end]
            if raw != name and "." not in raw:
                yield Fault(line, start, end, f"这个名称里用顿号：“{name}”", name)
            start = text.find(name, end)


@cache
def _names() -> tuple[str, ...]:
    """Names and formulas of two or more parts, the longest first."""
    found = {
        part
        for record in load("terms")
        for name in (record["term"], *record.get("aliases", ()))
        for part in re.split(f"[{QUOTES}，]", name)
        if "、" in part and all(len(piece) > 2 for piece in part.split("、"))
    }
    return tuple(name for name in sorted(found) if not any(name != other and name in other for other in found))
