"""段末用了逗号、顿号。

一段话说完用句号；段末留着逗号、顿号，多半是改稿时漏改了，或者后面还少了话。

依据：GB/T 15834-2011《标点符号用法》4.1 句号，用于句末（国标）。
错：对弄虚作假的，严肃追究责任，绝不姑息迁就、
对：对弄虚作假的，严肃追究责任，绝不姑息迁就。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Line, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="unsafe")

_BEGINS = re.compile("第[一二三四五六七八九十][，、]|[一二三四五六七八九十][是要]|首先|其次|最后|此外|同志们|各位")
_SHORTEST = 12  # a shorter line may be a line of a poem, of a list or of an address


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        for line, following in zip(sheet.lines, (*sheet.lines[1:], None), strict=False):
            words = line.words
            dangling = line.role is Role.BLOCK and words[-1:] in tuple("，、,") and len(words) >= _SHORTEST
            if dangling and _is_closed(line, following):
                at = line.start + len(words) - 1
                yield Fault(line, at, at + 1, f"段末不用“{words[-1]}”，请改为“。”，或者补上后面的话", fix="。")


def _is_closed(line: Line, following: Line | None) -> bool:
    """Whether the next line does not go on from this one: a heading, another part of the document, or nothing."""
    if following is None or following.role is not Role.BLOCK:
        return "，" in line.words[:-1] or "。" in line.words
    return bool(following.level and following.mark) or bool(_BEGINS.match(following.words))
