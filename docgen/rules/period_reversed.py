"""时间段的起止颠倒。

“起”晚于“止”。跨年的时间段，“止”要写出年份或者“次年”。

依据：时间段先起后止（实务）；GB/T 15835-2011《出版物上数字用法》，数值范围从小到大（国标）。
错：2026年9月1日至2026年3月31日开展整治。
对：2026年3月1日至2026年9月30日开展整治。
错：2026年11月至2月
对：2026年11月至2027年2月
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.moments import Period, periods
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:[—\-－–~～]{1,2}|至)((?:19|20)\d\d)年")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for period in periods(line):
            if _is_reversed(period):
                yield Fault(line, period.start.start, period.end.end, _message(period))
        for found in _YEARS.finditer(line.text):
            if found[1] > found[2]:
                message = f"起止年份颠倒：{found[1]}年晚于{found[2]}年，请核对"
                yield Fault(line, found.start(), found.end(), message)


def _is_reversed(period: Period) -> bool:
    """Without a year only within one month (20日至5日); 11月15日至3月15日 runs over the new year."""
    start, end = period.start, period.end
    if not (start.exists and end.exists):
        return False
    if not start.year:
        return not end.year and start.month == end.month and start.exact and 0 < end.day < start.day
    return end.year > 0 and start.first() > end.last()


def _message(period: Period) -> str:
    start, end = period.start, period.end
    if start.year == end.year and f"{end.year}年" not in end.text and start.month > end.month:
        return f"起止时间颠倒，请核对；如果跨年，请写成“{start.text}至{end.year + 1}年{end.text}”"
    return f"起止时间颠倒：“{start.text}”晚于“{end.text}”，请核对"
