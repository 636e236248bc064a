"""What may be true of the upper level alone: what it is like, what its leaders said, meetings that it held, and what
it does for all levels at once."""

from __future__ import annotations

import re

from docgen.levels.scan import Hit
from docgen.levels.verdicts import Occurrence, ask, write
from docgen.levels.words import LevelWords

LED, HELD, ALIKE = "同一句里写的是上级领导", "是上级开的会", "同一句里讲的是上级自己的情况"
OWN_ACT = "可能仍由上级机关自己做"

_LEADER = re.compile(r"(?:书记|[省市县区州]长|秘书长|主席|常委|领导)$")
_WHEN = re.compile(
    r"(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|去年|上年|前年|年初|日前|近日|前不久|刚刚|此前|[去上前]年[^，。；]{0,4})"
    r"[，,]?(?:(?:召开|举行)的)?$"
)
_MEETING = re.compile(r"[一-鿿]{0,16}?(?:会议|大会|全会|座谈会|推进会|现场会|视频会|动员会|工作会)")
_SETS_UP = r"(?:建立|建设|搭建|开发|制定|编制|健全|完善)"
_MAKES = re.compile(rf"{_SETS_UP}(?:起|好|了)?$")
_OWNS = re.compile(
    r"(?:官方|门户|政务服务|微信|统一|信息|监管|服务|举报|投诉|咨询|监督)*(?:网站|官网|公众号|平台|热线)"
)
_ACTS = re.compile(
    r"(?:(?!各|关于|要求|督促|指导|会同|联合|配合)[^，。；：！？的]){0,16}?(?:公布|公示|印发|核查|通报|发布|"
    rf"{_SETS_UP}(?:全[省市]|[省市]级)?统一)"
)


def of_area(text: str, hit: Hit, around: tuple[int, int], leaders: tuple[Hit, ...], mark: str) -> Occurrence | None:
    """The whole of the upper level's place (全省) where the sentence is about that place alone; None elsewhere."""
    start, end = around
    if any(start <= leader.start < end for leader in leaders):
        return ask(hit, LED, f"原话照抄；改成本级领导的话，{write(hit)}，并请本人核定")
    if _WHEN.search(text[start : hit.start]) and _MEETING.match(text, hit.end):
        return ask(hit, HELD, f"照原文写；换成本级开的会，{write(hit)}，并核对年份和会名")
    if re.search(rf"(?:是|作为|属于)[^，。；！？]{{0,16}}?(?:[大强穷]{mark}(?![一-鿿])|{mark}份)", text[start:end]):
        return ask(hit, ALIKE, f"照原文写；换成本级的情况，{write(hit)}")
    return None


def leaders(found: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The names of the upper level's leaders: 省委书记."""
    return tuple(
        hit for hit in found if hit.term and hit.term.kind == "body" and hit.holds and _LEADER.search(hit.word)
    )


def is_own_act(text: str, hit: Hit, words: LevelWords) -> bool:
    """Whether what is said of an office is by its nature what the upper one may do for all: 公布目录, 门户网站."""
    kind = hit.term.kind if hit.term else ""
    if kind == "area":
        return bool(_MAKES.search(text[: hit.start])) and text.startswith("统一", hit.end)
    if kind in ("body", "issuer") or hit.word in words.selves:
        return bool(_OWNS.match(text, hit.end) or _ACTS.match(text, hit.end))
    return False
