"""标题没有居中，或者回行不成梯形、菱形。

只查 .docx。二号字一行最多 20 个字；多行标题排成梯形或菱形，不要中间短，末行不要只有一个字。

依据：GB/T 9704-2012 7.3.1，标题居中排布，回行时词意完整，排列对称，长短适宜，呈梯形或菱形（国标）。
错：标题左对齐；标题 25 个字写成一行，自动回行后下一行只有 5 个字
对：标题居中，按词意分成两行
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.analysis.typeset import Typeset, typeset
from docgen.draft import Draft, Kind, Line, Role
from docgen.rule import Fault, Rule
from docgen.writers import layout

RULE = Rule(level="info")

SPAN = 12  # characters that a finding marks


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    for sheet in draft.sheets if set_ else ():
        lines = sheet.of(Role.TITLE)
        if set_ and lines and sheet.kind is not Kind.ATTACHMENT:
            if fault := _uncentred(lines[0], set_):
                yield _fault(lines[0], fault)
            if fault := _shape([layout.width(line.words) for line in lines]):
                yield _fault(lines[0], fault)


def _fault(line: Line, message: str) -> Fault:
    return Fault(line, line.start, min(len(line.text), line.start + SPAN), message)


def _uncentred(line: Line, set_: Typeset) -> str:
    setting = set_.of(line)
    return "标题没有居中，请设为居中对齐" if setting and setting.align != "center" else ""


def _shape(widths: Sequence[float]) -> str:
    """What is wrong with the lines of a title, as they are broken by hand; "" for nothing."""
    most = layout.TITLE_CHARS
    if max(widths) > most:
        rest = (max(widths) - 1) % most + 1
        return f"标题一行有{max(widths):g}个字，会自动回行剩下{rest:g}个字，请按词意分行，排成梯形或菱形"
    if len(widths) > 1 and widths[-1] <= 1:
        return "标题末行只有1个字，请重新分行"
    if any(middle < min(above, below) for above, middle, below in zip(widths, widths[1:], widths[2:], strict=False)):
        return "标题中间短、两头长，请重新分行，排成梯形或菱形"
    return ""
