"""“把”字句缺谓语。

“把”（“将”）后面只有宾语（引号、书名号里的），到逗号、句号为止没有动词，不成句；“把矛盾化解”“把能力提升”，动词后面
没有补语、宾语，也不能收尾。

依据：“把”字句在宾语之后必须有谓语（《现代汉语》语法；实务）。
错：把“三个到位、四个结合”，组织力量逐户走访；把纠纷化解，维护稳定。
对：把“三个到位、四个结合”贯穿始终，组织力量逐户走访；把纠纷化解在基层，维护稳定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_OBJECT = "(?:“(?![^“”]{0,20}(?:作为|变成|当作))[^“”。]{3,40}”|《[^《》。]{2,60}》)"
_FOUND = re.compile(rf"(?<![一两几这那每哪百千万即必还也都行此])[把将]{_OBJECT}(?=[，。；！,;](?!“))")
_BARE = re.compile(
    r"(?:^|[，。；：、要须能应])(把[一-鿿]{2,6}?"
    r"(?<!一体|统筹|同步|深入|持续|协同|一起|一并|共同|全面|逐步|及时|妥善|有效|彻底|切实|认真|广泛|大力|不断|努力|严格|集中|就地|层层)"
    r"(?:化解|提升|提高|加强|强化|增强|改善|宣传|贯彻|推进|推动|促进|开展))(?=[，。；]|$)"
)
_SHOWN = 24


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for found in _FOUND.finditer(line.text):
            end = min(found.end(), found.start() + _SHOWN)
            message = f"“{found.group()[0]}”字句缺谓语，请在宾语后补上动词（贯穿始终、落到实处等）"
            yield Fault(line, found.start(), end, message)
        for found in _BARE.finditer(line.text) if "把" in line.text else ():
            message = f"“{found[1]}”不能收尾，请在动词后补上补语（在……、到位、上去等）"
            yield Fault(line, found.start(1), found.end(1), message, level="warning")
