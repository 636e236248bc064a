"""用了相对时间（近日、今年、上周等）。

公文要存档备查，“近日”“今年以来”“上周”过一段时间就不知道指哪一天，宜写具体的年月日。讲话和会上作的报告是当场说的，不在此列；
“6月30日前”“目前年度”里的“日前”“前年”不是时间词。各单位习惯不同，默认不查。

依据：公文写作惯例，时间写绝对时间（实务）。
错：近日，我局组织开展了专项检查。　今年以来，共受理投诉36件。
对：2026年3月5日，我局组织开展了专项检查。　2026年以来，共受理投诉36件。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.spelling import index, misspelt
from docgen.draft import Draft, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="info", on=False)


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        for line in () if _is_spoken(sheet) else sheet.body:
            for start, record in misspelt(line.text, index("relative_times")):
                word = record["wrong"].rstrip("，")
                yield Fault(line, start, start + len(word), f"“{word}”是相对时间，宜写明具体的年月日")


def _is_spoken(sheet: Sheet) -> bool:
    """A speech, or a report read out to an assembly."""
    return sheet.genre == "speech" or any(line.words.startswith(("各位", "同志们")) for line in sheet.of(Role.OPENING))
