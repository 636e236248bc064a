"""自称与本级不符。

市里的文稿自称“我厅”“厅党组”，或者说“结合我省实际”“全省各级医保部门要……”，多半是套用上级的稿子没有改过来。
是哪一级，看版头和署名（或者所照的上级方案）。说到上级、引用上级的不算：省教育厅党组、我省有关规定、走在全省前列。

依据：公文以发文机关的名义行文，自称应当与发文机关一致（实务）。
错：岚川市医疗保障局的通知：经厅党组研究，现就有关事项通知如下。
对：经局党组研究，现就有关事项通知如下。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.self_names import wrong_selves
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    for found in wrong_selves(draft):
        yield Fault(found.line, found.start, found.end, f"“{found.text}”不是本级的自称，应为“{found.right}”")
