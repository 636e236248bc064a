"""列举词跳号。

“一是”之后直接到“三是”：漏了一项，或者编错了号。一段里接排的“9．……11．”“（一）……（三）”“一、……二、……四、”也在此列。

依据：列举从一起，连续、不缺、不重（实务）。
错：一是抓排查；三是抓整改；四是抓验收。
对：一是抓排查；二是抓整改；三是抓验收。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.analysis.series import PHRASES, Entry, Series, run_on, series
from docgen.draft import Draft
from docgen.notation import chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        if group.family not in PHRASES and not _inline(group):
            continue
        for place, (before, entry) in enumerate(pairwise(group.entries), 2):
            if before.number + 1 < entry.number != place and not _typed(before, entry, draft):
                message = (
                    f"“{before.phrase}”之后是“{entry.phrase}”，缺第{chinese(before.number + 1)}项，请补上或者重新编号"
                )
                yield Fault(entry.line, entry.start, entry.stop, message)
    for line in draft.body:
        for before, entry in pairwise(run_on(line)):
            if entry.number == before.number + 2:
                message = (
                    f"“{before.phrase}”之后是“{entry.phrase}”，缺“{chinese(before.number + 1)}、”，请补上或者重新编号"
                )
                yield Fault(entry.line, entry.start, entry.stop, message)


def _inline(group: Series) -> bool:
    """1．2．3． and （一）（二）（三） that run on in one paragraph, one of them left out."""
    numbers = [entry.number for entry in group.entries]
    skipped = len(numbers) > 2 and numbers[:2] == [1, 2] and numbers[-1] == len(numbers) + 1
    return skipped and group.inline and group.family in ("1.", "（一）")


def _typed(before: Entry, entry: Entry, draft: Draft) -> bool:
    """Whether the missing item stands between the two in another form."""
    if before.row == entry.row:
        between = entry.line.text[before.stop : entry.start]
    else:
        rows = draft.body[before.row + 1 : entry.row]
        between = before.line.text[before.stop :] + "".join(line.text for line in rows)
    number, word = before.number + 1, chinese(before.number + 1)
    forms = (f"第{word}", f"其{word}", *(f"{word}{end}" for end in "是要、，来则）"), f"{number}.", f"{number}、")
    return any(form in between for form in (*forms, "其次", "再次", "最后", "另"))
