"""What the words of one level are at another (省局 is 市局), for one upper plan and one place.

From the rows of level_words.json, the departments, the names of the two issuers and regions, and the person's own
table, which always wins. Which of them stand as words in a text, and which may be renamed there, is judged in
docgen.levels.occurrences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from docgen.campaign import Campaign, Issuer, Joint
from docgen.levels.departments import departments, higher, is_counterpart, names_of, unmarked
from docgen.levels.own_words import SECTIONS, as_here, named, of_domain, of_office, office, section
from docgen.levels.terms import (
    COUNTY,
    LEVELS,
    MARKS,
    MUNICIPALITIES,
    Kind,
    Term,
    is_odd,
    level_of,
    mark_of,
    place_of,
    respelt,
)
from docgen.profile import Profile
from docgen.wordlist import Record, load

_AREA = re.compile(r"^(?:[全我本][省市州盟区]|[省市]内|全[省市]性)$")
_BELOW = ("县（市、区）", "各市", "各县", "各省辖", "各设区", "各地", "市县", "市、县", "各支队")
_OF_CITIES = re.compile(
    r"市(?!、|县)|全市|团市"
)  # of the words of a city's level, those that a province's plan may hold
_OF_A_PROVINCE = ("省委、省政府", "省委", "省政府", "省人民政府", "省局", "省厅")
_OF_A_COUNTY = (
    *("县（区）局", "县（市、区）局", "县（区）级", "县（市、区）级"),
    *("县（区）委", "县（区）政府", "县局", "县级"),
)
_TITLES = "职务、称号和级别要看本级有没有、是不是这样叫"
_GENERIC = {"局": "局", "厅": "厅", "政府": "政府 人民政府 委", "委员会": "委", "办公厅": "政府 委"}


@dataclass(frozen=True, slots=True, eq=False)  # one is itself: what is made of it is kept by it
class LevelWords:
    """The words of the upper level, by word. `questions` are those that no place of the text raises, in Chinese."""

    terms: Mapping[str, Term]
    mark: str  # the upper level's character, 省; "" where names alone are mapped
    local_mark: str
    region: str  # the upper level's place
    place: str  # this level's, where it is another
    sections: tuple[str, str]  # what the parts of the two offices are called: 处, 科
    offices: tuple[str, str]  # what the two offices are: 厅, 局
    skips: bool  # a level stands between the two
    selves: tuple[str, ...]  # how the office that receives the plan calls itself in it: 我局
    wards: bool  # whether 科室 may be a hospital's, the plan being about health
    names: frozenset[str]  # departments without a level before them: 民政局
    questions: tuple[str, ...]


def level_words(upper: Campaign, local: Profile) -> LevelWords:
    """The words of this upper plan at this place."""
    region, place = upper.region.name, local.region.name or place_of(local.issuer.name)
    above, here = level_of(upper.level, region), level_of(local.level, place)
    if region in MUNICIPALITIES and place.endswith(("区", "县")):  # its words are those of a city: 市委, 市财政局
        above, here = "city", "unit" if here == "unit" else "county"
    levels = above in LEVELS and here in LEVELS and LEVELS.index(above) < LEVELS.index(here)
    mark, own = (mark_of(above, region), mark_of(here, place)) if levels else ("", "")
    odd = [name for level, name in ((above, region), (here, place)) if levels and is_odd(level, name)]
    terms: dict[str, Term] = {}
    if levels:
        found = chain(
            of_office(upper.issuer, local.issuer, above),
            _rows(above, here, region, place),
            departments(above, here, region, place),
        )
        for term in (respelt(term, above, here, mark, own, odd) for term in found) if odd else found:
            terms.setdefault(term.word, as_here(term, local, here))
        if region:
            terms = {term.word: term for term in _with_place([*terms.values()], mark, own, region, place)} | terms
        ours = _issuer_words(upper, mark)
        for word, term in terms.items():
            if term.kind == "body" and ours.issuperset(word.split("、")):
                terms[word] = named(replace(term, kind="issuer"), upper.issuer, local.issuer, place, own)
    terms |= {term.word: term for term in _names(upper, local, place)}
    terms |= {word: Term(word, becomes, "person") for word, becomes in local.remap.items() if word}
    selves = ("我局", "本局", "我厅", "本厅", "我委", "本委", upper.issuer.self, local.issuer.self)
    return LevelWords(
        terms={word: term for word, term in terms.items() if word != term.becomes},
        mark=mark,
        local_mark=own,
        region=region,
        place=place if place != region else "",
        sections=(SECTIONS[above], section(local, here)) if levels else ("", ""),
        offices=(office(upper.issuer.name), office(local.issuer.name)) if levels else ("", ""),
        skips=levels and LEVELS.index(here) - LEVELS.index(above) > 1,
        selves=tuple(dict.fromkeys(filter(None, selves))),
        wards=bool(re.search("卫生|卫健|中医", upper.issuer.name)),
        names=unmarked(),
        questions=tuple(_questions(levels, above, here, odd, mark, own)),
    )


def _questions(levels: bool, above: str, here: str, odd: list[str], mark: str, own: str) -> Iterator[str]:
    if odd:
        yield f"{'、'.join(odd)}一级的叫法没有现成的对照，凡是级别词都不改，逐处列为待定"
    if levels and own == COUNTY:
        yield "看不出本地是县还是区，先写“县（区）”；请在“地区.名称”里写全称，如“禾陵县”"
    if levels and own == mark:
        yield f"本地和上级都称“{mark}”，看不出“{mark}局”说的是哪一级；报送上级、执行上级部署的地方，请写上级全称"
    if not levels and "unit" not in (above, here) and (above != here or not here):
        yield "看不出上级方案和本级各是哪一级，只改了机关和地区的名称；请在两边都写上“层级”（省、市、县、单位）"


def _with_place(terms: list[Term], mark: str, own: str, region: str, place: str) -> Iterator[Term]:
    """The same words with the region's name before them: 澄岭省财政厅 is 江川市财政局."""
    for term in terms:
        if term.word.startswith(mark):
            becomes = place + term.becomes[len(own) :] if term.becomes.startswith(own) else ""
            why = term.ask or ("" if becomes else "本级没有对应的名称")
            yield replace(term, word=region + term.word[len(mark) :], becomes=becomes, ask=why)


