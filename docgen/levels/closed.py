"""What of a text only its writer may change: titles, quotations, document numbers, congresses, slots, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from docgen.remap import UNTOUCHED
from docgen.wordlist import Record, load

_TITLE, _QUOTE, _SLOT = "书名号里的文件名", "引号里的原话", "花括号里的内容由程序填写"
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")


@dataclass(frozen=True, slots=True)
class Closed:
    """text[start:end] is nobody's to change: a title, a quotation, a document number."""

    start: int
    end: int
    why: str
    soft: bool = False  # a person may
    whole: bool = False  # one name by itself


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Record], ...]:
    return tuple((re.compile(record["pattern"]), record) for record in load("protected_patterns"))


def closed(text: str) -> list[Closed]:
    """In no order; none overlaps a `whole` one."""
    found = []
    for span in UNTOUCHED.finditer(text):
        why = {"《": _TITLE, "“": _QUOTE, "{": _SLOT}.get(span.group()[0], "发文字号")
        found.append(Closed(*span.span(), why, soft=why == _QUOTE))
    for pattern, record in _patterns():
        for span in pattern.finditer(text):
            if span.group()[0] in "《“" or any(each.start < span.end() and span.start() < each.end for each in found):
                continue
            found.append(Closed(*span.span(), record["note"], soft=record.get("mode") == "ask", whole=True))
    found += [Closed(*span.span(), "网址") for span in _ADDRESS.finditer(text)]
    return found
