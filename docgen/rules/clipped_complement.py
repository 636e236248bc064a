"""两个补语只有一个动词。

“把隐患查深实”：一个单音节动词后面接两个单音节补语，每个补语都要有自己的动词。
“严实”“扎实”本来是一个词的不算。

依据：动补结构，一个动词带一个结果补语（《现代汉语》语法；实务）。
错：把隐患查深实、把原因找准挖透
对：把隐患查深查实、把原因找准挖透
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="unsafe")

_FOUND = re.compile(
    "[把将][一-鿿“”]{2,10}?([找抓做摸查压理打管谋夯备讲学吃办])([准实细牢深透严紧稳])([准实细牢深透严紧稳])(?=[、，。；,;]|$)"
)
_WORDS = {"严实", "紧实", "牢实", "深透", "严紧", "稳实", "稳准", "实实", "细细", "牢牢", "紧紧", "深深", "稳稳"}


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for found in _FOUND.finditer(line.text):
            verb, first, second = found.groups()
            if first != second and first + second not in _WORDS:
                right = f"{verb}{first}{verb}{second}"
                message = f"“{verb}{first}{second}”漏了一个动词，请写作“{right}”"
                yield Fault(line, found.start(1), found.end(), message, fix=right)
