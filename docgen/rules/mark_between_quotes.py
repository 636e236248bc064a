"""并列的引号、书名号之间用了顿号。

标有引号或书名号的并列成分之间通常不用顿号；其间有括注时宜用。学界有争议，默认不查。

依据：GB/T 15834-2011《标点符号用法》4.5.3.5（国标，“通常”不等于一律）。
错：学习《条例》、《准则》
对：学习《条例》《准则》
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe", on=False)

_BETWEEN = re.compile("(?<=》)、(?=《)|(?<=”)、(?=“)")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for found in _BETWEEN.finditer(line.text):
            yield Fault(line, *found.span(), "引号、书名号并列时通常不用顿号，可删去", fix="")
