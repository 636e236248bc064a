"""成文日期写法不合规范。

成文日期用阿拉伯数字，年、月、日写全，月、日不补 0，如“2026年3月5日”。汉字日期（二〇二六年三月五日）是旧写法。

依据：GB/T 9704-2012《党政机关公文格式》7.3.5.4（国标）；月、日不编虚位同此条。
错：二〇二六年三月五日　2026年03月05日　2026.3.5　2026年3月
对：2026年3月5日
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.signing import signing
from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.notation import Date, parse_chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_RIGHT = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
_CN = "一二三四五六七八九十"
_CHINESE = re.compile(
    rf"(?P<y>[〇○零OoＯ0{_CN[:9]}]{{4}})\s?年\s?(?P<m>[{_CN}]{{1,3}})\s?月\s?(?P<d>[{_CN}]{{1,4}})\s?[日号]"
)
_ARABIC = re.compile(r"(?P<y>20\d\d)\s?[年.\-/．]\s?(?P<m>\d{1,2})\s?[月.\-/．]\s?(?P<d>\d{1,2})\s?[日号]?")
_MONTH = re.compile(r"(?P<y>20\d\d)\s?[年.\-/]\s?(?P<m>\d{1,2})\s?月?")
_ZERO = str.maketrans("〇○零OoＯ", "000000")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is not Kind.ATTACHMENT and sheet.genre != "speech":
            found = signing(sheet).date
            for line in [*([found] if found else []), *sheet.of(Role.PRINTED_ON)]:
                yield from _faults(sheet, line)


def _faults(sheet: Sheet, line: Line) -> Iterator[Fault]:
    text = line.words.removesuffix("印发").rstrip()
    plain = "".join(text.split())
    start, end = line.start, line.start + len(text)
    if _RIGHT.fullmatch(plain):
        return
    if day := _read(text):
        yield Fault(line, start, end, f"日期应写成“{day}”：用阿拉伯数字，年月日写全，月、日不补 0", fix=str(day))
    elif _MONTH.fullmatch(text) and (sheet.genre == "notice" or sheet.of(Role.NUMBER)):
        yield Fault(line, start, end, "成文日期要写到日，请补上是哪一天")


def _read(text: str) -> Date | None:
    """The day that a date in one of the wrong forms means; None where it is none or does not exist."""
    if found := _CHINESE.fullmatch(text):
        year = int(found["y"].translate(_ZERO).translate(_DIGITS))
        month, day = parse_chinese(found["m"]), parse_chinese(found["d"])
    elif found := _ARABIC.fullmatch(text):
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    else:
        return None
    date = Date(year, month or 0, day or 0)
    try:
        return date if date.first and day else None
    except ValueError:
        return None
