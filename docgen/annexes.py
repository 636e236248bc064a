"""What a plan carries besides its usual sections: the tasks and the problems as tables, the campaign's own sections.

Whoever carries out a superior's campaign finds its own tasks first in its 任务分解表: what it leads, then what it
supports, then the rest, each in the campaign's order. A task of everyone's (各部门) is nobody's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from docgen.assigned import tasks
from docgen.campaign import Attachment as Annex
from docgen.campaign import Campaign, Issuer, Measure, Problem, Section, Wording, Written
from docgen.document import Attachment, Block, Table
from docgen.general_owners import general, is_meant
from docgen.genre import GenreSection
from docgen.item_text import named, supporters, time_limit
from docgen.items import section_blocks
from docgen.notation import Date, deadline, parse_enumerator
from docgen.owner_names import keys, owners, region_of, unit_keys
from docgen.prose import bare
from docgen.remembered import remembered, while_it_lives
from docgen.style import has_owner, is_group, style, walk

TITLED = (parse_enumerator("（一）"), parse_enumerator("一是"))


def annexes(campaign: Campaign, called: Sequence[str]) -> tuple[Attachment, ...]:
    """The attachments of the plan, in order: 任务分解表, 问题清单, the campaign's own.

    called: what lead, support and deadline are called.
    """
    found = []
    if campaign.plan.task_table and _is_assigned(campaign.measures):
        found.append(_titled(_tasks(campaign, called), f"{campaign.name}任务分解表"))
    if campaign.plan.problem_table and campaign.problems:
        found.append(_titled(_problems(campaign.problems, campaign.measures), f"{campaign.name}问题清单"))
    return (*found, *map(_own, campaign.attachments))


@remembered(1, most=8)
def _is_assigned(measures: tuple[Measure, ...]) -> bool:
    return any(map(has_owner, walk(measures)))


@remembered(1, most=8)
def _titled(table: Table, title: str) -> Attachment:
    return Attachment(title, (table,))


@while_it_lives
def _own(annex: Annex) -> Attachment:
    return Attachment(annex.title, tuple(_written(annex.blocks, ())))


def own_section(section: Section, wording: Wording) -> list[Block]:
    """A section of the campaign's own, kept as written; its titled items are numbered."""
    return _written(section.blocks, wording.enumerators.get(section.id, ()))


def _written(blocks: Sequence[Written], chosen: Sequence[str]) -> list[Block]:
    titled = any(block.title for block in blocks) and all(block.title or block.table for block in blocks)
    habits = GenreSection("", "", enumerators=TITLED) if titled else GenreSection("", "")
    return section_blocks(blocks, style(habits, chosen))


def _tasks(campaign: Campaign, called: Sequence[str]) -> Table:
    """Measure × lead × support × deadline; of a measure whose points have owners, the points."""
    region = region_of(campaign.region.name, campaign.issuer.name)
    rows = _all_rows(campaign.measures, region)
    if campaign.superior.name:
        whose = _whose(campaign.issuer, region)
        distances = [_distance(row, whose) for row in rows]
        if len(set(distances)) > 1:
            rows = tuple(rows[n] for n in sorted(range(len(rows)), key=distances.__getitem__))
    return _table(rows, (*called[:2],))


