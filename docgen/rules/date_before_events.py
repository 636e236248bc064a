"""成文日期早于文中已经发生的事。

正文说某月已经开过会、做成了事，那个月却在成文日期以后：多半是成文日期没有改，或者月份写错。打算、要求做的事不查。

依据：成文日期是签发的日期，不会早于文中已办结的事（《党政机关公文处理工作条例》第九条，条例；本条的比对是实务）。
错：2026年5月，全市完成了普查任务。……2026年3月5日
对：2026年2月，全市完成了普查任务。……2026年3月5日
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.analysis.moments import Moment, moments, signed
from docgen.draft import Draft, Line, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_REACH = 24
_RECENT = 120  # days: a month without a year that is further ahead is of the year before
_DONE = re.compile(
    r"(?:召开|完成|实现|印发|开展|组织|举办|建成|启动|查处|发现|发生|通过|荣获|收到|作出|受到|取得|下发|达到)了"
    r"|已经?(?:全部|全面|基本|累计|顺利|如期|提前)?(?:召开|完成|实现|印发|开展|举办|建成|启动|查处|办结|整改|通过|下发)"
    r"|(?:顺利|圆满|如期|成功)(?:召开|完成|举办|建成|通过|实现)(?!的)"
)
_AHEAD = re.compile(
    "^起|施行|实施的|生效|将|拟|要|应|须|计划|力争|争取|预计|确保|前|底|如|若|凡|对|尚|未|不|务必|目标|打算|时"
)
_SINCE = re.compile("截[至止]$")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        day = signed(sheet)
        for line in sheet.lines if day else ():
            if day and line.role is Role.BLOCK and "月" in line.text:
                for moment in moments(line):
                    if moment.exists and _after(moment, day.last, line) and _told(line, moment):
                        message = f"“{moment.text}”的事已经办了，成文日期却是{day}，请核对"
                        yield Fault(line, moment.start, moment.end, message)


def _after(moment: Moment, day: date, line: Line) -> bool:
    """Whether all of it is after the day."""
    if moment.year:
        return moment.first() > day
    told = re.search(r"\d{4}年|[去上前]年|次年|当年", line.text[max(0, moment.start - 200) : moment.start])
    if not moment.exists_in(day.year) or told:
        return False
    since = _SINCE.search(line.text[max(0, moment.start - 2) : moment.start])
    return bool(since) and 0 < (moment.first(day.year) - day).days <= _RECENT


def _told(line: Line, moment: Moment) -> bool:
    """Whether what follows in the sentence is told as done."""
    rest = re.split("[。；！？（）：]", line.text[moment.end : moment.end + _REACH])[0]
    done = _DONE.search(rest)
    before = re.split("[，。；！？：]", line.text[max(0, moment.start - 12) : moment.start])[-1]
    return bool(done) and not _AHEAD.search(rest[: done.end()] if done else "") and not _AHEAD.search(before)
