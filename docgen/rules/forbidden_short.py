"""领导同志的称呼不规范。

党和国家领导人的称呼用全称，不用简称、昵称；职务与姓名的次序按通行写法。引文里的话不查。

依据：新华社新闻报道称谓规范和公文通行写法（实务）。
错：认真学习习总书记重要讲话。
对：认真学习习近平总书记重要讲话。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.terms import find
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="error", fix="safe")


def check(draft: Draft) -> Iterator[Fault]:
    for found in find(draft, load("short_forms")):
        right, level = found.record["right"], found.record["level"]
        message = f"公文中不写“{found.record['wrong']}”，应写“{right}”"
        yield Fault(found.line, found.start, found.end, message, right, unsafe=level != "error", level=level)
