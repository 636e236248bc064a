"""减少的幅度用了倍数。

“增加一倍”是翻一番，“减少一倍”就成了零，减少、降低、缩短不用倍数，用百分数或者分数。

依据：倍数只用于增加（《现代汉语》数量的表示；实务）。
错：平均办理时限压减一倍。
对：平均办理时限压减一半。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_LESS = re.compile(
    r"(?:减少|压减|压缩|下降|降低|缩短|缩减|缩小|削减|减轻|减慢|调减|核减)(?:了|到)?(?:将近|大约|近|约|超过)?"
    r"[\d.一二两三四五六七八九十几数百]+[余多]?倍(?!数)"
)


def check(draft: Draft) -> Iterator[Fault]:
    for line in draft.body:
        for found in _LESS.finditer(line.text) if "倍" in line.text else ():
            message = f"减少不用倍数，“{found.group()}”请改用百分数或分数（如“减少一半”）"
            yield Fault(line, found.start(), found.end(), message)
