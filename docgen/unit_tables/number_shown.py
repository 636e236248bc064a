"""A number as Excel shows it: by the format of its cell, dates as docgen writes them (2026-03-05)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite

GENERAL = "General"
# What Excel in Chinese means by the numbers that it does not spell out in a file (ECMA-376 part 1, 18.8.30).
_CHINESE = {
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
    30: "m-d-yy",
    31: "yyyy年m月d日",
}
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_SECONDS_A_DAY = 86_400
_LAST_DAY = 2_950_000  # a day before the year 10000
_EXACT = 1e15  # Excel keeps fifteen digits
_LITERAL = r'(?:"[^"]*"|\\.|_.|\[[^\]]*\]|[^0#?.,%"\\_\[@*EeGg/])*'
_NUMBER = re.compile(rf"({_LITERAL})([#?0,]*[#?0])(?:\.([0#?]+))?({_LITERAL})(%?)({_LITERAL})")
_IN_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.()|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]()|(.)')


def shown(value: str, code: str = GENERAL, from_1904: bool = False) -> str:
    """A number as it stands in the file's XML, by the code of its format; by General where that says too much.

    A date without a day in its format is a month: 2026-03. Raises ValueError for what is no number.
    """
    number = float(value)
    if not isfinite(number):
        raise ValueError(value)
    if code in (GENERAL, "@", ""):
        return _general(value, number)
    if _is_date(code):
        return _date(number, code, _EPOCH_1904 if from_1904 else _EPOCH) or _general(value, number)
    sections = code.split(";")
    nth = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    match = _NUMBER.fullmatch(sections[nth])
    if not match or match[2].endswith(",") or abs(number) >= _EXACT:
        return _general(value, number)
    exact = Decimal(format(number, ".15g"))
    return _fixed(abs(exact) if nth else exact, match)


@lru_cache(maxsize=64)
def built_in(number: int) -> str:
    """The code of a format that files name by number alone."""
    if not number:
        return GENERAL
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return _CHINESE.get(number) or str(BUILTIN_FORMATS.get(number, GENERAL))


def _general(value: str, number: float) -> str:
    """Fifteen digits as Excel keeps them; a whole number written out stays as it is."""
    if re.fullmatch(r"-?\d{1,20}", value):
        return value
    text = format(number, ".15g")
    return format(Decimal(text), "f") if "e" in text and abs(number) < 1e20 else text


def _fixed(exact: Decimal, match: re.Match[str]) -> str:
    before, whole, part, middle, percent, after = match.groups()
    number = abs(exact) * 100 if percent else abs(exact)
    most = len(part or "")
    digits = format(number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP), "f")
    left, _, right = digits.partition(".")
    left = left.lstrip("0").zfill(whole.count("0"))
    while right and part[len(right) - 1] != "0" and right.endswith("0"):
        right = right[:-1]
    if "," in whole:
        left = f"{int(left or 0):,}" if left else ""
    sign = "-" if exact < 0 and (left.strip("0,") or right.strip("0")) else ""
    text = left + (f".{right}" if right else "")
    return f"{sign}{_plain(before)}{text}{_plain(middle)}{percent}{_plain(after)}".strip()


def _plain(literal: str) -> str:
    """What a literal of a format code prints: no quotes, no colours, of [$¥-804] the sign, of room left nothing."""
    return "".join("".join(filter(None, groups)) for groups in _IN_LITERAL.findall(literal))


@lru_cache(maxsize=256)
def _is_date(code: str) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return bool(is_date_format(code))


def _date(number: float, code: str, epoch: datetime) -> str:
    """ "" for a number that is no date."""
    if not 0 <= number < _LAST_DAY:
        return ""
    seconds = round(number * _SECONDS_A_DAY)
    if "[h" in code.lower():
        return f"{seconds // 3600}:{seconds % 3600 // 60:02}"
    moment = epoch + timedelta(seconds=seconds)
    letters = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.lower())
    time = f"{moment:%H:%M:%S}".removesuffix(":00")
    if number < 1:
        return time
    if "d" not in letters and "y" in letters:
        return f"{moment:%Y-%m}"
    if "d" not in letters:
        return time
    return f"{moment:%Y-%m-%d}" + (f" {time}" if "h" in letters and seconds % _SECONDS_A_DAY else "")
