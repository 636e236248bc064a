"""Where a draft says how many of something there are: 四个方面, 六大行动, “六坐”, 24项具体问题, 几种表现, “365”.

Ordinals, dates, spans of time, places and amounts (三个月, 5个县, 第三个, 十九大) say nothing that a list could answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.draft import Draft, Line
from docgen.notation import parse_chinese

GENERIC = (
    "方面|问题|任务|意见|要求|建议|工作(?!组|日|者|人员|专班)|事项|措施|举措|环节|重点|表现|现象|体会|感受|看法|希望|想法|"
    "事|话|内容|原因|步骤|阶段"
)
_SPECIAL = (
    "行动|工程|原则|目标|定位|专项|关系|关键|机制|制度|体系|清单|突破|攻坚|坚持|确保|贯穿|对照|围绕|能力|本领|作风|过硬|"
    "意识|特点|特征|特性|层面|维度|不足|短板|弱项|难题|倾向|误区|标准|路径|来源|经验|做法|启示|抓手|载体|战役|战略|计划|责任|纪律|"
    "关口|必须|结合|统一|到位|转变|提升|强化|加强|聚焦|突出|注重|着力|推进|优化|创新|转化|融合|领域|产业|方向|途径|更加|一律|严禁|"
    "不准|不得|办法|政策|思维|理念|支撑|保障|服务|板块|台账|主题|专题|转型|跨越|革命|振兴|高地|中心|"
    "风险|隐患|行为|乱象|矛盾|场所|部位|群体|对象|人群|底线|红线|防线|要素|高度|始终|指标|阵地|品牌|模式|链条|认识|情况|类型"
)
_TAIL = "行动|工程|机制|制度|能力|体系|突破|目标|清单|路径|标准|原则|计划|责任|经验|做法|领域|产业|途径|要素|关系"
_NUMERAL = r"十[一二三四五六七八九]|[二三四]十[一二三四五六七八九]?|[二两三四五六七八九十]|\d{1,3}"
_CLASSIFIER = "个|项|大|条|点|种|类|张|句|件|步|道"
_PLAIN = r"[^\d\s，。、；：！？“”‘’（）《》〔〕几二两三四五六七八九十]"
_BEFORE = r"(?<![一二三四五六七八九十\d]、)(?<![第每\d.．/%近约逾超达余满零〇一二三四五六七八九十百千万亿前后首])"
_DIGIT = "[二两三四五六七八九十]"
_BARE = (  # 三方面; 讲三点: 以下三项: (a kind without a name); 市县两级
    rf"方面|(?<=[讲谈提说调下]{_DIGIT})点(?=[：，。:])|(?<=[下有是]{_DIGIT})[点项条种类个](?=[：:])"
    r"|(?<=[省市县区乡镇村组旗州道）][二两三四五])级"
)
_COUNTED = re.compile(
    rf"{_BEFORE}(?P<number>{_NUMERAL}|几|若干)(?:"
    rf"(?:{_CLASSIFIER})(?P<middle>{_PLAIN}{{0,8}}?)(?P<noun>{GENERIC}|{_SPECIAL})"
    rf"(?:(?:{_PLAIN}{{0,4}}?的)?(?P<last>{GENERIC}|{_TAIL})){{0,2}}"
    rf"|[起件例宗个](?P<kind>{_PLAIN}{{0,8}}?)(?P<case>案例|典型案件|典型事例|典型问题|典型事故)"
    rf"|(?:{_CLASSIFIER})“(?P<inner>[^“”\d]{{1,6}})”|(?P<aspect>{_BARE}))"
)
_AMOUNT = re.compile(
    "月|年|天|周|日|小时|工作日|季度|百分|县|市|区|省|乡|镇|村|街道|社区|部门|单位|企业|科室|人|小组|工作组|专班|项目|批次|亿|万|"
    "典型|学校|字|班|家|户|班次|以上|以下|多|来|整"
)
_QUOTED = re.compile(r"[“‘]([^“”‘’]{2,24})[”’]")
_CODE = re.compile(r"(?!19\d\d|20\d\d|12\d{3}|1[12]\d$)[1-9]\d{2,5}")
_PLAN = re.compile(r"十?[一二三四五六七八九]五(?:规划|时期|期间)?|[二三四五六七八九十]{0,2}[一二三四五六七八九十]")
_WORD = r"([^\d+＋一二两三四五六七八九十]{1,3})"
_TWICE = re.compile(rf"({_NUMERAL}){_WORD}({_NUMERAL}|一){_WORD}")
_AS_ONE = re.compile(rf"({_NUMERAL})(位一体)")
_NAMED = re.compile(rf"({_NUMERAL})((?:{_CLASSIFIER})?)([^\d.．%％年月日号时点][^\d]{{0,9}})")
_UNIT = re.compile("合一|[年月日天周季]|小时|分钟|公里|亩|元|岁|级|届|次|条线|人|万|亿|点半")


@dataclass(frozen=True, slots=True)
class Mention:
    """line.text[start:end] says that there are `number` of `noun`; None for 几. `row`: index of the line in draft.body.

    quoted: a name in quotes. code: digits that stand for numbers (“365”). pair: the number of groups that the words
    right before it speak of (4个方面24项).
    """

    line: Line
    row: int
    start: int
    end: int
    number: int | None
    noun: str
    quoted: bool = False
    code: str = ""
    pair: int = 0

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def generic(self) -> bool:
        """Whether it says of what kind the items are, but gives them no name."""
        return not self.quoted and bool(re.fullmatch(GENERIC, self.noun))


def mentions(draft: Draft) -> tuple[Mention, ...]:
    """All of a draft, in its order."""
    return tuple(mention for row, line in enumerate(draft.body) for mention in _in_line(line, row))


def _in_line(line: Line, row: int) -> list[Mention]:
    found = list(_names(line, row))
    taken = {at for mention in found for at in range(mention.start, mention.end)}
    before: Mention | None = None
    for match in _COUNTED.finditer(line.text[line.start :]):  # cut: 二、五项任务 is no 二、五
        start, end = (line.start + at for at in match.span())
        if start in taken or end - 1 in taken or _amount(match):
            continue
        noun = match["last"] or match["noun"] or match["case"] or match["inner"] or _kind(match["aspect"])
        pair = before.number or 0 if before and before.end == start else 0
        before = Mention(line, row, start, end, parse_chinese(match["number"]), noun, bool(match["inner"]), "", pair)
        found.append(before)
    return sorted(found, key=lambda mention: mention.start)


def _kind(bare: str) -> str:
    """What 讲三点 counts; 方面 and 级 as they are."""
    return "意见" if bare in _CLASSIFIER else bare


def _amount(match: re.Match[str]) -> bool:
    """Months, counties, persons: an amount; 大 after a high number counts a congress."""
    middle, number = match["middle"] or "", match["number"]
    congress = match.group()[len(number)] == "大" and (parse_chinese(number) or 0) > 12
    return bool(_AMOUNT.match(middle)) or congress


def _names(line: Line, row: int) -> Iterator[Mention]:
    """Names in quotes that begin with a number: “六坐”, “三个坚持”, “三个坚持、三个确保”, “三破三立”, “365”."""
    for quoted in _QUOTED.finditer(line.text, line.start):
        words, start = quoted[1], quoted.start(1)
        if _CODE.fullmatch(words):
            yield Mention(line, row, start, quoted.end(1), None, words, True, words)
        elif not _PLAN.fullmatch(words):
            for piece in re.finditer(r"[^、，；]+", words):
                if named := _name(piece.group()):
                    at = start + piece.start()
                    yield Mention(line, row, at, at + len(piece.group()), *named, quoted=True)


def _name(piece: str) -> tuple[int, str] | None:
    """The number and the noun of one name."""
    if one := _AS_ONE.fullmatch(piece):  # 五位一体 is five, not six
        return parse_chinese(one[1]) or 0, one[2]
    if twice := _TWICE.fullmatch(piece):
        return (parse_chinese(twice[1]) or 0) + (parse_chinese(twice[3]) or 0), ""
    found = _NAMED.fullmatch(piece)
    if not found or _UNIT.match(found[3]) or (found[2] == "大" and (parse_chinese(found[1]) or 0) > 12):
        return None
    return parse_chinese(found[1]) or 0, found[3]
