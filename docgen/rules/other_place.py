"""留下了别的地方的名称。

从上级方案或别处的稿子搬过来的话里，还写着别的市、县：上级方案举例的地方，或者别的市的同名单位。
与上级方案同一句话里的市名报警告；县、区可能就在本市，别处的同名单位可能确有其事，只提示核对。
自己另写的话（学习借鉴江川市的做法、与江川市联合执法）不报，《》、引号里的不报。

依据：公文写到的地区和单位应当是本级的（实务）。
错：岚川市的方案：选择江川市率先开展试点。
对：选择禾陵县率先开展试点。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.inherited import clause_at, is_inherited, unquoted
from docgen.analysis.issuing import issuer, own_lines
from docgen.analysis.places import is_place
from docgen.draft import Above, Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_BETWEEN = re.compile("会同|配合|联合|协作|协同|毗邻|接壤|相邻|学习|借鉴|考察|对接|对口|帮扶|支援|跨|援|交界|外地|异地")
_WITH = re.compile("[与同和跟、]$")
_BEGINS = r"(?:(?<=^)|(?<=[，。；：、（\s由])|(?<=[一二三四五六七八九十][是要]))"
_OF_PLACE = "(?!由)[一-鿿]{2,3}"


def check(draft: Draft) -> Iterator[Fault]:
    above = draft.brief.above
    if above is None or not above.region:
        return
    for line in own_lines(draft):
        yield from _examples(draft, above, line)
        yield from _sisters(draft, above, line)


def _examples(draft: Draft, above: Above, line: Line) -> Iterator[Fault]:
    for place in above.places:
        if place not in line.text:
            continue
        for found in re.finditer(re.escape(place), unquoted(draft, line.text)):
            before = line.text[max(0, found.start() - 12) : found.start()]
            clause = clause_at(line, found.start())
            if _BETWEEN.search(before) or not is_inherited(draft, clause, *found.span(), edited=True):
                continue
            if place[-1] == above.region[-1]:
                yield Fault(line, *found.span(), f"“{place}”是上级方案里写的，不是本地，请换成本地的，或者删去")
            elif above.level != "county":
                message = f"“{place}”是上级方案里写的，请核对是不是在{above.region}"
                yield Fault(line, *found.span(), message, level="info")


def _sisters(draft: Draft, above: Above, line: Line) -> Iterator[Fault]:
    """The office of another place of our kind, where this office must act itself."""
    office = issuer(draft)
    if office is None or not office.unit or len(office.unit) < 3 or office.unit not in line.text:
        return
    pattern = rf"{_BEGINS}({_OF_PLACE}{above.region[-1]}){re.escape(office.unit)}"
    for found in re.finditer(pattern, unquoted(draft, line.text)):
        before = line.text[max(0, found.start() - 12) : found.start()]
        known = not is_place(found[1]) or found[1] in (*above.here, *above.places) or found[1].endswith(above.region)
        if not known and not _BETWEEN.search(before) and not _WITH.search(before):
            message = f"“{found.group()}”不是本级的单位，请核对是不是从别处的稿子里留下来的"
            yield Fault(line, found.start(), found.end(), message, level="info")
