"""An overlay as three campaigns: what the upper level wrote, what is inherited of it, what this level made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen import yamlfile
from docgen.campaign import Campaign
from docgen.campaign_file import load
from docgen.chain import chained
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
    local, problems = load(path)
    if local is None:
        raise DocgenError(*(problem for problem in problems if problem.level == "error"))
    found = chained(yamlfile.read(path))
    if found.upper is None or found.inherited is None:
        return None
    return Layers(_campaign(found.upper), _campaign(found.inherited), local, found.reasons)


def _campaign(value: Value) -> Campaign:
    return Campaign.model_validate(plain(value))
