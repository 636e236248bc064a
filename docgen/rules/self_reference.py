"""自称与标题的文种不一致。

标题是“方案”的，正文不说“制定本意见”“本办法自印发之日起施行”，多半是套用旧稿没有改过来。“实施方案”自称“本方案”“本工作方案”都可以。

依据：同一文件的名称前后一致（实务）。
错：江川县窗口服务提升工作方案　为改进窗口服务，结合我县实际，制定本意见。
对：江川县窗口服务提升工作方案　为改进窗口服务，结合我县实际，制定本方案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.titles import title_of
from docgen.draft import Draft, Kind, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="unsafe")

_KINDS = "方案|意见|办法|规定|细则|计划|预案|规划|条例|制度|要点|规则|规程|准则|守则|措施|纲要|规范|清单|标准"
_TITLE = re.compile(rf"({_KINDS})(?:[（(][^（）()]{{1,20}}[）)])*$")
_SELF = re.compile(
    rf"(?:制定|制订|拟定|拟订)本(?:实施|工作|行动|活动|管理|暂行|试行|具体|若干)?({_KINDS})(?=[。，；：如])"
    rf"|(?<![一-鿿])本({_KINDS})(?=自[^。]{{2,20}}起(?:施行|执行|实施)|由[^。，]{{2,20}}负责解释|所称)"
)


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        kind = _kind(sheet)
        for line in sheet.of(Role.BLOCK) if kind else ():
            for found in _SELF.finditer(line.text):
                group = 1 if found[1] else 2
                if found[group] != kind:
                    message = f"标题是“{kind}”，这里自称“本{found[group]}”，请统一"
                    yield Fault(line, *found.span(group), message, fix=kind)


def _kind(sheet: Sheet) -> str:
    """方案 of a title that ends with it; "" where the sheet goes on with another document, or has no such title."""
    found = _TITLE.search("".join(title_of(sheet).split())) if sheet.kind is not Kind.ATTACHMENT else None
    return found[1] if found else ""
