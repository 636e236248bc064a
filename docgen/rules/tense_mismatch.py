"""总结的时态错位：成效里写将来，打算里写已经完成。

写成效、做法的部分说已经做到的事，不写“将于”“拟在”“力争到”；写打算的部分说将要做的事，不写“已完成”“已建成”。把计划写成成效是
总结最常见的失实。默认不查。

依据：总结各部分的写法（实务）。
错：二、主要成效　将于年底建成3个服务站。　四、下一步打算　已完成12个村的改造。
对：二、主要成效　建成3个服务站。　四、下一步打算　完成剩余12个村的改造。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.sentences import sentences
from docgen.analysis.spelling import index, misspelt
from docgen.analysis.tasks import sections
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="info", genres=("report",), on=False)

_RESULTS = re.compile(r"成效|成绩|成果|做法|开展情况|完成情况")
_INTENTIONS = re.compile(r"打算|下一?步|今后|努力方向|工作计划|工作思路|工作安排")
_AGO = re.compile(r"基础上|前期|目前|针对|虽然|尽管|截至|原先|此前|去年|上年")
_SAID = {
    "to-come": "这里写已经做到的事，“{}”是将来的事，请移到打算部分",
    "done": "这里写将要做的事，“{}”说已做到，请核对",
}


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        for section in sections(sheet) if sheet.genre == "report" else ():
            if kind := _wrong_in(section.heading):
                for line in section.lines:
                    yield from _faults(line, kind)


def _wrong_in(heading: str) -> str:
    """What kind of words a section should not have; "" for one that is both or neither."""
    told, meant = bool(_RESULTS.search(heading)), bool(_INTENTIONS.search(heading))
    return "" if told == meant else "to-come" if told else "done"


def _faults(line: Line, kind: str) -> Iterator[Fault]:
    for sentence in sentences(line):
        if not _AGO.search(sentence.text):
            for at, record in misspelt(sentence.text, index("tense_words")):
                if record["kind"] == kind:
                    start, word = sentence.start + at, record["wrong"]
                    yield Fault(line, start, start + len(word), _SAID[kind].format(word))
