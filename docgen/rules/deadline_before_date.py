"""时限早于成文日期。

要求别人在某日前完成，那一天却早于这份公文自己的成文日期。没有成文日期、也没有用 --date 指明的，
与实施步骤第一阶段开始的日子比：时限写明了年份、比那一天还早两个月以上的，提示。

依据：时限要让执行的人来得及办（实务）。
错：请于2026年1月20日前报送方案。……2026年3月5日
对：请于2026年4月20日前报送方案。……2026年3月5日
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.analysis.moments import Moment, dated, moments, signed
from docgen.analysis.phases import begun
from docgen.draft import Draft, Line, Role, Sheet
from docgen.notation import Date
from docgen.rule import Fault, Rule

RULE = Rule(level="error", genres=("plan", "notice"))

RECENT = 60  # days: a deadline without a year that is further back is of another year
_LABEL = re.compile(r"(?:(?:完成|办理|整改|落实)?时限|(?:完成|截止|办结)(?:时间|日期))(?:[：:]|为)\s?$")
_TO_DO = re.compile(
    r"前[，,]?(?:务必|必须|要|须|应|应当|将|把|按|全面|全部|基本|按要求|如数|统一|集中)?"
    r"(?:[将把][^，。；]{1,30}?(?:报|上报|报送|送|送达|提交|反馈|上传)|完成|报送|上报|报|报到|报名|提交|反馈|送达|送|整改到位|落实到位|清零|销号|办结|制定|印发|出台)"
    r"(?!的|了|后|过|[^，。；]{0,14}的[^，。；])"
)
_OTHER = re.compile(r"[对凡已曾自从截在]|每年|次年|明年|翌年|当年|去年|上年|第二年|起")
_YEAR = re.compile(r"\d{4}年|次年|明年|翌年")
_CLAUSE = re.compile(r"[，。；：！？（）,;:()\t]")


def check(draft: Draft) -> Iterator[Fault]:
    if not dated(draft) and (start := begun(draft)):
        yield from _before_all(draft, start)
        return
    for sheet in draft.sheets:
        day = draft.brief.date or signed(sheet) or dated(draft)  # what is passed on (转发) may have an earlier one
        if day and day.day:
            yield from _overdue(sheet, day)


def _before_all(draft: Draft, start: Moment) -> Iterator[Fault]:
    """The deadlines long before the first phase begins."""
    for line, moment in _deadlines(draft.sheets[0]):
        if moment.exists and moment.year and (start.first() - moment.last()).days > RECENT:
            message = f"时限“{moment.text}”早于第一阶段开始的时间（{start.text}），请核对"
            yield Fault(line, moment.start, moment.end, message)


def _deadlines(sheet: Sheet) -> Iterator[tuple[Line, Moment]]:
    for line in sheet.lines:
        if line.role in (Role.BLOCK, Role.CELL) and ("前" in line.text or "时限" in line.text):
            yield from ((line, moment) for moment in moments(line) if _is_deadline(line, moment))


def _overdue(sheet: Sheet, day: Date) -> Iterator[Fault]:
    for line, moment in _deadlines(sheet):
        if moment.exists and _is_over(moment, day.first, line):
            message = f"时限“{moment.text}”早于成文日期（{day}），请核对"
            yield Fault(line, moment.start, moment.end, message)


def _is_deadline(line: Line, moment: Moment) -> bool:
    """Labelled as one, or a day before which something is to be done; not one in the past (对……前建成的)."""
    before = line.text[max(0, moment.start - 40) : moment.start]
    if _LABEL.search(before[-8:]):
        return True
    clause = _CLAUSE.split(before)[-1]
    return _TO_DO.match(line.text, moment.end) is not None and not _OTHER.search(clause)


def _is_over(moment: Moment, day: date, line: Line) -> bool:
    if moment.year:
        return moment.last() < day
    if _YEAR.search(line.text[max(0, moment.start - 300) : moment.start]) or not moment.exists_in(day.year):
        return False
    return 0 < (day - moment.last(day.year)).days <= RECENT
