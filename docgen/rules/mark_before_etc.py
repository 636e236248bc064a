"""“等”字前多了顿号。

“等”前面不加顿号。

依据：GB/T 15834-2011《标点符号用法》，顿号用在并列词语之间（国标）；“等”不是并列的一项（实务）。
错：供水、供电、供气、等行业
对：供水、供电、供气等行业
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

# what may stand after the particle and not after the verb: 等方面, 等三个环节; not 等一等, 等级
_ETC = re.compile(
    r"、(?=等(?:$|[，。；：）\s]|[一二两三四五六七八九十\d]{1,3}[个项种类]|[各多](?:[个项种]|方面)|有关|相关|重点"
    r"|方面|部门|单位|行业|问题|工作|环节|领域|内容|情况|形式|方式|措施|制度|地区|场所|任务|活动))"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for found in _ETC.finditer(line.text):
            yield Fault(line, found.start(), found.end() + 1, "请删去“等”前的顿号", fix="等")
