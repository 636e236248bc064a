"""The page of an official document: every number of GB/T 9704-2012, once, and the geometry that follows from it.

Each number names its clause and its strength, as law 8 asks: 应 the standard demands it, 般 “usually”, 荐 it
recommends, 实 habit of offices, 算 follows by arithmetic, 测 measured in the rendered page. Only 应 may be called
a rule.
Lengths are millimetres (`_MM`), points (`_PT`) or characters (a 3号 character, 1/28 of a line) as their names say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

# ── paper and type area (版心) ──
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297  # 5.1 应: A4
TOP_MM, LEFT_MM = 37, 28  # 5.2.1 应: 天头, 订口, each ± 1
TEXT_WIDTH_MM, TEXT_HEIGHT_MM = 156, 225  # 5.2.1 应: 版心
RIGHT_MM, BOTTOM_MM = PAGE_WIDTH_MM - LEFT_MM - TEXT_WIDTH_MM, PAGE_HEIGHT_MM - TOP_MM - TEXT_HEIGHT_MM  # 算: 26, 35
LINES, CHARS = 22, 28  # 5.2.3 般: lines a page, characters a line
LINE_PT = 28.95  # 算, 测: the widest exact pitch that gives 22 lines; 29 gives 21
SPACING_PT = -0.25  # 算, 测: 16 − 0.25 = 15.75, the printers' 3号; without it a line holds 27
INDENT = 2  # 7.3.3 应: first line of a paragraph, characters


class Font(NamedTuple):
    """A kind of face: the name of the usual font file, and what stands in for it where it is missing."""

    name: str
    also: tuple[str, ...] = ()


FANGSONG = Font("仿宋_GB2312", ("仿宋", "FangSong", "STFangsong", "方正仿宋_GBK"))  # 5.2.2 般: text
KAITI = Font("楷体_GB2312", ("楷体", "KaiTi", "STKaiti", "方正楷体_GBK"))  # 7.3.3 般: （一）; 7.2.6 应: 签发人
HEITI = Font("黑体", ("SimHei", "STHeiti"))  # 7.3.3 般: 一、; 7.2.2 般: 密级; 7.3.7 应: 附件
SONGTI = Font("宋体", ("SimSun", "STSong"))  # 7.5 般: page number
XIAOBIAOSONG = Font(
    "方正小标宋简体", ("方正小标宋_GBK", "华文中宋", "STZhongsong", "宋体", "SimSun")
)  # 7.2.4 荐, 7.3.1 般
HEADING_FONTS = (HEITI, KAITI, FANGSONG, FANGSONG)  # 7.3.3 般: 一、（一） 1. （1）

SIZE_2_PT, SIZE_3_PT, SIZE_4_PT = 22.0, 16.0, 14.0  # 7.3.1 般 title; 5.2.2 般 text; 7.4, 7.5 般 imprint, page number
TABLE_PT = 12.0  # 实: 小四 inside a table
TABLE_MARGIN_PT = 3.0  # 实: left and right in a cell
TABLE_LINE_PT = 20.0  # 实: pitch inside a table; a row of one line still takes one line of the page
RED, BLACK = "FF0000", "000000"  # 7.2.4 荐, 7.2.7 应: masthead and rule; 5.2.4 应: all else

# ── head (版头) ──
MASTHEAD_TOP_MM = 35  # 7.2.4 应: from the type area to the top of the masthead
MASTHEAD_MAX_PT, MASTHEAD_MIN_PT = 60.0, 26.0  # 实; the 22 mm × 15 mm of 1999 no longer holds
MASTHEAD_INK = 0.78  # 测: of the size, from the baseline to the top of the tallest characters
MASTHEAD_LINE = 1.2  # 算: of the size: the line, so that nothing is cut
BASELINE = 0.8  # 测: of an exact line, from its top to the foot of the characters
MASTHEAD_SHARE = 0.96  # 实: of the text width that a masthead may fill
MASTHEAD_NARROWEST = 0.5  # 实: narrowest glyphs of a masthead that is long for its least size
MASTHEAD_WORD = "文件"  # 7.2.4 应
MASTHEAD_GAP = 0.5  # 实: of a character: between the names of a joint masthead and “文件”
MASTHEAD_SLACK = 0.15  # 测: of a character: what a cell is wider than its text, for widths are rounded
JOINT_HEIGHT_PT = 120.0  # 实: all names of a joint masthead together, so that text stays on the first page (7.2.4 应)
BLANKS_BEFORE_NUMBER = 2  # 7.2.5 应
RULE_GAP_MM = 4  # 7.2.7 应: number to red rule
RULE_SPACE_PT = 4  # 测: set in the file, it draws the rule 3.7 mm under the number
RULE_PT = 1.5  # 实: 1 to 2 pt; the standard sets no width
NUMBER_INSET = 1  # 7.2.5, 7.2.6 应: upward, number and 签发人 from the edges, characters
SIGNATORIES_A_LINE = 2  # 7.2.6 应

# ── body (主体) ──
BLANKS_BEFORE_TITLE = 2  # 7.3.1 应: below the red rule; 实: an issued or plain document, so that it starts on line 3
BLANKS_BEFORE_OPENING = 1  # 7.3.2 应
TITLE_CHARS = 20  # 算: 442 pt / 22 pt
BLANKS_BEFORE_ATTACHMENTS = 1  # 7.3.4 应: text to the list of attachments
BLANKS_BEFORE_SEALED, BLANKS_BEFORE_UNSEALED = 2, 1  # 7.3.5.1 应 (seal within a line of the text), 7.3.5.2 应
BLANKS_AFTER_LABEL = 1  # 7.3.7 应: 附件 on line 1, its title on line 3
SPARE = 0.68  # 7.3.5.5 可: of each blank line before 署名, where the page is full; 算: a seal still clears the text
MOST_SPARE = 0.8  # 算: where the last line of the text ends beside the seal
SEALED_DATE_INSET = 4  # 7.3.5.1 般
UNSEALED_INSET, UNSEALED_DATE_SHIFT = 2, 2  # 7.3.5.2 应
SEAL_MM = 42  # 实: a seal of a department
BLANKS_BETWEEN_SEALS = 4  # 7.3.5.1 应: seals neither cut nor touch; 算: 5 lines are 51 mm

# ── imprint (版记) and page number ──
THICK_PT, THIN_PT = 1.0, 0.75  # 7.4.1 荐: 0.35 mm first and last rule, 0.25 mm between
IMPRINT_LINE_PT = 28.0  # 测: with it the last rule falls on the lower edge of the type area
IMPRINT_INSET = 1  # 7.4.2, 7.4.3 应: from the edges, characters of 4号
PAGE_NUMBER_GAP_MM = 7  # 7.5 应: lower edge of the type area to the top of the dash
PAGE_NUMBER_INSET = 1  # 7.5 应: odd pages from the right, even ones from the left, characters of 4号
PAGE_NUMBER = ("— ", " —")  # 7.5 应: a dash on either side
HEADER_TWIPS = 850  # 实: 15 mm from the edge of the paper, where an office puts a header
FOOTER_TWIPS = 1434  # 测: distance of the footer from the paper's edge that puts the dash at 7 mm
FOOTER_LINE_PT = 18.2  # 测: together with the one above

CLOSING = "，。、；：？！）〕》〉」』】”’…·%"
OPENING = "（〔《〈「『【“‘"


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point, the unit of OOXML: 28 → 1587."""
    return round(mm * 1440 / 25.4)


