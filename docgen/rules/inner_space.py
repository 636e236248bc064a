"""汉字之间有多余的空格。

句子中的汉字之间、汉字与标点之间不空格。标题里字与字之间匀开的空格、两字姓名中间的空格、引号内口号的间隔、待填的空白、
汉字与数字或字母之间的空格不在此列，
但一个日期里有的地方空、有的地方不空的除外。

依据：GB/T 15834-2011《标点符号用法》，停顿用标点，不用空格（国标）。
错：按照 “一事一议”的办法，  加强管理
对：按照“一事一议”的办法，加强管理
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.hanzi import BLANK, CLOSERS, HAN, OPENERS, POINTS, quoted, within
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_GAP = re.compile(
    rf"(?<=[{HAN}]){BLANK}{{1,2}}(?=[{HAN}][{HAN}{POINTS}“《]|[{OPENERS}{CLOSERS}{POINTS}])"
    rf"|(?<=[{OPENERS}{CLOSERS}{POINTS}]){BLANK}{{1,2}}(?=[{HAN}“《])"
)
_DATE = re.compile(rf"(?:19|20)\d\d({BLANK}?)年({BLANK}?)\d{{1,2}}({BLANK}?)月(?:({BLANK}?)\d{{1,2}}({BLANK}?)[日号])?")
_LABEL = re.compile(r"第[零〇一二三四五六七八九十百千\d]{1,9}[条章节款项编篇讲课卷期类部步]|附[件表图]|专栏|[图表]$")
_TO_FILL = "年月日号", "年月日时分号元人份名个第"  # what stands beside a blank, or a wider one, that is to be filled in
_POST = re.compile(r"[^，。；、]{0,16}(?:长|主任|书记|[员师]|同志)(?=[，。；、]|$)")
_DOCUMENT = re.compile("(?:通知|意见|方案|办法|规定|条例|决定|报告|规划|细则|准则|要点)(?:（.{1,6}）)?》$")
_BLANK = re.compile(BLANK)
_MARKS = OPENERS + CLOSERS + POINTS
_OFFICES, _ISSUES = frozenset("厅局委部院室会办府署社"), ("印发", "关于", "联合")  # 《甲局 乙局关于……的通知》
_MANY = 4


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        if _BLANK.search(line.text, line.start) and _is_sentence(line):
            yield from _in_dates(line)
            spans = tuple(span for span in quoted(line.text) if _is_spaced(line.text[slice(*span)]))
            gaps = [found.span() for found in _GAP.finditer(line.text, line.start)]
            columns = sum(not _at_mark(line.text, *gap) for gap in gaps) >= _MANY
            yield from (
                _fault(line, *gap)
                for gap in gaps
                if _is_fault(line, *gap, spans) and not (columns and not _at_mark(line.text, *gap))
            )


def _in_dates(line: Line) -> Iterator[Fault]:
    """2025 年5 月: blanks in some places of a date and none in others."""
    for found in _DATE.finditer(line.text, line.start):
        gaps = [span for n in range(1, 6) if (span := found.span(n))[0] >= 0]
        if len({end > start for start, end in gaps}) > 1:
            yield from (_fault(line, *gap) for gap in gaps if gap[1] > gap[0])


def _at_mark(text: str, start: int, end: int) -> bool:
    """Whether a mark of Chinese text stands beside the blank."""
    return text[start - 1] in _MARKS or text[end : end + 1] in _MARKS


def _is_spaced(piece: str) -> bool:
    """Whether blanks may stand in a quoted piece: in a slogan or a title, not in a sentence or a document's name."""
    if piece[0] == "《":
        return not _DOCUMENT.search(piece)
    return len(piece) <= 24 and not any(mark in piece for mark in "，。；！？")


def _is_sentence(line: Line) -> bool:
    """Lists in columns (组　长：张　三  副县长) are no sentences."""
    return len(line.words) >= 12 and any(mark in line.words for mark in "。；，")


def _is_fault(line: Line, start: int, end: int, spans: tuple[tuple[int, int], ...]) -> bool:
    before, after = line.text[max(line.start, start - 40) : start], line.text[end : end + 40]
    if within(start, spans) or _is_to_fill(before[-1:], after[:1], end - start):
        return False
    if before[-1:] in _OFFICES and any(word in after for word in _ISSUES):
        return False
    if _LABEL.search(before[-12:]) and len(before) < 16:
        return False
    named = 4 if end - start > 1 or _POST.match(after) else 1
    return _at_mark(line.text, start, end) or (
        _run(before) > named and not (line.level and len(before) < 30 and line.split <= end)
    )


def _is_to_fill(before: str, after: str, width: int) -> bool:
    beside = _TO_FILL[width > 1]
    return bool(before) and (before in beside or after in beside)


def _run(text: str) -> int:
    """How many Chinese characters a text ends with; a name before its post (张三  县长) has few."""
    found = re.search(rf"[{HAN}]{{1,6}}$", text[-6:])
    return len(found.group()) if found else 0


def _fault(line: Line, start: int, end: int) -> Fault:
    return Fault(line, start, end, "这里多了空格，请删去", fix="")
