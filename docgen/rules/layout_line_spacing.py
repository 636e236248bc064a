"""正文行距排不成每面 22 行。

只查 .docx。用固定行距的，27.75 磅至 28.95 磅都是 22 行；29 磅以上少一行。也可以用每页 22 行的文档网格。

依据：GB/T 9704-2012 5.2.3，一般每面排 22 行、每行排 28 个字（国标，一般）；行距磅值由版心高度推算（实务）。
错：正文 1.5 倍行距
对：正文固定行距 28.95 磅
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.faces import parts
from docgen.analysis.typeset import Page, Setting, typeset
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.writers import layout

RULE = Rule(level="info")

SPAN = 12  # characters that a finding marks
LEAST_PT = 27.75  # 225 mm hold 23 lines of less
_NAMES = {1.0: "单倍行距", 1.5: "1.5倍行距", 2.0: "2倍行距"}


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    if set_ is None or not set_.pages:
        return
    texts = [(part, set_.of(part.line)) for part in parts(draft) if part.element == "正文"]
    wrong = [(part, setting) for part, setting in texts if setting and not _fits(setting, set_.pages[0])]
    if wrong:
        part, setting = wrong[0]
        message = f"正文{len(wrong)}段是{_called(setting)}{_lines(setting)}，一般用固定值{layout.LINE_PT}磅（每面22行）"
        yield Fault(part.line, part.start, min(part.end, part.start + SPAN), message)


def _fits(setting: Setting, page: Page) -> bool:
    if setting.rule == "exact":
        return LEAST_PT <= setting.line <= layout.LINE_PT
    gridded = page.grid in ("lines", "linesAndChars") and setting.on_grid
    return gridded and setting.rule == "auto" and setting.line == 1 and LEAST_PT <= page.pitch / 20 <= layout.LINE_PT


def _called(setting: Setting) -> str:
    if setting.rule == "auto":
        return _NAMES.get(setting.line, f"{setting.line:g}倍行距")
    return f"{'固定值' if setting.rule == 'exact' else '最小值'}{setting.line:g}磅"


def _lines(setting: Setting) -> str:
    lines = int(layout.points(layout.TEXT_HEIGHT_MM) / setting.line) if setting.rule == "exact" and setting.line else 0
    return f"，每面只有{lines}行" if 0 < lines < layout.LINES else ""