def points(mm: float) -> float:
    return mm * 72 / 25.4


def width(text: str, half: float = 0.5) -> float:
    """Characters that `text` takes on a line: a Chinese character or mark 1, a digit or letter `half`.

    Marks that Chinese fonts draw full (“”—…×) count 1.
    """
    wide = sum(full(text))
    return wide + half * (len(text) - wide)


def full(text: str) -> Iterator[bool]:
    """Whether each character is drawn full."""
    return map(_FULL.__getitem__, text)


class _Full(dict[str, bool]):
    """Whether a character is drawn full, asked once a character: tables are measured cell by cell."""

    def __missing__(self, char: str) -> bool:
        self[char] = full = east_asian_width(char) in "WFA"
        return full


_FULL = _Full()


@dataclass(frozen=True, slots=True)
class Masthead:
    """Size in points and horizontal scale (1 is undistorted) that keep a masthead on one line."""

    size: float
    scale: float = 1.0


def masthead(issuers: tuple[str, ...], most: float = MASTHEAD_MAX_PT) -> Masthead:
    """发文机关标志: one name and “文件” on one line; several under each other with “文件” at their right (7.2.4).

    `most` is the largest size, in points, that the office's own style allows.
    """
    needed = max(map(width, issuers), default=0) + width(MASTHEAD_WORD)
    if len(issuers) > 1:
        needed, most = needed + MASTHEAD_GAP + 2 * MASTHEAD_SLACK, min(most, JOINT_HEIGHT_PT / len(issuers))
    fit = points(TEXT_WIDTH_MM) * MASTHEAD_SHARE / needed
    least = min(MASTHEAD_MIN_PT, most)
    if fit >= least:
        return Masthead(_half(min(fit, most)))
    size = min(least, fit / MASTHEAD_NARROWEST)
    return Masthead(_half(size), int(fit / _half(size) * 100) / 100)


