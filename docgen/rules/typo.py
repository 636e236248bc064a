"""错别字。

写错的词语、成语和不规范的异形词，照词表一对一改正。本单位另有写法的，可以登记为认可的写法。

依据：《现代汉语词典》《第一批异形词整理表》《通用规范汉字表》（国家语言文字规范，公文用字从之：实务）。
错：决策布署；再接再励；新闻报导
对：决策部署；再接再厉；新闻报道
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from docgen.analysis.hanzi import quoted, within
from docgen.analysis.spelling import index, misspelt
from docgen.draft import Draft
from docgen.rule import Fault, Level, Rule
from docgen.wordlist import load

RULE = Rule(level="error", fix="safe")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        found = list(misspelt(line.text, index("typos")))
        titles, told = (_titles(line.text), _formulations(line.text)) if found else ((), ())
        for start, record in found:
            wrong, right, variant = record["wrong"], record["right"], record["kind"] == "variant"
            if not within(start, told + titles * variant):
                message = f"“{wrong}”的规范词形是“{right}”" if variant else f"“{wrong}”应为“{right}”"
                level: Level = "info" if variant else "error"
                yield Fault(line, start, start + len(wrong), message, fix=right, level=level)


def _formulations(text: str) -> tuple[tuple[int, int], ...]:
    """Where wrong formulations stand: their own rule tells them (新制生产力), one place is not told twice."""
    starts = ((wrong, text.find(wrong)) for wrong in _misforms())
    return tuple((at - 1, at + len(wrong)) for wrong, at in starts if at >= 0)


@cache
def _misforms() -> tuple[str, ...]:
    return tuple(record["wrong"] for record in load("misforms") if record["sure"] and not record.get("soft"))


def _titles(text: str) -> tuple[tuple[int, int], ...]:
    """Where titles are cited: in that of an older document a variant stays as it is."""
    return tuple(span for span in quoted(text) if text[span[0]] == "《")
