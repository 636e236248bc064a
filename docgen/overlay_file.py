"""An overlay as three campaigns: what the upper level wrote, what is inherited of it, what this level made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.campaign import Campaign
from docgen.campaign_file import opened
from docgen.errors import DocgenError
from docgen.placed import Value, plain


@dataclass(frozen=True, slots=True)
class Layers:
    """upper: as the upper level wrote it; inherited: with the institutions of this level; local: with its edits.

    reasons: why something was edited, by its address (measures.theory.study), where the overlay says so.
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
    upper, inherited = _campaign(found.chain.upper), _campaign(found.chain.inherited)
    return Layers(upper, inherited, found.campaign, found.chain.reasons)


def _campaign(value: Value) -> Campaign:
    return Campaign.model_validate(plain(value))
