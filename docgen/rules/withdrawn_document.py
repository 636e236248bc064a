"""引用了已经废止的文件。

《国家行政机关公文处理办法》（国发〔2000〕23号）等已经停止执行或者被新法代替，请改引现行的文件。说它已经废止、被代替的，
废止之前写的，不报。名单不全，引用别的文件也请核对是否现行；默认不查。

依据：《党政机关公文处理工作条例》第四十二条，1996年、2000年的两个办法停止执行（条例）；其他见各法的废止条款。
错：根据《国家行政机关公文处理办法》（国发〔2000〕23号）
对：根据《党政机关公文处理工作条例》（中办发〔2012〕14号）
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from docgen.analysis.moments import dated
from docgen.analysis.sentences import Piece, sentences
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning", on=False)

_TOLD = re.compile(r"废止|停止执行|失效|取代|代替|替代|修改为|更名|原《|历史|曾经|当时")


def check(draft: Draft) -> Iterator[Fault]:
    day = dated(draft)
    for line in draft.body:
        for sentence in sentences(line) if "《" in line.text or "号" in line.text or "GB" in line.text else ():
            if not _TOLD.search(sentence.text):
                yield from _faults(sentence, day.first if day else None)


def _faults(sentence: Piece, day: date | None) -> Iterator[Fault]:
    for record, pattern in _patterns():
        for found in pattern.finditer(sentence.line.text, sentence.start, sentence.end):
            if day is None or day.isoformat() >= record["since"]:
                message = f"这个文件已经废止，请核对，现行的是{record['new']}"
                yield Fault(sentence.line, found.start(), found.end(), message)


@cache
def _patterns() -> tuple[tuple[Record, re.Pattern[str]], ...]:
    """A name in 书名号, with or without 中华人民共和国; a number in any brackets, a standard with any dash."""
    return tuple((record, re.compile(_pattern(record))) for record in load("withdrawn_documents"))


def _pattern(record: Record) -> str:
    if "title" in record:
        return rf"《(?:中华人民共和国)?{re.escape(record['title'])}》"
    number = record["number"].translate(
        str.maketrans({" ": r"\s?", "-": "[-—–－]", "〔": r"[〔\[【（(]", "〕": r"[〕\]】）)]"})
    )
    return rf"{number}(?!\d)"
