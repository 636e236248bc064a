"""一组列举的分隔标点不一致。

同一段里的各项，要么都用分号、末项用句号，要么（项内有句号时）都用句号。多数用分号、中间一处用了逗号或者句号，是笔误。

依据：同组分隔号一致（实务）；分号表示并列分句之间的停顿，见 GB/T 15834-2011（国标）。
错：一是抓排查；二是抓整改，三是抓验收；四是抓督导。
对：一是抓排查；二是抓整改；三是抓验收；四是抓督导。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.series import Entry, Series, series
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        if group.inline and len(group.entries) > 3 and group.regular:
            yield from _odd(group)


def _odd(group: Series) -> Iterator[Fault]:
    """The one separator that is no ； where all others are; none where an item holds a sentence."""
    ended = [(entry, _mark(entry)) for entry in group.entries[:-1]]
    odd = [(entry, mark) for entry, mark in ended if mark != "；"]
    if len(odd) == 1 and odd[0][1] in "，。" and not any("。" in entry.text[:-1] for entry, _ in ended):
        entry, mark = odd[0]
        at = entry.stop + len(entry.line.text[entry.stop : entry.end].rstrip()) - 1
        yield Fault(entry.line, at, at + 1, f"这一组其余各项之间用分号，此处用了“{mark}”，请统一", fix="；")


def _mark(entry: Entry) -> str:
    return entry.text[-1:] or " "
