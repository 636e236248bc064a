"""Who signs a sheet, and on what day: by the roles of its lines, else by how its last lines look."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.draft import Line, Role, Sheet

_CN = "〇○零一二三四五六七八九十"
_DAY = re.compile(
    rf"[（(]?\s?(?:\d{{4}}|\d{{2}}|[{_CN}×xX*]{{2,4}})\s?[年./-]\s?[\d{_CN}×xX*]{{0,3}}\s?(?:[月./-]\s?"
    rf"(?:[\d{_CN}×xX*]{{0,4}}\s?[日号]?)?)?\s?[）)]?"
)
_GAP = re.compile(r"【[^】]{0,20}】")
_OFFICE = re.compile(
    r"(?:局|厅|部|委|委员会|办|办公室|办公厅|政府|党组|支部|总支|中心|处|科|院|站|所|队|公司|学校|大学|中学|小学|医院"
    r"|集团|协会|联合会|法院|检察院|领导小组|指挥部|专班|组|会|社|乡|镇|街道|办事处|工会|团委|银行|支行|分局)(?:（.{1,8}）)?$"
)
_LAST = 8  # so many lines before the end a signature may begin


@dataclass(frozen=True, slots=True)
class Signing:
    """The lines of 署名 and that of 成文日期; () and None without."""

    names: tuple[Line, ...] = ()
    date: Line | None = None


def signing(sheet: Sheet) -> Signing:
    """署名 and 成文日期 of a sheet."""
    names, dates = sheet.of(Role.NAME), sheet.of(Role.DATE)
    tail = _tail(sheet)
    if not dates:
        dates = tuple(line for line in tail if is_day(line.words))
    if not names:
        names = tuple(line for line in tail if line not in dates and is_office(line.words))
    return Signing(names, dates[-1] if dates else None)


def is_day(words: str) -> bool:
    """A date alone on its line, in any form, right or wrong; a gap for one."""
    return _DAY.fullmatch(words) is not None or (_GAP.fullmatch(words) is not None and "日期" in words)


def is_office(words: str) -> bool:
    """An office alone on its line; a gap for one."""
    plain = "".join(words.split())
    if _GAP.fullmatch(plain):
        return True
    return 3 <= len(plain) <= 60 and not re.search(r"[。；：，！？]", plain) and _OFFICE.search(plain) is not None


def _tail(sheet: Sheet) -> tuple[Line, ...]:
    """The short lines without a number that close the text."""
    tail: list[Line] = []
    for line in reversed(sheet.of(Role.BLOCK, Role.DATE, Role.NAME)[-_LAST:]):
        if line.level or len(line.words) > 60 or line.words[-1:] in tuple("。；：，！？"):
            break
        tail.append(line)
    return tuple(reversed(tail))