def _rows(above: str, here: str, region: str, place: str) -> Iterator[Term]:
    """The rows between the two levels; then words of lower and of higher levels that the upper text holds."""
    for row in load("level_words"):
        if row[above]:
            word, becomes = _in(row[above], above, region), _in(row[here], here, place)
            yield Term(word, becomes, _kind(word), _why(row, becomes))
    for row in load("level_words") if above == "province" else ():
        if not _OF_CITIES.match(row["city"]):
            continue
        if here == "city":
            yield Term(row["city"], row["county"], "lower", _why(row, row["county"]))
        else:
            yield Term(row["city"], "", "lower", "市一级在本级之上，原文所指要重新看")
    if above == "city":
        yield from (Term(word, "", "above") for word in _OF_A_PROVINCE)
        yield from higher(MARKS["province"])
    if here == "county":
        own = mark_of(here, place)
        for word in _OF_A_COUNTY:
            yield Term(word, word.replace("县（市、区）", own).replace(COUNTY, own), "own", "说的就是本级，或本级以下")


def _kind(word: str) -> Kind:
    if word.startswith(_BELOW):
        return "lower"
    if _AREA.match(word):
        return "area"
    return "inner" if word[0] in "厅处科副股司巡我本每驻" else "body"


def _why(row: Record, becomes: str) -> str:
    if not becomes:
        return "本级没有对应的叫法"
    return str(row.get("note") or _TITLES) if row.get("mode") == "ask" else ""


def _in(word: str, level: str, region: str) -> str:
    """A row's word at this place: 县（区）委 is 区委, 美丽{省} is 美丽澄岭."""
    stem = region[:-1] if len(region) > 2 else region
    word = re.sub(r"\{[省市县]\}", stem, word)
    if level != "county" or word.startswith("各"):
        return word
    return re.sub(r"(?<=强)县$", mark_of(level, region), word.replace(COUNTY, mark_of(level, region)))


def _issuer_words(upper: Campaign, mark: str) -> frozenset[str]:
    """All names of the upper plan's issuers that rows and departments give: 省医疗保障局, 省医保局, 省局."""
    region = upper.region.name
    words: set[str] = set()
    issuers: tuple[Issuer | Joint, ...] = (upper.issuer, *upper.issuer.joint)
    for issuer in issuers:
        bare, short = issuer.name.removeprefix("中共").removeprefix(region), issuer.short.removeprefix(mark)
        words |= {bare, short, *names_of(bare, short)}
        for end, generic in _GENERIC.items():
            words |= set(generic.split()) if bare.endswith(end) else set()
    words.discard("")
    return frozenset(chain.from_iterable((mark + word, region + word, word) for word in words))


def _names(upper: Campaign, local: Profile, place: str) -> Iterator[Term]:
    """The names that the two issuers and regions are called by."""
    region, issuer, ours = upper.region, upper.issuer, local.issuer
    if region.name and place:
        yield Term(region.name, place, "area", "地区的名称，要看说的是不是本地的事")
        if len(region.name) > 2:
            yield Term(region.name[:-1], place[:-1], "area", "上级地区的名称，要看说的是不是本地的事")
    yield from of_domain(issuer, ours)
    if region.self and local.region.self:
        yield Term(region.self, local.region.self, "area")
    at_its_level = tuple(filter(None, (region.name, mark_of(level_of(upper.level, region.name), region.name))))
    for word in (upper.superior.name, upper.superior.short):
        if word and not word.startswith(at_its_level):
            yield Term(word, "", "above")
    if issuer.name.endswith("政府") == ours.name.endswith("政府"):
        for word, becomes in ((issuer.party_group, ours.party_group), (issuer.self, ours.self)):
            if word and becomes and word != region.self:
                yield Term(word, becomes, "inner")
        matched = local.level in ("unit", upper.level) or is_counterpart(issuer.name, ours.name)
        why = "" if matched else "本机关不是上级这个部门的对口部门"
        yield from _called(issuer.name, issuer.short, ours.name, ours.short, why)
    if len(issuer.joint) == len(ours.joint):
        for one, other in zip(issuer.joint, ours.joint, strict=True):
            yield from _called(one.name, one.short, other.name, other.short)


def _called(name: str, short: str, our_name: str, our_short: str, ask: str = "") -> Iterator[Term]:
    if name:
        yield Term(name, our_name, "issuer", ask)
    if short and short != name:
        yield Term(short, our_short or our_name, "issuer", ask)
