"""The departments of one level and their counterparts at another: 省教育厅 is 市教育局. From level_departments.json."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from docgen.levels.terms import LEVELS, MARKS, Term, mark_of, place_of
from docgen.wordlist import Record, load

VERTICAL = "垂直管理的单位，名称按本系统的规定写"
_A_LEVEL_BETWEEN = "市一级在本级之上，原文所指要重新看"


def departments(above: str, here: str, region: str, place: str) -> Iterator[Term]:
    """Those of the upper level with its character before them and without; then, in a province's plan, the cities'."""
    for record in load("level_departments"):
        yield from _pairs(record, above, here, region, place)
    if above != "province":
        return
    for term in chain.from_iterable(_pairs(record, "city", "county", "", "") for record in load("level_departments")):
        if not _says_level(term.word):
            continue
        if here == "city":  # 市医保局 in a province's plan is each city's: here it is each county's
            yield replace(term, kind="lower")
        else:
            yield replace(term, becomes="", kind="lower", ask=_A_LEVEL_BETWEEN)


@cache
def unmarked() -> frozenset[str]:
    """Names without a level before them: 民政局, 教育厅."""
    names = chain.from_iterable(record[level] for record in load("level_departments") for level in LEVELS)
    return frozenset(name for name in names if not _says_level(name) and len(name) > 2)


def names_of(*names: str) -> set[str]:
    """All names, at every level, of the departments that are called so."""
    records = (r for r in load("level_departments") if any(name in r[level] for level in LEVELS for name in names))
    return {name for record in records for level in LEVELS for name in record[level]}


def department_of(name: str) -> str:
    """The id of the department that an office's full name ends with; "" where it is none."""
    pairs = (
        (known, record["id"]) for record in load("level_departments") for level in LEVELS for known in record[level]
    )
    found = [(len(known), id_) for known, id_ in pairs if len(known) > 2 and name.endswith(known)]
    return str(max(found, default=(0, ""))[1])


def higher(mark: str) -> Iterator[Term]:
    """The departments of the level above the upper one, by its character: named, never renamed."""
    for record in load("level_departments"):
        yield from (
            Term(mark + name, "", "above") for name in record["province"] if not _says_level(name) and "{" not in name
        )


def is_counterpart(one: str, other: str) -> bool:
    """Whether two offices are one department at two levels, whatever each calls it: 卫生健康委, 卫生健康局."""
    known, charge = department_of(one), stem(one)
    return bool(known and known == department_of(other)) or (len(charge) > 1 and charge in other)


def stem(name: str) -> str:
    """What a department is in charge of: 卫生健康 of 江川市卫生健康委员会."""
    bare = name.removeprefix(place_of(name))
    return re.sub(r"(?:委员会|办公室|委|厅|局|办)$", "", bare)


def _pairs(record: Record, above: str, here: str, region: str, place: str) -> Iterator[Term]:
    why = _uncertain(record, here, place)
    mark, own = MARKS[above], mark_of(here, place)
    for row in record[above]:
        counterpart = _counterpart(row, record, above, here)
        whole = "{" in row + counterpart  # a name that says itself where it stands: 国家税务总局{市}税务局
        if "{" in row and not region:
            continue
        name, becomes = (re.sub(r"\{[^{}]+\}", where, word) for word, where in ((row, region), (counterpart, place)))
        if here == "county":
            becomes = re.sub(r"^县|(?<=治)县|(?<=县委)县|(?<=（)县", own, becomes)
        if not _says_level(name) and not (whole and region in name):
            yield Term(mark + name, becomes if whole or not becomes else own + becomes, "body", why)
        if name == becomes and _says_level(name):
            yield Term(name, "", "body", why or "本级不另设，由上级的机构负责")
        else:
            yield Term(name, becomes, "body", why)


def _counterpart(name: str, record: Record, above: str, here: str) -> str:
    """Full name for full name; a short one for the one that begins alike, else for the one at the same position."""
    names: list[str] = record[here]
    if not names:
        return ""
    at = record[above].index(name)
    alike = [other for other in names[1:] if other[1:-1] == name[1:-1]] if at else []
    return (alike or names[min(at, len(names) - 1) :])[0]


def _uncertain(record: Record, here: str, place: str) -> str:
    if record.get("vertical"):
        return VERTICAL
    if not record[here]:
        return "这一级一般不设这个部门"
    if here in record.get("ask", ()) or ("district" in record.get("ask", ()) and place.endswith("区")):
        return "这一级的名称各地不同"
    return "" if record["sure"] else "这个部门的名称和设置各地不同"


def _says_level(name: str) -> bool:
    return name[0] in "省市县" and not name.startswith("市场")
