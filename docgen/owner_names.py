"""Who is meant by 牵头 and 配合: the names in what was typed there, and whether a name is a given unit's.

Names match exactly, never in part, after these normal forms: 中共 and blanks dropped; 人民政府 is 政府, 委员会 is 委,
办公室 is 办 (as offices shorten their own names); a short name that the list of institutions is sure of is the full
one; 江川市财政局, 市财政局 and 财政局 are one where the campaign's region is 江川市. 县财政局 is any county's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from docgen import wordlist

LONGEST = 120  # characters of a name with its brackets; what is longer is no name
CACHED = 256  # texts of a campaign and the names of a few units
_ORGAN = "局委办厅部处科股室院会队站所府司团校心区联"  # what a name of an organ ends with
_BRACKETS = re.compile(r"(.+?)[（(]([^（）()]*)[）)]$")
_ONLY_PLACES = re.compile("(?:[省市县区州盟旗乡镇、]|街道)+")
_CLAUSES = re.compile(r"(?:[^；;。\n（(]|[（(][^（）()]*[）)]?)+")
_LISTED = re.compile(r"(?:[^、，,；;。/（(]|[（(][^（）()]*[）)]?)+")
_BLANK = re.compile(rf"(?<=[{_ORGAN}])[ \t\u3000]+(?=\S{{3}})")
_AND = re.compile(rf"(?<=[{_ORGAN}])(?:联合|以及|[和与及])(?=\S{{3}})")
_WITH = re.compile(rf"(?<=[{_ORGAN}])会同(?=\S{{3}})")  # who is named after it supports
_FIRST_LEADS = re.compile("(?:第一[位个]|首位)的?(?:单位|部门)?(?:为|是)牵头")
_LABEL = re.compile(r"(?:(?P<leads>牵头|责任|主办|承办)|配合|协办|参与|参加)(?:单位|部门)[：:]")
_AND_OTHERS = re.compile(r"等(?:有关|相关)?(?:[\d一二三四五六七八九十]+[个家])?(?:成员)?(?:单位|部门)?$")
_LEADS = re.compile(
    r"(?:(?:按|依)照?(?:各自)?职责(?:分工)?)?(?:共同|分别|具体)?"
    r"(?:总?牵头(?:负责|落实|组织|抓总|实施)?|负责(?:落实|组织|实施)?|主办|承办|抓总|落实)$"
)
_SUPPORTS = re.compile(r"(?:(?:按|依)照?(?:各自)?职责(?:分工)?)?(?:共同|密切|积极)?(?:配合|协助|协同|协办|参与|参加)$")
_SHORTENED = ((re.compile("委员会$"), "委"), (re.compile("办公[室厅]$"), "办"))
_PLACE = re.compile(
    r"(?![省市县区州盟旗各本全我该])"
    r"(?:[\u4e00-\u9fff]县|(?:(?![局委办厅部队])[\u4e00-\u9fff]){2,12}?"
    r"(?:自治[区州县旗]|地区|[省州盟旗]|市(?![场区])|县(?![域城])|(?<![辖城社园景校库矿林牧小发新能港务治地税范胜贸护业流假集验作])区(?!域)))"
)
_MARK = re.compile(r"自治区|地区|市(?!场|容|政[管工设园]|民[服之])|[省州盟旗]|县(?![域城])|区(?!域)")


@dataclass(frozen=True, slots=True)
class Owner:
    """A name as it was typed, without its part. also: names in brackets after it, as in 市财政局（市国资委）."""

    name: str
    leads: bool
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A name with the part that was said of it, if any. spreads: the part is said of the names before it as well."""

    name: str
    leads: bool | None = None
    spreads: bool = False
    also: tuple[str, ...] = ()


@lru_cache(CACHED)
def owners(text: str, leads: bool) -> tuple[Owner, ...]:
    """The names in a text under 牵头 (leads) or 配合, unless the text itself says who does what: 甲局牵头，乙局配合."""
    pieces = [
        piece
        for clause in _CLAUSES.findall(_BLANK.sub("、", text))
        for piece in _clause("".join(clause.split()), leads)
    ]
    if pieces and _FIRST_LEADS.search(text):
        pieces[0] = replace(pieces[0], leads=True)
    if any(piece.leads is not None for piece in pieces):
        leads = False  # 甲局（牵头）、乙局: who is left supports
    found: list[Owner] = []
    spread: bool | None = None
    for piece in reversed(pieces):  # 甲局、乙局牵头: a part is said after the last of those who have it
        spread = piece.leads if piece.spreads else None if piece.leads is not None else spread
        said = spread if piece.leads is None else piece.leads
        found.append(Owner(piece.name, leads if said is None else said, piece.also))
    return tuple(reversed(found))


