"""Whose tasks come first: what an issuer leads, then what it supports, then the rest, each in the campaign's order.

A task of everyone's (各部门) is nobody's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from docgen.campaign import Issuer
from docgen.general_owners import general, is_meant
from docgen.owner_names import keys, owners, region_of, unit_keys

Keys = frozenset[str]  # by which the units that an owner's name means are found


def distances(tasks: Iterable[tuple[str, tuple[str, ...]]], issuer: Issuer, region_name: str) -> list[int]:
    """For each task, by its lead and its support: 0 what the issuer leads, 1 what it supports, 2 the rest."""
    region = region_of(region_name, issuer.name)
    names = ((issuer.name, issuer.short), *((each.name, each.short) for each in issuer.joint))
    own = frozenset[str]().union(*(unit_keys(name, short, region) for name, short in names))
    called = tuple(name for name, _ in names)
    return [_distance(lead, support, own, called, region) for lead, support in tasks]


def _distance(lead: str, support: tuple[str, ...], own: Keys, called: tuple[str, ...], region: str) -> int:
    leads, supports, classes = _owned_by(lead, support, region)
    if not leads.isdisjoint(own):
        return 0
    found = 2 if supports.isdisjoint(own) else 1
    for name, is_lead in classes:
        if _is_one_of(called, name, region):
            found = min(found, 0 if is_lead else 1)
    return found


@lru_cache(256)
def _owned_by(lead: str, support: tuple[str, ...], region: str) -> tuple[Keys, Keys, tuple[tuple[str, bool], ...]]:
    """Who leads and who supports, and the classes of units among them (各县区), with whether they lead."""
    named = (*owners(lead, True), *(one for text in support for one in owners(text, False)))
    leads, supports = (
        frozenset(key for one in named if one.leads is part for name in one.names for key in keys(name, region))
        for part in (True, False)
    )
    classes = tuple((one.name, one.leads) for one in named if (said := general(one.name)) and said.is_class)
    return leads, supports, classes


@lru_cache(32)
def _is_one_of(names: tuple[str, ...], called: str, region: str) -> bool:
    said = general(called)
    return said is not None and any(is_meant(said, name, region) for name in names)
