"""印发日期早于成文日期。

依据：GB/T 9704-2012 7.4.3，印发日期为公文的送印日期（国标），不会早于成文日期。
错：2026年3月5日……（版记）2026年3月1日印发
对：2026年3月5日……（版记）2026年3月6日印发
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.moments import moments
from docgen.draft import Draft, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

SHORT = 80  # characters: longer lines are running text
_PRINTED = re.compile(r"\s*(?:\S{2,40}\s+)?(\d{4}年\d{1,2}月\d{1,2}日)\s?印发\s*")


def check(draft: Draft) -> Iterator[Fault]:
    signed = (moment for line in draft.lines if line.role is Role.DATE for moment in moments(line))
    date = next((moment for moment in signed if moment.year and moment.exact and moment.exists), None)
    for line in draft.lines if date else ():
        if len(line.text) > SHORT or not (found := _PRINTED.fullmatch(line.text)):
            continue
        printed = next((moment for moment in moments(line) if moment.start == found.start(1)), None)
        if date and printed and printed.exists and printed.last() < date.first():
            message = f"印发日期早于成文日期（{date.text.strip()}），请核对这两个日期"
            yield Fault(line, printed.start, printed.end, message)
