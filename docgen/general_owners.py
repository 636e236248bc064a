"""Owners that name no single unit: 各县（区）人民政府, 各部门, 有关单位, 局机关各科室. None of them is a mistake.

What each means, and why:
every   各部门、各单位、各成员单位: whoever has the campaign on the table is meant, so all units of the table.
direct  市直各部门: those of the region itself, not of its counties.
class   各县（区）人民政府, 各医院: the units of the table that are called so.
nobody  有关部门、责任单位、主管部门、属地: whoever it concerns, which only a person can say; so none.
within  局机关各科室, 局办公室, 领导小组办公室, 工作专班: a part of the issuing office or a body for the time being,
        which gets no documents of its own; so none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docgen.owner_names import CACHED, normal, parted

Meaning = Literal["every", "direct", "class", "nobody", "within"]

_NOBODY = re.compile(
    r"有关|相关|其他|其它|涉及|(?:责任|牵头|配合|主办|承办|协办|参与)(?:单位|部门|处室|科室)$"
    r"|(?:主管|监管|职能|业务)(?:部门|单位)$|^属地|^按.*职责"
)
_WITHIN = re.compile(
    r"领导小组(?!成员单位)|专班|指挥部|工作组|联席会议"
    r"|^(?:各|全体|所有)?(?:党)?(?:科室|处室|股室|支部|总支|内设机构)"
    r"|^(?:本|我)?(?:机关|[局委厅院部])(?!事务)(?:机关|属|直|内|下|领导|班子|系统|办|党|人|[\u4e00-\u9fff]{2,12}[处科股室办]$|.*各)"
    r"|^(?:工会|办公室|综合[处科股室]|机关(?:党委|纪委|工会|党总支|党支部))$"
    r"|^(?![省市县区州盟旗])[\u4e00-\u9fff]{2,10}(?<!办事)[处科股]$"
)
_EVERY = re.compile(
    r"(?:全[省市县区州盟旗])?(?:各[地级]|(?:各|全体|所有)(?:级|成员|参与|参建|创建)?(?:单位|部门|地区|地方|机构|机关|方面?))+"
    r"|(?:领导小组)?(?:各|全体)?成员单位"
)
_DIRECT = re.compile(r"[省市县区州盟旗](?:直|级)(?:机关)?(?:各|全体|所有)?(?:部门|单位|机关)+")
_CLASS = re.compile(r"(?:全[省市县区州盟旗])?各(.+)")
_KINDS = re.compile(r"(?:自治[州县旗区]|[省州盟旗县乡镇]|市(?!场)|区(?!域)|街道?|[、（）()])+")
_EACH_KIND = re.compile(r"自治[州县旗区]|街道?|[省市县区州盟旗乡镇]")
_SEAT = re.compile(r"(?:党委)?(?:政府)?(?:办事处|党工委)?$")  # what a place's own office is called after it


@dataclass(frozen=True, slots=True)
class General:
    """What is meant. kinds, called: of a class, what its places are and what its units are called after the place."""

    meaning: Meaning
    kinds: tuple[str, ...] = ()
    called: str = ""

    @property
    def is_class(self) -> bool:
        return self.meaning == "class"


@lru_cache(CACHED)
def general(name: str) -> General | None:
    """What an owner's name means that is no single unit's; None where it is one."""
    bare = "".join(name.split())
    if _DIRECT.fullmatch(bare):
        return General("direct")
    if _EVERY.fullmatch(bare):
        return General("every")
    if _NOBODY.search(bare):
        return General("nobody")
    if _WITHIN.search(bare):
        return General("within")
    if not (found := _CLASS.fullmatch(bare)):
        return None
    places = _KINDS.match(found[1])
    each = _EACH_KIND.findall(places.group()) if places else []
    kinds = tuple(dict.fromkeys(f"{kind}道" if kind == "街" else kind for kind in each))
    return General("class", kinds, normal(found[1][places.end() :] if places and kinds else found[1]))


def is_meant(said: General, name: str, region: str) -> bool:
    """Whether the unit of this name is one of those that are meant."""
    if said.meaning == "every":
        return True
    where, office = parted(name, region)
    if said.meaning == "direct":
        return where in ("", region)
    if not said.is_class:
        return False
    if not said.kinds:
        return normal(name).endswith(said.called)
    lower = where != region and where.endswith(said.kinds)
    if _SEAT.fullmatch(said.called):  # 各县（区）人民政府; 各县（区） alone: whatever is there of it
        seat = _SEAT.sub("", normal(name))
        return (seat != region and seat.endswith(said.kinds)) or (lower and not said.called)
    return lower and office == parted(said.called, "")[1]
