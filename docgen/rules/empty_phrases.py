"""一段里空话过密。

一段话连用三句以上“高度重视”“精心组织”“落到实处”一类的套话，却没有一个数字，也没有谁来做，读的人不知道要做什么。
请换成具体的任务、单位、时限、数量。默认不查。

依据：公文要求内容具体、表述准确（实务）；《党政机关公文处理工作条例》第十九条要求内容简洁（条例）。
错：各单位要高度重视，切实加强领导，精心组织，狠抓落实。
对：各乡镇要明确一名分管领导，3月底前完成132座水库的检查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.spelling import index, misspelt
from docgen.analysis.tasks import Said, owner_in
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", on=False)

_MANY = 3
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十百]+(?:[个项次名家户条件场份处座万]|季度|周内|月)")
_EVERYBODY = re.compile(r"(?:各|全体|广大)[^，。；]{0,12}?(?:要|应当?|须|必须|负责)")  # no owner: 各级各部门要


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        found = dict.fromkeys(_stock_phrases(line.words))
        if len(found) >= _MANY and not _FIGURE.search(line.words) and not _is_owned(line.words):
            first = next(iter(found))
            start = line.text.index(first, line.start)
            message = f"这一段套话多（{'、'.join(found)}），没有数字和责任单位，请写具体的任务、单位、时限"
            yield Fault(line, start, start + len(first), message)


def _is_owned(text: str) -> bool:
    return owner_in(_EVERYBODY.sub("", text)) is not Said.NOT


def _stock_phrases(text: str) -> Iterator[str]:
    """The stock phrases of a text, in order."""
    return (record["wrong"] for _, record in misspelt(text, index("empty_phrases")))
