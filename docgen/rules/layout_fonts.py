"""字体字号不合国家标准的一般要求。

只查 .docx，看最后生效的字体字号（默认值、样式、直接设置逐层叠加），同一种要素只报一处，停在第一段。
标题二号小标宋，一级标题三号黑体，二级标题三号楷体，其余三号仿宋。讲话稿字号可以放大。

依据：GB/T 9704-2012 5.2.2、7.3.1、7.3.3、7.3.7，“一般用”（国标）；所以只作提示。
错：正文用五号宋体
对：正文用三号仿宋
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.faces import KINDS, WANTED, Part, called, kind_of, parts, wanted
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

SPAN = 12  # characters that a finding marks


def check(draft: Draft) -> Iterator[Fault]:
    larger = draft.genre == "speech"
    wrong: dict[str, list[Part]] = {}
    for part in parts(draft):
        if not _fits(part, larger):
            wrong.setdefault(part.element, []).append(part)
    for element, found in wrong.items():
        first = found[0]
        message = f"{element}{len(found)}处不是{wanted(element)}（这里是{called(first.face)}），一般用{wanted(element)}"
        yield Fault(first.line, first.start, min(first.end, first.start + SPAN), message)


def _fits(part: Part, larger: bool) -> bool:
    font, size = WANTED[part.element]
    right_size = part.face.size >= size if larger else part.face.size == size
    return right_size and kind_of(part.face.font) == KINDS[font]
