"""报告里夹带请示事项。

报告只陈述情况，不要求批复（口头汇报不在此列）；需要上级批准、拨款的，另写请示。

依据：《党政机关公文处理工作条例》第十五条（四），不得在报告等非请示性公文中夹带请示事项（条例）。
错：以上报告妥否，请批示。　恳请核拨应急救灾资金50万元。
对：特此报告。　（另行文）关于申请应急救灾资金的请示
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Kind, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="error", genres=("report",))

_ASKS = re.compile(
    r"(?:妥否|当否|可否|是否妥当|是否可行)[，,]?\s?(?:敬请|恳请|请)[^，。；]{0,6}(?:批示|指示|批复|审批|批准)"
    r"|(?:恳请|敬请|拟请|特请|请求|请)(?:(?:省|市|县|区|上级|贵)?[^，。；、“”]{0,6})?"
    r"(?:批示|批复|批准|审批|核拨|核准)(?=[。！，；]|[^，。；]{0,20}[。！])"
    r"|(?:恳请|拟请|请求|申请)[^，。；]{0,12}(?:拨付|追加|增拨|划拨|解决)[^，。；]{0,16}(?:资金|经费|编制|用地|补助)"
)
_TOLD = re.compile(r"(?:已|曾|经|向|提交|报送|及时|共|不得|未|可|由)[^，。；]{0,10}$")  # what was done, or by whom


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is Kind.MAIN and sheet.genre == "report" and "汇报" not in sheet.title:
            for line in sheet.body:
                yield from _faults(line)


def _faults(line: Line) -> Iterator[Fault]:
    for found in _ASKS.finditer(line.text) if "请" in line.text else ():
        if not _TOLD.search(line.text[max(0, found.start() - 12) : found.start()]):
            end = min(found.end(), found.start() + 20)
            yield Fault(line, found.start(), end, "报告不夹带请示事项，请删去，另写请示")
