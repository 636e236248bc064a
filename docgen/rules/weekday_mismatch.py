"""日期和星期对不上。

日期后面注明的星期不是那一天的星期。没有写年份的，按成文日期推算。

依据：同一时间的两种写法应当一致（实务）。
错：定于2026年3月5日（星期五）召开动员会。
对：定于2026年3月5日（星期四）召开动员会。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.moments import Moment, dated, moments
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_DAYS = "一二三四五六日"
_WEEKDAY = re.compile(
    r"[ \u3000]?[（(，,]?[ \u3000]?(?:星期|礼拜|周)([一二三四五六日天])(?=[，。；、）)上下中晚前至—\s报召举]|$)"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        if "星期" not in line.text and "礼拜" not in line.text and "周" not in line.text:
            continue
        for moment in moments(line):
            found = _WEEKDAY.match(line.text, moment.end) if moment.exact and moment.exists else None
            if found and (right := _weekdays(moment, draft)):
                written = _DAYS.index(found[1].replace("天", "日"))
                if written not in right:
                    message = f"{moment.text}是星期{_DAYS[right[0]]}，不是星期{found[1]}，请核对"
                    yield Fault(line, moment.start, found.end(), message)


def _weekdays(moment: Moment, draft: Draft) -> list[int]:
    """The weekdays that the day can be: of its own year, else of the draft's and of the year after it."""
    day = dated(draft)
    years = [moment.year] if moment.year else [day.year, day.year + 1] if day else []
    return [moment.first(year).weekday() for year in years if moment.exists_in(year)]
