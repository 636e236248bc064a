"""固定提法写错。

重要提法、会议名称、活动名称一字不能错。比对时不计引号；书名号和引文里的话不查。

依据：党和国家文件、会议的原文，各条出处见 wordlists/misforms.json（实务）。
错：全面推进依法制国，铸牢中华民族共同意识。
对：全面推进依法治国，铸牢中华民族共同体意识。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.terms import find, respelt
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="error", fix="safe")


def check(draft: Draft) -> Iterator[Fault]:
    records = [record for record in load("misforms") if record["sure"] and not record.get("soft")]
    for found in find(draft, records):
        right, level = found.record["right"], found.record["level"]
        fix = respelt(found, found.record["wrong"], right)
        message = f"“{found.record['wrong']}”写得不对，应为“{right}”"
        yield Fault(found.line, found.start, found.end, message, fix, unsafe=level != "error", level=level)
