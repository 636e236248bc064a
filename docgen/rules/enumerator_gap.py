"""列举词跳号。

“一是”之后直接到“三是”：漏了一项，或者编错了号。

依据：列举从一起，连续、不缺、不重（实务）。
错：一是抓排查；三是抓整改；四是抓验收。
对：一是抓排查；二是抓整改；三是抓验收。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.analysis.series import PHRASES, Entry, series
from docgen.draft import Draft
from docgen.notation import chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        if group.family not in PHRASES:
            continue
        for place, (before, entry) in enumerate(pairwise(group.entries), 2):
            if before.number + 1 < entry.number != place and not _typed(before, entry, draft):
                message = (
                    f"“{before.phrase}”之后是“{entry.phrase}”，缺第{chinese(before.number + 1)}项，请补上或者重新编号"
                )
                yield Fault(entry.line, entry.start, entry.stop, message)


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