def _clause(text: str, usual: bool) -> Iterator[_Piece]:
    """The names up to a semicolon; 牵头单位：… says the part of all that follow. usual: the part where none is said."""
    part: bool | None = None
    for listed in _LISTED.findall(text):
        if labelled := _LABEL.match(listed):
            part = labelled["leads"] is not None
        told, said = _part(listed[labelled.end() if labelled else 0 :].removeprefix("由"))
        first, *beside = _WITH.split(told)
        if beside and said is None:
            said = usual if part is None else part
        for name in _AND.split(first):
            piece = _unbracketed(name)
            if said is not None:
                piece = replace(piece, leads=said, spreads=True)
            elif piece.leads is None:
                piece = replace(piece, leads=part)
            if piece.name:
                yield piece
        yield from (replace(_unbracketed(name), leads=False) for names in beside for name in _AND.split(names))


def _unbracketed(name: str) -> _Piece:
    part: bool | None = None
    also: tuple[str, ...] = ()
    while (found := _BRACKETS.match(name[:LONGEST])) and not (
        name.startswith("各") and _ONLY_PLACES.fullmatch(found[2])
    ):
        name, inside = found.groups()
        said = _part(inside)[1]
        part = part if said is None else said
        also = also or tuple(each for each in _LISTED.findall(inside) if _is_body(each))
    return _Piece(_AND_OTHERS.sub("", name), part, False, also)


def _part(text: str) -> tuple[str, bool | None]:
    """A text without the part that it ends with, and whether that is to lead."""
    for pattern, leads in ((_LEADS, True), (_SUPPORTS, False)):
        if found := pattern.search(text):
            return text[: found.start()], leads
    return text, None


def _is_body(name: str) -> bool:
    """Whether what stands in brackets is another name of a body: no remark, no section of it."""
    return name[-1:] in {*_ORGAN} - {*"处科股室"} and (len(name) > 3 or name in _full_names())


@lru_cache(CACHED)
def normal(name: str) -> str:
    """A name as it is compared with another one."""
    bare = "".join(name.split()).removeprefix("中共").replace("人民政府", "政府").replace("管理委员会", "管委会")
    for pattern, short in _SHORTENED:
        bare = pattern.sub(short, bare)
    return bare


@cache
def _full_names() -> dict[str, str]:
    """What a short name stands for, in normal form and without the level before it; none that stands for two."""
    found: dict[str, set[str]] = {}
    for record in wordlist.load("institutions"):
        for short in record.get("short") or () if record["sure"] else ():
            full = _without_mark(normal(record["name"]))
            found.setdefault(_without_mark(normal(short)), set()).add(full)
    return {short: full for short, (full, *others) in ((s, sorted(f)) for s, f in found.items()) if not others}


@cache
def _offices() -> frozenset[str]:
    """What the institutions that are known are called, in full and in short, without the level before it."""
    records = wordlist.load("institutions")
    return frozenset(
        _without_mark(normal(name)) for record in records for name in (record["name"], *(record.get("short") or ()))
    )


def is_institution(name: str, region: str) -> bool:
    """Whether a body is known by this name, so that it is no slip of the hand for another one."""
    return parted(name, region)[1] in _offices()


def _without_mark(name: str) -> str:
    found = _MARK.match(name)
    return name[found.end() :] if found and len(name) > found.end() else name


@lru_cache(CACHED)
def parted(name: str, region: str) -> tuple[str, str]:
    """The place of a name and its office: (江川市, 财政局) of 江川市财政局, in 江川市 of 市财政局 and 财政局 too.

    (县, 财政局) of 县财政局 in 江川市: any county's. region: "" where it is not known.
    """
    bare, place = normal(name), ""
    if region and bare.startswith(region):
        place, bare = region, bare[len(region) :] or "政府"
    while found := _PLACE.match(bare):
        place, bare = found.group(), bare[found.end() :] or "政府"  # 禾陵县 alone is its government
    if not place:
        place = region
        if (found := _MARK.match(bare)) and found.end() < len(bare):
            place = region if region.endswith(found.group()) else found.group()
            bare = bare[found.end() :]
    return place, _full_names().get(bare, bare)


@lru_cache(CACHED)
def region_of(region: str, issuer: str) -> str:
    """Where a campaign is: its region, else what its issuer's name begins with."""
    if region:
        return parted(f"{normal(region)}局", "")[0] or region
    return parted(issuer, "")[0]


@lru_cache(CACHED)
def keys(name: str, region: str) -> tuple[str, str]:
    """By what a name in 牵头 or 配合 finds its unit: as it is written, and as place and office."""
    return normal(name), "|".join(parted(name, region))


@lru_cache(16)  # the genres of a unit come one after the other
def unit_keys(name: str, short: str, region: str) -> frozenset[str]:
    """By what the unit of this name and short name is found."""
    bracketed = _BRACKETS.match(name)
    full, also = (bracketed[1], bracketed[2]) if bracketed and _is_body(bracketed[2]) else (name, "")
    place = parted(full, region)[0]
    found: set[str] = set()
    for each in filter(None, (full, also, short)):
        where, office = parted(each, region)
        # 财政局 as the short name of 禾陵县财政局 is the county's, whatever the region.
        where = place if len(where) == 1 or where == region else where
        found |= {normal(each), f"{where}|{office}"}
        if where != region:
            found.add(f"{where[-1:]}|{office}")
        if not region:
            found.add(f"|{office}")
    return frozenset(found)
