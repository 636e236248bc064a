"""What a batch is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.file_names import PATTERN
from docgen.notation import Date
from docgen.package import LEVEL

if TYPE_CHECKING:
    from docgen.lint_files import Wanted  # it loads what rules need, of which a run without them needs nothing


@dataclass(frozen=True, slots=True)
class Order:
    """campaign, table: the campaign file and its units table. folder: where the files go. genres: by id; formats: by
    suffix; both in the order in which files are made. places: where genres are looked for. letterhead: for units that
    name none. name: the pattern of the files' names. level: of deflate. only: units by id, name or short name, () for
    all. lint: what the rules are asked for, None where they are not. force: over what a person has edited. prune:
    remove files of units that left the table. dry: make what is needed to tell, and write nothing.
    """

    campaign: Path
    table: Path
    folder: Path
    genres: tuple[str, ...]
    formats: tuple[str, ...]
    places: tuple[Path, ...]
    date: Date | None = None
    draft: bool = False
    letterhead: Path | None = None
    name: str = PATTERN
    level: int = LEVEL
    only: tuple[str, ...] = ()
    lint: Wanted | None = None
    force: bool = False
    prune: bool = False
    dry: bool = False
