"""机构已经改名或者撤并。

机构改革以后用新名称。知道成文日期的，改名以后的才查；不知道日期的只作提示，容易与别的词相混的不查。
“工商、质监等部门”这样并列的简称也算。
回顾往事的句子、书名号和引文里的不查。

依据：2018年、2023年党和国家机构改革方案（实务）。
错：由市环保局、市工商局负责。
对：由市生态环境局、市市场监督管理局负责。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docgen.analysis.moments import dated
from docgen.analysis.terms import Found, find, past, plain
from docgen.draft import Draft
from docgen.notation import Date
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning")

_OWNER = re.compile(r"(?:[省市县区州盟旗]|自治区|国家|原?中国|^|[，。；、：（\s和与及由照])$")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_BEFORE = re.compile(r"(?:[省市县区]|国家|^|[，。；、：（\s和与及由会同对])$")
_SERIES = re.compile(r"(?:[、和及与][一-鿿]{2,6}){0,8}等?(?:有关|相关|职能|执法|监管|行政)?部门")
_GOES_ON = re.compile(r"[门系史志级署分位类面限势]|部(?!长)")


def check(draft: Draft) -> Iterator[Fault]:
    date, latest = dated(draft), _latest(draft)
    for found in find(draft, _records(), "old"):
        record = found.record
        if record.get("current") or not _since(date or latest, record) or not _whole(draft, found):
            continue
        if record.get("ambiguous") and not date:
            continue
        if past(plain(draft).sentence(found.at, found.at + len(record["old"])), date.year if date else 0):
            continue
        message = f"“{record['old']}”已经改名或撤并，现在是{record['new']}"
        yield Fault(found.line, found.start, found.end, message, level=None if date else "info")
    shorts = [record for record in _records() if record.get("short") and _since(date or latest, record)]
    for found in find(draft, shorts, "short"):
        if _in_series(draft, found):
            message = f"“{found.record['short']}”部门已经改名或撤并，现在是{found.record['new']}"
            yield Fault(found.line, found.start, found.end, message, level=None if date else "info")


def _in_series(draft: Draft, found: Found) -> bool:
    """Whether a short name stands among others before “部门”: 工商、质监等部门, but not 工商部门 alone."""
    text, end = plain(draft).text, found.at + len(found.record["short"])
    before, tail = text[max(0, found.at - 2) : found.at].rpartition("\n")[2], _SERIES.match(text, end)
    told = past(plain(draft).sentence(found.at, end), 0)
    return bool(
        tail and _BEFORE.search(before) and not told and (before.endswith("、") or tail.group()[0] in "、和及与")
    )


@cache
def _records() -> tuple[Record, ...]:
    """Old names, and those in use that hold one: 城乡建设局 for 建设局."""
    old = [record for record in load("old_institutions") if record["sure"]]
    named = {name for record in load("institutions") for name in (record["name"], *record.get("short", ()))}
    names = {record["old"] for record in old}
    current = (name for name in sorted(named - names) if any(one in name for one in names))
    return (*old, *({"old": name, "current": True} for name in current))


def _latest(draft: Draft) -> Date | None:
    """The end of the last year that a draft names: it is not likely to be older."""
    years = [int(year) for year in _YEAR.findall(plain(draft).text)]
    return Date(max(years), 12) if years else None


def _since(date: Date | None, record: Record) -> bool:
    """Whether the name is old on this day; of a draft that tells nothing about its time, it is taken to be."""
    if not date:
        return True
    year, month = (*(int(part) for part in record["since"].split("-")[:2]), 12)[:2]
    return (date.year, date.month) > (year, month)


def _whole(draft: Draft, found: Found) -> bool:
    """Whether the name stands alone: 市环保局, not 清环保局面, 农业部门."""
    text = plain(draft).text
    end = found.at + len(found.record["old"])
    before, after = text[max(0, found.at - 2) : found.at].rpartition("\n")[2], text[end : end + 2]
    if found.record.get("ambiguous") and not re.search(r"[省市县]$", before):
        return False
    return bool(_OWNER.search(before)) and not _GOES_ON.match(after)
