"""Which section of its genre a heading is, and what else in a draft shows that a section is there.

Headings of real drafts are seldom the model's: many name their theme (完善……体系) and carry the tasks so; a goal may be
one sentence of the opening, problems a paragraph, steps the dates of the measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.draft import Line, Role, Sheet

if TYPE_CHECKING:
    from docgen.genre import Genre, GenreSection

_FIGURE = re.compile(r"\d+")
_FULL = 4  # characters of a section's name that also tell in a heading below the top: 成果 is in many
_SHORT = 40  # characters: what is longer is no heading


@dataclass(frozen=True, slots=True)
class Headed:
    """A line with a heading. `section` is the id of the section that it names, "" where it has a name of its own."""

    line: Line
    heading: str
    section: str


def genre_of(sheet: Sheet) -> Genre | None:
    """What the front matter says of the genre of a sheet, an office's own before the shipped one; None without one."""
    return _genre(sheet.genre, sheet.templates) if sheet.genre else None


@lru_cache(maxsize=8)
def _genre(name: str, templates: Path | None) -> Genre | None:
    from docgen import genre  # here: it loads yaml
    from docgen.errors import DocgenError

    try:
        return genre.load(name, genre.folders(templates))
    except DocgenError:
        return None


def heading_of(line: Line) -> str:
    """The heading that a line is or begins with, without its marks; "" for none."""
    if line.role is not Role.BLOCK or not (line.level or line.alone):
        return ""
    heading = line.heading or (line.words if len(line.words) <= _SHORT else "")
    return "".join(heading.split()).strip("。，、：；！,.;:") if len(heading) <= _SHORT else ""


def headed(sheet: Sheet) -> tuple[Headed, ...]:
    """The headings of a sheet, in order, each with the section that it names."""
    genre = genre_of(sheet)
    names = _names(genre) if genre else {}
    found = [(line, heading_of(line)) for line in sheet.lines]
    return tuple(
        Headed(line, heading, _named(names.get(heading, ()), sheet.lines, row))
        for row, (line, heading) in enumerate(found)
        if heading
    )


def _names(genre: Genre) -> dict[str, list[GenreSection]]:
    """The sections by their names; one name may be that of two."""
    found: dict[str, list[GenreSection]] = {}
    for section in genre.sections:
        for name in (section.heading, *section.also):
            found.setdefault(name, []).append(section)
    return found


def _named(sections: Sequence[GenreSection], lines: Sequence[Line], row: int) -> str:
    """Which of the sections of one name the heading in a row means: the one that speaks as the text below it does."""
    if len(sections) > 1:
        level = lines[row].level
        under = takewhile(lambda line: not line.level or line.level > level, lines[row + 1 :])
        texts = [line.text for line in under if line.role is Role.BLOCK]
        ending = [one for one in sections if one.ending and 2 * sum(one.ending in text for text in texts) > len(texts)]
        sections = ending or [one for one in sections if not one.ending]
    return sections[-1].id if sections else ""


def absent(sheet: Sheet) -> Iterator[GenreSection]:
    """The sections of the genre that nothing in the sheet shows: no heading with their name in it, no sign.

    A draft that is mostly arranged by themes of its own is not judged by the model.
    """
    genre = genre_of(sheet)
    if genre is None:
        return
    shown = _Shown(sheet, genre)
    for section in genre.sections if shown.keeps_to_the_genre else ():
        if not shown.headed(section) and not any(shown.by(sign, section) for sign in section.signs):
            yield section


class _Shown:
    """What a sheet shows of its genre.

    One that follows the model, heading by heading, is taken at its word: there hints count in the opening and the
    first section only.
    """

    def __init__(self, sheet: Sheet, genre: Genre) -> None:
        self.headings = headed(sheet)
        level = min((one.line.level for one in self.headings), default=0)
        self.top = [one for one in self.headings if one.line.level == level]
        self.own = [one for one in self.top if not one.section]
        kin = sum(any(_names_in(one, section) for section in genre.sections) for one in self.top)
        self.keeps_to_the_genre = kin >= 2 and kin * 2 >= len(self.top)
        lines = sheet.of(Role.BLOCK, Role.CELL)
        model = len(self.top) >= 3 and len(self.own) * 4 <= len(self.top)
        self.text = _plain(lines)
        self.hints = _plain(lines[: _second(lines, self.top)]) if model else self.text

    def headed(self, section: GenreSection) -> bool:
        return any(_names_in(one, section, 2 if one in self.top else _FULL) for one in self.headings)

    def by(self, sign: str, section: GenreSection) -> bool:
        if sign == "#":
            return bool(self.own)
        if sign.startswith("#"):
            return any(sign[1:] in ((one.heading,) if _another(one, section) else one.heading) for one in self.top)
        return sign.removeprefix("?") in (self.hints if sign.startswith("?") else self.text)


def _another(one: Headed, section: GenreSection) -> bool:
    """Whether a heading is the very name of another section: 典型做法 is no 做法 at large."""
    return bool(one.section) and one.section != section.id


def _names_in(one: Headed, section: GenreSection, least: int = 2) -> bool:
    names = (name for name in (section.heading, *section.also) if len(name) >= least)
    return not _another(one, section) and any(name in one.heading for name in names)


def _plain(lines: Sequence[Line]) -> str:
    return "\n".join(_FIGURE.sub("0", line.words) for line in lines)


def _second(lines: Sequence[Line], top: Sequence[Headed]) -> int:
    """Where the second of the top headings stands; the end without one."""
    second = top[1].line if len(top) > 1 else None
    return next((at for at, line in enumerate(lines) if line is second), len(lines))
