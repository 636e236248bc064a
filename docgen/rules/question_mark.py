"""问号用错：问句用了句号，或不是问句用了问号。

“难道……”“怎么能……”“岂能……”和以“吗”结尾的句子是问句，句末用问号。“要研究怎么能……”这样作宾语的不是问句，
问的话只作主语（能不能完成，取决于……）、宾语（要研究怎样……）、定语时不用问号。

依据：GB/T 15834-2011《标点符号用法》4.2 问号（国标）。
错：情况不清楚，怎么能把事情办好。
对：情况不清楚，怎么能把事情办好？
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Line
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

_CHOICE = r"(?:能不能|能否|是不是|是否|有没有|会不会|可不可以|行不行|好不好|成不成|够不够|硬不硬|强不强)"
_SUBJECT = re.compile(rf"{_CHOICE}[^，。；？！“”]{{0,20}}(?P<at>？)(?=取决于|决定于|直接(?:影响|关系|决定)|关系到)")
_OBJECT = re.compile(
    r"(?:^|[，。；！])(?:我们|大家|各级|各部门|各单位)?(?:都|就|还|也)?(?:要|必须|需要|应当|应该)(?:认真|深入|好好|着重|重点)?"
    r"(?:研究|弄清|搞清|查清|摸清|了解|分析|说清|讲清|明确|掌握)(?:楚|清楚)?"
    r"(?:为什么|怎样|怎么|如何|什么|哪些|是否|谁来)[^，。；？！“”]{1,40}(?<![吗呢])(?P<at>？)(?=$|\s)"
)
_ATTRIBUTE = re.compile(
    r"(?:为什么|怎样|怎么|如何|什么|哪些|是否|谁)[^，。；？！“”]{0,30}(?P<at>？)(?=的(?:问题|原因|办法|情况))"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for sentence in _SENTENCE.finditer(line.text):
            asks = _ASKS.search(sentence.group())
            if asks and not _TOLD.search(sentence.group()[: asks.start()][-16:]):
                at = sentence.end() - 1
                yield Fault(line, at, at + 1, "这是问句，句末应为“？”", fix="？")
        if "？" in line.text:
            yield from _told(line)


def _told(line: Line) -> Iterator[Fault]:
    """A question mark where the question is but a part of a statement."""
    for found in _SUBJECT.finditer(line.text, line.start):
        yield Fault(line, found.start("at"), found.end("at"), "问的话在这里是主语，“？”应为“，”", fix="，")
    for found in _OBJECT.finditer(line.text, line.start):
        yield Fault(line, found.start("at"), found.end("at"), "问的话在这里是宾语，“？”应为“。”", fix="。")
    for found in _ATTRIBUTE.finditer(line.text, line.start):
        yield Fault(line, found.start("at"), found.end("at"), "问的话在这里是定语，请删去“？”", fix="")
