"""缺少附件说明或者附件。

正文提到附件，文后就要有附件说明；附件说明列了几个，后面就附几个。序号对不上的，见 wrong-attachment-reference。

依据：GB/T 9704-2012《党政机关公文格式》7.3.4、7.3.7，附件说明与附件一致（国标）。
错：请填写报名表（见附件）。（文后没有附件说明）
对：请填写报名表（见附件）。……附件：报名表
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.attached import listed, present, references
from docgen.draft import Draft, Kind
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")


def check(draft: Draft) -> Iterator[Fault]:
    items = [item for sheet in draft.sheets for item in listed(sheet)]
    under = [sheet for sheet in draft.sheets if sheet.kind is Kind.ATTACHMENT]
    if not present(draft) and any(not reference.number for reference in references(draft)):
        yield Fault(None, 0, 0, "正文提到附件，文后没有附件说明，请补上")
    elif under and len(items) > len(under) and len({id(item.line) for item in items}) == len(items):
        yield Fault(None, 0, 0, f"附件说明列了{len(items)}个附件，文后只有{len(under)}个，请补齐")
