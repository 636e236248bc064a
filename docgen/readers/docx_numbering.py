"""Automatic numbers of a Word document (编号、多级列表), as Word counts and prints them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.notation import DIGITS, chinese
from docgen.wordxml import W, is_on, value

_HOLES = re.compile(r"%([1-9])")
_BULLETS = ("bullet", "none")
_LONGEST = 60  # characters of a pattern such as “第%1章”
_MOST = 99_999  # a start value beyond it is no numbering of a document


@dataclass(frozen=True, slots=True)
class Level:
    """restart: the level (from 1) whose use begins this one anew; None: any above it; 0: none does."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    arabic: bool = False


@dataclass(slots=True)
class Numbering:
    """What numbering.xml says, and how far each list has counted."""

    levels: Mapping[str, Mapping[int, Level]]  # of each abstract list
    lists: Mapping[str, str]  # the abstract list of each list
    styled: Mapping[tuple[str, str], int]  # (abstract list, style): the level that the style stands for
    anew: Mapping[str, Mapping[int, int]]  # the level of a list and what it starts at
    own: Mapping[str, Mapping[int, Level]]  # levels of a list that differ from those of its abstract one
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, number: str, depth: int | None, style: str = "") -> str:
        """The number before the next paragraph of a list; "" for a bullet. `style` decides where no depth is said."""
        abstract = self.lists.get(number)
        if abstract is None:
            return ""
        if depth is None:
            depth = self.styled.get((abstract, style), 0)
        levels = {**self.levels.get(abstract, {}), **self.own.get(number, {})}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(number, abstract, depth, levels)
        if level.format in _BULLETS:
            return ""
        return _HOLES.sub(lambda hole: _shown(levels, counts, int(hole[1]) - 1, level.arabic), level.text).strip()

    def _count(self, number: str, abstract: str, depth: int, levels: Mapping[int, Level]) -> Mapping[int, int]:
        counts = self.counts.setdefault(abstract, {})
        anew = self.anew.get(number, {})
        if depth in anew and (number, depth) not in self.begun:
            self.begun.add((number, depth))
            counts.pop(depth, None)
        for n in range(depth):
            counts.setdefault(n, _start(levels, n))
        counts[depth] = counts[depth] + 1 if depth in counts else anew.get(depth, levels[depth].start)
        for n in [n for n in counts if n > depth]:
            restart = levels[n].restart if n in levels else None
            if depth < (n if restart is None else restart):
                del counts[n]
        return counts


def numbering(part: Any, styles: Any) -> Numbering:
    """From the roots of numbering.xml and styles.xml."""
    abstracts = {e.get(f"{W}abstractNumId", ""): e for e in part.iter(f"{W}abstractNum")}
    nums = {e.get(f"{W}numId", ""): e for e in part.iter(f"{W}num")}
    lists = {name: value(num, "abstractNumId") for name, num in nums.items()}
    by_style = {e.get(f"{W}styleId", ""): value(e, "pPr/numPr/numId") for e in styles.iter(f"{W}style")}
    for name, abstract in lists.items():  # a list may only point at a style, which has the list that counts
        if linked := value(abstracts.get(abstract), "numStyleLink"):
            lists[name] = lists.get(by_style.get(linked, ""), abstract)
    return Numbering(
        {name: _levels(abstract) for name, abstract in abstracts.items()},
        lists,
        {
            (name, style): int_of(level.get(f"{W}ilvl"), 0)
            for name, abstract in abstracts.items()
            for level in abstract.iter(f"{W}lvl")
            if (style := value(level, "pStyle"))
        },
        {name: _anew(num) for name, num in nums.items()},
        {name: _levels(num) for name, num in nums.items()},
    )


def _levels(element: Any) -> dict[int, Level]:
    return {int_of(level.get(f"{W}ilvl"), 0): _level(level) for level in element.iter(f"{W}lvl")}


def _level(level: Any) -> Level:
    restart = value(level, "lvlRestart")
    return Level(
        start=int_of(value(level, "start"), 1),
        format=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText")[:_LONGEST],
        restart=int_of(restart, 0) if restart else None,
        arabic=bool(is_on(level, "isLgl")),
    )


def _anew(num: Any) -> dict[int, int]:
    return {
        int_of(override.get(f"{W}ilvl"), 0): int_of(value(override, "startOverride"), 1)
        for override in num.iter(f"{W}lvlOverride")
        if value(override, "startOverride")
    }


def int_of(text: str | None, otherwise: int) -> int:
    try:
        return max(-_MOST, min(int(text or ""), _MOST))
    except ValueError:
        return otherwise


def _start(levels: Mapping[int, Level], n: int) -> int:
    return levels[n].start if n in levels else 1


def _shown(levels: Mapping[int, Level], counts: Mapping[int, int], n: int, arabic: bool) -> str:
    level = levels.get(n, Level())
    return shown(counts.get(n, level.start), "decimal" if arabic else level.format)


# ── numbers as they are printed ──


def shown(n: int, form: str) -> str:
    """A number in one of Word's formats; in Arabic digits where the format is unknown or has no such number."""
    make = _FORMATS.get(form, str)
    try:
        return make(n) if n > 0 else str(n)
    except (ValueError, IndexError):
        return str(n)


def _digits(digits: str) -> Callable[[int], str]:
    return lambda n: "".join(digits[int(digit)] for digit in str(n))


def _signs(*ranges: tuple[int, str]) -> Callable[[int], str]:
    """From a run of characters: each range begins with the number of its first."""
    table = {first + i: sign for first, signs in ranges for i, sign in enumerate(signs)}
    return lambda n: table.get(n, str(n))


def _block(first: str, count: int) -> str:
    return "".join(chr(ord(first) + i) for i in range(count))


def _letters(n: int) -> str:
    """A … Z, AA, BB …"""
    return chr(ord("A") + (n - 1) % 26) * min((n - 1) // 26 + 1, 9)


_ROMAN = {
    **{1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL"},
    **{10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"},
}


def _roman(n: int) -> str:
    if n >= 4000:
        return str(n)
    text = ""
    for worth, sign in _ROMAN.items():
        text += sign * (n // worth)
        n %= worth
    return text


_DIGITAL = _digits("〇" + DIGITS[1:])
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_CIRCLES = _signs((1, _block("①", 20)), (21, _block("㉑", 15)), (36, _block("㊱", 15)))
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "chineseCounting": lambda n: chinese(n) if n < 100 else _DIGITAL(n),
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": lambda n: chinese(n) if n < 100 else _DIGITAL(n),
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _DIGITAL,
    "taiwaneseDigital": _DIGITAL,
    "japaneseDigitalTenThousand": _DIGITAL,
    "chineseLegalSimplified": lambda n: ("一" * (9 < n < 20) + chinese(n)).translate(_FORMAL),
    "ideographTraditional": _signs((1, "甲乙丙丁戊己庚辛壬癸")),
    "ideographZodiac": _signs((1, "子丑寅卯辰巳午未申酉戌亥")),
    "ideographEnclosedCircle": _signs((1, _block("㊀", 10))),
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedParen": _signs((1, _block("⑴", 20))),
    "decimalEnclosedFullstop": _signs((1, _block("⒈", 20))),
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}
