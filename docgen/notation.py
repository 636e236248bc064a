"""How official documents write numbers, ordinals, dates and document numbers, both ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

DIGITS = "零一二三四五六七八九"
LEVELS = 4  # 一、（一） 1. （1）: GB/T 9704-2012, 7.3.3


def chinese(n: int) -> str:
    """1 to 9999 as it is read out: 10 十, 11 十一, 20 二十, 101 一百零一, 110 一百一十."""
    if not 0 <= n <= 9999:
        raise ValueError(f"{n} is not between 0 and 9999")
    if n < 10:
        return DIGITS[n]
    text, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // power % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return text[1:] if text.startswith("一十") else text


def counted(n: int) -> str:
    """A number before a measure word or a noun: 两个方面, 三个方面."""
    return "两" if n == 2 else chinese(n)


def parse_chinese(text: str) -> int | None:
    """The number that `text` writes in Chinese or Arabic digits; None when it writes none."""
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    if not re.fullmatch(r"[零〇一二两三四五六七八九十百千]+", text):
        return None
    total = digit = 0
    for char in text.replace("〇", "零").replace("两", "二"):
        if char in "千百十":
            total += (digit or 1) * {"千": 1000, "百": 100, "十": 10}[char]
            digit = 0
        elif digit:
            return None
        else:
            digit = DIGITS.index(char)
    return total + digit


_COUNTING = re.compile(r"([一二三四五六七八九十两]+|\d+)(?=\D)")


def count_in(label: str) -> int | None:
    """The number that a label begins with: six for 六大行动."""
    found = _COUNTING.match(label.strip("“”"))
    return parse_chinese(found.group(1)) if found else None


def recount(label: str, n: int) -> str:
    """A label that begins with a number, with the number of what it names; other labels as they are."""
    found = _COUNTING.match(label)
    if not found or count_in(label) == n:
        return label
    return (str(n) if found.group(1).isdigit() else counted(n)) + label[found.end() :]


_CN = "[一二三四五六七八九十百零]+"
_MARKS = (
    (1, re.compile(rf"{_CN}、")),
    (2, re.compile(rf"[（(]\s?{_CN}\s?[）)]")),
    (3, re.compile(r"\d{1,3}(?:[.．](?!\d)|[.．](?=\d{4}年)|、)")),  # 1.5万 is a figure, 1.2026年底前 a numbered line
    (4, re.compile(r"[（(]\d{1,3}[）)]")),
)


@lru_cache(maxsize=256)
def heading_mark(level: int, n: int) -> str:
    return (f"{chinese(n)}、", f"（{chinese(n)}）", f"{n}.", f"（{n}）")[level - 1]


def split_mark(text: str) -> tuple[str, str]:
    """A line as its typed heading mark ("" without one) and the rest, both stripped of spaces."""
    line = text.strip()
    for _, pattern in _MARKS:
        if found := pattern.match(line):
            return found.group(), line[found.end() :].strip()
    return "", line


def level_of_mark(mark: str) -> int:
    """1 to 4 for a heading mark, else 0."""
    return next((level for level, pattern in _MARKS if pattern.fullmatch(mark)), 0) if mark else 0


def count_of_mark(mark: str) -> int | None:
    """The number in a heading mark: （三） is 3."""
    return parse_chinese(mark.strip("（）() 、.．"))


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day, or a whole month when `day` is 0."""

    year: int
    month: int
    day: int = 0

    def __str__(self) -> str:
        """As in 7.3.5.4: 2026年3月5日, no leading zeros; 2026年3月 for a month."""
        return f"{self.year}年{self.month}月" + (f"{self.day}日" if self.day else "")

    @property
    def first(self) -> date:
        return date(self.year, self.month, self.day or 1)

    @property
    def last(self) -> date:
        if self.day:
            return self.first
        return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)


_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?")


def parse_date(text: str) -> Date:
    """2026-12-31, 2026-12, 2026年12月31日 or 2026年12月.

    Raises ValueError with a message in Chinese: not a date, or a day that does not exist.
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}”不是日期，请写成 2026-12-31 或 2026-12")
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        date(year, month, day or 1)
    except ValueError:
        raise ValueError(f"没有“{text}”这一天，请核对年月日") from None
    return Date(year, month, day)


def date_range(start: Date, end: Date) -> str:
    """A period: 2026年3月至5月, 2026年3月1日至5月31日, 2026年11月至2027年2月."""
    last = str(end)
    if start.year == end.year:
        last = last.removeprefix(f"{end.year}年")
        if start.month == end.month and start.day and end.day:
            last = f"{end.day}日"
    return str(start) if start == end else f"{start}至{last}"


def deadline(day: Date) -> str:
    """A day or a month as a time limit: 2026年6月30日前, 2026年6月底前."""
    return f"{day}前" if day.day else f"{day}底前"


SLOT = "\ue001", "\ue002"  # what a slot brought into an enumerator stands between these two
_SLOTTED = re.compile(f"{SLOT[0]}[^{SLOT[1]}]*{SLOT[1]}")
_ORDINAL = re.compile(r"(?<=第)[一1]")
_AT_START = re.compile(r"[一1]|[（(][一1][）)]")
_SERIES = ("首先", "其次", "再次", "最后")
_AT_END = re.compile(r"(?:[一1]|[（(][一1][）)])(?=[，、：:.．]?$)")


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A phrase that opens the items of a list and counts up: 一是, 第一个问题是, 表现一，, （一）, 1.

    `number` is the first number as written ("" for a phrase that repeats), between `before` and `after`.
    `level` is 1 to 4 for a heading mark (一、（一）1.（1）), 0 for a phrase. `run_on` is 无: the items run on.
    首先 goes on with 其次, 再次, 最后.
    """

    before: str = ""
    number: str = ""
    after: str = ""
    level: int = 0
    run_on: bool = False

    def at(self, n: int, last: bool = False) -> str:
        """The phrase of the nth item; `last` says that no other follows it."""
        if self.before == _SERIES[0]:
            return (_SERIES[-1] if last and n > 2 else _SERIES[min(n, len(_SERIES) - 1) - 1]) + self.after
        if not self.number:
            return self.before
        return self.before + (str(n) if self.number == "1" else chinese(n)) + self.after


def parse_enumerator(phrase: str) -> Enumerator:
    """第一 anywhere, else 一, 1 or （一） at the very start or the very end (before its mark); never in a slot."""
    if phrase == "无":
        return Enumerator(run_on=True)
    plain = phrase.translate(dict.fromkeys(map(ord, "".join(SLOT))))
    if not re.search(r"\d{2}", plain) and (level := level_of_mark(plain)) and count_of_mark(plain) == 1:
        at = plain.index("1" if level > 2 else "一")
        return Enumerator(plain[:at], plain[at], plain[at + 1 :], level)
    masked = _SLOTTED.sub(lambda found: "\ue000" * len(found.group()), phrase)
    found = _ORDINAL.search(masked) or _AT_START.match(masked) or _AT_END.search(masked)
    if not found:
        return Enumerator("首先", after=plain[2:]) if plain.startswith("首先") else Enumerator(plain)
    start = found.start() + found.group().startswith(("（", "("))
    cut = str.maketrans("", "", "".join(SLOT))
    return Enumerator(phrase[:start].translate(cut), phrase[start], phrase[start + 1 :].translate(cut))