@remembered(1, most=8)
def _table(rows: tuple[_Row, ...], called: tuple[str, ...]) -> Table:
    return Table(
        ("序号", "工作任务", *called, "完成时限"), tuple((str(n), *row.cells) for n, row in enumerate(rows, 1))
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the 任务分解表 without its number.

    leads, supports: by what their units are found. classes: 各县（区）人民政府 and the like, and whether they lead.
    """

    cells: tuple[str, str, str, str]
    leads: frozenset[str]
    supports: frozenset[str]
    classes: tuple[tuple[str, bool], ...]


@remembered(1, most=8)
def _all_rows(measures: tuple[Measure, ...], region: str) -> tuple[_Row, ...]:
    return tuple(row for measure in measures for row in _rows(measure, region))


@while_it_lives
def _rows(measure: Measure, region: str) -> tuple[_Row, ...]:
    return tuple(_row(task, region) for task in tasks(measure))


def _row(measure: Measure, region: str) -> _Row:
    cells = named(measure), measure.lead, supporters(measure), time_limit(measure)
    return _Row(cells, *_owned_by(measure.lead, measure.support, region))


@lru_cache(256)
def _owned_by(
    lead: str, support: tuple[str, ...], region: str
) -> tuple[frozenset[str], frozenset[str], tuple[tuple[str, bool], ...]]:
    """By what those who lead and those who support are found, and the classes of units among them."""
    named_in = (*owners(lead, True), *(one for text in support for one in owners(text, False)))
    leads, supports = (
        frozenset(key for one in named_in if one.leads is part for name in one.names for key in keys(name, region))
        for part in (True, False)
    )
    classes = tuple((one.name, one.leads) for one in named_in if (said := general(one.name)) and said.is_class)
    return leads, supports, classes


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose tasks come first: the names of who issues, by what they are found, and where."""

    names: tuple[str, ...]
    keys: frozenset[str]
    region: str


def _whose(issuer: Issuer, region: str) -> _Whose:
    names = [(issuer.name, issuer.short), *((each.name, each.short) for each in issuer.joint)]
    return _Whose(
        tuple(name for name, _ in names), frozenset[str]().union(*(unit_keys(*n, region) for n in names)), region
    )


def _distance(row: _Row, whose: _Whose) -> int:
    """0 what the issuer leads, 1 what it supports, 2 the rest."""
    if not row.leads.isdisjoint(whose.keys):
        return 0
    found = 2 if row.supports.isdisjoint(whose.keys) else 1
    for name, leads in row.classes:
        if _is_one_of(whose.names, name, whose.region):
            found = min(found, 0 if leads else 1)
    return found


@lru_cache(256)
def _is_one_of(names: tuple[str, ...], called: str, region: str) -> bool:
    said = general(called)
    return said is not None and any(is_meant(said, name, region) for name in names)


@remembered(2, most=8)
def _problems(problems: tuple[Problem, ...], of: tuple[Measure, ...]) -> Table:
    """Problem × how it shows × measures against it × who leads × until when."""
    rows = []
    against_each = _against(of)
    for address, problem in _single(problems):
        steps = address.split(".")
        found = {n: one for end in range(len(steps)) for n, one in against_each.get(".".join(steps[: end + 1]), ())}
        against = [found[n] for n in sorted(found)]
        shown = "；".join(map(named, problem.points)) or bare(problem.text if problem.title else "")
        rows.append(
            (
                named(problem),
                shown,
                "；".join(map(named, against)),
                _each("、", [measure.lead for measure in against]),
                _last_deadline(against),
            )
        )
    return Table(
        ("序号", "问题", "具体表现", "整改措施", "责任单位", "完成时限"),
        tuple((str(n), *row) for n, row in enumerate(rows, 1)),
    )


def _against(measures: tuple[Measure, ...]) -> dict[str, list[tuple[int, Measure]]]:
    """The measures by what they are against, each with its place among all."""
    found: dict[str, list[tuple[int, Measure]]] = {}
    for n, measure in enumerate(walk(measures)):
        if isinstance(measure, Measure):
            for address in measure.addresses:
                found.setdefault(address, []).append((n, measure))
    return found


def _single(problems: Sequence[Problem], way: str = "") -> Iterator[tuple[str, Problem]]:
    """The problems with their addresses; of a bare group those in it."""
    for problem in problems:
        if is_group(problem):
            yield from _single(problem.points, f"{way}{problem.id}.")
        else:
            yield f"{way}{problem.id}", problem


def _last_deadline(measures: Sequence[Measure]) -> str:
    """When all of these are done: the latest day, with what is said in words."""
    limits = [measure.deadline for measure in measures]
    days = sorted((limit for limit in limits if isinstance(limit, Date)), key=lambda day: day.last)
    words = [limit for limit in limits if isinstance(limit, str)]
    return _each("、", [*map(deadline, days[-1:]), *words])


def _each(mark: str, names: Iterable[str]) -> str:
    return mark.join(dict.fromkeys(filter(None, names)))
