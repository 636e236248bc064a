"""列举词自己套自己。

“一是”里面又套一组“一是、二是”，听的人、读的人分不清第二个“二是”是哪一层的。下一层换一套词。

依据：各层用不同的列举词（实务）。
错：一是责任不明。一是分工不清；二是衔接不畅。二是督办不力。
对：一是责任不明。第一，分工不清；第二，衔接不畅。二是督办不力。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.series import Series, series
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        outer = group.parent
        if outer and len(group.entries) > 1 and not group.family.startswith("级") and _same(group, outer):
            entry = group.first
            message = f"“{outer.first.phrase}”里面又套“{entry.phrase}”，下一层请换用别的列举词，如“第一，”"
            yield Fault(entry.line, entry.start, entry.stop, message)


def _same(inner: Series, outer: Series) -> bool:
    return inner.family == outer.family and inner.first.phrase.strip("，、") == outer.first.phrase.strip("，、")
