"""The units of a units table (单位表): who gets a version of its own, and what is particular to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Unit:
    """One row. `values` are its cells by header: a key of 发文机关 by its English name (name, short, self, domain,
    party_group, code), any other column by its header as typed; they are what {{ unit.… }} sees, and never rendered.

    row: as Excel counts it; of a .csv or .yaml the line. id: names its overlay and stands in messages; without a
    column for it, the short name, else the name. overlay: the file with its own edits. genres: by English id, () for
    all that are asked for.
    """

    row: int
    id: str
    values: Mapping[str, str]
    overlay: Path | None = None
    genres: tuple[str, ...] = ()
    letterhead: Path | None = None

    @property
    def name(self) -> str:
        return self.values["name"]

    @property
    def short(self) -> str:
        """What texts and file names call it."""
        return self.values.get("short") or self.name
