"""The upper level's own file: read, each of its items with the id under which this level knows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.campaign import Campaign
from docgen.campaign_file import Opened, opened
from docgen.errors import DocgenError, Problem
from docgen.placed import Value, plain
from docgen.same_items import identified
from docgen.upper_changes import changes


@dataclass(frozen=True, slots=True)
class Upper:
    """value: every item with its id; campaign: the same, checked."""

    value: Value
    campaign: Campaign
    in_chinese: bool


def read(path: Path, known: Any = None) -> Upper:
    """known: the edition that this level knows, as plain data. Raises DocgenError where the file cannot be used."""
    found = opened(path, draft=True)
    if found.campaign is None:
        raise DocgenError(*(problem for problem in found.problems if problem.level == "error"))
    root = found.chain.tree.root if found.chain.upper is None else found.chain.local
    return Upper(identified(root, known), found.campaign, found.chain.tree.in_chinese)


def moved_on(overlay: Opened) -> tuple[Problem, ...]:
    """A word on the upper level's file where it has changed since; nothing where it is not at hand."""
    path = Path(overlay.chain.tree.file.path).parent / overlay.keys.upper
    if not overlay.keys.upper or overlay.chain.upper is None or not path.is_file():
        return ()
    known = plain(overlay.chain.upper)
    try:
        now = plain(read(path, known).value)
    except DocgenError:
        return (_at_upper(overlay, "上级方案现在的文件有错误，读不了", "请用 docgen check 检查它"),)
    gone = overlay.chain.retained
    if all(change.kind == "delete" and change.address in gone for change in changes(known, now)):
        return ()
    hint = "运行 docgen update 把修订带进来；在此之前仍按改编时的样子生成"
    return (_at_upper(overlay, "上级方案在改编以后又改过", hint),)


def _at_upper(overlay: Opened, message: str, hint: str) -> Problem:
    place = overlay.chain.tree.overlay.entries["upper"].place
    line, col = place.file.place(place.node)
    return Problem(message, hint, place.file.path, line, col, place.path, "warning")
