"""成分赘余，一个意思说了两遍。

两个同义词并排连用（“造成导致”“措施举措”），或者一个词的意思已经包含在另一个词里（“目前现状”“截至12月底为止”），
保留一个即可。“贯彻落实”“健全完善”这类通行的连用不算。

依据：公文应当文字精练（《党政机关公文处理工作条例》第十九条）；词表见 wordlists/synonyms.json、doubled.json（实务）。
错：细化措施举措，杜绝防止事故发生；街道面貌焕然一新面貌。
对：细化工作举措，杜绝事故发生；街道面貌焕然一新。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.analysis.terms import accepted, find, plain
from docgen.draft import Draft
from docgen.lexicon import words
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="warning", fix="unsafe")

_AROUND = 8  # characters that are cut into words on each side
_RULED = re.compile(
    "[^，。；：！？、\n]{0,20}(?:政策|机制|制度|措施|办法|行动|条例|方案|计划|意见|规划|工程|项目|活动|工作|体系|规定|法)"
)
_STATES = (
    "焕然一新|蔚然成风|深入人心|日新月异|井然有序|持续向好|稳中向好|显著(?:提升|提高|增强|改善)|明显(?:提升|提高|增强|改善|好转)"
    "|不断(?:提升|提高|增强|改善|优化|完善)|持续(?:提升|优化|改善|增强)|大幅(?:提升|提高)|全面(?:提升|加强)|进一步(?:提升|提高|增强)"
)
_PATTERNS = tuple(
    (needles, re.compile(pattern), message)
    for needles, pattern, message in (
        (
            [*_STATES.split("|")[:6], "升", "高", "强", "善", "化", "转"],
            rf"([一-鿿]{{2,4}})(?:{_STATES})(\1)(?=[，。；、！]|$)",
            "“{0}”重复",
        ),
        (["任", "为"], r"(?:任|为|担任)([一-鿿]{2,4})(?:任|为|担任)(\1)(?=[，。；、]|$)", "“{0}”重复"),
        (["如下"], r"(?:制定|制订)(?:本|此|该)[^，。；：]{2,12}(如下)(?=[，。：:]|$)", "“制定本……”之后不用“如下”"),
        (
            ["如下"],
            r"特此(?:通知|通报|报告|公告|通告|函告|函复|批复|请示|说明|决定)(如下)",
            "“特此……”用于结尾，与“如下”不并用",
        ),
        (["为止"], r"截[至止](?!今)[^，。；]{1,12}?(为止)", "“截至”与“为止”意思重复"),
        (["起开始"], r"[从自][^，。；]{1,12}?起(开始)(?=[施执实启受办征])", "“从……起”与“开始”意思重复"),
        (
            ["同比"],
            r"(?:比|较|与)(?:去年|上年)(?:同期)?(同比)|(?:同比)((?:比|较)?(?:去年|上年)(?:同期)?)",
            "“同比”就是与上年同期比",
        ),
        (["为主"], r"主要(?:是)?以[^，。；]{1,12}(为主)(?![要体导题管])", "“主要”与“为主”意思重复"),
        (
            ["计"],
            r"(?:一共|累计|总共|共)(?:接待|办理|收到|受理|完成|投入|发放|举办|开展|查处|排查|处理|调解|化解|发现|整改|组织|召开|培训|走访|检查|出动)"
            r"[^，。；、\d]{0,16}(共计|总计|合计|累计)(?=\d)",
            "“共”与“{0}”意思重复",
        ),
        (
            ["的"],
            r"(?<=[一-鿿])(责任|措施|工作|机制|制度|情况|任务|要求|规定|办法|方案|活动|会议|义务|职责|力度|水平|作用|成效|意见)"
            r"(的\1)(?=[，。；、]|$)",
            "“{0}”重复",
        ),
        (["之多"], r"(?:高达|多达)[^，。；]{1,10}(之多)", "“达”与“之多”意思重复"),
    )
)


def check(draft: Draft) -> Iterator[Fault]:
    yield from _side_by_side(draft)
    for found in find(draft, load("doubled")):
        right = found.record["right"]
        message = f"“{found.raw}”意思重复，可改为“{right}”"
        fix = None if "（" in right else right
        yield Fault(found.line, found.start, found.end, message, fix, level=found.record.get("level"))
    for line in draft.body:
        for needles, pattern, message in _PATTERNS:
            if any(needle in line.text for needle in needles):
                for match in pattern.finditer(line.text):
                    group = match.lastindex or 0
                    fix = line.text[match.start() : match.start(group)] + line.text[match.end(group) : match.end()]
                    said = message.format(match[group]) + f"，请删去“{match[group]}”"
                    yield Fault(line, match.start(), match.end(), said, fix)


def _side_by_side(draft: Draft) -> Iterator[Fault]:
    """Two synonyms, one after the other."""
    text, synonyms = plain(draft).text, _synonyms()
    for at in range(len(text) - 3):
        followers = synonyms.get(text[at : at + 2])
        second = text[at + 2 : at + 4]
        if not followers or second not in followers or accepted(draft, text[at : at + 4]):
            continue
        if followers[second] == "verb" and _RULED.match(text, at + 4):
            continue  # 推动促进就业政策落实
        if _cut_so(text, at):
            line, start, end = plain(draft).place(at, at + 4)
            if end - start > 4:
                continue  # “大概”“可能”: a list of words
            message = f"“{text[at : at + 2]}”与“{second}”意思重复，保留一个即可"
            yield Fault(line, start, end, message)


def _cut_so(text: str, at: int) -> bool:
    """Whether they are two words: 提高 | 加强, not 提高 | 加 | 强度; the first may end another word (进一步提高)."""
    begin = max(0, at - _AROUND, text.rfind("\n", 0, at) + 1)
    cuts, place = set(), begin
    for word in words(text[begin : at + 4 + _AROUND].partition("\n")[0]):
        cuts.add(place)
        place += len(word)
    return {at + 2, at + 4} <= cuts | {place}


@cache
def _synonyms() -> dict[str, dict[str, str]]:
    """Each word with the synonyms that do not follow it, and their kind."""
    found: dict[str, dict[str, str]] = {}
    for record in load("synonyms"):
        for first in record["words"]:
            for second in record["words"]:
                if first != second and first + second not in record.get("but", ()):
                    found.setdefault(first, {})[second] = record["kind"]
    return found
