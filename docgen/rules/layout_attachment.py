"""附件没有另起一页，或者“附件”后面有冒号。

另起一页只查 .docx。

依据：GB/T 9704-2012 7.3.7，附件应当另面编排，“附件”二字及附件顺序号顶格编排在版心左上角第一行（国标，应当）。
错：附件1：（接着正文往下排）
对：附件1（另起一页，后面没有冒号）
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.typeset import Typeset, typeset
from docgen.draft import Draft, Line, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="error")


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    for line in draft.lines:
        if line.role is not Role.LABEL:
            continue
        end = len(line.text.rstrip())
        start = len(line.text) - len(line.text.lstrip())
        if line.text[end - 1] in "：:":
            yield Fault(line, end - 1, end, "“附件”和顺序号后面不用冒号，请删去")
        if set_ and not _begins_page(line, set_):
            yield Fault(line, start, end, "附件应当另起一页，请在它前面插入分页符")


def _begins_page(line: Line, set_: Typeset) -> bool:
    """By itself, or by what stands between it and the last paragraph that says something."""
    setting = set_.of(line)
    if setting is None or setting.new_page or setting.apart or line.number == 1:
        return True
    for number in range(line.number - 1, 0, -1):
        before = set_.settings[number]
        if before.ends_page or (before.new_page and not before.text.strip()):
            return True
        if before.text.strip():
            return False
    return True
