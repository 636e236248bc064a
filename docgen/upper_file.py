"""The upper level's own file: read, each of its items with the id under which this level knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.base_text import is_edited
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
    return _upper(opened(path, draft=True), known)


def _upper(found: Opened, known: Any) -> Upper:
    if found.campaign is None:
        raise DocgenError(*(problem for problem in found.problems if problem.level == "error"))
    root = found.chain.tree.root if found.chain.upper is None else found.chain.local
    return Upper(identified(root, known), found.campaign, found.chain.tree.in_chinese)


def told(overlay: Opened, below: tuple[Path, ...] = ()) -> Iterator[Problem]:
    """A word on the upper level's file where it has changed since, or cannot be looked at; on the kept base where a
    person has changed it. Nothing for an overlay that adapt did not write. below: the overlays that led here."""
    if not overlay.keys.upper or overlay.chain.upper is None:
        return
    own = Path(overlay.chain.tree.file.path)
    base, path = own.parent / overlay.keys.extends, own.parent / overlay.keys.upper
    below = (*below, own.resolve())
    if path.resolve() in below:
        yield _at_key(overlay, "upper", f"“{overlay.keys.upper}”绕回来指着本文件", "请写上级方案的路径")
        return
    if is_edited(base.read_bytes()):
        hint = "请用改编时的那一份换回来；没有的，运行 docgen update，按上级现在的方案重写"
        yield _at_key(overlay, "extends", f"“{overlay.keys.extends}”被人改动过，不是上级原来的内容了", hint)
        return
    if not path.is_file():
        hint = "上级有了修订也不会知道。文件挪了地方的，请改这一行"
        yield _at_key(overlay, "upper", f"找不到上级方案“{overlay.keys.upper}”", hint)
        return
    known = plain(overlay.chain.upper)
    try:
        found = opened(path, draft=True)
        now = plain(_upper(found, known).value)
    except DocgenError:
        yield _at_key(overlay, "upper", "上级方案现在的文件有错误，读不了", "请用 docgen check 检查它")
        return
    if any(changes(known, now, overlay.chain.retained)):
        hint = "运行 docgen update 把修订带进来；在此之前仍按改编时的样子生成"
        yield _at_key(overlay, "upper", "上级方案在改编以后又改过", hint)
    elif any(told(found, below)):
        hint = f"请先对“{overlay.keys.upper}”运行 docgen update，再更新本文件"
        yield _at_key(overlay, "upper", "上级方案自己还没有跟上它的上级", hint)


def _at_key(overlay: Opened, name: str, message: str, hint: str) -> Problem:
    place = overlay.chain.tree.overlay.entries[name].place
    line, col = place.file.place(place.node)
    return Problem(message, hint, place.file.path, line, col, place.path, "warning")
