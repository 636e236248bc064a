"""缩略的数字代号没有说明。

“1357”“六办”之类的代号，外人看不懂，第一次出现时应说明内容或出处。单位内部通用的可以不管，所以默认不查。

依据：简称、缩略语首次出现应作说明（实务）。
错：推行“1357”工作法。
对：推行“1357”工作法（一张清单、三级包保、五步推进、七天办结）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="info", on=False)

_CODE = re.compile(r"“(\d(?:[\d+＋]{1,8}N?|\+[\d+N]{1,8})|[一二三四五六七八九]办)”")
_KNOWN = re.compile(r"1\d\d|12\d{3}|9[56]\d{3}|985|211|863|973|618|315|24|30|60|20\d\d")
_TOLD = re.compile(r"[^。]{0,24}?(?:即|是指|指的是|内容是|[（(：])")


def check(draft: Draft) -> Iterator[Fault]:
    seen: set[str] = set()
    for line in draft.lines:
        if "“" not in line.text or line.role is Role.TITLE:
            continue
        for found in _CODE.finditer(line.text):
            code = found[1]
            if code in seen or _KNOWN.fullmatch(code):
                continue
            seen.add(code)
            after = line.text[found.end() : found.end() + 40].partition("。")[0]
            if not _TOLD.match(after):
                message = f"“{code}”是什么，第一次出现时请说明"
                yield Fault(line, found.start(), found.end(), message)
