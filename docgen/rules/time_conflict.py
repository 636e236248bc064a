"""稿子里的时间互相矛盾。

开头说“新年伊始”，后面却把下半年的事说成今年已经做过的，或者把明年的工作当作当前目标：多半是两个时期的稿子拼在一起。

依据：事理（实务）。
错：新年伊始，召开动员会……今年10月，省里召开了现场会……抓好明年各项任务。
对：新年伊始，召开动员会……去年10月，省里召开了现场会……抓好今年各项任务。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Line, Role
from docgen.notation import parse_chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_OPENING = 4  # lines of running text in which a draft says when it is
_START = re.compile(r"(?:^|[。，：])(?:在|值此)?(新年伊始|新春伊始|岁首|新岁开启|开年之际|新年开局之际)")
_ELSEWHEN = re.compile(r"(?:19|20)\d\d年|去年|每[年逢]|往年|当时|历年")
_MONTH = re.compile(r"今年(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|中旬|上旬|下旬)?(?!.?前)")
_HAPPENED = re.compile(r"时[，,]|了(?!解)|强调|指出|曾|已经|召开的|印发的|出台的|举行的|发生")
_PLANNED = re.compile(r"将|拟|计划|前完成|底前|之前|要在|力争|开始实施|起(?:施行|实施|执行)|预计")
_NEXT_YEAR = re.compile(
    r"(?:确保|保证|推动|做好|抓好|谋划好|完成好?)(明年(?:的|各项|全年)?[^，。；]{0,4}(?:工作|任务|目标)|明年(?=各项))"
)


def check(draft: Draft) -> Iterator[Fault]:
    texts = [line for line in draft.lines if line.role in (Role.BLOCK, Role.OPENING)]
    opening = next(((line, found) for line in texts[:_OPENING] if (found := _said(line.text))), None)
    if not opening:
        return
    line, said = opening
    others = [(fault, piece) for other in texts for fault, piece in _against(other, said[1])]
    if others:
        message = f"与下文“{others[0][1]}”矛盾，请统一全文的时间"
        yield Fault(line, said.start(1), said.end(1), message)
        yield from (fault for fault, _ in others)


def _said(text: str) -> re.Match[str] | None:
    """Where a text says that the year begins, this year."""
    found = _START.search(text)
    return None if not found or _ELSEWHEN.search(text[max(0, found.start(1) - 8) : found.start(1)]) else found


def _against(line: Line, said: str) -> Iterator[tuple[Fault, str]]:
    """What cannot be said at the start of a year, with the words."""
    text = line.text
    if "今年" in text:
        for found in _MONTH.finditer(text):
            month = parse_chinese(found[1]) or 0
            rest = text[found.end() : found.end() + 40].partition("。")[0]
            if 4 < month <= 12 and _HAPPENED.search(rest) and not _PLANNED.search(rest):
                message = f"开头说“{said}”，“{found.group()}”的事还没有到；是否去年？"
                yield Fault(line, found.start(), found.end(), message), found.group()
    if "明年" in text:
        for found in _NEXT_YEAR.finditer(text):
            message = f"开头说“{said}”，当前的工作是今年的；“明年”是否应为“今年”？"
            yield Fault(line, found.start(1), found.end(1), message), found[1]
