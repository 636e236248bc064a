"""占位符、待补内容没有填。

XX、××、**、某某、____、〔〕号、【待补：……】等，定稿前都要换成实际内容。附件和表格里留给别人填的空格不在此列。

依据：印发的公文应当内容完整（实务）；发文字号由发文机关代字、年份、发文顺序号组成（条例第九条）。
错：由**同志负责，联系XX县；政办发〔2026〕号
对：由王某同志负责，联系东山县；政办发〔2026〕5号
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.masks import Thing, masks
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_NAMED = {Thing.PERSON: "姓名", Thing.PLACE: "地名", Thing.FIGURE: "数字"}


def check(draft: Draft) -> Iterator[Fault]:
    for mask in masks(draft):
        what = _NAMED.get(mask.thing, "")  # silent where it is not certain
        yield Fault(mask.line, mask.start, mask.end, f"“{mask.text.strip()}”还没有填，请补上{what}")
