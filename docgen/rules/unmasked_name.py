"""脱敏稿里漏遮了真名。

稿子里的人名、地名、业务领域已经用 XX、** 遮住，别处却留着同一类的真名（XX街道、XX镇旁边又有某个街道、镇的名字），
等于没有遮。与占位符并列的同类地名（XX县、某某县），占位电话前面的区号，也是漏遮。人名、地名都遮了三处以上的，
公司的真名也提示。
中央领导同志、英雄模范、公开通报的案例不查。

依据：对外提供的稿件脱敏要前后一致（实务）。
错：市委书记XXX强调……。陈书记还要求……
对：市委书记XXX强调……。XXX书记还要求……
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.analysis.hanzi import HAN, is_han
from docgen.analysis.masks import RANKS, Mask, Thing, masks
from docgen.analysis.openers import words_of
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="error")

_PUBLIC = re.compile("通报[^，。；]{0,12}案例|典型案例|反面典型|曝光|警示教育片")
_IN_OFFICE = "局厅处科室委办部组院校镇村区县市省会党团副总支站所队长员名位个任届级间业年各全多高"  # in no given name
_NOT_A_NAME = re.compile("严[肃格厉]|[程高]度|时常|安全|单位|方面|金融|温馨|和谐|周密|班主|车间")

_LINK = "由请听向对和与跟给把被让经随陪邀"
_SAYS = "主持|出席|参加|讲话|致辞|作|任|为|强调|指出|要求|介绍|传达|通报|宣读|担任|同志|等"
_VISITED = "调研|考察|视察|检查|指导|督导|督查|慰问|走访|座谈|召开|举行|出席"
_COMMON = re.compile(
    "中国|乡村|校园|家园|社会|城市|国家|强国|单位|机关|医院|社区|企业|工地|农村|县域|基层|交通|工程|项目|体系|示范|品牌"
)
_MANY = 3  # masked names of any kind that say that names are to be hidden too
_UNITS = ("街道", "社区", "镇", "乡", "村", "路", "公司")
_BEFORE_UNIT = "在到赴往由向对和与是的将把从至"
_BREAKS = "各全本该每某两三四五六七八九十一几多个有的和与在到从向对及或等县市区省乡镇村街道路公城里"
_LEVELS = "县市区省州旗"
_SIGN = r"(?:[Xx]{2,4}|X|Ｘ{1,4}|×{1,4}|\*{2,4}|某某?)"
_JOINED = re.compile(
    rf"{_SIGN}(?P<unit>[{_LEVELS}])(?:{_SIGN}(?P=unit)|[、和与及])*[、和与及](?P<after>[{HAN}]{{2,3}}?(?P=unit))(?![{HAN}]?级|长|委|政府|直)"
    rf"|(?<![{HAN}])(?P<before>[{HAN}]{{2,3}}(?P<next>[{_LEVELS}]))[、和与及]{_SIGN}(?P=next)"
)
_NO_PLACE = re.compile(
    rf"[各全本我该每有其所他个几多两三四五六七八九十和与及在为是的{_LEVELS}]|北京|上海|天津|重庆|城关|中心|重点|直辖"
)
_CODE = re.compile(r"(?<!\d)(0[1-9]\d{1,2})\s?[-—－–]{0,2}\s?(?:[XxＸ×]{4,8}|\*{4,8})(?!\d)")
_TRADE = (
    "铸造|化工|建材|水泥|机械|制造|纺织|食品|科技|商贸|贸易|实业|农业|建设|建筑|工程|置业|房地产|电子|医药|制药|材料|能源|环保"
    "|矿业|冶炼|钢铁|物流|运输|服装|家具|生物|电器|汽车|包装|塑料|耐火|陶瓷|装备|铝业|木业|纸业|牧业|种业|文化|传媒|信息|技术|网络"
)
_FIRM = re.compile(rf"([{HAN}]{{2}}(?:{_TRADE}){{1,2}}(?:股份)?有限(?:责任)?公司)")
_GREAT = re.compile("中国|国家|国网|集团|银行|电力|燃气|自来水|公交|投资|城投|某")
_SECTOR_SLOT = "经办|窗口|系统|领域|部门|事业|行业|服务"


def check(draft: Draft) -> Iterator[Fault]:
    found = masks(draft)
    people, places = ([mask for mask in found if mask.thing is thing] for thing in (Thing.PERSON, Thing.PLACE))
    lines = [line for line in draft.body if not _PUBLIC.search(line.text)]
    names = [mask for mask in found if mask.thing in (Thing.PERSON, Thing.PLACE, Thing.OTHER)]
    yield from _fewer(list(_people(lines)), people or names) if people or len(names) >= _MANY else ()
    yield from _slots(lines, found)
    yield from _beside(draft.body, found)
    yield from _area_code(draft)
    yield from _firms(lines) if people and places and len(people) + len(places) >= _MANY else ()
    yield from _fewer([*_places(lines), *_aligned(draft.body, places)], places) if places else ()
    yield from _sector(draft.body, found)


def _fewer(faults: list[Fault], hidden: list[Mask]) -> Iterator[Fault]:
    """Where more names are told than hidden, nothing was to be hidden: the masks are what was not known yet."""
    told = {fault.line.text[fault.start : fault.end] for fault in faults if fault.line}
    if len(hidden) > 1 and len(told) <= max(4, len(hidden)):
        yield from faults


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(next(record["names"] for record in load("people") if record["id"] == kind).split())


@cache
def _places_known() -> frozenset[str]:
    return frozenset(name for record in load("places") for name in record["names"].split())


@cache
def _person() -> re.Pattern[str]:
    """陈书记, 陈某文书记, 陈某文同志 where a name may begin; 某文副局长 after a preposition; 书记陈某文主持."""
    surname, given = f"[{''.join(_names('surnames'))}]", f"[{HAN}]"
    begins = (
        rf"(?:(?<![{HAN}])|(?<=[{_LINK}])|(?<=[省市县区州旗党]委)|(?<=书记|市长|县长|区长|局长|主任|省长|部长|主席))"
    )
    return re.compile(
        rf"{begins}(?P<whole>{surname}{given}{{0,2}}?)(?P<post>(?:常务)?副?(?:{RANKS}))"
        rf"|{begins}(?P<comrade>{surname}{given}{{1,2}}?)(?:同志|先生|女士)"
        rf"|(?<![{HAN}])(?P<friend>[{''.join(_names('given'))}]{{2}})同志(?=[{HAN}])"
        rf"|(?:{RANKS})(?P<after>{surname}{given}{{1,2}}?)(?=(?:{_SAYS}))"
        rf"|(?<=[向由请])(?P<given>{given}{{2}})(?=(?:常务)?副?(?:{RANKS}))"
    )


def _people(lines: list[Line]) -> Iterator[Fault]:
    for line in lines:
        for found in _person().finditer(line.text):
            kind = found.lastgroup if found.lastgroup != "post" else "whole"
            name = found[kind or 0]
            if _is_name(name, kind or "", found["post"] or ""):
                start = found.start(kind or 0)
                end = found.end() if kind == "whole" else found.end(kind or 0)
                yield _fault(line, start, end, "姓名")


def _is_name(name: str, kind: str, post: str) -> bool:
    if kind == "friend":
        return name not in _names("attributes") and name not in words_of("no-name")
    given = name if kind == "given" else name[1:]
    if set(given) & set(_IN_OFFICE) or _NOT_A_NAME.fullmatch(name) or name in _names("known"):
        return False
    if kind == "given":
        return not _is_word(name)
    return bool(given) or bool(post)


def _is_word(text: str) -> bool:
    """Whether two characters make a word that is no name: 分管, 专职. A name falls apart beside its post."""
    from docgen.lexicon import words

    return any(len(word) > 1 and word.startswith(text) for word in words(f"由{text}负责"))


def _places(lines: list[Line]) -> Iterator[Fault]:
    slot = re.compile(rf"(?<=在)[{HAN}]{{2,4}}?(?=[省市县区]?(?:{_VISITED}))")
    for line in lines:
        for found in slot.finditer(line.text):
            if found.group() in _places_known():
                yield _fault(line, *found.span(), "地名")


def _aligned(lines: tuple[Line, ...], hidden: list[Mask]) -> Iterator[Fault]:
    """美好XX建设 and 美好某江建设: the same words on both sides, then that name after the same words anywhere."""
    frames = {(mask.before[-2:], mask.after[:2]): mask for mask in hidden[:200]}
    frames = {(a, b): mask for (a, b), mask in frames.items() if re.fullmatch(f"[{HAN}]{{4}}", a + b)}
    names: set[tuple[str, str]] = set()
    for (before, after), mask in frames.items():
        for line in lines:
            for found in re.finditer(rf"{before}([{HAN}]{{2,3}}?){after}", line.text):
                shared = _shared(line.text[max(0, found.start(1) - 12) : found.start(1)], mask.before)
                if shared > 2 and not _COMMON.search(found[1]):
                    names.add((before, found[1]))
    for line in lines:
        spans = {(found.start(1), found.end(1)) for a, b in names for found in re.finditer(f"{a}({b})", line.text)}
        yield from (_fault(line, *span, "地名") for span in sorted(spans))


def _shared(left: str, right: str) -> int:
    """How many characters the two end with alike."""
    return next((n for n, (a, b) in enumerate(zip(reversed(left), reversed(right), strict=False)) if a != b), 12)


def _slots(lines: list[Line], hidden: tuple[Mask, ...]) -> Iterator[Fault]:
    """XX街道 hides a name, 某溪街道 tells one."""
    for unit in _UNITS:
        masked = {mask.text for mask in hidden if mask.after.startswith(unit)}
        if masked:
            found = [(line, span) for line in lines for span in _named(line.text, unit)]
            names = {line.text[slice(*span)] for line, span in found}
            if len(names) <= sum(mask.after.startswith(unit) for mask in hidden):
                yield from (_fault(line, *span, "名称") for line, span in found)


def _beside(lines: tuple[Line, ...], hidden: tuple[Mask, ...]) -> Iterator[Fault]:
    """XX县、清源县: a name of the same kind joined to a mask."""
    units = {mask.line: mask.after[:1] for mask in hidden if mask.after[:1] in tuple(_LEVELS)}
    for line in (line for line in lines if line in units):
        spans: set[tuple[int, int]] = set()
        for found in _JOINED.finditer(line.text):
            side = "after" if found["after"] else "before"
            if not _NO_PLACE.search(found[side][:-1]):
                spans.add(found.span(side))
        yield from (_fault(line, *span, "地名") for span in sorted(spans))


def _area_code(draft: Draft) -> Iterator[Fault]:
    """0371—XXXXXXX: the number is hidden, the town is not."""
    for line in draft.lines:
        for found in _CODE.finditer(line.text):
            yield _fault(line, *found.span(1), "电话号码")


def _firms(lines: list[Line]) -> Iterator[Fault]:
    """宏远铸造有限公司 in a text that hides people and places."""
    for line in lines:
        if "公司" in line.text:
            for found in _FIRM.finditer(line.text):
                if not _GREAT.search(found[1]):
                    yield _fault(line, *found.span(1), "名称")


def _named(text: str, unit: str) -> Iterator[tuple[int, int]]:
    """Two characters before a unit, where a name may begin, that are no attribute: 清水街道, not 有关街道."""
    at = text.find(unit, 2)
    while at >= 0:
        name, before = text[at - 2 : at], text[at - 3 : at - 2] if at > 2 else ""
        begins = not is_han(before) or before in _BEFORE_UNIT
        if begins and all(map(is_han, name)) and not set(name) & set(_BREAKS) and name not in _names("attributes"):
            yield at - 2, at + len(unit)
        at = text.find(unit, at + len(unit))


def _sector(lines: tuple[Line, ...], hidden: tuple[Mask, ...]) -> Iterator[Fault]:
    """**经办, **窗口 hide what the office is about; its name stands elsewhere."""
    slots = [mask for mask in hidden if re.match(rf"{_SECTOR_SLOT}|工作", mask.after)]
    if len(slots) < 3:
        return
    pattern = re.compile(rf"({'|'.join(_names('sectors'))})(?=(?:{_SECTOR_SLOT}))")
    found = [(line, match) for line in lines for match in pattern.finditer(line.text)]
    if len({match[1] for _, match in found}) == 1 and len(found) < len(slots):
        yield from (_fault(line, *match.span(), "业务领域") for line, match in found)


def _fault(line: Line, start: int, end: int, what: str) -> Fault:
    name = line.text[start:end]
    return Fault(line, start, end, f"别处的{what}已经遮去，这里的“{name}”漏遮了，请一并处理")
