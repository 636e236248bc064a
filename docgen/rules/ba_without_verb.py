"""“把”字句缺谓语。

“把”（“将”）后面只有宾语（引号、书名号里的），到逗号、句号为止没有动词，不成句。

依据：“把”字句在宾语之后必须有谓语（《现代汉语》语法；实务）。
错：立足岗位实际，把“三个到位、四个结合”，组织力量逐户走访。
对：立足岗位实际，把“三个到位、四个结合”贯穿始终，组织力量逐户走访。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_OBJECT = "(?:“[^“”。]{3,40}”|《[^《》。]{2,60}》)"
_FOUND = re.compile(rf"(?<![一两几这那每哪百千万即必还也都行])[把将]{_OBJECT}(?=[，。；！,;](?!“))")
_SHOWN = 24


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for found in _FOUND.finditer(line.text):
            end = min(found.end(), found.start() + _SHOWN)
            message = f"“{found.group()[0]}”字句缺谓语，请在宾语后补上动词（贯穿始终、落到实处等）"
            yield Fault(line, found.start(), end, message)
