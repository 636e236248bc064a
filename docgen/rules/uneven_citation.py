"""并列引用的文件有的注了发文字号，有的没有。

同一句里并列引用几份文件，一份后面用圆括号注明了发文字号，旁边的一份“关于……的意见（通知、决定等）”却没有。
法律法规、中共中央文件、讲话稿里的不查。

依据：公文引用惯例：先引标题，后引发文字号，各件写法一致（实务）。
错：落实《省政府关于加强防汛工作的意见》和《江川市防汛工作方案》（江政发〔2026〕3号）
对：落实《省政府关于加强防汛工作的意见》（×政发〔2026〕1号）和《江川市防汛工作方案》（江政发〔2026〕3号）
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_NAME = re.compile(r"《[^《》\n]{2,90}》")
_NUMBER = re.compile(r"\s?[（(][^（）()]{0,30}(?:[〔\[【﹝][^（）()]{0,12})号?[）)]")
_OFFICIAL = re.compile(r"《([^关]{0,24})关于.{2,70}(?:通知|意见|决定|办法|方案|通报|批复)(?:（[^（）]{1,8}）)?》")
_PARTY = re.compile("中共|中央|中办|党委")
_BASIS = re.compile(r"(?:根据|按照|依据|依照|遵照)[^，。；：《》]{0,16}$")  # citation-number tells these
_JOINS = frozenset(("", "、", "和", "及", "以及", "与"))


def check(draft: Draft) -> Iterator[Fault]:
    seen: set[str] = set()
    for line in draft.body:
        if line.text.count("《") > 1 and draft.sheets[line.sheet].genre != "speech":
            yield from (fault for fault in _of_line(line) if line.text[fault.start : fault.end] not in seen)
        seen.update(_NAME.findall(line.text))


def _of_line(line: Line) -> Iterator[Fault]:
    """Of two names side by side the one without number, where the other has one."""
    bare: dict[int, re.Match[str]] = {}
    for one, other in pairwise(_NAME.finditer(line.text)):
        first, second = (_NUMBER.match(line.text, name.end()) for name in (one, other))
        if line.text[first.end() if first else one.end() : other.start()] in _JOINS and bool(first) != bool(second):
            name = other if first else one
            bare.setdefault(name.start(), name)
    for name in bare.values():
        official = _OFFICIAL.fullmatch(name.group())
        before = line.text[max(0, name.start() - 20) : name.start()]
        if official and not _PARTY.search(official[1]) and not _BASIS.search(before):
            message = "并列引用的另一份文件注明了发文字号，这一份没有，请在标题后面补上"
            yield Fault(line, name.start(), name.end(), message)
