"""并列的短语之间混进了逗号。

前面几项用顿号，末项前却用逗号，或两个同样的短语共作一个动词的宾语而用逗号隔开，读者会以为后一项另起一句。

依据：GB/T 15834-2011《标点符号用法》4.5 句子内部并列词语之间用顿号（国标）。
错：增强政治能力、科学决策能力，应急处突能力；要有主动性，创造性。
对：增强政治能力、科学决策能力、应急处突能力；要有主动性、创造性。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.analysis.openers import words_of
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")


_ITEM = re.compile(r"[^，、。；：！？“”‘’《》（）()\s]+")
_CLOSING = frozenset("。；！？”）")
_OFFICES = frozenset("局委办厅部院处所站社会署室科队校司行")
_OWNERS = re.compile(
    r"（(?:责任|牵头|配合|主办|协办|承办|参与|实施|参加)(?:单位|部门)：(?P<bodies>[^，、；：。（）]+(?:[，、][^，、；：。（）]+)+)(?=[；）])"
)
_KIND = r"(?P<kind>[^\W\d]{2})\d{1,7}(?P<unit>[^\W\d])"
_SAME = r"(?!其中|包括)[^，、；。：！？\d]{1,6}(?P=kind)\d{1,7}(?P=unit)"
_COUNTED = re.compile(rf"{_KIND}(?P<at>，){_SAME}(?:、{_SAME})+(?=[，；。]|$)")
_DOES = re.compile("等|牵头|负责|配合|参加|参与|按|共同|分别|要|应")
_LONGEST = 60  # items of one series
_TAIL = re.compile(r"等|的[^的]{1,4}$")  # what may follow the last item of a series


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    end = r"(?=[。；]|$)"
    nouns = (
        "实情|实际|情况|需求|诉求|规律|特点|现状|困难|问题|矛盾|短板|知识|理论|经验|方法|本领|能力|素养|水平"
        "|政策|法规|业务|技能|作风"
    )
    return tuple(
        map(
            re.compile,
            (
                # two pairs of four as one attribute: 政策理论、专业知识，实战能力的提升
                rf"、(\w{{4}})(?P<at>，)(\w{{4}})的(?:提高|提升|增强|培养|培育|积累|锻炼|养成|更新|改进){end}",
                # objects of one verb with the same first or last character: 沿用旧办法，旧思路；要有主动性，积极性
                r"(?<=\w{2})([老新旧好])\w{2}(?P<at>，)\1\w{2}(?=[，。；])",
                r"(?:有|增强|提高|提升|保持|体现|突出|注重|缺乏|强化|激发|调动|发挥)\w{2,10}?([性力感])(?P<at>，)\w{2}\1(?=[，。；])",
                r"(?<=[，。；])\w{2}([性力感])(?P<at>，)\w{2}\1(?=(?:显著|明显|不断|进一步|大大|有所)?(?:增强|提高|提升|加强))",
                # 利用广播、电视、报纸，网络等平台; 除投诉举报，转办交办等情形外
                r"、\w{2,4}、\w{2,4}(?P<at>，)(?!特别|尤其|其他|加强|做好|开展|落实|推进)\w{2,4}等(?:平台|媒体|媒介|渠道|形式|方式|载体|手段|情形|场所|设施|区域|部位|行业|领域|部门|单位)",
                r"(?:除|利用|通过|采取|运用|涉及|包括)(\w{4})(?P<at>，)\w{4}等(?:平台|渠道|形式|方式|载体|手段|情形|场所|情况|问题)",
                # objects of 了解, 解决 … that end in nouns of one kind: 不掌握一线情况，群众需求
                rf"(?:了解|掌握|熟悉|摸清|弄清|吃透|忽视|缺乏|破解|依托|依靠|熟知|懂得|精通|借鉴|学习)\w{{2}}(?:{nouns})(?P<at>，)"
                rf"(?!有关|相关|具体|重大|特殊|重要|这些|对于|上述|以上|认真|全面)\w{{2}}(?:{nouns})(?=[，。；])",
            ),
        )
    )


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        if "，" in line.text:
            commas = {*_runs(line), *(at for pattern in _patterns() for at in _at(pattern, line))}
            if "、" in line.text or "：" in line.text:
                commas.update(_bodies(line), _counted(line))
            for at in sorted(commas):
                before, after = _before(line.text, at), _after(line.text, at)
                if (
                    before.count("、") != after.count("、") or "、" not in after
                ):  # two by two: 谁建设、谁负责，谁管理、谁负责
                    words = f"{before.rpartition('、')[2][-8:]}，{after.partition('、')[0][:8]}"
                    yield Fault(line, at, at + 1, f"“{words}”是并列的短语，中间的逗号应为“、”", fix="、")


def _before(text: str, at: int) -> str:
    """What stands between a comma and the mark before it, 、 not counted."""
    return re.split("[，。；：！？]", text[max(0, at - _LONGEST) : at])[-1]


def _after(text: str, at: int) -> str:
    """What stands between a comma and the mark after it, 、 not counted."""
    return re.split("[，。；：！？]", text[at + 1 : at + 1 + _LONGEST], maxsplit=1)[0]


def _bodies(line: Line) -> Iterator[int]:
    """（责任单位：市教育局，市财政局）."""
    for found in _OWNERS.finditer(line.text, line.start):
        items = re.split("[，、]", found["bodies"])
        if all(1 < len(item) < 16 and item[-1] in _OFFICES for item in items):
            yield from (found.start("bodies") + n for n, char in enumerate(found["bodies"]) if char == "，")


def _counted(line: Line) -> Iterator[int]:
    """县级干部2人，科级干部9人、其他干部4人: figures of things of one kind."""
    for found in _COUNTED.finditer(line.text, line.start):
        figures = [int(figure) for figure in re.findall(r"\d+", found.group())]
        if figures[0] != sum(figures[1:]):  # the whole and its parts
            yield found.start("at")


def _at(pattern: re.Pattern[str], line: Line) -> Iterator[int]:
    for found in pattern.finditer(line.text, line.start):
        at = found.start("at")
        if not line.text.startswith(words_of("governs-series"), at + 1):
            yield at


def _runs(line: Line) -> Iterator[int]:
    """The one comma of a series: three items or more on its sides, with a 、 beside it."""
    if "、" not in line.text:
        return
    for chain in _chains(line):
        commas = [n for n, span in enumerate(chain[:-1]) if line.text[span[1]] == "，"]
        for before, n, after in zip((-1, *commas), commas, (*commas[1:], len(chain) - 1), strict=False):
            first, last = before + 1, after
            if last - first < _LONGEST:
                closed = last == len(chain) - 1 and line.text[chain[last][1] : chain[last][1] + 1] in ("", *_CLOSING)
                items = [line.text[slice(*span)] for span in chain[first : last + 1]]
                if _is_series(items, n - first + 1, closed):
                    yield chain[n][1]


def _chains(line: Line) -> Iterator[list[tuple[int, int]]]:
    """The spans of items with one ， or 、 between each and the next."""
    chain: list[tuple[int, int]] = []
    for found in _ITEM.finditer(line.text, line.split):
        if chain and not (found.start() == chain[-1][1] + 1 and line.text[chain[-1][1]] in "，、"):
            yield chain
            chain = []
        chain.append(found.span())
    yield chain


def _is_series(items: list[str], left: int, closed: bool) -> bool:
    """Whether the items before the comma (so many) and those after it are one series."""
    if len(items) < 3 or not closed:
        return len(items) > 2 and _are_offices(items)
    even = len(items) > 3 and _is_even(items)
    if left < 2 or items[left].startswith(words_of("governs-series")):
        return even and left > 2
    return even or _are_offices(items) or (left > 2 and left + 1 == len(items) and _ends_alike(items))


def _are_offices(items: list[str]) -> bool:
    """市公安局、市财政局，市教育局."""
    first = items[-1][0]
    items = [*items[:-1], _DOES.split(items[-1])[0] or first]
    return (
        items[0][-1] in _OFFICES
        and all(item[-1] == items[0][-1] and item[0] == first and 3 < len(item) < 14 for item in items[1:])
        and first in items[0][:-3]
    )


def _is_even(items: list[str]) -> bool:
    """As long as each other, and they begin alike (有人、有钱、有章), end alike, or are closed by 等."""
    size = len(items[1])
    rest = items[-1][size:]
    cores = [items[0][-size:], *items[1:-1], items[-1][:size]]
    if size < 2 or any(len(core) != size for core in cores) or (rest and not _TAIL.match(rest)):
        return False
    alike = len({core[0] for core in cores}) == 1 or (size < 4 and len({core[-1] for core in cores}) == 1)
    return alike or (size == 3 and len(items) > 4 and rest.startswith("等") and len(items[0]) <= size + 4)


def _ends_alike(items: list[str]) -> bool:
    """All end in the same word: 研究能力、决策能力、攻坚能力，驾驭能力."""
    short = len(items[-1]) <= max(map(len, items[:-1])) + 1 and len(items[-1]) > 2
    return short and all(item[-2:] == items[-1][-2:] for item in items)
