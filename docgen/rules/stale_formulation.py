"""提法已经过时。

会议开过了还在“迎接”，新的全会开过了还停在上一次，活动结束了还“正在开展”，法律废止了还作依据。以成文日期为准：
--date 指定的日期，或者稿子自己的日期，或者实施步骤第一阶段开始前三个月；都没有就不查，只有写明了某年全年的结果、
却还在“迎接”那年以前的会议的，照样提示。
回顾往年的句子不查。

依据：各提法的起止日期，出处见 wordlists/terms.json、spirits.json（实务）。
错：（2026年3月5日）以优异成绩迎接党的二十大胜利召开。
对：（2026年3月5日）全面贯彻党的二十大和二十届历次全会精神。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from docgen.analysis.meetings import mentions
from docgen.analysis.moments import dated, reported
from docgen.analysis.phases import begun
from docgen.analysis.terms import Found, find, past, plain
from docgen.draft import Draft
from docgen.notation import Date
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning")

EARLIER = 90  # days: by so much a plan may be older than its first phase

_GUIDING = re.compile(r"贯彻|学习|落实|指导|领会|宣传|深入")
_ACHIEVED = re.compile(r"取得|历史性|如期|全面胜利|成果|成就|伟大|期间|时期|以后|之后")
_LAW = re.compile(r"《(?:中华人民共和国)?([^《》\n]{2,20})》")
_YEAR_OF = re.compile(r"(?:今年|本年)[^。；！？\n]{0,12}?“?(十[三四五六]五)”?(?:规划)?(?:的)?(开局|收官|关键)之年")
_FIRST_YEARS = {"十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}


def check(draft: Draft) -> Iterator[Fault]:
    date = dated(draft)
    if not date:
        if year := reported(draft):
            yield from _awaited(draft, Date(year, 12))
        elif (start := begun(draft)) and start.day:
            told = start.first() - timedelta(days=EARLIER)
            about = Date(told.year, told.month)
            yield from _awaited(draft, about)
            yield from _spirits(draft, about)
            yield from _over(draft, about)
            yield from _laws(draft, about)
        return
    yield from _awaited(draft, date)
    yield from _spirits(draft, date)
    yield from _over(draft, date)
    yield from _laws(draft, date)
    yield from _years(draft, date)


def _awaited(draft: Draft, date: Date) -> Iterator[Fault]:
    """A congress is awaited that is over."""
    opened = {
        record["term"].removeprefix("党的"): record["from"] for record in load("terms") if record["kind"] == "meeting"
    }
    held = {mention.name for mention in mentions(draft) if not mention.ahead and not dated(draft)}
    for mention in mentions(draft):
        if mention.name in held:
            continue  # event-conflict tells of it
        if mention.ahead and mention.name in opened and reached(date, opened[mention.name]):
            message = f"{mention.name}已于{_spoken(opened[mention.name])}召开，不再“迎接”"
            yield Fault(mention.line, mention.start, mention.end, message, level="error")


def _spirits(draft: Draft, date: Date) -> Iterator[Fault]:
    """The chain of congress and plenums stops before the last."""
    records = [{**record, "wrong": record["phrase"]} for record in load("spirits") if record["sure"]]
    for found in find(draft, records):
        record, stale = found.record, found.record.get("stale")
        if stale and reached(date, stale) and _guides(draft, found, int(stale[:4])):
            now = next(one["phrase"] for one in reversed(records) if reached(date, one["from"]))
            yield Fault(found.line, found.start, found.end, f"“{record['phrase']}”已经过时，现在是“{now}”")


def _over(draft: Draft, date: Date) -> Iterator[Fault]:
    """Slogans and names whose time is over."""
    for found in find(draft, _slogans()):
        sentence = plain(draft).sentence(found.at, found.at + len(found.record["wrong"]))
        record = found.record
        if not reached(date, record["until"]) or past(sentence, date.year) or _ACHIEVED.search(sentence):
            continue
        following = record.get("next", "")
        message = f"“{record['wrong']}”到{_spoken(record['until'])}为止" + (f"，现在：{following}" if following else "")
        yield Fault(found.line, found.start, found.end, message)


_GUARD = {
    "not_followed_by": ("精神", "以来", "监督", "协商", "取得", "的历史"),
    "not_preceded_by": ("迎接", "习"),
}
_STILL_SAID = ("八个明确", "打赢脱贫攻坚战")  # of what was, these are what it is called


@cache
def _slogans() -> tuple[Record, ...]:
    """Formulations that were renamed, slogans of a time, campaigns said to be under way."""
    return tuple(
        {**record, **_GUARD, "wrong": name}
        for record in load("terms")
        if record["sure"] and record.get("until") and record["kind"] not in ("law", "meeting")
        for name in _spellings(record)
    )


def _spellings(record: Record) -> Iterator[str]:
    """What is looked for; congresses that are awaited, and the chains of plenums, are looked for otherwise."""
    names = [re.sub("[“”]", "", name) for name in (record["term"], *record.get("aliases", ()))]
    if record.get("mode") == "window":
        yield f"正在开展{names[0]}"
    elif record.get("mode") in ("forward", "rename"):
        yield from (name for name in names if name not in _STILL_SAID and "精神" not in name and "迎" not in name)


def _laws(draft: Draft, date: Date) -> Iterator[Fault]:
    """Laws and rules that are no longer in force."""
    over = {
        record["term"].removeprefix("中华人民共和国"): record
        for record in load("terms")
        if record["kind"] == "law" and record.get("until") and record["sure"]
    }
    for line in draft.lines:
        if "《" not in line.text:
            continue
        for found in _LAW.finditer(line.text):
            record = over.get(found[1])
            if (
                record
                and reached(date, record["until"])
                and not past(line.text[max(0, found.start() - 60) : found.end() + 30], date.year)
            ):
                message = f"《{found[1]}》已于{_spoken(record['until'])}废止，现行的是《{record['next']}》"
                yield Fault(line, found.start(), found.end(), message)


def _years(draft: Draft, date: Date) -> Iterator[Fault]:
    """今年 is called the first or last year of a five-year plan that it is not."""
    for line in draft.lines:
        if "之年" not in line.text:
            continue
        for found in _YEAR_OF.finditer(line.text):
            year = _FIRST_YEARS[found[1]] + (4 if found[2] == "收官" else 0)
            if found[2] != "关键" and year != date.year:
                message = f"“{found[1]}”{found[2]}之年是{year}年，与成文日期（{date.year}年）不合"
                yield Fault(line, found.start(1), found.end(), message, level="error")


def _guides(draft: Draft, found: Found, year: int) -> bool:
    """Whether the sentence says by what to go from now on, not what was done up to this year."""
    sentence = plain(draft).sentence(found.at, found.at + len(found.record["wrong"]))
    return bool(_GUIDING.search(sentence)) and not past(sentence, year + 1)


def reached(date: Date, limit: str) -> bool:
    """Whether the whole of `date` is at or after a limit (2026, 2026-03 or 2026-03-05)."""
    parts = [int(part) for part in limit.split("-")]
    return (date.year, date.month, date.day or 1) >= (*parts, *(1, 1)[: 3 - len(parts)])


def _spoken(limit: str) -> str:
    return "".join(f"{int(part)}{unit}" for part, unit in zip(limit.split("-"), "年月日", strict=False))
