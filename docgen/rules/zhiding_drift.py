"""“制定”与“制订”混用。

同一类文件，一处写“制定”，一处写“制订”。已经定下来的用“制定”，还在草拟的用“制订”，全文请统一。

依据：《现代汉语词典》（实务）。
错：为做好这项工作，制订本方案。……各单位要制定实施方案。
对：为做好这项工作，制定本方案。……各单位要制定实施方案。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="unsafe")

_MADE = re.compile(
    r"制([定订])(?:完善|印发|出台|下发|实施|公布)?(?:[了出本该]|具体|工作|行动|年度|相应|相关|切实可行的)*"
    r"(?:[一-鿿]{0,6}?)(方案|计划|规划|办法|制度|措施|细则|清单|意见|预案|标准|规定|条例)"
)


def check(draft: Draft) -> Iterator[Fault]:
    found = [(line, match) for line in draft.lines for match in _MADE.finditer(line.text) if "制" in line.text]
    ways = Counter((match[2], match[1]) for _, match in found)
    for line, match in found:
        kind = match[2]
        if match[1] == "订" and ways[kind, "定"]:
            message = f"“{kind}”有的写“制定”，有的写“制订”，请统一（已定下来的用“制定”）"
            yield Fault(line, match.start(), match.start() + 2, message, "制定")
