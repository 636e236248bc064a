"""百分点写成了百分数。

比率本身就是百分数，两个比率相减，差的是“百分点”：从45%提高到48%，是提高3个百分点，不是提高3%。

依据：国家统计局统计用语：百分点是以百分数表示的相对指标变动的幅度（实务）。
错：污水处理率达到92%，比去年提高3%。
对：污水处理率达到92%，比去年提高3个百分点。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", fix="unsafe")

_RATE = (
    r"(?:率|比重|占比|比例|覆盖面|份额)(?:，(?:今年|全年|年底前?)?要?)?(?:确保|力争)?(?:稳定|保持|控制|持续)?(?:在|约?为|达到?了?|是|提高到|提升到|上升到|增加到|下降到|降低?到|降至|升至|增至"
    r"|提高至|提升至)?[约近]?\d+(?:\.\d+)?[%％](?:以上|以下|左右)?"
)
_FROM = r"[从由]\d+(?:\.\d+)?[%％](?:提高|提升|上升|增加|增长|下降|降低|减少|升|降|增)[到至]\d+(?:\.\d+)?[%％]"
_CHANGE = re.compile(
    rf"(?:{_RATE}|{_FROM})[，、（](?:分别)?(?:(?:比|较)[^，。；：\d]{{1,8}}(?:\d{{4}}年)?(?:同期)?)?(?:提高|提升|上升|下降|降低)了?"
    r"(\d+(?:\.\d+)?)([%％])"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for found in _CHANGE.finditer(line.text) if "%" in line.text or "％" in line.text else ():
            message = f"两个比率相差的是百分点，应为“{found[1]}个百分点”"
            yield Fault(line, found.start(1), found.end(2), message, f"{found[1]}个百分点")
