"""Every place of a text where a word of the upper level could be meant: what becomes of it there, and why.

A name is renamed only where it stands as a word, outside what is quoted, and where the sentence is about what this
level does as the upper one does. Where this level reports to the upper one or obeys it, the upper one is still named;
where a person must decide, it is asked, with the words to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.levels.closed import Closed, closed
from docgen.levels.groups import Group, groups, sentence
from docgen.levels.particulars import (
    amounts,
    clause,
    contacts,
    counts,
    crossings,
    dates_of_reporting,
    is_counted,
    is_given,
    is_lawful,
    is_of_own,
    is_proper,
    is_someone,
    pays,
    places_in_general,
    ranks,
)
from docgen.levels.parts import WARD, parts
from docgen.levels.relations import of_relation
from docgen.levels.scan import Hit, hits
from docgen.levels.upper_alone import LED, OWN_ACT, is_own_act, leaders, of_area
from docgen.levels.verdicts import Occurrence, ask, becomes, change, keep, write
from docgen.levels.words import LevelWords


def occurrences(text: str, words: LevelWords, actor: str = "") -> tuple[Occurrence, ...]:
    """In order, not overlapping. `actor` is who acts where the text does not say, "" the office that gets the plan."""
    shut = closed(text)
    found = hits(text, words, {span.start: span.end for span in shut if span.whole})
    related = {hit: group for group in groups(text, found, words, actor) for hit in group.hits}
    judged = [
        *(Occurrence(s, e, text[s:e], "ask", "", why, what) for s, e, why, what in contacts(text)),
        *(
            Occurrence(s, e, text[s:e], "ask", "", why, what)
            for s, e, why, what in crossings(text, words.mark)
            if not any(s < span.end and span.start < e for span in shut)
        ),
        *_of_place(text, shut, words),
        *(
            _of_whole(text, span, words)
            for span in shut
            if span.whole and words.mark and words.mark in text[span.start : span.end]
        ),
    ]
    led = leaders(found)
    for hit in found:
        if each := _judged(text, hit, words, shut, related.get(hit), led):
            judged.append(each)
    judged += _particulars(text, shut, related, words)
    judged = [*_general(text, judged, words), *judged]
    asked = [each for each in judged if each.verdict == "ask"]
    for start, end, reason, proposal in amounts(text):
        first, last = clause(text, start, end)
        if not any(first <= each.start < last for each in asked):  # one question on a clause is enough
            judged.append(Occurrence(start, end, text[start:end], "ask", "", reason, proposal))
    return tuple(_apart(judged))


def _apart(found: list[Occurrence]) -> Iterator[Occurrence]:
    """In order of place; of two that overlap, the one that was found first."""
    apart: list[Occurrence] = []
    for each in found:
        if not any(each.start < other.end and other.start < each.end for other in apart):
            apart.append(each)
    yield from sorted(apart, key=lambda each: each.start)


def _of_whole(text: str, span: Closed, words: LevelWords) -> Occurrence:
    return Occurrence(
        span.start, span.end, text[span.start : span.end], "keep", "", f"是{span.why.partition('：')[0]}，照原文写"
    )


def _of_place(text: str, shut: list[Closed], words: LevelWords) -> Iterator[Occurrence]:
    """Where the upper plan names this place: 在岚川市先行试点."""
    for found in re.finditer(re.escape(words.place), text) if words.place else ():
        if not any(span.start < found.end() and found.start() < span.end for span in shut):
            proposal = "在本级的方案里不必再点本地的名，请改成本级的说法；只说别处的，可以删去"
            yield Occurrence(*found.span(), found.group(), "ask", "", "原文点到了本地", proposal)


# What becomes of it.

_NUMBER = r"[〇零一二三四五六七八九十百\d]+"
_SESSION = re.compile(rf"^(?:第?{_NUMBER}(?:届|次)|令第?{_NUMBER}号)")
_ATTACHED = re.compile(r"附件\s*\d*[）)]?\s*[:：.．]\s*[^。；\n]*$|附件\s*\d+[^，。；\n]*$")
_TIERS = re.compile(r"^(?:[两二三]级|级|联动|一体|乡|镇|村)")
_OFFICES = re.compile(
    r"^(?:(?![的要应须每按向由对将])[一-鿿]){0,4}?(?:部门|机构|政府|法院|检察院|党组|党委|中心|分局|局|委员会)"
)
_NEXT_DOWN = {"市": re.compile(r"县[（(区局级委]|县(?:人民)?政府|各县|区县"), "": re.compile(r"乡镇|街道|乡级|各村")}
_SPEECH = re.compile(r"[省市](?:委|政府|长|局|厅|领导)[^。；！？]{0,40}?(?:强调|指出|批示)")
_HANDED_ON = re.compile(r"(?:布置|部署|下达|交办|委托|分配|下发|安排|转来)(?:的|给|了)")
PARTS = "内设机构的名称各机关不同"
_FIGURES = "同一句里的数字是上级全范围的"


def _judged(
    text: str, hit: Hit, words: LevelWords, shut: list[Closed], group: Group | None, led: tuple[Hit, ...]
) -> Occurrence | None:
    term = hit.term
    if hit.record:
        return _of_protected(hit)
    if over := next((span for span in shut if hit.start < span.end and span.start < hit.end), None):
        if over.soft and not hit.part_of:
            return ask(hit, over.why, f"原话照抄；确是本级自己的说法，{write(hit)}")
        return keep(hit, f"是{over.why.partition('：')[0]}，照原文写")
    if hit.part_of:
        return keep(hit, f"是“{hit.part_of}”的一部分")
    if hit.unsure:
        return ask(hit, hit.unsure, f"说的是本级的，{write(hit)}；说的是上级的或别处的，照原文写")
    if not term:
        return None
    if term.kind == "person":
        return change(hit, "本级情况的改称里写明了这样改")
    if _SESSION.match(text[hit.end :]):
        return keep(hit, "届次、令号照原文写，请核对")
    start, end = sentence(text, hit.start)
    if _ATTACHED.search(text[start : hit.start]):
        return ask(hit, "附件的名称要同附件一致", f"附件由本级另发的，{write(hit)}；仍用上级附件的，照原文写")
    if group and (related := of_relation(text, hit, group, words)):
        return related
    if term.kind == "above":
        return keep(hit, "比上级还高的机关，名称不变")
    if term.kind == "area" and words.region.startswith(term.word) and is_proper(text[hit.end :]):
        return keep(hit, "是单位的专名，照原文写")
    if term.kind == "domain":
        return ask(hit, term.ask, f"说的是本单位的业务，{write(hit)}；不是的，照原文写")
    if term.ask:
        return ask(hit, term.ask, f"说的是本级的，{write(hit)}；说的是上级的，照原文写")
    if _SPEECH.search(text[start : hit.start]):
        return ask(hit, LED, f"原话照抄；改成本级领导的话，{write(hit)}，并请本人核定")
    if term.kind == "area" and (alone := of_area(text, hit, (start, end), led, words.mark)):
        return alone
    if term.kind == "area" and is_given(text[start : hit.start]):
        return ask(hit, "是更上级对上级说的", f"照原文写；本级也有这样的事的，{write(hit)}，内容换成本级的")
    if term.kind == "area" and ranks(text, hit.end):
        return ask(hit, "是上级全范围里的称号、位次或比较", f"说的是上级全范围的，照原文写；只在本级的，{write(hit)}")
    if term.kind == "area" and counts(text, hit.start, hit.end):
        return ask(hit, _FIGURES, f"{write(hit)}，数字换成本级的")
    if pays(text, hit.start, hit.end):
        return ask(hit, "同一句里的金额是上级定的", f"{write(hit)}，金额按本级的安排写")
    if term.kind in ("body", "issuer") and is_lawful(text[start:end]):
        return ask(hit, "审批权限在哪一级，要看规定", f"仍由上级办的，照原文写；由本级办的，{write(hit)}")
    if term.kind == "lower" and is_counted(text[start : hit.start]):
        return ask(hit, "层级和数目要按本级的情况定", f"下移一级的，{write(hit)}；不下移的，照原文写")
    if term.kind == "issuer" and _from_higher(text[start : hit.start], words):
        return ask(hit, "更上级布置的事，要经过上级才到本级", f"{write(hit)}，前面再写明由上级转来")
    if term.kind == "inner" and hit.word.endswith("长") and is_someone(text[start : hit.start]):
        return ask(hit, "不一定是说本机关的职务", f"说的是本机关的，{write(hit)}；不是的，照原文写")
    if term.kind == "lower" and (asked := _of_lower(text[start:end], hit, start, words)):
        return asked
    if term.word == "科室" and _may_be_of_hospital(text, hit, text[start:end], words):
        return ask(hit, "可能是医院的科室", f"说的是医院的，照原文写；说的是本机关的，{write(hit)}")
    if is_own_act(text, hit, words):
        return change(hit, OWN_ACT, f"仍由上级做的，照原文写“{hit.word}”")
    return change(hit, f"上级的“{hit.word}”在本级是“{term.becomes}”")


def _may_be_of_hospital(text: str, hit: Hit, around: str, words: LevelWords) -> bool:
    ours = is_of_own(text[: hit.start]) or text.startswith(("负责人", "主要负责人"), hit.end)
    return bool(WARD.search(around)) or (words.wards and not ours)


def _from_higher(before: str, words: LevelWords) -> bool:
    """Whether a level above the upper one hands on what follows: 省局布置的报表，由市局…"""
    found = _HANDED_ON.search(before)
    return bool(found) and any(term.kind == "above" and word in before for word, term in words.terms.items())


def _of_protected(hit: Hit) -> Occurrence:
    if hit.record and hit.record.get("mode") == "ask":
        return ask(hit, "称号、专项的名称不随级别改", "说的是上级的称号，照原文写；本级也有的，写本级的全称")
    return keep(hit, f"“{hit.word}”不随级别改")


def _of_lower(sentence: str, hit: Hit, start: int, words: LevelWords) -> Occurrence | None:
    """A word of a level below moves down too, unless the level that it would move to is named beside it."""
    rest = sentence[: hit.start - start] + " " + sentence[hit.end - start :]
    after = sentence[hit.end - start :]
    if hit.word.endswith("县") and _TIERS.match(after):
        return ask(hit, "几级并提，各级都要下移一级", f"按本级的层次写，如把“{hit.word}”写成“{becomes(hit)}”")
    if _NEXT_DOWN.get(words.local_mark, _NEXT_DOWN[""]).search(rest):
        return ask(hit, "同一句里还写了再下一级，下移就重复", f"{write(hit)}，再看后面的一级要不要合并或删去")
    if (
        re.search("[乡镇街]", becomes(hit))
        and hit.word.endswith(("市", "区", "县", "）"))
        and (_OFFICES.match(after) or any(after.startswith(name) for name in words.names))
    ):
        office = _OFFICES.match(after)
        if office and not hit.word.startswith("各"):
            own = f"{words.local_mark}{office.group()}"
            return ask(hit, "说的可能就是本级", f"说的是本级的，写“{own}”；说的是再下一级的，换成承担这项工作的机构")
        return ask(hit, "乡镇（街道）没有对应的机构", f"{write(hit)}，并换成乡镇（街道）承担这项工作的机构")
    return None


# What is no name.


def _particulars(text: str, shut: list[Closed], related: dict[Hit, Group], words: LevelWords) -> Iterator[Occurrence]:
    for start, end, reason, proposal in dates_of_reporting(text):
        yield Occurrence(start, end, text[start:end], "ask", "", reason, proposal)
    for part in parts(text, shut, related, words):
        word = text[part.start : part.end]
        if part.upper:
            yield Occurrence(part.start, part.end, word, "keep", part.becomes, "是上级的内设机构，仍写上级")
        else:
            proposal = f"写本机关承担这项工作的内设机构，如“{part.becomes}”"
            yield Occurrence(part.start, part.end, word, "ask", part.becomes, PARTS, proposal)


def _general(text: str, judged: list[Occurrence], words: LevelWords) -> Iterator[Occurrence]:
    below = words.terms.get({"省": "各市", "市": "各县"}.get(words.mark, "")) if not words.skips else None
    figures = [each.start for each in judged if each.reason == _FIGURES]
    decided = [each for each in judged if each.verdict != "keep"]
    found = places_in_general(text, words.mark, below.becomes.removeprefix("各")) if below else ()
    for start, end, reason, proposal in found:
        first, last = clause(text, start, end)
        counted = any(first <= each < last for each in figures)
        if not counted and not any(start < each.end and each.start < end for each in decided):
            yield Occurrence(start, end, text[start:end], "ask", "", reason, proposal)
