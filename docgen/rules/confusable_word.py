"""易混词语（要看上下文）。

“其它”“惟一”“做出贡献”等，多数时候另有更规范的写法，少数时候本来就对，所以只提示，默认不查。

依据：《现代汉语词典》推荐词形（实务）。
错：做出决定；其它单位
对：作出决定；其他单位
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.spelling import index, misspelt
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe", on=False)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        for start, record in misspelt(line.text, index("confusable_words")):
            wrong, right = record["wrong"], record["right"]
            yield Fault(line, start, start + len(wrong), f"“{wrong}”多应写作“{right}”，请核对", fix=right)
