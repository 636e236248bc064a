"""“党的”二字时有时无。

全文多处写“党的×大”“党的×届×中全会”，个别地方丢了“党的”。“党的二十大和二十届三中全会”这样连着说的，后一个不必写。

依据：会议名称全文写法一致（实务）。
错：贯彻党的二十届三中全会精神……宣讲二十届三中全会精神。
对：贯彻党的二十届三中全会精神……宣讲党的二十届三中全会精神。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", fix="safe")

_N = "[一二三四五六七八九十]"
_MEETING = re.compile(rf"(党的)?((?:二十{_N}?|十{_N})大(?=精神|报告)|{_N}{{1,3}}届{_N}中全会)")
_AFTER = re.compile(r"(?:贯彻|学习|落实|宣传|领会|宣讲|围绕|对照|在|于|把握)$")


def check(draft: Draft) -> Iterator[Fault]:
    found = [
        (line, meeting)
        for line in draft.lines
        if "大" in line.text or "届" in line.text
        for meeting in _MEETING.finditer(line.text)
    ]
    full = Counter(meeting[2] for _, meeting in found if meeting[1])
    bare = [
        (line, meeting)
        for line, meeting in found
        if not meeting[1] and _AFTER.search(line.text[max(0, meeting.start() - 2) : meeting.start()])
    ]
    missed = Counter(meeting[2] for _, meeting in bare)
    for line, meeting in bare:
        if full[meeting[2]] >= max(2, 2 * missed[meeting[2]]):
            message = f"别处都写“党的{meeting[2]}”，这里也应有“党的”"
            yield Fault(line, meeting.start(2), meeting.end(2), message, f"党的{meeting[2]}")
