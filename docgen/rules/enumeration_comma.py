"""分句之间用了顿号。

顿号用在并列的词语之间；后面另起一个“动词+起（了）……”的分句，或者接“分别”“其中”“从而”“因此”等，前面该用逗号。
后面是“确保……”“……取得成效”这样说结果的分句，或者又一个“对……予以……”的分句，也用逗号。

依据：GB/T 15834-2011《标点符号用法》4.4 逗号、4.5 顿号（国标）。
错：加快推进管理方式转变、树立起为民服务的形象
对：加快推进管理方式转变，树立起为民服务的形象
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.hanzi import HAN, is_han
from docgen.analysis.openers import words_of
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_CLAUSE = re.compile(
    rf"(?<=[{HAN}]{{6}})、(?=(?:树立|建立|构建|营造|搭建|凝聚|激发|形成|锻造|培养)起(?!来|点)[{HAN}]{{4}})"
)
_PARALLEL = re.compile("[起了着出]")  # 建立起甲机制、形成起乙格局 are parallel

_STEADY = "持续|不断|坚持|狠抓|严格|迅速|主动|全力|大力|扎实|深入|认真|积极|精准|强力"
_RESULTS = re.compile(  # two clauses alone, from mark to mark: the second says what the first led to
    rf"(?:^|[，。；：])(?!做到|坚持|通过|围绕|按照|[以既在为把将对])(?:(?!确保)[^，。；：、“”（）]){{5,24}}(?P<goal>、)确保[^，。；：、的]{{6,30}}(?=[，。；]|$)"
    rf"|(?:^|[，。；：])(?:{_STEADY})[{HAN}]{{2}}(?P<gain>、)"
    rf"[{HAN}]{{3,12}}取得了?(?:积极|明显|显著|阶段性|重大|新)的?(?:成效|进展|成果|成绩|突破)"
    r"|(?:^|[，。；：])对[^，。；：、]{2,20}(?:予以|给予|进行)[^，。；：、]{2,12}"
    r"(?P<both>、)(?=对[^，。；：、]{2,20}(?:予以|给予|进行)[^，。；：、]{2,12}(?:[，。；]|$))"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        yield from _before_openers(line)
        if "、" in line.text:
            yield from _before_results(line)
        for found in _CLAUSE.finditer(line.text, line.start):
            at = found.start()
            before = re.split("[、，。；：！？]", line.text[max(line.start, at - 30) : at])[-1]
            if not _PARALLEL.search(before) and not before.startswith(("能", "会", "可以")):
                words = line.text[at - 2 : at + 4]
                yield Fault(line, at, at + 1, f"“{words}”是两个分句，中间的顿号应为“，”", fix="，")


def _before_results(line: Line) -> Iterator[Fault]:
    for found in _RESULTS.finditer(line.text, line.start):
        at = found.start(found.lastgroup or 0)
        yield Fault(line, at, at + 1, f"“{line.text[at - 2 : at + 4]}”是两个分句，中间的顿号应为“，”", fix="，")


def _before_openers(line: Line) -> Iterator[Fault]:
    at = line.text.find("、", line.split)
    while at >= 0:
        opener = next((word for word in words_of("opens-clause") if line.text.startswith(word, at + 1)), "")
        if opener and is_han(line.text[at - 1 : at]):
            yield Fault(line, at, at + 1, f"“{opener[:2]}”前面的顿号应为“，”", fix="，")
        at = line.text.find("、", at + 1)
