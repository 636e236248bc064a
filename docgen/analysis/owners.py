"""The units that a draft makes responsible (责任单位：…, （……牵头，……配合）) and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from docgen import wordlist
from docgen.draft import Draft, Line

_LABELLED = re.compile(
    r"(?:责任|牵头|配合|主办|协办|承办|参与)(?:单位|部门|科室|处室)[：:]\s*"
    r"([^；。：:（）()\n]{2,120}(?:（[^（）]{1,12}）[^；。：:（）()\n]{0,80}){0,4})"
)
_TOLD = re.compile(
    r"[（(]([^（）()；。：:]{3,80}?)(?:共同|分别)?(?:牵头|负责|按(?:照)?职责分工负责)"
    r"(?:[，；]([^（）()；。：:]{3,80}?)(?:参与|参加)?配合)?[）)]"
)
_SPLIT = re.compile(r"[、，,]")
_TAIL = re.compile(r"(?:等(?:单位|部门)?|牵头|配合|负责)$")
_UNIT = re.compile(r"[\u4e00-\u9fff]{3,30}(?:局|委|办|厅|部|院|会|中心|室|队|公司|站|所)")
_PLACE = re.compile(r"(?:[\u4e00-\u9fff]{1,8}?(?=[省市县区州旗](?![市县区])))?(?:自治)?[省市县区州旗盟]")
_SHORTENED = (("委员会", "委"), ("办公室", "办"), ("办公厅", "办"), ("人民政府", "政府"))


@dataclass(frozen=True, slots=True)
class Owner:
    """A unit that line.text[start:end] makes responsible."""

    line: Line
    start: int
    end: int

    @property
    def name(self) -> str:
        return self.line.text[self.start : self.end]


@lru_cache(maxsize=1)
def owners(draft: Draft) -> tuple[Owner, ...]:
    """The units named as owners, in order."""
    return tuple(owner for line in draft.body for owner in _of_line(line))


def _of_line(line: Line) -> Iterator[Owner]:
    for pattern in (_LABELLED, _TOLD):
        for found in pattern.finditer(line.text):
            for group in range(1, len(found.groups()) + 1):
                if found[group]:
                    yield from _names(line, found.start(group), found[group])


def _names(line: Line, start: int, words: str) -> Iterator[Owner]:
    for name in _SPLIT.split(words):
        bare = _TAIL.sub("", name.strip())
        begin = start + len(name) - len(name.lstrip())
        if _UNIT.fullmatch(bare):
            yield Owner(line, begin, begin + len(bare))
        start += len(name) + 1


def without_place(name: str) -> str:
    """A unit's name without the place before it: 江川市教育局 is 教育局."""
    found = _PLACE.match(name)
    return name[found.end() :] if found and len(name) - found.end() > 1 else name


@cache
def known() -> dict[str, str]:
    """Every name of a unit that is known, full or short, and the full one that it stands for."""
    records = wordlist.load("institutions")
    full = {record["name"]: record["name"] for record in records}
    short = {name: record["name"] for record in records for name in record.get("short", ()) if name not in full}
    return short | full


def same_unit(one: str, other: str) -> bool:
    """Whether two names are one unit in a long and a short form: 市发展和改革委员会, 市发改委."""
    if one == other or one[0] != other[0]:
        return False
    first, second = without_place(one), without_place(other)
    if first == second:
        return False  # with the name of the place and without it
    table = known()
    if first in table and second in table:
        return table[first] == table[second]
    short, long = sorted((_closed(first), _closed(second)), key=len)
    return (
        len(short) > 2
        and short != long
        and short not in long  # 税务局 and 税务局稽查局 are two
        and short[0] == long[0]
        and short[-1] == long[-1]
        and _runs_through(short, long)
    )


def _closed(name: str) -> str:
    for full, short in _SHORTENED:
        name = name.removesuffix(full) + (short if name.endswith(full) else "")
    return name


def _runs_through(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in this order."""
    rest = iter(long)
    return all(char in rest for char in short)
