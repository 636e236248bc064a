"""What the standard and the regulations ask of head, dates and imprint, as far as a campaign shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.campaign import Campaign, LeadingGroup, Notice
from docgen.keys import Fault, Loc
from docgen.notation import Date

_HEAD = (
    ("copy_number", re.compile(r"\d+"), "份号用阿拉伯数字", "一般写6位，如 000001"),
    ("secrecy", re.compile(r"(绝密|机密|秘密)(★.+)?"), "密级只有绝密、机密、秘密三种", "可带保密期限，如 秘密★1年"),
    ("urgency", re.compile(r"特急|加急|特提|平急"), "紧急程度写特急或加急", "电报可写特提、特急、加急、平急"),
)


def _head(notice: Notice, loc: Loc) -> Iterator[Fault]:
    """What may stand at the top left of the first page (GB/T 9704-2012, 7.2.1 to 7.2.3)."""
    for name, form, message, hint in _HEAD:
        value = getattr(notice, name)
        if value and "{{" not in value and not form.fullmatch(value):
            yield Fault((*loc, name), message, hint)


_DAYS: tuple[Loc, ...] = (("date",), ("speech", "date"), ("report", "date"), ("imprint", "printed_on"))
_NUMBER = re.compile(r"[^\d\s〔〕\[\]【】（）()第]+〔(\d{4})〕[1-9]\d*号")
_NEARLY = re.compile(
    r"([^\d\s〔\[［【（(]+)\s*[〔\[［【（(]\s*(\d{4})年?\s*[〕\]］】）)]\s*(?:第\s*)?0*([1-9]\d*)\s*号?"
)


def faults(campaign: Campaign) -> Iterator[Fault]:
    yield from _days(campaign)
    yield from _head(campaign.notice, ("notice",))
    yield from _number(campaign.notice.number, campaign.date)
    yield from _leaders(campaign.leading_group)
    if campaign.notice.secrecy and not campaign.notice.copy_number:
        # 《党政机关公文处理工作条例》 9 (1): a classified document carries its copy number.
        yield Fault(("notice", "secrecy"), "写了密级，没有写份号", "涉密公文应当标注份号，如 份号: 000001", "warning")


def _days(campaign: Campaign) -> Iterator[Fault]:
    """A date on paper is a day (GB/T 9704-2012, 7.3.5.4 and 7.4.3)."""
    for loc in _DAYS:
        day: object = campaign
        for step in loc:
            day = getattr(day, str(step))
        if isinstance(day, Date) and not day.day:
            yield Fault(loc, f"这个日期要写到日，现在只有{day}", f"如 {day.year}-{day.month:02}-05")
    printed, date = campaign.imprint.printed_on, campaign.date
    if printed and date and printed.last < date.first:
        message = f"印发日期（{printed}）早于成文日期（{date}）"
        yield Fault(("imprint", "printed_on"), message, "请核对这两个日期", "warning")


def _number(number: str, date: Date | None) -> Iterator[Fault]:
    """发文字号 (GB/T 9704-2012, 7.2.5)."""
    loc = ("notice", "number")
    if not number or "{{" in number:
        return
    if not (found := _NUMBER.fullmatch(number)):
        meant = _NEARLY.fullmatch(number)
        example = f"{meant[1]}〔{meant[2]}〕{meant[3]}号" if meant else "江医保发〔2026〕5号"
        form = "" if meant else "机关代字、年份、顺序号，如"
        hint = f"请写成{form}“{example}”：年份用六角括号〔〕，不加“第”，序号前不补 0"
        yield Fault(loc, f"发文字号“{number}”的写法不合规范", hint, "warning")
        found = _NUMBER.fullmatch(example) if meant else None
    if found and date and int(found[1]) != date.year:
        message = f"发文字号里的年份（{found[1]}）和成文日期的年份（{date.year}）不同"
        yield Fault(loc, message, "请核对文号和成文日期", "warning")


def _leaders(group: LeadingGroup | None) -> Iterator[Fault]:
    if group and not str(group.head) and any(map(str, group.deputies)):
        yield Fault(("leading_group",), "领导小组有副组长，没有组长", "请写上“组长”", "warning")
