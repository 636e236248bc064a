"""公文主送领导个人。

以机关名义发出的公文主送机关，不主送领导个人；领导个人的职务、姓名、“同志”不作主送。讲话和汇报的称谓不在此列。

依据：《党政机关公文处理工作条例》第十五条（五），除上级机关负责人直接交办事项外，不得以本机关名义向上级机关负责人报送
公文（条例）。
错：关于防汛工作情况的报告　陈市长：
对：关于防汛工作情况的报告　市人民政府：
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Kind, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="error", genres=("notice", "report"))

_LEADER = re.compile(
    r"(?:书记|[省市县区州乡镇]长|局长|厅长|部长|处长|科长|主任|主席|院长|校长|董事长|总经理|同志|先生|女士)\s*[：:]?\s*$"
)
_SPOKEN = re.compile(r"^(?:尊敬的|各位|同志)|各位")
_SHORT = 20  # characters: a longer line names offices too


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is Kind.MAIN and sheet.genre in RULE.genres:
            for line in sheet.of(Role.OPENING):
                if len(line.words) <= _SHORT and _LEADER.search(line.words) and not _SPOKEN.search(line.words):
                    end = len(line.text.rstrip())
                    yield Fault(line, line.start, end, "公文不主送领导个人，请改为主送其所在机关（如“市人民政府：”）")
