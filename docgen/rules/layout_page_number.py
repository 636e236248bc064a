"""页码的写法不合国家标准。

只查 .docx 里有页码的页脚：四号，左右各一条一字线，单页居右、双页居左。没有页码的见 missing-page-number。

依据：GB/T 9704-2012 7.5，4 号半角宋体阿拉伯数字，左右各放一条一字线，单页码居右空一字，双页码居左空一字（国标，一般）。
错：页脚居中的“第 1 页”
对：单页右下角、双页左下角的“— 1 —”
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.faces import size_of
from docgen.analysis.typeset import Footer, Typeset, typeset
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.writers import layout

RULE = Rule(level="info")

FREE = ("outside", "box")  # Word takes the sides in turn; a text box stands anywhere
_SIDES = {"default": ("right", "end"), "even": ("left", "start", "both", "")}


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    if set_ and (wrong := list(dict.fromkeys(_wrong(set_)))):
        yield Fault(None, 0, 0, f"页码{'，'.join(wrong)}；一般用四号“— 1 —”，单页居右、双页居左各空一字")


def _wrong(set_: Typeset) -> Iterator[str]:
    for footer in set_.footers:
        if footer.align == "center":
            yield "居中"
        elif set_.two_sided and footer.align not in (*_SIDES.get(footer.kind, (footer.align,)), *FREE):
            yield "的左右位置不对"
        if not _has_dashes(footer):
            yield f"写成“{footer.before.strip()}1{footer.after.strip()}”，左右没有一字线"
        if footer.size != layout.SIZE_4_PT:
            yield f"用了{size_of(footer.size)}字"
    if not set_.two_sided and any(footer.align not in FREE for footer in set_.footers):
        yield "不分单双页"


def _has_dashes(footer: Footer) -> bool:
    return footer.before.rstrip().endswith("—") and footer.after.lstrip().startswith("—")
