"""“我们的……的……”连用两个“的”。

人称代词后面连用两个“的”，可以删去一个。“我们的伟大的”“他们的代理人的”这类修饰语、称人的词不算。

依据：公文应当文字精练；“的”字不堆叠（实务）。
错：目前，我们的服务的水平还不高。
对：目前，我们的服务水平还不高。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_FOUND = re.compile(
    "(?:我们|你们|他们|大家)的([一-鿿]{2,4}?)的(风气|水平|质量|能力|本领|作风|方式|方法|环境|条件|态度|意识|效率|机制|情况|状况|程度|力度|进度|成效|效果|成果|氛围|制度|目标|任务|重点|措施|经验|问题|短板|优势|热情|劲头|信心|正确|准确|统一|稳定)(?=[，。；、！？还就也都不很更要]|$)"
)
_MODIFIERS = re.compile(
    "[是在和与及了着过被把将到]|^[对从向为给让]|[有上下中内外前后大小多少新老好高长样般切人者员们众民生师家辈女子志友部]$|光荣|美好|共同|优秀|年轻|亲爱|可爱|敬爱|真实|全部|根本|主要|重要|宝贵|唯一|真正"
    "|一贯|基本|日常|实际|独特|具体|切身|深厚|不懈|辛勤|崇高|神圣|坚定|所"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for found in _FOUND.finditer(line.text):
            if not _MODIFIERS.search(found[1]) and "的" not in found[1] + found[2]:
                message = f"“{found.group()}”连用两个“的”，请删去一个"
                yield Fault(line, found.start(), found.end(), message)