def _half(size: float) -> float:
    """Down to a half point, the step of OOXML."""
    return int(size * 2) / 2


@dataclass(frozen=True, slots=True)
class Item:
    """One line of 附件说明. Its lines after the first start `left` characters in, its first `hanging` before them."""

    text: str
    left: float
    hanging: float


def attachment_list(titles: tuple[str, ...]) -> tuple[Item, ...]:
    """附件说明 (7.3.4 应): two characters in, numbers only where there are several, turned lines under the name."""
    label = "附件："
    start = INDENT + width(label)
    if len(titles) == 1:
        return (Item(label + titles[0], start, width(label)),)
    items = []
    for n, title in enumerate(titles, 1):
        mark = f"{n}."
        left = start + width(mark)
        items.append(Item(f"{label if n == 1 else ''}{mark}{title}", left, width((label if n == 1 else "") + mark)))
    return tuple(items)


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of the signature whose end stands `right` characters from the right edge of the type area."""

    text: str
    right: float
    date: bool = False

    @property
    def centre(self) -> float:
        """Of the text, in characters from the left edge."""
        return CHARS - self.right - width(self.text) / 2


Row = tuple[Placed, ...]


@lru_cache(maxsize=16)  # the same in all documents of a unit
def signature(names: tuple[str, ...], date: str, sealed: bool) -> tuple[Row, ...]:
    """署名 and 成文日期 line by line, from the first blank line above them on; a blank line is ()."""
    if not names and not date:
        return ()
    if not sealed:
        rows = _unsealed(names, date)
        return ((),) * BLANKS_BEFORE_UNSEALED + rows
    return ((),) * BLANKS_BEFORE_SEALED + (_sealed(names, date) if len(names) < 2 else _joint(names, date))


def _dated(date: str, right: float) -> tuple[Row, ...]:
    return ((Placed(date, right, date=True),),) if date else ()


def _sealed(names: tuple[str, ...], date: str) -> tuple[Row, ...]:
    """7.3.5.1: date four characters in, the name centred over it; a name too long for that moves both to the left."""
    name = width(names[0]) if names else 0
    of_date = width(date) if date else name
    right = max(SEALED_DATE_INSET, (name - of_date) / 2)
    return tuple((Placed(text, max(0, right + (of_date - name) / 2)),) for text in names) + _dated(date, right)


def _unsealed(names: tuple[str, ...], date: str) -> tuple[Row, ...]:
    """7.3.5.2: the date starts two characters right of the name, whichever is longer ends two from the edge."""
    name, of_date = max(map(width, names), default=0), width(date)
    longer = of_date > name
    right = UNSEALED_INSET + UNSEALED_DATE_SHIFT + of_date - name if longer else UNSEALED_INSET
    right = max(0, min(right, CHARS - name))
    rows = tuple((Placed(text, right + name - width(text)),) for text in names)  # in a row of first characters
    return rows + _dated(date, UNSEALED_INSET if longer else max(0, right + name - UNSEALED_DATE_SHIFT - of_date))


def _joint(names: tuple[str, ...], date: str) -> tuple[Row, ...]:
    """7.3.5.1: one seal a name, as many a row as fit, in the order of the issuers; the last one is over the date."""
    seal = SEAL_MM * CHARS / TEXT_WIDTH_MM
    widest = max(map(width, names))
    pitch = max(widest + 1, seal + 1)
    last = min(CHARS - SEALED_DATE_INSET - width(date) / 2, CHARS - max(widest, seal) / 2)
    columns = max(1, min(len(names), 1 + int((last - max(widest, seal) / 2) / pitch)))
    rows: list[Row] = []
    for start in range(0, len(names), columns):
        row = names[start : start + columns]
        first = last - pitch * (len(row) - 1)
        rows += [()] * BLANKS_BETWEEN_SEALS if start else []
        rows.append(tuple(Placed(n, CHARS - (first + pitch * i) - width(n) / 2) for i, n in enumerate(row)))
    return tuple(rows) + _dated(date, CHARS - last - width(date) / 2)


def head_lines(issuers: tuple[str, ...], signatories: int, most: float = MASTHEAD_MAX_PT) -> float:
    """Lines of the page that the head takes, with the blank ones under it; `most` as for the masthead."""
    rows, size = ceil(signatories / SIGNATORIES_A_LINE) or 1, masthead(issuers, most).size
    names = (MASTHEAD_INK - MASTHEAD_LINE * BASELINE + MASTHEAD_LINE * max(1, len(issuers))) * size
    return (
        (points(MASTHEAD_TOP_MM) + names + RULE_SPACE_PT + RULE_PT) / LINE_PT
        + BLANKS_BEFORE_NUMBER
        + rows
        + BLANKS_BEFORE_TITLE
    )


def text_lines(text: str, first: float = 0) -> int:
    """Lines that a paragraph takes, near enough, its first line `first` characters in; a mark may not start one."""
    return max(1, ceil((width(text) + first + 1) / CHARS))


def column_widths(rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Widths, in characters of a table, that suit the text. `rows` count the header."""
    return shared_widths([max(map(width, column)) for column in zip(*rows, strict=True)])


