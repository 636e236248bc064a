"""The masks of an anonymised draft and what was never filled in: XX, ××, **, 某某, ___, 〔〕号, 【待补：…】.

What a mask stands for is told by the words beside it: 市委书记XXX is a person, XX市 and 建设幸福XX are places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from docgen.analysis.hanzi import HAN, chinese, is_han
from docgen.draft import Draft, Kind, Line, Role

RANKS = (
    "书记|省长|市长|县长|区长|州长|镇长|乡长|部长|局长|厅长|处长|科长|院长|校长|行长|主任|主席|秘书长|所长|站长"
    "|大队长|支队长|总经理|董事长|检察长|巡视员|调研员"
)
_PERSON_BEFORE = re.compile(rf"(?:{RANKS})$")
_PERSON_AFTER = re.compile(rf"(?:常务)?副?(?:{RANKS})|同志|先生|女士")
_PLACE_AFTER = re.compile(
    rf"[省市县区州盟旗镇乡村](?!长)|自治|街道|社区|小区|大道|路(?![线径由上])|街|大地|儿女|人民|建设(?![{HAN}]?领域)"
)
_PLACE_BEFORE = re.compile(
    r"(?:视察|寄语|(?<![存现实所正])在|地处|位于|坐落于|现代化|幸福|美丽|平安|和谐|法治|数字|活力|魅力|富裕|文明|清廉|开放|富强)$"
)
_FIGURE_AFTER = re.compile(r"[年月日时万亿元吨亩％%]|公里|平方|个?百分点|周年|余[个名人家户件]")
_COUNTED_AFTER = re.compile(r"[个名人次项件条户家米天号份期批场点处]")
_COUNTED_BEFORE = re.compile(r"[共约达超计近有为到增第每过足余展成织办开出建收]$")
_VERB_BEFORE = re.compile(
    r"(?:加强|推进|推动|加快|做好|抓好|搞好|深化|强化|促进|参与|支持|服务|开展|完善|注重|重视|落实|提升|持续)$"
)


class Thing(StrEnum):
    """What a mask stands for."""

    PERSON = "person"
    PLACE = "place"
    FIGURE = "figure"
    BLANK = "blank"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mask:
    """line.text[start:end] stands for something that is not said."""

    line: Line
    start: int
    end: int
    thing: Thing

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def width(self) -> int:
        return self.end - self.start

    @property
    def before(self) -> str:
        return self.line.text[max(0, self.start - 12) : self.start]

    @property
    def after(self) -> str:
        return self.line.text[self.end : self.end + 12]


_NOTE = (
    r"【(?:待[补定填核续确]|此处|请[填补在]|插入|示例)[^【】]{0,40}】|【[^【】]{0,30}(?:待补|待定|待填|[X×?？]{2})[^【】]{0,30}】|【】"
    rf"|[\[【](?:具体[{HAN}]{{1,8}}|(?:单位|部门|机关|会议|活动|项目|文件|公司)名称)[\]】]"
    r"|\[(?:(?:领导)?姓名|职务|日期|时间|地点|联系人|联系电话|联系方式|年份|月份|金额|数量)\](?!\()"
    r"|[（(\[]待[补定填核续确][^（）()\[\]]{0,20}[）)\]]|\{\{[^{}]{0,60}\}\}|(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])"
)
_BLANK = (
    r"〔[ \u3000]{0,8}(?:\d{4})?[ \u3000]{0,8}〕[ \u3000]{0,8}第?[ \u3000]{0,8}号|_{2,}|＿{2,}"
    r"|(?:\d{4}|[ \u3000]{2,12})年[ \u3000]{1,12}月(?:[ \u3000]{1,12}日)?|\d{4}年\d{1,2}月[ \u3000]{1,12}日"
)
_SIGN = (
    r"(?<![A-Za-z+＋])(?:[Xx]{2,8}|X|x(?=[年月日号]))(?![A-Za-z+＋])|Ｘ{1,8}|×{2,8}|×(?=[年月日省市县区镇乡村])"
    r"|\*{2,8}|[○△▲□]{2,8}|某某"
)
_MASK = re.compile(f"(?P<note>{_NOTE})|(?P<blank>{_BLANK})|(?P<sign>{_SIGN})")
_LONE_X_IS_NO_MASK = frozenset("光射线轴型染形档片盘荧波")
_SURNAME = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许沈曾彭吕苏卢蒋蔡"  # 张某某 is said so


@lru_cache(maxsize=1)
def masks(draft: Draft) -> tuple[Mask, ...]:
    """All masks of a draft, in its order."""
    return tuple(mask for line in draft.lines for mask in _masks(line, _is_form(draft, line)))


def _is_form(draft: Draft, line: Line) -> bool:
    """Blanks in a table or an attachment are to be filled in by whoever gets it."""
    return line.role is Role.CELL or draft.sheets[line.sheet].kind is Kind.ATTACHMENT


def _masks(line: Line, form: bool) -> Iterator[Mask]:
    text = line.text
    bold = {at for pair in bolds(line) for at in pair} if "**" in text else set()
    for found in _MASK.finditer(text):
        start, end = found.span()
        if found["note"]:
            yield Mask(line, start, end, Thing.NOTE)
        elif found["blank"]:
            if (
                not form
                and not _is_field(text, start, end)
                and any(map(is_han, text[max(0, start - 20) : start] + text[end : end + 20]))
            ):
                yield Mask(line, start + len(found["blank"]) - len(found["blank"].lstrip()), end, Thing.BLANK)
        elif start not in bold and _is_mask(text, start, end):
            yield Mask(line, start, end, _thing(text, start, end))


def _is_field(text: str, start: int, end: int) -> bool:
    """姓名：____ is a field of a form."""
    return (
        text[start:end].strip("_＿") == ""
        and text[max(0, start - 1) : start] in ("：", ":")
        and text[end : end + 1].isspace()
    )


def _is_mask(text: str, start: int, end: int) -> bool:
    sign, before, after = text[start:end], text[start - 1 : start] if start else "", text[end : end + 1]
    known = chinese if len(sign) > 1 else is_han
    if not (known(before) or known(after)) and text.strip() != sign:
        return False
    if sign in "XＸ":
        beside = before.isascii() and before.isalnum() and after not in "年月日"
        return not beside and after not in _LONE_X_IS_NO_MASK and not after.isdigit()
    if sign[0] == "×":
        return not (before.isdigit() and after.isdigit())
    if sign == "某某":
        return before not in _SURNAME or not before
    return not (sign[0] == "○" and (before in "一二三四五六七八九〇" or after == "年"))


def _thing(text: str, start: int, end: int) -> Thing:
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    if _FIGURE_AFTER.match(after) or (_COUNTED_AFTER.match(after) and _COUNTED_BEFORE.search(before)):
        return Thing.FIGURE
    if _PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after):
        return Thing.PERSON
    if _PLACE_BEFORE.search(before) or (_PLACE_AFTER.match(after) and not _VERB_BEFORE.search(before)):
        return Thing.PLACE
    return Thing.OTHER


_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]{2,60}?)\*\*")
_EDGE = frozenset(" \t\u3000，。；：、！？,;:.（）()“”《》-•")
_AFTER_A_NAME = re.compile("同志|[省市县区局厅处科委办院校]|书记|主任")


def bolds(line: Line) -> tuple[tuple[int, int], ...]:
    """Where the two ** of each **bold piece** of Markdown stand in a line: set off as pieces are, and masks are not."""
    text, found = line.text, []
    for match in _BOLD.finditer(text):
        before, after, piece = (
            text[max(line.start, match.start() - 1) : match.start()],
            text[match.end() : match.end() + 1],
            match[1],
        )
        begins = not before or before in _EDGE
        ends = not after or after in _EDGE or piece[-1] in "。：:，；"
        phrase = len(piece) <= 12 and not _AFTER_A_NAME.match(piece) and not set("，。；、") & set(piece)
        if ends and (begins or phrase) and sum(map(is_han, piece)) >= 2:
            found.append((match.start(), match.end() - 2))
    return tuple(found)
