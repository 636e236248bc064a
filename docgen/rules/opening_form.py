"""主送机关、称谓后没有冒号。

主送机关和称谓顶格写，末尾用全角冒号，不用逗号、句号。

依据：GB/T 9704-2012《党政机关公文格式》7.3.2，最后一个主送机关名称后标全角冒号（国标）；称谓同此（实务）。
错：各县（区）人民政府，市直各单位，　同志们，今天我们召开会议。
对：各县（区）人民政府，市直各单位：　同志们：
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.titles import title_lines
from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_OFFICES = re.compile(
    r"(?:各|市直|县直|区直|省直|局属|机关|本|驻)[^。；：！？、，]{0,20}"
    r"(?:政府|委员会|单位|部门|局|厅|委|办|科室|处室|中心|学校|公司|企业|乡镇|街道|院|会|处|站|所)"
    r"(?:[、，][^。；：！？]{0,80})?"
)
_PEOPLE = re.compile(r"(?:(?:尊敬的)?各位[^。；：！？]{0,30})?(?:同志们|领导|来宾|朋友们|代表|委员|同事们|同志)")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is Kind.MAIN:
            yield from _faults(sheet)


def _faults(sheet: Sheet) -> Iterator[Fault]:
    if openings := sheet.of(Role.OPENING):
        lines = [] if openings[-1].words.startswith("【") else [openings[-1]]
    else:
        lines = [line for line in _first(sheet) if _is_opening(line, sheet)]
    for line in lines:
        end = len(line.text.rstrip())
        if line.words and line.words[-1] not in "：:】":
            mark = line.words[-1] in "，。、；！,.;!"
            start = end - 1 if mark else end
            what = f"末尾用冒号，不用“{line.words[-1]}”" if mark else "末尾缺冒号"
            called = "称谓" if _PEOPLE.search(line.words) else "主送机关"
            yield Fault(line, start if mark else end - 1, end, f"{called}{what}，请改为“：”", _fixed(line, start, end))


def _fixed(line: Line, start: int, end: int) -> str:
    return "：" if start < end else f"{line.text[end - 1]}："


def _first(sheet: Sheet) -> tuple[Line, ...]:
    """The first line under the title and the number."""
    titles = title_lines(sheet)
    return tuple(line for line in sheet.body[:4] if line not in titles and not line.words.endswith("号"))[:1]


def _is_opening(line: Line, sheet: Sheet) -> bool:
    """A whole line that names who is addressed, flush left or in a document that is sent."""
    if line.level or len(line.words) > 120:
        return False
    words = line.words.rstrip("，。、；！,.;!")
    if _PEOPLE.fullmatch(words):
        return sheet.genre == "speech" or words.endswith("同志们")
    return sheet.genre in ("notice", "report") and _OFFICES.fullmatch(words) is not None