def shared_widths(widest: Sequence[float]) -> tuple[float, ...]:
    """Widths of columns by their widest texts: narrow columns get what they need, wide ones share the rest by the root
    of their length, so that a long text does not starve its neighbour."""
    need = [text + 1.5 for text in widest]
    room, given = points(TEXT_WIDTH_MM) / TABLE_PT, dict[int, float]()
    while True:
        wide = [n for n in range(len(need)) if n not in given]
        fair = (room - sum(given.values())) / max(1, len(wide))
        narrow = {n: need[n] for n in wide if need[n] <= fair}
        if not narrow:
            break
        given |= narrow
    roots = sum(need[n] ** 0.5 for n in wide)
    left = room - sum(given.values())
    return tuple(given[n] if n in given else left * need[n] ** 0.5 / roots for n in range(len(need)))


def day_of_print(printed_on: str) -> str:
    """印发日期 as it stands in the imprint (7.4.3); a gap of a draft stands as it is."""
    return printed_on if not printed_on or printed_on.startswith("【待补") else f"{printed_on}印发"


def imprint_lines(text: str, hanging: float = 3) -> int:
    """Lines of 4号 that 抄送 takes; `hanging` is the width of its label."""
    room = points(TEXT_WIDTH_MM) / SIZE_4_PT - 2 * IMPRINT_INSET - hanging
    return max(1, ceil(width(text) / (room - 1)))  # −1: a closing mark may not start a line
