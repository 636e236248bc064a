"""The enumerated items of a draft: 一是…二是…, 第一，…, （一）…, in one paragraph or over several, and nested.

Restarting after a heading or at a new first item makes a new series. What looks like an enumerator but neither begins
nor goes on with one (三要 in 三要素, 二是 without 一是) is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from docgen.draft import Draft, Line
from docgen.notation import count_of_mark, parse_chinese

NUMERAL = "[一二三四五六七八九十]{1,3}"
NAMES = "表现|问题|任务|行动|措施|举措|方面|原则|步骤|建议|要求|案例"
FIRST = ("首先", "其次", "再次")
PHRASES = ("一是", "第一", "第一个", "首先", "表现一")  # families of words; the others are numbers

# Where an item may begin: at the start of its line, or after one of these.
_BREAKS = "。；，：、！？…—;,:!?）”’"
_TOKEN = re.compile(
    rf"(?P<verb>{NUMERAL})(?P<mood>是(?!(?P=verb))|要(?![素点件务旨义害])|[抓靠看查促盯])"
    rf"|(?P<ordinal>第(?P<nth>{NUMERAL}|\d{{1,2}}))(?!、[第一二三四五六七八九十\d])(?:(?=[，、：,:．.。])|(?=是|要(?![素点件务旨义害])))"
    rf"|(?P<counted>第(?P<count>{NUMERAL})(?:(?:个|条|项|点|种|类|大)?[一-龥]{{0,6}}?是|[个条项点种类][一-龥]{{0,4}}(?=[：:])))"
    rf"|(?P<named>(?:{NAMES})(?P<name>{NUMERAL})(?=[，、：:．。 ]))"
    rf"|[（(](?P<bracket>{NUMERAL}|\d{{1,2}})[）)]"
    r"|(?P<arabic>(?<![\d.])\d{1,2})[.．、](?![\d%％])"
    r"|(?P<circle>[①-⑳])"
    r"|(?P<first>首先|其次|再次)"
)
_DEEP = 12  # more lists than these are never open at once; keeps a hostile text from costing its square
_MIXABLE = ("一是", "第一", "首先")  # families that a careless writer runs together


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: text[start:stop] of its line is the enumerator. `row` is the line's index in draft.body.

    family: 一是 (一要 too), 一抓, 第一, 第一个, 首先, 表现一, （一）, 1., ①, or 级1 to 级5 for a numbered line.
    phrase: as typed. opens: whether it opens its line. end: where the item ends in its line.
    """

    line: Line
    row: int
    start: int
    stop: int
    family: str
    phrase: str
    number: int
    opens: bool
    end: int = 0

    @property
    def text(self) -> str:
        return self.line.text[self.stop : self.end].strip()

    @property
    def head(self) -> str:
        """The words up to the first mark between clauses; 、 and marks inside quotes do not end it."""
        depth = 0
        for at, char in enumerate(self.text.lstrip("，、：:. ．")):
            depth += (char in "“（《") - (char in "”）》")
            if char in "，。；：！？,;:!?" and depth <= 0:
                return self.text.lstrip("，、：:. ．")[:at]
        return self.text.lstrip("，、：:. ．")


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The items of one list, as they stand. parent: the item's series that this one stands in."""

    entries: tuple[Entry, ...]
    parent: Series | None = None

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def last(self) -> Entry:
        return self.entries[-1]

    @property
    def family(self) -> str:
        return self.first.family

    @property
    def inline(self) -> bool:
        """Whether all items stand in one paragraph."""
        return self.first.row == self.last.row

    @property
    def regular(self) -> bool:
        """Whether the items count up by one."""
        numbers = [entry.number for entry in self.entries]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


class _Open:
    """A series that may still go on."""

    def __init__(self, entry: Entry, outer: _Open | None) -> None:
        self.entries, self.outer = [entry], outer

    @property
    def last(self) -> Entry:
        return self.entries[-1]

    def expects(self, entry: Entry) -> bool:
        return entry.number == self.last.number + 1

    def holds(self, inner: _Open) -> bool:
        """Whether `inner` stands in one of the items: under a numbered line, before the next item, or in its line."""
        last, begin = self.last, inner.entries[0]
        after = (last.row, last.start) > (begin.row, begin.start)
        return (
            last.family.startswith("级") or after or (last.opens and last.row == begin.row and last.start < begin.start)
        )


@lru_cache(maxsize=1)
def series(draft: Draft) -> tuple[Series, ...]:
    """All series of a draft, by where they begin; numbered lines too. One item alone is a series too."""
    return _closed(_opened(draft.body))


def _opened(lines: tuple[Line, ...]) -> list[_Open]:
    found: list[_Open] = []
    stack: list[_Open] = []
    sheet = 0
    for row, line in enumerate(lines):
        if line.sheet != sheet:
            sheet, stack = line.sheet, []
        if line.level:
            _number(line, row, stack, found)
        elif line.alone:
            stack[:] = [s for s in stack if s.last.family.startswith("级")]
        for entry in entries_of(line, row):
            _place(entry, stack, found)
    return found


def _number(line: Line, row: int, stack: list[_Open], found: list[_Open]) -> None:
    """A numbered line goes on with the numbered lines of its level and closes all below it."""
    mark, level = line.mark, f"级{line.level}"
    number = count_of_mark(mark) or int(unicodedata.numeric(mark[0], 0) if mark else 0)
    begin = line.text.find(mark, 0, line.start) if mark else -1  # Word's own number does not stand in the text
    entry = Entry(line, row, begin if begin >= 0 else line.start, line.start, level, mark, number, True)
    stack[:] = [s for s in stack if s.last.family.startswith("级") and s.last.family <= level]
    if stack and stack[-1].last.family == level:
        if number != 1:
            stack[-1].entries.append(entry)
            return
        stack.pop()
    _push(entry, stack, found)


