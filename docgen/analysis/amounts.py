"""Amounts as running text writes them (86 家, 1,200 万元, 41.6 万户), and how exact each of them is."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?"
_BASE = (
    "人次|户次|场次|件次|家次|车次|批次|平方公里|平方米|立方米|公里|公顷|千瓦|千米|公斤|美元|"
    "个|家|件|处|项|人|名|户|所|座|条|次|起|场|台|辆|套|亩|吨|元|份|批|篇|期|支|栋|宗|例|米|张|本|头|只|株|艘|枚|幅|间|桩|笔|斤"
)
UNIT = rf"(?:[百千]?[万亿])?(?:{_BASE})"
_POWERS = {"百": 2, "千": 3, "万": 4, "亿": 8}
ROUGH = re.compile(
    r"(?<![签制节公条合契违])约[^，。；\d]{0,2}\d|[近超逾][^，。；\d]{0,2}\d|\d[余多几]"
    "|左右|以[上下内]|不[少低]于|至少|力争"
)


def value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def scale(unit: str) -> Decimal:
    """What 万 or 亿 before a unit multiplies by."""
    return Decimal(10) ** sum(_POWERS[char] for char in prefix(unit))


def prefix(unit: str) -> str:
    return unit[: len(unit) - len(unit.lstrip("百千万亿"))]


def base(unit: str) -> str:
    """The unit without 万 and 亿."""
    return unit.lstrip("百千万亿")


def full(digits: str, unit: str) -> Decimal:
    """The amount in its base unit: 1.2 万元 is 12000."""
    return value(digits) * scale(unit)


def blur(digits: str, unit: str) -> Decimal:
    """By how much an amount in its base unit may have been rounded; one that counts things is exact."""
    exact = "." not in digits and not prefix(unit)
    half = Decimal(5).scaleb(int(value(digits).as_tuple().exponent) - 1)
    return Decimal(0) if exact else half * scale(unit)


def plain(number: Decimal) -> str:
    """Without an exponent, and without zeros at the end of a fraction."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
