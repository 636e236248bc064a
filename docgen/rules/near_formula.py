"""固定说法写错一个字。

“收官之年”“应保尽保”“屡禁不止”这类固定说法和成语，只差一个音同或形近的字、又不成别的词语的，多半是错字。
本单位另有写法的，可以登记为认可的写法。

依据：公文常用语、《现代汉语词典》（实务）。
错：今年是攻坚的收关之年；问题屡禁不只
对：今年是攻坚的收官之年；问题屡禁不止
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.formulas import misnamed, near_misses
from docgen.analysis.spelling import index, misspelt
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="unsafe")


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.lines:
        slips = {slip.at: slip for slip in (*misnamed(line.text), *near_misses(line.text))}
        if slips:
            known = [(at, at + len(record["wrong"])) for at, record in misspelt(line.text, index("typos"))]
            for _, slip in sorted(slips.items()):
                end = slip.start + len(slip.wrong)
                spoken_for = any(a < end and slip.start < b for a, b in known)
                if not spoken_for and not any(word in slip.wrong for word in draft.brief.accepted):
                    right = slip.right[slip.at - slip.start]
                    message = f"“{slip.wrong}”疑为“{slip.right}”之误，请核对“{line.text[slip.at]}”字"
                    yield Fault(line, slip.at, slip.at + 1, message, fix=right)
