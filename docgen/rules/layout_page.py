"""纸张不是 A4。

只查 .docx。横排的表格页可以横放。

依据：GB/T 9704-2012 5.1，公文用纸采用 A4 型，210 毫米×297 毫米（国标，应当）。
错：纸张 B5（176 毫米×250 毫米）
对：纸张 A4（210 毫米×297 毫米）
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.typeset import Page, typeset
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.writers import layout

RULE = Rule(level="error")

SLACK = 20  # twentieths of a point, for programs that round
_SIDES = tuple(sorted((layout.twips(layout.PAGE_WIDTH_MM), layout.twips(layout.PAGE_HEIGHT_MM))))


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    for page in set_.pages if set_ else ():
        if not _is_a4(page):
            width, height = (round(side * 25.4 / 1440) for side in (page.width, page.height))
            yield Fault(None, 0, 0, f"纸张是{width}×{height}毫米，公文用 A4 纸（210×297毫米），请改页面设置")
            return


def _is_a4(page: Page) -> bool:
    sides = sorted((page.width, page.height))
    return all(abs(side - right) <= SLACK for side, right in zip(sides, _SIDES, strict=True))
