"""A campaign read once, of which every unit of a units table gets its own version.

A row replaces who issues; the campaign's own issuer becomes the superior; the unit's overlay wins over both. What says
nothing of a unit is rendered once and shared by all versions as the same objects, which makes a batch fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from docgen import slots
from docgen.campaign import Campaign, Issuer, Superior
from docgen.campaign_file import Opened, opened
from docgen.compose import dated, told
from docgen.errors import DocgenError, Problem
from docgen.genre import ORDER
from docgen.keys import Fault
from docgen.notation import Date
from docgen.slots import Shared
from docgen.unit_overlay import Base, base, overlaid
from docgen.units import Unit

OF_ROW = ("issuer", "superior")  # keys that a row fills; nothing in them is a slot
_ISSUER = ("name", "short", "self", "party_group", "code", "domain")


class Version(NamedTuple):
    """A unit's version, dated and with its slots rendered, and what is doubtful about it; or None, and what is wrong.

    of_genre: what is wrong with one genre alone, by its id: a number that the row does not have keeps back the notice,
    not the plan.
    """

    campaign: Campaign | None
    problems: tuple[Problem, ...] = ()
    of_genre: Mapping[str, tuple[Problem, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Versions:
    """What the versions of one campaign are made of."""

    base: Base
    shared: Shared
    superior: Superior
    date: Date | None
    draft: bool

    def version(self, unit: Unit) -> Version:
        """What its row and its overlay make of the campaign."""
        if unit.overlay is None:
            campaign = self.shared.campaign.model_copy(update=self._given(unit))
            done, faults = slots.render_particular(
                campaign, unit.values, self.shared.particular, draft=self.draft, literal=OF_ROW
            )
            return _version(done, faults)
        try:
            return self._overlaid(unit, unit.overlay)
        except DocgenError as error:
            return Version(None, error.problems)

    def _given(self, unit: Unit) -> dict[str, object]:
        """What a row replaces."""
        return {"issuer": issuer(unit), "superior": self.superior, "level": "unit"}

    def _overlaid(self, unit: Unit, overlay: Path) -> Version:
        found = overlaid(self.base, overlay, unit.values)
        if found.campaign is None:
            return Version(None, found.problems)
        given = {key: value for key, value in self._given(unit).items() if key not in found.own}
        campaign = dated(found.campaign.model_copy(update=given), self.date)
        done, faults = slots.render(
            campaign, unit.values, draft=self.draft, literal=given.keys(), without=self.base.slotless
        )
        return _version(done, faults, found.problems, str(overlay))


def _version(campaign: Campaign, faults: Sequence[Fault], doubts: tuple[Problem, ...] = (), path: str = "") -> Version:
    """A version whose slots were rendered as far as they could be."""
    if not faults:
        return Version(campaign, doubts)
    # A value that is missing is the row's own affair, told at the row.
    problems = tuple(
        replace(problem, path="" if fault.empty else path) for problem, fault in zip(told(faults), faults, strict=True)
    )
    left = {key for key, value in campaign.__dict__.items() if key not in OF_ROW and slots.holds_slots(value)}
    if not {*left, *(fault.loc[0] for fault in faults)} <= set(ORDER):  # the keys whose texts one genre alone prints
        return Version(None, problems)
    of_genre = {
        genre: tuple(one for one, fault in zip(problems, faults, strict=True) if fault.loc[0] == genre) or problems
        for genre in left
    }
    return Version(campaign, doubts, of_genre)


def versions(path: Path, row: Mapping[str, str], date: Date | None = None, draft: bool = False) -> Versions:
    """The campaign file read and checked, once for all units.

    row: the values of any unit, by which the names in slots are checked; what is empty there is no fault of the file.
    date: beats the campaign's 成文日期. Raises DocgenError with every fault of the file.
    """
    return versions_of(opened_for(path, row), row, date, draft)


def opened_for(path: Path, row: Mapping[str, str]) -> Opened:
    """The campaign file as `versions_of` wants it. Raises DocgenError where it cannot be read."""
    return opened(path, _filled(row), draft=True)  # what a version has, the campaign itself need not have


def versions_of(found: Opened, row: Mapping[str, str], date: Date | None = None, draft: bool = False) -> Versions:
    """As `versions`, of a file that was opened."""
    filled = _filled(row)
    if found.campaign is None:
        raise DocgenError(*(problem for problem in found.problems if problem.level == "error"))
    campaign = dated(found.campaign, date)
    superior = _superior(campaign)
    given = {"issuer": issuer(Unit(0, "", filled)), "superior": superior, "level": "unit"}
    version = campaign.model_copy(update=given)
    shared, faults = slots.share(version, filled, draft=draft, literal=OF_ROW)
    if faults:
        raise DocgenError(
            *(Problem(each.message, each.hint, str(found.chain.files[0]), key=each.key) for each in told(faults))
        )
    return Versions(base(found), shared, superior, date, draft)


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() or f"（{name}）" for name, text in row.items()}


def issuer(unit: Unit) -> Issuer:
    """Who issues a unit's documents: what its row says, and nothing of the campaign's issuer."""
    return Issuer.model_validate({name: unit.values.get(name, "") for name in _ISSUER})


def _superior(campaign: Campaign) -> Superior:
    own, _ = slots.render(campaign, draft=True)
    return Superior(name=own.issuer.name, short=own.issuer.short)
