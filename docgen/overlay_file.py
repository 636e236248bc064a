"""An overlay as three campaigns: what the upper level wrote, what is inherited of it, what this level made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.campaign import Campaign
from docgen.campaign_file import opened
from docgen.errors import DocgenError
from docgen.placed import Value, plain

DROPPED_ABOVE = "上级原有，已删去"
BELOW = ("points", "closing", "blocks")  # where the items in an item stand


@dataclass(frozen=True, slots=True)
class Layers:
    """upper: as the upper level wrote it; inherited: with the institutions of this level; local: with its edits.

    reasons: why something was edited, by its address (measures.theory.study), where the overlay says so. What the
    upper level has dropped and this level keeps (留用) is this level's alone: it is in `local`, with a reason.
    """

    upper: Campaign
    inherited: Campaign
    local: Campaign
    reasons: Mapping[str, str]


def layers(path: Path) -> Layers | None:
    """The layers of an overlay; None for a campaign file that extends none.

    Raises DocgenError where the file, or what it extends, cannot be used.
    """
    found = opened(path, draft=True)
    if found.campaign is None:
        raise DocgenError(*(problem for problem in found.problems if problem.level == "error"))
    if found.chain.upper is None or found.chain.inherited is None:
        return None
    retained = found.chain.retained
    upper, inherited = (_campaign(value, retained) for value in (found.chain.upper, found.chain.inherited))
    reasons = dict(found.chain.reasons)
    reasons |= {way: "；".join(filter(None, (DROPPED_ABOVE, reasons.get(way, "").rstrip("。")))) for way in retained}
    return Layers(upper, inherited, found.campaign, reasons)


def _campaign(value: Value, retained: Iterable[str]) -> Campaign:
    data = plain(value)
    for address in retained:
        data = _without(data, address.split("."))
    return Campaign.model_validate(data)


def _without(data: Any, way: Sequence[str]) -> Any:
    """Plain data without the item at an address; as it is where there is none."""
    first, *rest = way
    if isinstance(data, list):
        of_it = [isinstance(one, dict) and one.get("id") == first for one in data]
        pairs = [(one, its) for one, its in zip(data, of_it, strict=True) if rest or not its]
        return [_without(one, rest) if its else one for one, its in pairs]
    if not isinstance(data, dict):
        return data
    if "id" in data or first not in data:
        return {key: _without(each, way) if key in BELOW else each for key, each in data.items()}
    return {key: _without(each, rest) if key == first else each for key, each in data.items() if rest or key != first}
