"""页边距不合国家标准。

只查 .docx。上白边（天头）37 毫米、左白边（订口）28 毫米，各允许差 1 毫米；
版心 156 毫米×225 毫米，所以下白边 35 毫米、右白边 26 毫米。

依据：GB/T 9704-2012 5.2.1，天头、订口和版心尺寸（国标，应当）；下、右白边由版心推算，标准没有给公差，只作提示。
错：上 25.4 毫米，左 31.8 毫米
对：上 37 毫米，左 28 毫米，下 35 毫米，右 26 毫米
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.typeset import Page, typeset
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.writers import layout

RULE = Rule(level="error")

SLACK_MM = 1.02  # 5.2.1: ± 1 mm; twips are rounded


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    pages = [page for page in (set_.pages if set_ else ()) if not page.landscape]
    strict = next((wrong for page in pages if (wrong := _top_and_left(page))), [])
    loose = next((wrong for page in pages if (wrong := _bottom_and_right(page))), [])
    if strict:
        yield Fault(None, 0, 0, f"页边距不对：{'，'.join(strict)}；允许差1毫米")
    if loose:
        yield Fault(None, 0, 0, f"版心不是156×225毫米：{'，'.join(loose)}", level="info")


def _top_and_left(page: Page) -> list[str]:
    return _wrong(("上", page.top, layout.TOP_MM), ("左", page.left, layout.LEFT_MM))


def _bottom_and_right(page: Page) -> list[str]:
    return _wrong(("下", page.bottom, layout.BOTTOM_MM), ("右", page.right, layout.RIGHT_MM))


def _wrong(*sides: tuple[str, int, float]) -> list[str]:
    found = [(name, twips * 25.4 / 1440, right) for name, twips, right in sides]
    return [f"{name}{mm:.1f}毫米，应为{right:g}毫米" for name, mm, right in found if abs(mm - right) > SLACK_MM]
