"""并列的短语之间混进了逗号。

前面几项用顿号，末项前却用逗号，或两个同样的短语共作一个动词的宾语而用逗号隔开，读者会以为后一项另起一句。

依据：GB/T 15834-2011《标点符号用法》4.5 句子内部并列词语之间用顿号（国标）。
错：增强政治能力、科学决策能力，应急处突能力；要有主动性，创造性。
对：增强政治能力、科学决策能力、应急处突能力；要有主动性、创造性。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Line
from docgen.hanzi import HAN
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_END = r"(?=[。；]|$)"
# verbs that govern a series of their own: 完善A机制、B机制，健全C机制 is right
_VERBS = (
    "完善|建立|健全|加强|提升|增强|推进|推动|强化|优化|落实|实施|构建|形成|打造|培育|培养|提高|深化|开展"
    "|加快|发挥|抓好|抓实"
    "|做好|做到|坚持|明确|严格|规范|创新|拓展|拓宽|注重|突出|聚焦|实现|解决|化解|制定|修订|出台|组织|统筹"
    "|保障|确保|促进|扩大"
    "|压实|履行|严肃|着力|努力|切实|全面|进一步|不断|持续|大力|积极|认真|充分|有效|深入|扎实|集中|逐步"
    "|牢固|夯实|筑牢|健全|具有|成为|作为|改善|减少|降低|锻炼|锤炼|练就|支持|鼓励|引导|防范|打击|查处|整治"
    "|纠正|建设|发展|壮大|开发|利用|保护|改造|新建|发放|配备|开通|编制|梳理|汇总|围绕|对照|按照|根据|结合"
    "|通过|对|把|将|以|为|向|在|由|与|和|是|有|要|使|让|并|或|及|等|全力"
)
_GOVERNED = re.compile(f"(?:{_VERBS})")
# (a) three items or more that end alike, the last after a comma: 甲本领、乙本领，丙本领
_BEFORE, _LAST = re.compile(rf"[{HAN}、]*$"), re.compile(rf"([{HAN}]{{3,8}}){_END}")
# (b) two pairs of four as one attribute: 理论素养、知识水平，业务本领的提高
_OF = re.compile(
    rf"、([{HAN}]{{4}})(?P<at>，)([{HAN}]{{4}})的(?:提高|提升|增强|培养|培育|积累|锻炼|养成|更新|改进){_END}"
)
# (c) objects of one verb with the same first or last character: 依托老经验，老方法；要有主动性，积极性
_SAME_FIRST = re.compile(rf"(?<=[{HAN}]{{2}})([老新旧好])[{HAN}]{{2}}(?P<at>，)\1[{HAN}]{{2}}(?=[，。；])")
_SAME_LAST = re.compile(
    rf"(?:有|增强|提高|提升|保持|体现|突出|注重|缺乏|强化|激发|调动"
    rf"|发挥)[{HAN}]{{0,8}}?[{HAN}]{{2}}([性力感])(?P<at>，)[{HAN}]{{2}}\1(?=[，。；])"
)
_SUBJECTS = re.compile(
    rf"(?<=[，。；])[{HAN}]{{2}}([性力感])(?P<at>，)[{HAN}]{{2}}\1(?=(?:显著|明显|不断|进一步|大大|有所)?(?:增强|提高|提升|加强))"
)
# (d) objects of 了解, 解决 … that end in nouns of one kind: 不了解下级实情，基层实际
_NOUN = (
    "实情|实际|情况|需求|诉求|规律|特点|现状|困难|问题|矛盾|短板|知识|理论|经验|方法|本领|能力|素养|水平"
    "|政策|法规|业务|技能|作风"
)
_OBJECTS = re.compile(
    rf"(?:了解|掌握|熟悉|摸清|弄清|吃透|忽视|缺乏|破解|依托|依靠|熟知|懂得|精通|借鉴|学习)[{HAN}]{{2}}(?:{_NOUN})(?P<at>，)"
    rf"(?!有关|相关|具体|重大|特殊|重要|这些|对于|上述|以上|认真|全面)[{HAN}]{{2}}(?:{_NOUN})(?=[，。；])"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        commas = {
            *_runs(line),
            *(at for pattern in (_OF, _SAME_FIRST, _SAME_LAST, _SUBJECTS, _OBJECTS) for at in _at(pattern, line)),
        }
        for at in sorted(commas):
            words = line.text[at - 2 : at + 3]
            yield Fault(line, at, at + 1, f"“{words}”是并列的短语，中间的逗号应为“、”", fix="、")


def _at(pattern: re.Pattern[str], line: Line) -> Iterator[int]:
    for found in pattern.finditer(line.text, line.start):
        at = found.start("at")
        after = line.text[at + 1 : found.end()]
        if not _GOVERNED.match(after):
            yield at


def _runs(line: Line) -> Iterator[int]:
    at = line.text.find("，", line.start)
    while at >= 0:
        if last := _LAST.match(line.text, at + 1):
            before = _BEFORE.search(line.text[max(line.start, at - 120) : at])
            if _is_run(before.group().split("、") if before else [], last[1]):
                yield at
        at = line.text.find("，", at + 1)


def _is_run(items: list[str], last: str) -> bool:
    """All end in the same word, or are as long as each other and begin alike (有人、有钱、有章) or end alike."""
    if len(items) < 3 or len(last) > max(map(len, items)) + 1:
        return False
    even = [items[0][-len(last) :], *items[1:]]  # without the verb that governs them
    if all(len(item) == len(last) for item in even) and (
        _same(even, last, 0) or (len(last) < 4 and _same(even, last, -1))
    ):
        return True
    return all(item[-2:] == last[-2:] for item in items) and not _GOVERNED.match(last)


def _same(items: list[str], last: str, at: int) -> bool:
    return all(item[at] == last[at] for item in items)
