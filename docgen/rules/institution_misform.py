"""机构名称写错。

机构全称一字不能错：“和”不写成“与”，次序不颠倒，不多字少字。书名号、引文里的不查。

依据：《党政机关公文处理工作条例》第九条，发文机关、主送机关用全称或者规范化简称（条例）；名称以机构改革后的“三定”规定为准。
错：市人力资源与社会保障局
对：市人力资源和社会保障局
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.terms import find, respelt
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="error", fix="safe")


def check(draft: Draft) -> Iterator[Fault]:
    for found in find(draft, [record for record in load("institution_misforms") if not record.get("soft")]):
        right = found.record["right"]
        fix = respelt(found, found.record["wrong"], right)
        yield Fault(found.line, found.start, found.end, f"机构名称应为“{right}”", fix)
