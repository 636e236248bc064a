"""What is allowed in a campaign but looks like a slip: warnings about texts that would print otherwise than meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from docgen.campaign import Attachment, Campaign, Goal, Item, LeadingGroup, Measure, Result, Section, Wording, Written
from docgen.keys import Fault, Loc, Model
from docgen.notation import parse_enumerator, split_mark

_GENRE_AT_END = re.compile(r"((?:实施|工作|行动)?方案|通知)$")
_WIDE_BRACES = re.compile(r"｛｛|｝｝")
_WIDE_BRACKETS = re.compile(r"［.*］")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_NUMERAL = re.compile(r"[\d一二三四五六七八九十]")
_PHRASE = re.compile(r"([一二三四五六七八九十]+是|第[一二三四五六七八九十]+，)(.+)")
_QUOTES = "“”‘’\"'「」"
# Numbers that no list counts on from: ① ⑴ ⒈ ㈠ Ⅰ, full-width digits, a letter before its mark.
_NO_COUNTER = re.compile(r"[\u2460-\u249b\u2776-\u2793\u3220-\u3229\u2160-\u217b０-９]|^[A-Za-z][.、)）]$")
_COUNTING = "会计数的写法有：一、　（一）　1.　（1）　一是　第一，　第一个问题是　首先，"
_DASH = re.compile(r"^[ \t\u3000]*((?:[-－–·•●][ \t]*)(?![-－–\d\s]).{0,8})", re.MULTILINE)


def faults(campaign: Campaign, without: Collection[int] = ()) -> Iterator[Fault]:
    """without: parts that have been looked at before, by identity."""
    if found := _GENRE_AT_END.search(campaign.name):
        hint = f"请删去末尾的“{found[1]}”，生成时会加上文种"
        yield Fault(("name",), f"活动名称已经以“{found[1]}”结尾，标题里会印两遍", hint, "warning")
    yield from _any(campaign, (), without)


def in_lines(typed: str) -> str:
    """A line of a text that begins like an entry of a list, as it was typed; "" when there is none."""
    found = _DASH.search(typed)
    return found[1] if found else ""


def _any(value: Any, loc: Loc, without: Collection[int]) -> Iterator[Fault]:
    if isinstance(value, str):
        yield from _text(value, loc)
    elif isinstance(value, tuple):
        for n, entry in enumerate(value):
            if id(entry) not in without:
                yield from _any(entry, (*loc, n), without)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _any(entry, (*loc, key), without)
    elif isinstance(value, Model):
        yield from _model(value, loc)
        for name, entry in value.__dict__.items():
            if entry and id(entry) not in without:
                yield from _any(entry, (*loc, name), without)


def _text(value: str, loc: Loc) -> Iterator[Fault]:
    if found := _WIDE_BRACES.search(value):
        hint = "请改成英文的 {{ 和 }}，并给整句加上英文单引号"
        yield Fault(loc, f"“{found.group()}”是全角的花括号，会照原样印出来", hint, "warning", found.group())
    if _WIDE_BRACKETS.fullmatch(value):
        hint = "请改成英文的 [ ]，各项用英文逗号隔开"
        yield Fault(loc, "全角的方括号［］会当作文字印出来", hint, "warning")


def _model(model: Model, loc: Loc) -> Iterator[Fault]:
    if isinstance(model, Item):
        yield from _item(model, loc)
    if isinstance(model, Measure):
        yield from _commas(model.support, (*loc, "support"))
    if isinstance(model, LeadingGroup):
        yield from _commas(tuple(map(str, model.members)), (*loc, "members"))
    if isinstance(model, Goal):
        yield from _digits(model.target, (*loc, "target"))
        if model.unit.strip(_QUOTES) != model.unit:
            hint = f'请去掉中文引号；要加引号的，用英文引号，如 "{model.unit.strip(_QUOTES)}"'
            yield Fault((*loc, "unit"), f"单位里的引号会印出来：{model.unit}", hint, "warning")
    if isinstance(model, Result):
        yield from _digits(model.value, (*loc, "value"))
    if isinstance(model, Section):
        yield from _mark(model.heading, (*loc, "heading"))
    if isinstance(model, Attachment):
        yield from _attachment(model, loc)
    if isinstance(model, Wording):
        for section, heading in model.headings.items():
            yield from _mark(heading, (*loc, "headings", section))
        for section, phrases in model.enumerators.items():
            yield from _enumerators(phrases, (*loc, "enumerators", section))


def _commas(units: tuple[str, ...], loc: Loc) -> Iterator[Fault]:
    for n, unit in enumerate(units):
        if "，" in unit:
            hint = f"如果是几个，请写成 [{', '.join(filter(None, unit.split('，')))}]，逗号用英文的"
            yield Fault((*loc, n), f"“{unit}”里有中文逗号，现在算作一个", hint, "warning")


def _item(item: Item, loc: Loc) -> Iterator[Fault]:
    yield from _mark(item.title, (*loc, "title"))
    if not item.title and not isinstance(item, Written) and "closing" not in loc:
        yield from _mark(item.text, (*loc, "text"))
    yield from _enumerators(item.enumerators, (*loc, "enumerators"))


def _mark(title: str, loc: Loc) -> Iterator[Fault]:
    if found := _PHRASE.match(title):
        yield Fault(loc, f"“{found[1]}”不用写，列举词由程序来加，写了会印两遍", f"请写成“{found[2]}”", "warning")
    mark, rest = split_mark(title)
    if mark and rest and not (mark.endswith("、") and _NUMERAL.match(rest)):  # 一、二年级, 3、4月份
        yield Fault(loc, f"“{mark}”不用写，序号由程序来编，写了会印两遍", f"请写成“{rest}”", "warning")


def _digits(value: str, loc: Loc) -> Iterator[Fault]:
    if (plain := value.translate(_WIDE_DIGITS)) != value and re.search(r"[０-９]", value):
        yield Fault(loc, f"“{value}”是全角数字", f"请改成半角的 {plain}", "warning")


def _enumerators(phrases: tuple[str, ...], loc: Loc) -> Iterator[Fault]:
    for n, phrase in enumerate(phrases):
        form = parse_enumerator(phrase)
        if "{{" in phrase or form.number or form.run_on or not _NO_COUNTER.search(phrase):
            continue
        yield Fault((*loc, n), f"列举词“{phrase}”数不下去，每一项都会印成“{phrase}”", _COUNTING, "warning")


def _attachment(attachment: Attachment, loc: Loc) -> Iterator[Fault]:
    if not attachment.blocks:
        message = f"附件“{attachment.title}”只有标题，没有内容"
        yield Fault((*loc, "title"), message, "请在“内容”里写上；另行印发的，可以不写", "warning")
    if found := re.match(r"附件\s*[\d一二三四五六七八九十]*\s*[.、：:．]?\s*(?=\S)", attachment.title):
        hint = f"请写成“{attachment.title[found.end() :]}”"
        yield Fault((*loc, "title"), "附件的标题不用写“附件”和序号，程序会加上", hint, "warning")
