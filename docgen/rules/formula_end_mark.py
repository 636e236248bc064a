"""开头、结尾固定用语的句末标点不对。

“……制定本方案”到此是一句完整的话，后面是各章，用句号，不用冒号；“妥否，请批示”“特此通知”语气平实，用句号，不用叹号。

依据：GB/T 15834-2011《标点符号用法》4.1 句号、4.3 叹号（国标）；公文结尾用语的通例（实务）。
错：结合我市实际，制定本方案：　妥否，请批示！
对：结合我市实际，制定本方案。　妥否，请批示。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="safe")

_OPENING = re.compile(
    r"[，、](?:特|现|特此)?(?:制定|制订|编制|起草|出台|印发|形成)本"
    r"(?:实施|工作|行动|专项|管理|暂行|应急)?(?:方案|办法|规定|意见|细则|要点|计划|预案|制度|规划|条例|规则|规程|措施)(?P<at>[：:])\s*$"
)
_CLOSING = re.compile(
    r"^\s*(?:(?:妥否|当否|可否|是否妥当|是否可行|如无不妥|以上[^，。！？]{1,12}|专此[^，。！？]{1,4})[，,]?"
    r"(?:请|敬请|恳请)[^，。！？]{0,8}(?:批示|批复|审批|审示|审阅|审定|审议|指示|函复|复函|批转)"
    r"|特此(?:通知|通报|通告|公告|报告|函复|函告|函达|批复|请示|公示|说明|证明))(?P<at>！)\s*$"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        if found := _OPENING.search(line.text, line.start):
            yield Fault(line, *found.span("at"), "这里话已说完，句末应为“。”", fix="。")
        if found := _CLOSING.search(line.text):
            yield Fault(line, *found.span("at"), "公文的结尾用语用“。”，不用“！”", fix="。")
