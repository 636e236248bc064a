"""标题写法不合规范。

公文标题写成“（发文机关）关于……的＋文种”，末尾不用标点，文种只写一个。

依据：《党政机关公文处理工作条例》第九条（七），标题由发文机关名称、事由和文种组成（条例）；标题末尾不用标点、文种不重叠（实务）。
错：江川市水务局召开防汛会议的通知；关于印发实施方案的通知的通知；关于申请经费的请示报告；关于做好防汛工作。
对：江川市水务局关于召开防汛会议的通知；关于印发实施方案的通知；关于申请经费的请示；关于做好防汛工作的通知
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.analysis.titles import title_lines
from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_OFFICIAL = "通知|通报|通告|公告|报告|请示|批复|决定|意见|函"
_DOUBLED = (
    re.compile(rf"({_OFFICIAL})的\1$"),
    re.compile(r"请示的?报告$|关于关于|的的"),
)
_KIND = re.compile(rf"(?:{_OFFICIAL})$")
_WITH_OF = re.compile(r"(通知|请示|批复|通报)$")
_KEEPS = re.compile(r"(?:紧急|补充|预备|预|放假|会议|开会|停电|停水|复|更正|的)$")
_NO_ABOUT = re.compile(r"转发|批转|^(?:紧急|补充|会议|开会|放假|培训|预备?)?通知$")
_ANY_KIND = re.compile(
    rf"(?:{_OFFICIAL}|方案|总结|讲话|计划|规划|要点|办法|规定|细则|条例|规则|章程|制度|预案|纲要|指南|标准|清单|目录|纪要"
    r"|说明|汇报|议案|决议|公报|令|书|信|稿|词|名单|表|措施|政策|若干措施|导则|规范|协议|合同|建议|提案|答复|解读|情况|函复)"
    r"(?:[（(].{1,20}[）)])?$"
)
_END = "。，、；：,;:"


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as one text, and the line and offset of each of its characters."""

    text: str
    places: tuple[tuple[Line, int], ...]

    def fault(self, start: int, end: int, message: str, fix: str | None = None, unsafe: bool = False) -> Fault:
        """On the last line that the piece stands on."""
        line, last = self.places[end - 1]
        first = min(at for other, at in self.places[start:end] if other is line)
        return Fault(line, first, last + 1, message, fix, unsafe)


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is not Kind.ATTACHMENT and (title := _title(sheet)).text:
            yield from _faults(sheet, title)


def _title(sheet: Sheet) -> _Title:
    places = tuple(
        (line, at)
        for line in title_lines(sheet)
        for at, char in enumerate(line.text)
        if at >= line.start and not char.isspace()
    )
    return _Title("".join(line.text[at] for line, at in places), places)


def _faults(sheet: Sheet, title: _Title) -> Iterator[Fault]:
    bare = title.text.rstrip(_END)
    if bare and bare != title.text:
        cut = len(bare)
        yield title.fault(cut, len(title.text), f"标题末尾不用标点，请删去“{title.text[cut:]}”", fix="")
    if not bare or len(bare) > 120:
        return
    for pattern in _DOUBLED:
        if found := pattern.search(bare):
            yield title.fault(*found.span(), f"“{found[0]}”用词重叠，只保留一个")
            return
    if fault := _shape(sheet, title, bare):
        yield fault


def _shape(sheet: Sheet, title: _Title, bare: str) -> Fault | None:
    """关于 and 的 about the matter, and a kind of document at the end."""
    about, kind = bare.find("关于"), _KIND.search(bare)
    if kind and about < 0 and sheet.genre == "notice" and bare.endswith("的通知") and not _NO_ABOUT.search(bare):
        return title.fault(kind.start(), kind.end(), "标题里缺“关于”，一般写成“（发文机关）关于……的通知”")
    of = _WITH_OF.search(bare)
    if of and about >= 0 and len(bare) - about > 6 and not _KEEPS.search(bare[: of.start()]):
        message = f"“{of[1]}”前缺“的”，应为“的{of[1]}”"
        return title.fault(of.start(), of.end(), message, fix=f"的{of[1]}", unsafe=True)
    sent = sheet.of(Role.NUMBER, Role.OPENING)
    if about >= 0 and sent and sheet.kind is Kind.MAIN and not _ANY_KIND.search(bare.rstrip('》”"')):
        return title.fault(max(0, len(bare) - 4), len(bare), "标题没有写文种，请在末尾补上（如“的通知”“的报告”）")
    return None
