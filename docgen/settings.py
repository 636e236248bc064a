"""docgen.yaml beside the drafts: what an office wants of its rules, in Chinese or English keys.

规则: {heading-end-mark: 关, lone-child: 错误}       # off, on, or a level
认可: [清廉临溪, 三色管理]                            # words and formulations that this office writes so
放过: [{规则: typo, 原文: 按排, 理由: 引用原文, 到期: 2026-12-31, 文稿: 来文.docx}]
不查: [归档/*]                                       # files of a folder that are left out
文种: 方案                                           # where the draft does not say
    模板: 本局模板                                    # the office's own genres, a folder beside this file
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.notation import Date
from docgen.rule import Level

NAME = "docgen.yaml"


@dataclass(frozen=True, slots=True)
class Allowance:
    """A finding that is let pass: of this rule, at these words, for this reason, until this day, in this file.

    quote: "" for what is wrong with the whole document. until: the last day, compared with --date.
    file: a name, "" for every draft. place: where it is written.
    """

    rule: str
    quote: str
    reason: str
    until: Date | None = None
    file: str = ""
    place: tuple[str, int, int] = ("", 0, 0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office has settled. levels: {rule: level}; on, off: rules switched on and off."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    accepted: frozenset[str] = frozenset()
    allow: tuple[Allowance, ...] = ()
    ignore: tuple[str, ...] = ()
    genre: str = ""
    templates: Path | None = None


def beside(path: Path) -> Path | None:
    """The docgen.yaml that holds for a file: in its folder, or the nearest one above."""
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    found = next((file for place in (folder, *folder.parents) if (file := place / NAME).is_file()), None)
    here = Path.cwd()
    return found.relative_to(here) if found and found.is_relative_to(here) else found
