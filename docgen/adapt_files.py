"""`docgen adapt` on files: the upper plan and a profile in, an overlay and the base that it rests on out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from docgen import upper_file
from docgen.adapt import Adaptation, adapt
from docgen.base_text import base_text
from docgen.campaign import Campaign
from docgen.errors import DocgenError, Problem
from docgen.overlay_text import overlay_text
from docgen.profile import Profile
from docgen.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Written:
    """overlay, base: the two files."""

    overlay: Path
    base: Path
    adaptation: Adaptation


def adapt_file(upper: Path, local: Profile, overlay: Path) -> Written:
    """Writes the overlay and, beside it, the base. Raises DocgenError where the plan cannot be used, or where one of
    the two files is there already."""
    base = base_of(overlay)
    for path in (overlay, base):
        if path.exists():
            hint = "请换一个文件名；上级方案有修订的，用 docgen update 把修订带进来"
            raise DocgenError(Problem("这个文件已经有了，没有改动它", hint, str(path)))
    plan = upper_file.read(upper)
    made = adapt(plan.value, plan.campaign, local, _title(plan.campaign))
    text = overlay_text(made, base.name, relative(upper, overlay), plan.in_chinese)
    try:
        write_whole(base, base_text(made.base, plan.in_chinese).encode())
        write_whole(overlay, text.encode())
    except OSError:
        raise DocgenError(Problem("写不进这个文件", "请核对文件夹是否可写", str(overlay))) from None
    return Written(overlay, base, made)


def base_of(overlay: Path) -> Path:
    """Where the base of an overlay is kept: beside it."""
    return overlay.with_name(f"{overlay.stem}.base.yaml")


def relative(path: Path, overlay: Path) -> str:
    """The way from an overlay to a file, as it is written in it."""
    try:
        return Path(os.path.relpath(path.resolve(), overlay.resolve().parent)).as_posix()
    except ValueError:  # another drive of Windows
        hint = "请把两个文件放在同一个盘上"
        raise DocgenError(Problem("上级方案和本级方案不在同一个盘上", hint, str(path))) from None


def _title(campaign: Campaign) -> str:
    """The title of the notice that issues the plan."""
    from docgen.compose import compose
    from docgen.genre import folders

    notice, _ = compose(campaign, "notice", folders(), draft=True)
    return notice.title if notice else ""
