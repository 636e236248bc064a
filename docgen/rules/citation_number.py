"""引用的依据文件没有发文字号。

引用公文，第一次出现时先引标题、后引发文字号，字号放在圆括号里；再次引用可以只用标题或简称。讲话稿、总结、法律法规、
中共中央文件不查。

依据：公文引用惯例：先引标题，后引发文字号（实务）。
错：根据《关于加强防汛值守工作的通知》要求，制定本方案。
对：根据《关于加强防汛值守工作的通知》（江汛办〔2026〕3号）要求，制定本方案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_NAME = re.compile(r"《[^《》\n]{2,90}》")
_BASIS = re.compile(r"(?:根据|按照|依据|依照|遵照)([^，。；：《》]{0,16})$")
_OFFICIAL = re.compile(r"《([^关]{0,24})关于.{2,60}(?:通知|意见|决定|办法|方案|通报|批复|函)(?:（[^（）]{1,8}）)?》")
_OF_THE_PARTY = re.compile(r"中共|中央|中办|党委")
_NUMBERED = re.compile(r"\s?[（(][^（）()]{0,30}(?:[〔\[【﹝]|号)")
_BEFORE = 20


def check(draft: Draft) -> Iterator[Fault]:
    seen: set[str] = set()
    for line in draft.body:
        for found in _NAME.finditer(line.text):
            name = found.group()
            if name not in seen and draft.sheets[line.sheet].genre not in ("speech", "report") and _lacks(line, found):
                yield Fault(line, found.start(), found.end(), "引用公文，标题后面用圆括号注明发文字号")
            seen.add(name)


def _lacks(line: Line, found: re.Match[str]) -> bool:
    """Whether this is the name of a document that something is based on, without its number."""
    basis = _BASIS.search(line.text[max(0, found.start() - _BEFORE) : found.start()])
    official = _OFFICIAL.fullmatch(found.group())
    if not basis or not official or _OF_THE_PARTY.search(basis[1] + official[1]):
        return False
    return not _NUMBERED.match(line.text, found.end())
