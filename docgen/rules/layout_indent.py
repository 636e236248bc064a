"""正文首行没有缩进两个字。

只查 .docx。用空格缩进的见 layout-blank。

依据：GB/T 9704-2012 7.3.3，每个自然段左空二字（国标，应当）；用首行缩进 2 字符实现（实务）。
错：正文顶格，或者首行缩进 0.74 厘米
对：正文首行缩进 2 字符
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.faces import Part, parts
from docgen.analysis.typeset import Setting, typeset
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

SPAN = 12  # characters that a finding marks
_HEADINGS = ("一级标题", "二级标题", "三级标题", "四级标题")
LEAST, MOST = 1.85, 2.1  # characters: 600 to 660 twentieths of a point at 16 points


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    texts = {part.line.number: part for part in reversed(parts(draft)) if part.element in ("正文", *_HEADINGS)}
    settings = [(part, set_.of(part.line)) for _, part in sorted(texts.items())] if set_ else []
    wrong = [(part, setting) for part, setting in settings if setting and _is_wrong(part, setting)]
    if wrong:
        part, setting = wrong[0]
        said = f"缩进{setting.first:.1f}字" if setting.first else "没有缩进"
        message = f"正文{len(wrong)}段首行{said}，应当左空二字（首行缩进2字符）"
        yield Fault(part.line, part.start, min(part.end, part.start + SPAN), message)


def _is_wrong(part: Part, setting: Setting) -> bool:
    if setting.first is None or setting.align in ("center", "right", "end") or part.line.text[:1].isspace():
        return False
    return not LEAST <= setting.first <= MOST
