"""What the two offices' own papers settle and no table can: 厅 or 委, 科 or 股, 镇（街道） or 乡镇（街道）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.campaign import Issuer
from docgen.levels.departments import is_counterpart, names_of, stem
from docgen.levels.terms import COUNTY, Term
from docgen.profile import Profile
from docgen.wordlist import load

SECTIONS = {"province": "处", "city": "科", "county": "股"}  # what the parts of an office are usually called
_BELOW = {"city": "县（市、区）", "county": "乡镇（街道）"}  # what lies below a level, as the rows write it
_AS_WRITTEN = {
    "city": re.compile(r"各(县（市、区）|县（市）区|县（区）|区（县）|县、区|县市区|区县|县区)"),
    "county": re.compile(r"各((?:乡镇|街道|乡|镇)（(?:街道|街|乡镇|镇|乡)）|镇街|街镇|乡镇街道)"),
}
_OFFICE = re.compile(r"(厅|局|委|办)(?:员会|公室)?$")


def section(local: Profile, here: str) -> str:
    """What a part of this office is called: 科 where its profile speaks of 科室, whatever is usual at its level."""
    found = re.search(r"([处科股])室", _written(local))
    return found[1] if found else SECTIONS.get(here, "")


def as_here(term: Term, local: Profile, here: str) -> Term:
    """A word of the rows as the profile itself writes it."""
    becomes = term.becomes
    if here in _BELOW:
        found = _AS_WRITTEN[here].search(_written(local))
        below = found[1] if found else _BELOW[here]
        becomes = becomes.replace(_BELOW[here], below)
        if here == "city" and term.kind == "lower":
            becomes = becomes.replace(COUNTY, below)
        elif here == "county" and "乡" not in below:
            becomes = becomes.replace("乡镇", "镇")
    if term.kind == "inner":
        becomes = becomes.replace(SECTIONS.get(here, ""), section(local, here)) if here in SECTIONS else becomes
    return replace(term, becomes=becomes) if becomes != term.becomes else term


def _written(local: Profile) -> str:
    group = local.leading_group
    posts = [post.post for post in (group.head, *group.deputies, *group.members) if post] if group else []
    return "\n".join((*local.addressees, *posts, group.office if group else ""))


def office(name: str) -> str:
    """What an office of this name calls itself in short: 委 of 卫生健康委员会; "" for a government."""
    found = _OFFICE.search(name)
    return found[1] if found else ""


def of_office(upper: Issuer, ours: Issuer, above: str) -> Iterator[Term]:
    """Words that begin with what the upper office is: 委机关 is 局机关. Those of 厅 and 局 are rows."""
    one, other = office(upper.name), office(ours.name)
    if not one or not other or one == other or (one, other) == ("厅", "局"):
        return
    for row in load("level_words"):
        if re.match(r"驻?厅", row["province"]) and not row["province"].startswith("厅长"):
            word = row["province"].replace("厅", one, 1).replace("处", SECTIONS[above])
            yield Term(word, row["county" if above == "city" else "city"].replace("局", other, 1), "inner")


def named(term: Term, upper: Issuer, ours: Issuer, place: str, own: str) -> Term:
    """A name of the upper issuer: what the office here is called, where its own name is not the usual one."""
    bare = term.becomes.removeprefix(place).removeprefix(own)
    known = names_of(bare) if len(bare) > 1 else set()
    if not known or not is_counterpart(upper.name, ours.name) or ours.name.removeprefix(place) in known:
        return term
    return replace(term, becomes=ours.name if term.becomes.startswith(place) else ours.short or ours.name, ask="")


def of_domain(upper: Issuer, ours: Issuer) -> Iterator[Term]:
    """What the upper office is in charge of, where this one is in charge of something else: never carried silently."""
    if is_counterpart(upper.name, ours.name) or office(upper.name) == "" or office(ours.name) == "":
        pairs = [(upper.domain, ours.domain)]
    else:
        brief = stem(re.sub("^[省市县区州]", "", ours.short)) or ours.domain
        pairs = [
            (upper.domain, ours.domain or brief),
            (stem(upper.name), stem(ours.name)),
            (stem(re.sub("^[省市县区州]", "", upper.short)), brief),
        ]
    for word, becomes in pairs:
        if len(word) > 1 and becomes and word != becomes:
            yield Term(word, becomes, "domain", "是上级方案的业务，要看本单位这项工作怎样说")
