"""Names of the upper level that came into a draft with the upper plan's sentences: 全省, 省教育厅, 各处室, 厅人事处.

What this level says of its superior by itself is right: 按照省教育厅部署, 报省教育厅备案, 走在全省前列.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docgen.analysis.inherited import clause_at, is_inherited, unquoted, upper
from docgen.analysis.issuing import issuer, own_lines
from docgen.analysis.places import COUNTED
from docgen.analysis.self_names import wrong_selves
from docgen.draft import Draft, Kind, Line, Role

_OBEYS = re.compile(  # before the name: this office obeys it, reports to it, is checked by it, uses what it has made
    r"(?:按照?|根据|依据|遵照|依照|围绕|对照|贯彻|落实|传达|学习|执行|响应|完成|承接|服从|接受|迎接|配合|会同|协助|争取|对接"
    r"|[向报经]|报送|上报|报告|提请|接入|依托|使用|利用|共用|对标|衔接|纳入|列入|入选|荣获|获得|参加|位居|走在)[^，。；]{0,10}$"
)
_SPOKEN_OF = re.compile(  # after it: what it wants or says, and how one stands in it
    r"[^，。；]{0,10}?(?:部署|要求|安排|会议(?:精神|上|强调|指出)|精神|文件|规定|指示|批示|指导下|领导下|前列|先进|平均|排名|第[一二三]"
    r"|上游|一流|备案|核准|审批|批准|同意|反馈|通报的|下达|转发|印发的|组织的)"
)
_BY = re.compile(r"由[^，。；]{0,16}$")
_OTHER_OFFICE = (  # one that no list has
    r"(?:(?<=[，。；：、（由和与及在是])|(?<![一-鿿]))省[一-鿿]{2,10}?"
    r"(?:局|厅|委员会|委|办)(?=[，。；、）和与及]|牵头|负责|配合|按)"
)
_REPORTS = re.compile(r"(?:向|报|上报|报送|报至|报给)[^，。；]{0,2}$")
_LOWER = {
    "city": r"各(?:县|市|区|乡|镇|街道|地|学校|村|社区|旗|大队|站|所|分局)|[县乡镇村校]",
    "county": r"各(?:县|区|乡|镇|街道|地|学校|村|社区|旗|大队|站|所|分局)|[乡镇村校]",
}
_OURS = {
    "city": re.compile("[由经]?(?:市|局|我|本|各科)"),
    "county": re.compile("[由经]?(?:[县区旗]|局|我|本|各[股科])"),
}
_PASSED_ON = re.compile(r"逐级|汇总|审核|审定|审查|同意|转报")
_PASSES_ON = re.compile(r"(?:统一|审核|初审|汇总|审定|复核)")
_IS_OFFICE = re.compile(r"[厅局委办部府院室]$")
_NEAR, _SENTENCE = 40, 200  # so many characters beside a name are looked at
_ACTS = re.compile(r"(?:将|会|定期|适时|不定期|每[年季月半]|统一组织|组织|负责|牵头|对)")
_ISSUED = re.compile(  # other offices, and the title
    r"(?:[、和与][^，。；：、和与（）《》\s]{2,24}[厅局委办部府院室会]){0,6}"
    r"(?:等[一二三四五六七八九十\d]{0,3}个?(?:部门|部委|厅局|单位|机关))?(?:联合)?《"
)
_BESIDE_OURS = re.compile(r"(?:驻|在|中央|部属|[市县区]属|各类)[^，。；]{0,6}$")
_WITH_OURS = re.compile(r"[^，。；]{0,6}(?:[、和及与][市县区]属|驻)")
_BEGINS = r"(?:(?<![一-鿿])|(?<=[由向报和与及同按经是]))"
_PARTS = rf"{_BEGINS}([%s])((?!机关|党|领导|[属直务长内])[一-鿿]{{2,14}}?)"
_PART = {  # by the sign of the upper level: a part of its office as the office itself calls it; what ours are called
    "省": (re.compile(_PARTS % "厅局委" + "处(?![置理罚分室级境于事方所])"), "科"),
    "市": (re.compile(_PARTS % "局委" + "科(?![室技学研级普目创])"), "股"),
}
_PEERS = {
    "city": (re.compile(r"各(?:设区的?|省辖|地级)?市(?![场直级属县区]|（县|、区)"), "各县（市、区）"),
    "county": (
        re.compile(r"各(?:县（市、区）|县（区）|县（市）|县、区|县市区|县区|区县|市县)(?!级)"),
        "各乡镇（街道）",
    ),
}
_UPPER_ACTS = {"city": re.compile("省"), "county": re.compile(r"省|市(?:[一-鿿]{0,8}[局委办院]|人?民?政府)")}

Standing = Literal["own", "acts", "skips", "owns", "part", "peers"]


@dataclass(frozen=True, slots=True)
class UpperName:
    """line.text[start:end] is a name of the upper level, `here` what this level calls its own.

    kind: own: it stands in a sentence that says what this level does. acts: it may do so itself. skips: those below
    report past this level. owns: what belongs to it (省属). part: a part of its office. peers: what it calls those of
    our own level (各市, in a city's draft).
    """

    line: Line
    start: int
    end: int
    here: str
    kind: Standing = "own"

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def is_sure(self) -> bool:
        return self.kind in ("own", "part", "peers")


def upper_names(draft: Draft) -> Iterator[UpperName]:
    """Those left over in what a draft has from the upper plan; how it speaks of itself apart (wrong_selves)."""
    above = draft.brief.above
    if above is None or not above.words:
        return
    pattern, here = _pattern(above.words), dict(above.words)
    selves = {(id(one.line), at) for one in wrong_selves(draft) for at in range(one.start, one.end)}
    for line in own_lines(draft, (Role.BLOCK, Role.CELL, Role.OPENING)):
        text = unquoted(draft, line.text)
        parts = tuple(_parts(draft, line, text))
        yield from parts
        yield from _peers(draft, line, text)
        taken = {at for one in parts for at in range(one.start, one.end)}
        for found in pattern.finditer(text) if line.role is not Role.OPENING else ():
            if (id(line), found.start()) in selves or found.start() in taken:
                continue
            if name := _judged(draft, line, text, found, here):
                yield name


@lru_cache(maxsize=4)
def _pattern(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    longest = sorted((word for word, _ in words), key=lambda word: (-len(word), word))
    others = (_OTHER_OFFICE.replace("省", sign) for sign in _signs(words))
    return re.compile("|".join((*map(re.escape, longest), *others)))


@lru_cache(maxsize=4)
def _signs(words: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """省 or 市: what the upper level is called."""
    known = {word for word, _ in words}
    return tuple(sign for sign in "省市" if f"{sign}政府" in known)


def _judged(draft: Draft, line: Line, text: str, found: re.Match[str], here: dict[str, str]) -> UpperName | None:
    start, end = found.span()
    clause = clause_at(line, start)
    before = text[max(clause.start, start - _NEAR) : start]
    reports = bool(_REPORTS.search(before) and _IS_OFFICE.search(found.group()))
    if not is_inherited(draft, clause, start, end, edited=reports) or not _is_word(text, start, end):
        return None
    after = text[end : min(clause.end, end + _NEAR)]
    right = here.get(found.group()) or here[f"{found.group()[0]}政府"][0] + found.group()[1:].replace("厅", "局")
    if reports and _is_past_us(draft, text[max(line.start, start - _SENTENCE) : start]):
        return UpperName(line, start, end, right, "skips")
    if _OBEYS.search(before) or _SPOKEN_OF.match(after) or _has_issued(line.text, end):
        return None
    if (
        _BY.search(before)
        and _PASSES_ON.match(after)
        and f"报{found.group()}" in text[max(0, start - 2 * _NEAR) : start]
    ):
        return None  # 报市教育局，由市教育局汇总报省教育厅
    if found.group()[1:] == "属":
        ours = _BESIDE_OURS.search(before) or _WITH_OURS.match(after)
        return None if ours else UpperName(line, start, end, right, "owns")
    sure = found.group()[0] in "全我本" or text[clause.start] in "（("  # an area; an owner in brackets
    acts = not sure and (_ACTS.match(after) or _BY.search(before))
    return UpperName(line, start, end, right, "acts" if acts else "own")


def _is_past_us(draft: Draft, before: str) -> bool:
    """Whether those below this level report, as the words before the receiver say, and not by way of it."""
    above = draft.brief.above
    if above is None or above.level not in _LOWER:
        return False
    lower = re.compile(rf"(?:{COUNTED}|[（(]?\d{{1,2}}[）).．])?(?:{_LOWER[above.level]})")
    names = (*above.here, *(right for _, right in above.words if _OURS[above.level].match(right)))
    offices = {name for name in names if _IS_OFFICE.search(name)}
    said = ""
    for clause in reversed(re.split("[，；：]", before.rpartition("。")[2])):
        said = clause + said
        if _PASSED_ON.search(said) or any(office in said for office in offices):
            return False
        if lower.match(clause.strip()):
            return True
        if _OURS[above.level].match(clause.strip()):
            return False
    return False


def _has_issued(text: str, end: int) -> bool:
    """Whether the name that ends there is of those who have issued what follows: 省教育厅、省财政厅《……》."""
    return _ISSUED.match(text, end) is not None


def _parts(draft: Draft, line: Line, text: str) -> Iterator[UpperName]:
    """厅基础教育处, where this level has no 厅; 局财务处 in a draft that calls its own 科 (科, for a county: 股)."""
    above, known, office = draft.brief.above, upper(draft), issuer(draft)
    for sign in _signs(above.words) if above and known and not (office and "厅" in office.unit) else ():
        pattern, ours = _PART[sign]
        for found in pattern.finditer(text):
            told = found[1] == "厅" or _calls_its_parts(draft, ours)
            if told and known and found.group() in known.text:
                yield UpperName(line, *found.span(), f"局{found[2]}{ours}", "part")


@lru_cache(maxsize=4)
def _calls_its_parts(draft: Draft, char: str) -> bool:
    """Whether the office calls its own parts so: 局财务科, 各股室."""
    named = re.compile(
        rf"(?:(?<![一-鿿])|(?<=[由向报和与及同按经]))局[一-鿿]{{2,14}}?{char}(?![室技学研级普目创])|各{char}室"
    )
    return any(char in line.text and named.search(line.text) for line in own_lines(draft))


def _peers(draft: Draft, line: Line, text: str) -> Iterator[UpperName]:
    """各市教育局 in a city's draft: whom it is addressed to, or what came with the upper plan's sentence."""
    level = draft.brief.above.level if draft.brief.above else ""
    if level not in _PEERS:
        return
    pattern, right = _PEERS[level]
    for found in pattern.finditer(text):
        told = text[max(line.start, found.start() - _SENTENCE) : found.start()].rpartition("。")[2]
        addressed = line.role is Role.OPENING and draft.sheets[line.sheet].kind is Kind.MAIN
        copied = not _UPPER_ACTS[level].search(told) and is_inherited(
            draft, clause_at(line, found.start()), *found.span()
        )
        if addressed or copied:
            yield UpperName(line, *found.span(), right, "peers")


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a name of two characters is a word there: no 全省 in 安全省力. Longer ones are by themselves."""
    if end - start > 2:
        return True
    from docgen.lexicon import words

    first, last = max(0, start - 6), end + 6
    at, bounds = first, {first}
    for word in words(text[first:last]):
        at += len(word)
        bounds.add(at)
    return start in bounds or end in bounds