def _push(entry: Entry, stack: list[_Open], found: list[_Open]) -> None:
    del stack[:-_DEEP]
    stack.append(_Open(entry, stack[-1] if stack else None))
    found.append(stack[-1])


def _place(entry: Entry, stack: list[_Open], found: list[_Open]) -> None:
    """Give an entry to the series that it goes on with, or begin one."""
    home = _home(entry, stack)
    if home:
        del stack[stack.index(home) + 1 :]
        home.entries.append(entry)
    elif entry.number == 1:
        if entry.opens:  # a new list of paragraphs: what ran in one paragraph, or was of this kind, is over
            stack[:] = [s for s in stack if s.last.opens and s.last.family != entry.family]
        _push(entry, stack, found)


def _home(entry: Entry, stack: list[_Open]) -> _Open | None:
    """The series that an entry goes on with: the innermost that waits for its number, else one that it breaks."""
    alike = [s for s in reversed(stack) if s.last.family == entry.family or _kin(s, entry)]
    own = [s for s in alike if s.entries[0].family == entry.family]
    waiting = [s for s in own if s.expects(entry)]
    same = [s for s in waiting if _side(s, entry)]
    if same or waiting:
        return (same or waiting)[0]
    if entry.number != 1:
        broken = [s for s in own if _side(s, entry) and entry.number - s.last.number in (0, 2, 3)]
        mixed = [s for s in alike if s not in own and s.expects(entry) and _side(s, entry)]
        return next(iter(mixed or broken), None)
    return next((s for s in own if _again(s, entry)), None)


def _kin(series: _Open, entry: Entry) -> bool:
    """Whether the two belong to families that are run together: 首先…第二，…三是…"""
    return series.entries[0].family in _MIXABLE and entry.family in _MIXABLE


def _side(series: _Open, entry: Entry) -> bool:
    """Both open their lines, or both stand in one line."""
    return series.last.opens if entry.opens else series.last.row == entry.row


def _again(series: _Open, entry: Entry) -> bool:
    """一是 once more, in the same sentence or at the start of the very next paragraph."""
    last = series.last
    if last.number != 1 or entry.phrase != last.phrase:
        return False
    if entry.opens:
        return last.opens and last.row == entry.row - 1
    text = entry.line.text
    nested = text.count(entry.phrase.replace("一", "二"), entry.stop, entry.stop + 2000) > 1
    return last.row == entry.row and not nested and not set("。：:") & set(text[last.stop : entry.start])


def _closed(found: list[_Open]) -> tuple[Series, ...]:
    made: dict[int, Series] = {}
    for one in found:
        outer = one.outer
        for _ in range(_DEEP):
            outer = outer.outer if outer and not outer.holds(one) else outer
        if outer and not outer.holds(one):
            outer = None
        made[id(one)] = Series(tuple(_ended(one.entries)), made[id(outer)] if outer else None)
    return tuple(made.values())


def _ended(entries: list[Entry]) -> Iterator[Entry]:
    """The entries, each with where it ends: at the next one, or with its line."""
    following: Iterable[Entry | None] = (*entries[1:], None)
    for entry, after in zip(entries, following, strict=True):
        end = after.start if after and after.row == entry.row else len(entry.line.text.rstrip())
        yield replace(entry, end=end)


def entries_of(line: Line, row: int) -> Iterator[Entry]:
    """The enumerators in a line, but for the number that the line itself begins with."""
    text = line.text
    indent = len(text) - len(text.lstrip())
    for found in _TOKEN.finditer(text, line.start):
        start = found.start()
        opens = not line.level and start <= indent
        if opens or _may_begin(text, start, line.start, found):
            family, phrase, number = _read(found)
            if number:
                yield Entry(line, row, start, found.end(), family, phrase, number, opens)


def _may_begin(text: str, start: int, begin: int, found: re.Match[str]) -> bool:
    while start > begin and text[start - 1].isspace():
        start -= 1
    if start == begin or text[start - 1] in _BREAKS:
        return True
    if found["counted"] and text[start - 1] == "的":  # 标准不高的第一个表现是
        return start - begin <= 12 or any(mark in text[start - 12 : start] for mark in _BREAKS)
    return False


def _read(found: re.Match[str]) -> tuple[str, str, int]:
    """Family, phrase and number of an enumerator."""
    phrase = found.group()
    if found["verb"] and phrase[-1] not in "是要":
        return f"一{phrase[-1]}", phrase, parse_chinese(found["verb"]) or 0
    kinds = (("verb", "一是"), ("nth", "第一"), ("count", "第一个"), ("name", "表现一"), ("bracket", "（一）"))
    for group, family in kinds:
        if found[group]:
            return family, phrase, parse_chinese(found[group]) or 0
    if found["arabic"]:
        return "1.", phrase, int(found["arabic"])
    if found["circle"]:
        return "①", phrase, int(unicodedata.numeric(phrase))
    return "首先", phrase, FIRST.index(phrase) + 1


_RUN_ON = re.compile(rf"(?:(?<=[。；！])|^)\s*({NUMERAL})、(?![{NUMERAL[1:11]}]、)(?=[^。；、\d]{{2}})")


def run_on(line: Line) -> tuple[Entry, ...]:
    """一、…。二、…。三、…。 that run on in one line, three at least, the first with 一."""
    if line.text.count("、") < 3:
        return ()
    found = [(one.start(1), one.end(), parse_chinese(one[1]) or 0) for one in _RUN_ON.finditer(line.text.rstrip())]
    if len(found) < 3 or [number for *_, number in found[:2]] != [1, 2]:
        return ()
    return tuple(Entry(line, 0, at, end, "一、", line.text[at:end], number, False) for at, end, number in found)
