"""一组列举词混用。

同一组列举只用一套词：一是、二是、三是，或一要、二要、三要，或第一、第二、第三，或首先、其次、再次。
中间换了说法（一是、二要、三是；首先、其次、第三；首先、其二、最后），读者会以为另起了一组。

依据：列举词同组一致（实务）。
错：一是加强领导；二要严格督查；三是确保实效。
对：一是加强领导；二是严格督查；三是确保实效。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.analysis.series import FIRST, Entry, series
from docgen.draft import Draft, Line
from docgen.notation import chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_SECOND = re.compile("(?<=[。；，])其([二三])(?=[，、要是])")


def check(draft: Draft) -> Iterator[Fault]:
    for group in series(draft):
        kinds = [_kind(entry) for entry in group.entries]
        if len(set(kinds)) > 1:
            usual = Counter(kinds).most_common(1)[0][0]
            odd = [entry for entry, kind in zip(group.entries, kinds, strict=True) if kind != usual]
            like = next(entry for entry, kind in zip(group.entries, kinds, strict=True) if kind == usual)
            typed = "、".join(entry.phrase for entry in odd)
            message = f"同一组里有“{like.phrase}”又有“{typed}”，请统一用一套列举词{_hint(like, odd[0])}"
            yield Fault(odd[0].line, odd[0].start, odd[0].stop, message)
    for line in draft.body:
        yield from _second(line)


def _second(line: Line) -> Iterator[Fault]:
    """首先…其二…: 其二 goes with 其一."""
    begin = line.text.find("首先")
    if begin < 0 or "其一" in line.text:
        return
    if found := _SECOND.search(line.text, begin):
        word = "其次" if found[1] == "二" else "再次"
        message = f"同一组里有“首先”又有“{found.group()}”，请统一用一套列举词，这里可以写“{word}”"
        yield Fault(line, found.start(), found.end(), message)


def _hint(like: Entry, odd: Entry) -> str:
    """What the odd one is called in the words of the others."""
    if like.family == "首先":
        word = FIRST[odd.number - 1] if 0 < odd.number <= len(FIRST) else ""
    elif like.family == "第一":
        word = f"第{chinese(odd.number)}"
    else:
        word = chinese(odd.number) + like.phrase[-1] if like.family == "一是" else ""
    return f"，这里可以写“{word}”" if word else ""


def _kind(entry: Entry) -> str:
    if entry.family.startswith("级"):
        return entry.family
    return entry.family + (entry.phrase[-1] if entry.family == "一是" else "")
