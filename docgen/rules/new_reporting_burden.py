"""新增了按日、按周的报送或者打卡要求。

“每日报送”“周报告”“打卡”会加重基层负担，除非有依据，宜改为按阶段报送或者从已有的系统里取数。同一段写明依据（《……》）的、
要求减少或者取消的，不报。默认不查。

依据：整治形式主义为基层减负的要求（实务，各地标准不一）。
错：各乡镇每日报送进展情况，工作人员每天打卡。
对：各乡镇于每阶段结束后5日内报送进展情况。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.sentences import Piece, clauses, sentences
from docgen.analysis.spelling import index, misspelt
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="info", genres=("plan", "notice"), on=False)

_AGAINST = re.compile(
    r"不得|不再|不搞|不要求|取消|减少|严禁|禁止|杜绝|避免|精简|压减|滥用|过度|违规|变相|代打卡|减负|形式主义"
)
_NEAR = 10  # characters between how often and what


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        for line in sheet.body if sheet.genre in RULE.genres else ():
            if "《" not in line.text:
                yield from _faults(line)


def _faults(line: Line) -> Iterator[Fault]:
    for sentence in sentences(line):
        if not _AGAINST.search(sentence.text):
            for clause in clauses(sentence):
                for start, end in _burdens(clause):
                    message = f"“{line.text[start:end]}”增加了报送频次，请核对有无依据，没有的宜删去"
                    yield Fault(line, start, end, message)


def _burdens(clause: Piece) -> Iterator[tuple[int, int]]:
    """What asks for it by name, and what says how often with a report to follow."""
    often = -1
    for at, record in misspelt(clause.text, index("reporting_burdens")):
        start, end = clause.start + at, clause.start + at + len(record["wrong"])
        if record["kind"] == "how-often":
            often = start
        elif record["kind"] == "burden":
            yield start, end
        elif often >= 0 and start - often <= _NEAR:
            yield often, end
            often = -1
