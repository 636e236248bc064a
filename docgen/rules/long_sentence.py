"""句子太长。

一句超过120字没有句号、分号、冒号，一逗到底，读的人抓不住主干，请拆成几句。书名号、括号里的字和并列的名单不算。默认不查。

依据：公文用语简洁、便于阅读（实务）。
错：为了……，按照……，结合……，通过……，进一步……（一百多字没有句号）
对：为了……，按照……，制定本方案。各单位要……。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", on=False)

_LONGEST = 120
_SHOWN = 12  # characters of it that are marked
_LIST = 8  # enumeration commas that make it a list of names
_SENTENCE = re.compile(r"[^。！？；：…!?;:]+")
_APART = re.compile(r"《[^《》]{0,80}》|（[^（）]{0,80}）|[\s!-/:-@\[-`{-~]")  # nor the ASCII marks of a drawn table


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for found in _SENTENCE.finditer(line.text, line.start):
            length = len(_APART.sub("", found.group()))
            if length > _LONGEST and found.group().count("、") < _LIST:
                message = f"这一句{length}字才到句末，宜拆成几句，每句不超过{_LONGEST}字"
                start = found.start() + len(found.group()) - len(found.group().lstrip())
                yield Fault(line, start, start + _SHOWN, message)
