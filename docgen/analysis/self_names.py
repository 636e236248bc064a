"""Words in which a draft speaks of itself at another level than its own: 我厅, 厅党组, 结合我省实际 in a city's draft.

A city may well say 我省 of the province that it lies in (我省有关规定, 走在全省前列); it may not act as the province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.analysis.inherited import clause_at, is_inherited, unquoted
from docgen.analysis.issuing import issuer, own_lines
from docgen.draft import Draft, Line, Role

_HALL = re.compile(r"(?:我|本)厅(?![堂内外里面])|(?:本|我)?厅(?:党组|党委|机关|领导|属|直)(?=[一-鿿，。、；）])")
_NOT_OURS = re.compile(r"(?:[省部委各原某该]|自治区|兵团)[一-鿿（）、]{0,14}$")
_SELF = {
    "city": re.compile(r"(?:[我本全]|我们)(省)"),
    "county": re.compile(r"(?:[我本全]|我们)([省市])(?!场)"),
}
_ACTS = re.compile(  # commands: 全省各级医保部门要……
    r"(?:各[级地市县区部单有相乡镇街学]|[一-鿿]{1,8}(?:系统|战线|干部职工))(?:(?!会议|指出|强调|提出|部署|认为)[一-鿿、]){0,14}?(?:要(?!求)|应当?|须|必须)"
)
_QUOTING = re.compile(r"会议|指出|强调|提出|明确|要求|部署|按照|根据|依据|传达|精神|讲话|意见|批示")
_FITTING = re.compile(r"(?:结合|立足|紧扣|根据|依据)(?:[^，。；]{0,4})$")
_REALITY = re.compile(r"[^，。；]{0,8}(?:实际|情况|实情)(?=[，。；制])")
_GROUP = {"city": re.compile(r"省局党组|省局机关"), "county": re.compile(r"[省市]局党组|[省市]局机关")}
_HEARS = re.compile(
    r"按照|根据|依据|遵照|贯彻|落实|传达|学习|领导|要求|部署|同意|批准|精神|请示|报告|汇报|上报|报送|报[省市]"
    r"|指导|支持|组织的|安排|派驻|下发|印发|配合|有关|规定|政策|条例|文件|会议|前列|先进|排名|位居|平均|第[一二三\d]"
)  # the upper level is spoken of, or to
_RULES = re.compile(r"[^，。；]{0,6}(?:有关|规定|政策|条例|文件|会议|标准)")


@dataclass(frozen=True, slots=True)
class SelfName:
    """line.text[start:end] speaks for another level; `right` is how this level says it, "" where that is not sure."""

    line: Line
    start: int
    end: int
    right: str

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def wrong_selves(draft: Draft) -> Iterator[SelfName]:
    """In the running text of a draft whose issuer tells its level; not in titles, quotations and 文号."""
    office = issuer(draft)
    above = draft.brief.above
    level = above.level if above and above.level else office.level if office else ""
    if level not in _SELF:
        return
    place = "市" if level == "city" else _county(above.region if above else "", office.region if office else "")
    in_hall = bool(office and "厅" in office.unit)
    for line in own_lines(draft, (Role.BLOCK, Role.CELL, Role.OPENING)):
        if "省" in line.text or "厅" in line.text or (level == "county" and "市" in line.text):
            text = unquoted(draft, line.text)
            if not in_hall:
                yield from _halls(line, text)
            yield from _places(draft, line, text, level, place)
            yield from _groups(line, text, level)


def _county(*regions: str) -> str:
    """区 or 县, as this place calls itself; "" where it is not known."""
    return next((region[-1] for region in regions if region and region[-1] in "县区旗市"), "")


def _halls(line: Line, text: str) -> Iterator[SelfName]:
    for found in _HALL.finditer(text):
        before = _before(text, found.start())
        if not _NOT_OURS.search(before):
            yield SelfName(line, *found.span(), found.group().replace("厅", "局"))


def _places(draft: Draft, line: Line, text: str, level: str, place: str) -> Iterator[SelfName]:
    for found in _SELF[level].finditer(text):
        if not place or found[1] == place:
            continue
        before, after = _before(text, found.start()), text[found.end() : found.end() + 24]
        acts = _ACTS.match(after) is not None and not _QUOTING.search(_sentence(text, found.start()))
        fits = _FITTING.search(before) is not None and _REALITY.match(after) is not None and found.group()[0] != "全"
        clause = clause_at(line, found.start())
        copied = found.group()[0] != "全" and is_inherited(draft, clause, *found.span())
        if fits or acts or (copied and not _HEARS.search(before) and not _RULES.match(after)):
            yield SelfName(line, *found.span(), found.group().replace(found[1], place))


def _groups(line: Line, text: str, level: str) -> Iterator[SelfName]:
    """省局党组 where it decides and commands itself; not where this office obeys it."""
    for found in _GROUP[level].finditer(text):
        after = text[found.end() : found.end() + 12]
        if re.match(r"(?:决定|研究决定|成立|制定了?|书记[^，。]{0,6}任组长|各)", after) and not _HEARS.search(
            _before(text, found.start())
        ):
            yield SelfName(line, *found.span(), "局" + found.group()[2:])


def _sentence(text: str, start: int) -> str:
    """The words of the sentence before a place, no more than eighty."""
    return text[max(0, start - 80) : start].rpartition("。")[2]


def _before(text: str, start: int) -> str:
    """The words of the clause before a place, no more than thirty."""
    return re.split(r"[，。；：！？]", text[max(0, start - 30) : start])[-1]
