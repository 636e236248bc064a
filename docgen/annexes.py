"""What a plan carries besides its usual sections: the tasks and the problems as tables, the campaign's own sections.

Whoever carries out a superior's campaign finds its own tasks first in its 任务分解表 (docgen.own_tasks).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from docgen.assigned import tasks
from docgen.campaign import Attachment as Annex
from docgen.campaign import Campaign, Measure, Problem, Section, Written
from docgen.document import Attachment, Block, Table
from docgen.genre import GenreSection
from docgen.item_text import named, supporters, time_limit
from docgen.items import section_blocks
from docgen.notation import Date, deadline, parse_enumerator
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


def own_section(section: Section, chosen: Sequence[str]) -> list[Block]:
    """A section of the campaign's own, kept as written; its titled items are numbered, by the enumerators chosen."""
    return _written(section.blocks, chosen)


def _written(blocks: Sequence[Written], chosen: Sequence[str]) -> list[Block]:
    titled = any(block.title for block in blocks) and all(block.title or block.table for block in blocks)
    habits = GenreSection("", "", enumerators=TITLED) if titled else GenreSection("", "")
    return section_blocks(blocks, style(habits, chosen))


def _tasks(campaign: Campaign, called: Sequence[str]) -> Table:
    """Measure × lead × support × deadline; of a measure whose points have owners, the points."""
    rows = _all_rows(campaign.measures)
    if campaign.superior.name:
        from docgen.own_tasks import distances

        far = distances([(row.lead, row.support) for row in rows], campaign.issuer, campaign.region.name)
        if len(set(far)) > 1:
            rows = tuple(rows[n] for n in sorted(range(len(rows)), key=far.__getitem__))
    return _counted(("工作任务", *called[:2], "完成时限"), tuple([row.cells for row in rows]))


@lru_cache(maxsize=8)  # a unit's own measures seldom change what stands in a table
def _counted(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(("序号", *header), tuple((str(n), *row) for n, row in enumerate(rows, 1)))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the 任务分解表 without its number, and whose it is."""

    cells: tuple[str, str, str, str]
    lead: str
    support: tuple[str, ...]


@remembered(1, most=8)
def _all_rows(measures: tuple[Measure, ...]) -> tuple[_Row, ...]:
    return tuple(row for measure in measures for row in _rows(measure))


@while_it_lives
def _rows(measure: Measure) -> tuple[_Row, ...]:
    return tuple(map(_row, tasks(measure)))


def _row(measure: Measure) -> _Row:
    cells = named(measure), measure.lead, supporters(measure), time_limit(measure)
    return _Row(cells, measure.lead, measure.support)


@remembered(2, most=8)
def _problems(problems: tuple[Problem, ...], of: tuple[Measure, ...]) -> Table:
    """Problem × how it shows × measures against it × who leads × until when."""
    rows = []
    against_each = _against(of)
    for address, problem in _single(problems):
        steps = address.split(".")
        found = {n: one for end in range(len(steps)) for n, one in against_each.get(".".join(steps[: end + 1]), ())}
        rows.append(_problem(problem, tuple([found[n] for n in sorted(found)])))
    return _counted(("问题", "具体表现", "整改措施", "责任单位", "完成时限"), tuple(rows))


Answer = tuple[str, str, Date | str]  # a measure against a problem: what it is called, who leads, until when
Place = tuple[int, int]  # of a measure among all: with which one of the list it goes, and where in that


@while_it_lives
def _problem(problem: Problem, against: tuple[Answer, ...]) -> tuple[str, ...]:
    shown = "；".join(map(named, problem.points)) or bare(problem.text if problem.title else "")
    called, leads, limits = zip(*against, strict=True) if against else ((), (), ())
    return named(problem), shown, "；".join(called), _each("、", leads), _last_deadline(limits)


def _against(measures: tuple[Measure, ...]) -> dict[str, list[tuple[Place, Answer]]]:
    """The measures by what they are against, each with its place."""
    found: dict[str, list[tuple[Place, Answer]]] = {}
    for n, measure in enumerate(measures):
        for address, place, answer in _answers(measure):
            found.setdefault(address, []).append(((n, place), answer))
    return found


@while_it_lives
def _answers(measure: Measure) -> tuple[tuple[str, int, Answer], ...]:
    """What a measure and those in it are against."""
    return tuple(
        (address, n, (named(one), one.lead, one.deadline))
        for n, one in enumerate(walk([measure]))
        if isinstance(one, Measure)
        for address in one.addresses
    )


def _single(problems: Sequence[Problem], way: str = "") -> Iterator[tuple[str, Problem]]:
    """The problems with their addresses; of a bare group those in it."""
    for problem in problems:
        if is_group(problem):
            yield from _single(problem.points, f"{way}{problem.id}.")
        else:
            yield f"{way}{problem.id}", problem


def _last_deadline(limits: Sequence[Date | str]) -> str:
    """When all of these are done: the latest day, with what is said in words."""
    days = sorted((limit for limit in limits if isinstance(limit, Date)), key=lambda day: day.last)
    words = [limit for limit in limits if isinstance(limit, str)]
    return _each("、", [*map(deadline, days[-1:]), *words])


def _each(mark: str, names: Iterable[str]) -> str:
    return mark.join(dict.fromkeys(filter(None, names)))
