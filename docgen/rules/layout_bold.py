"""小标宋、黑体、楷体又加了粗。

这几种字体本身已经醒目，公文里不再加粗；有的地方习惯给标题加粗，所以这条规则默认不开。

依据：字体由 GB/T 9704-2012 7.3 规定，没有要求加粗（国标）；不加粗是实务。
错：一级标题用加粗的三号黑体
对：一级标题用三号黑体
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.faces import Part, kind_of, parts
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info", on=False)

SPAN = 12  # characters that a finding marks


def check(draft: Draft) -> Iterator[Fault]:
    bold: dict[str, list[Part]] = {}
    for part in parts(draft):
        if part.face.bold and kind_of(part.face.font) in ("小标宋", "黑体", "楷体"):
            bold.setdefault(part.element, []).append(part)
    for element, found in bold.items():
        first = found[0]
        message = f"{element}{len(found)}处用了{kind_of(first.face.font)}又加粗，一般不再加粗"
        yield Fault(first.line, first.start, min(first.end, first.start + SPAN), message)
