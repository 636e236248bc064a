"""反问句、疑问句用了句号。

“难道……”“怎么能……”“岂能……”和以“吗”结尾的句子是问句，句末用问号。“要研究怎么能……”这样作宾语的不是问句，不在此列。

依据：GB/T 15834-2011《标点符号用法》4.2 问号（国标）。
错：情况不清楚，怎么能把事情办好。
对：情况不清楚，怎么能把事情办好？
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="unsafe")

_SENTENCE = re.compile(r"[^。？！；?!]+。?")
_ASKS = re.compile(
    r"(?:^|[，：“])(?:那么?|这样|又|还|我们|你们?|他们?|谁|人家)?"
    r"(?:怎么能够?|怎能|怎么会|怎么可能|岂能|岂可|岂不是|哪能|又何谈|谈何)(?=[^，。]{4})[^，。]*。$"
    r"|(?:^|[，：])难道(?!说?，)[^。]{4,120}。$|[^，。]吗。$"
)
_TOLD = re.compile(
    "(?<!不)(?:明白|清楚)|知道|考虑|研究|思考|[弄搞]清|讨论|回答|说明|告诉|追问|反问|想想|想一想|琢磨"
    "|不论|不管|无论|关键|在于|关于|就是"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for sentence in _SENTENCE.finditer(line.text):
            asks = _ASKS.search(sentence.group())
            if asks and not _TOLD.search(sentence.group()[: asks.start()][-16:]):
                at = sentence.end() - 1
                yield Fault(line, at, at + 1, "这是问句，句末应为“？”", fix="？")
