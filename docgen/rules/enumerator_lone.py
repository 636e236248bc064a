"""列举只有一项。

有“一是”而没有“二是”：漏了下文，或者这里本不必列举。

依据：列举至少两项（实务）。
错：要抓好两项工作，一是抓排查，把隐患找准找全。
对：要抓好两项工作，一是抓排查，把隐患找准找全；二是抓整改，把措施落实到位。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.series import Entry, Series, series
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_MORE = ("二", "两", "其次", "其二", "另", "再", "同时", "此外", "还", "最后", "又", "三是", "三要")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        entry = group.first
        if len(group.entries) == 1 and _plain(entry) and not _goes_on(group, draft):
            message = f"只有“{entry.phrase}”，没有下一项，请补上或者去掉“{entry.phrase}”"
            yield Fault(entry.line, entry.start, entry.stop, message)


def _plain(entry: Entry) -> bool:
    """Only 一是 and 一要, and none in a quotation."""
    before = entry.line.text[max(0, entry.start - 200) : entry.start]
    return entry.family == "一是" and before.count("“") == before.count("”")


def _goes_on(group: Series, draft: Draft) -> bool:
    """Whether another item may follow in other words: in the line, or in the paragraphs up to the next heading."""
    entry = group.first
    if any(word in entry.line.text[entry.stop : entry.stop + 3000] for word in _MORE):
        return True
    for line in draft.body[entry.row + 1 : entry.row + 6]:
        if line.level or line.alone:
            return False
        if any(word in line.text for word in _MORE):
            return True
    return False
