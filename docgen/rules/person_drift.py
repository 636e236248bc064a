"""同一个人的姓名前后差一个字。

同样的职务、同样的姓，姓名只差一个字，其中一个多半是同音、形近的误字。原任、前任的不算。

依据：姓名书写应当准确、前后一致（实务）。
错：县应急管理局局长陈立明任组长……由县应急管理局局长陈立民负责
对：县应急管理局局长陈立明任组长……由县应急管理局局长陈立明负责
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from docgen.analysis.hanzi import HAN
from docgen.analysis.masks import RANKS
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="warning")

_MOST = 120  # people: a longer list is a roll
_FORMER = re.compile("原任?|前任?|时任|新任|继任|接替|历任|副")
_NO_GIVEN = frozenset(
    "局厅处科室委办部组院校镇村区县市省会党团总支站所队长员名位个任届级间业年各全多高的和与及等在对为将要是有同志亲主持分管"
)
_LINKS = "由请向听和与任是"
_SOUNDS = (("ing", "in"), ("eng", "en"), ("ang", "an"))


@dataclass(frozen=True, slots=True)
class _Person:
    line: Line
    start: int
    name: str
    post: str


def check(draft: Draft) -> Iterator[Fault]:
    people = [person for line in draft.lines for person in _people(line)]
    times: dict[str, int] = {}
    for person in people:
        times[person.name] = times.get(person.name, 0) + 1
    first: dict[tuple[str, str], _Person] = {}
    for person in people:
        first.setdefault((person.name, person.post), person)
    told: set[str] = set()
    for one, other in combinations(list(first.values())[:_MOST], 2):
        if one.post == other.post and _near(one.name, other.name):
            usual, rare = (one, other) if times[one.name] >= times[other.name] else (other, one)
            if rare.name not in told:
                told.add(rare.name)
                message = f"“{rare.name}”与第{usual.line.number}行的“{usual.name}”职务相同，姓名差一个字，请核对"
                yield Fault(rare.line, rare.start, rare.start + 3, message)


def _people(line: Line) -> Iterator[_Person]:
    """县应急管理局局长陈立明负责, 局长陈立明, and 陈立明局长."""
    for found in _pattern().finditer(line.text):
        kind = "name" if found["name"] else "named"
        post = (found["unit"] or "").lstrip(_LINKS) + found["post"] if kind == "name" else found["rank"]
        before = line.text[max(0, found.start() - 3) : found.start()]
        if not set(found[kind][1:]) & _NO_GIVEN and not _FORMER.search(before + post):
            yield _Person(line, found.start(kind), found[kind], post)


def _near(one: str, other: str) -> bool:
    """Whether three characters differ in one of the last two, which sound or look alike."""
    odd = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(odd) == 1 and one[0] == other[0] and _alike(*odd[0])


def _alike(one: str, other: str) -> bool:
    sounds, looks = _sounds(), _looks()
    same = bool(sounds.get(one, frozenset()) & sounds.get(other, frozenset()))
    return same or one + other in looks or other + one in looks


@cache
def _sounds() -> dict[str, frozenset[str]]:
    """The syllables of each character, without tones; 民 and 明 sound alike to many."""
    found: dict[str, set[str]] = {}
    for record in load("alike"):
        if "sound" in record:
            for char in record["characters"]:
                found.setdefault(char, set()).add(_plain(record["sound"]))
    return {char: frozenset(sounds) for char, sounds in found.items()}


def _plain(sound: str) -> str:
    return next((sound.removesuffix(nasal) + plain for nasal, plain in _SOUNDS if sound.endswith(nasal)), sound)


@cache
def _looks() -> frozenset[str]:
    """Pairs of characters that look alike."""
    groups = (group for record in load("alike") if "sound" not in record for group in record["characters"].split())
    return frozenset(a + b for group in groups for a, b in combinations(group, 2))


@cache
def _pattern() -> re.Pattern[str]:
    surnames = next(record["names"] for record in load("people") if record["id"] == "surnames").replace(" ", "")
    name = rf"[{surnames}][{HAN}]{{2}}"
    unit = rf"[{HAN}]{{1,8}}?[局厅委部院校办府会镇乡县市区省司]"
    ends = r"(?=[，、。；：（）(\s]|$|任|为|负责|担任|主持|带队|牵头|同志|要|讲话|出席|参加|具体|兼任|强调|指出)"
    return re.compile(
        rf"(?P<unit>{unit})?(?P<post>副?(?:{RANKS}))[：: ]?(?P<name>{name}){ends}"
        rf"|(?:(?<![{HAN}])|(?<=[由请向听和与]))(?P<named>{name})(?P<rank>副?(?:{RANKS}))"
    )
