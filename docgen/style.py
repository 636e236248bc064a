"""How the items of a section are written: the genre's habits, the writer's enumerators, depth by depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from docgen.campaign import Goal, Item, Measure
from docgen.genre import GenreSection
from docgen.notation import Enumerator, count_in, parse_enumerator, recount
from docgen.prose import has_inner_stop
from docgen.remembered import remembered

_QUOTED = re.compile(r"“([^”]+)”")
_CLAUSES = re.compile(r"[，。；：！？、]")
_PHRASE = (parse_enumerator("一是"),)  # below a heading mark that names no deeper one


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How the items of a section are written: the genre's habits, and the enumerators by depth from here on down.

    own: the writer chose the enumerators. goals: what a report's results answer. Made by `_styled` alone, so that equal
    ones are one object, by which what was written in a style is known again.
    """

    section: GenreSection
    enumerators: tuple[Enumerator, ...]
    own: bool = False
    goals: tuple[Goal, ...] = ()

    @property
    def first(self) -> Enumerator:
        return self.enumerators[0]

    def comma(self, lead: str) -> str:
        """What stands between a lead without an end mark and the first item: nothing in 我们一要…, nor before 无."""
        subject = self.first.after == "要" and len(_CLAUSES.split(lead)[-1]) <= 4
        subject = subject or lead.endswith(("将", "要", "须", "应", "会"))
        return "，" if self.first.at(1) and not subject else ""

    def inside(self, item: Item) -> Style:
        """The style of an item's points: its own enumerators, else one depth further down, save in a bare group."""
        are_tasks = bool(self.section.owners) and not self.own and any(map(has_owner, item.points))
        return _inside(self, is_group(item), item.enumerators, are_tasks)

    def has_habit_for(self, item: Item) -> bool:
        """Whether the section's habit for points (重点整改…的问题) fits: plain clauses, no enumerators chosen."""
        chosen = bool(item.enumerators) or (self.own and len(self.enumerators) > 1)
        return bool(self.section.points) and not chosen and all(map(is_clause, item.points))


def style(section: GenreSection, chosen: Sequence[str] = (), goals: tuple[Goal, ...] = ()) -> Style:
    """The style of a section: the enumerators that the writer chose, else the genre's."""
    return _style(section, goals, tuple(chosen))


@remembered(2, most=64)
def _style(section: GenreSection, goals: tuple[Goal, ...], chosen: tuple[str, ...]) -> Style:
    own = tuple(map(parse_enumerator, chosen))
    return _styled(section, own or section.enumerators, bool(own), goals)


@lru_cache(maxsize=256)
def _inside(style: Style, group: bool, enumerators: tuple[str, ...], are_tasks: bool) -> Style:
    """are_tasks: the points have owners of their own."""
    section = style.section
    if not group:  # what stands under a title: the endings are the titles' own
        section = replace(section, ending="", points="")
    if enumerators:
        return _styled(section, tuple(map(parse_enumerator, enumerators)), True, style.goals)
    if group:
        return style
    below = (style.section.enumerators[1:] or _PHRASE) if style.first.level else style.enumerators
    deeper = style.enumerators[1:] or below
    if are_tasks:
        deeper = (parse_enumerator("1."), *deeper)  # each on its line
    return _styled(section, deeper, style.own, style.goals)


_styled = lru_cache(maxsize=256)(Style)


def is_group(item: Item) -> bool:
    """A bare group: points without a title. It takes no level of its own."""
    return bool(item.points) and not item.title


def has_owner(item: Item) -> bool:
    return isinstance(item, Measure) and bool(item.lead or item.support or item.deadline)


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """All items with their points, to any depth, in order."""
    for item in items:
        yield item
        yield from walk(item.points)


def label_of(item: Item) -> str:
    """A group's short name: its label, else what its title quotes if that counts its points (“六大行动” over six).

    A label that counts is counted anew, so that it cannot be wrong: “六坐” over five points is “五坐”.
    """
    if item.label:
        return recount(item.label.strip("“”"), len(item.points))
    return next((name for name in _QUOTED.findall(item.title) if count_in(name) == len(item.points)), "")


def is_clause(item: Item) -> bool:
    return not item.points and not item.closing and not has_inner_stop(item.title + item.text)
