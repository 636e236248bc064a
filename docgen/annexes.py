"""What a plan carries besides its usual sections: the tasks and the problems as tables, the campaign's own sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.campaign import Campaign, Measure, Problem, Section, Wording, Written, covers
from docgen.document import Attachment, Block, Table
from docgen.genre import GenreSection
from docgen.item_text import named, time_limit
from docgen.items import section_blocks
from docgen.notation import Date, deadline, parse_enumerator
from docgen.prose import bare
from docgen.style import has_owner, is_group, style, walk

TITLED = (parse_enumerator("（一）"), parse_enumerator("一是"))


def annexes(campaign: Campaign, owners: Sequence[str]) -> tuple[Attachment, ...]:
    """The attachments of the plan, in order: 任务分解表, 问题清单, the campaign's own.

    owners: what lead, support and deadline are called.
    """
    found = []
    if campaign.plan.task_table and any(map(has_owner, walk(campaign.measures))):
        found.append(Attachment(f"{campaign.name}任务分解表", (_tasks(campaign, owners),)))
    if campaign.plan.problem_table and campaign.problems:
        found.append(Attachment(f"{campaign.name}问题清单", (_problems(campaign),)))
    return (*found, *(Attachment(annex.title, tuple(_written(annex.blocks, ()))) for annex in campaign.attachments))


def own_section(section: Section, wording: Wording) -> list[Block]:
    """A section of the campaign's own, kept as written; its titled items are numbered."""
    return _written(section.blocks, wording.enumerators.get(section.id, ()))


def _written(blocks: Sequence[Written], chosen: Sequence[str]) -> list[Block]:
    titled = any(block.title for block in blocks) and all(block.title or block.table for block in blocks)
    habits = GenreSection("", "", enumerators=TITLED) if titled else GenreSection("", "")
    return section_blocks(blocks, style(habits, chosen))


def _tasks(campaign: Campaign, owners: Sequence[str]) -> Table:
    """Measure × lead × support × deadline; of a measure whose points have owners, the points."""
    rows = [_task(entry) for measure in campaign.measures for entry in _owned(measure)]
    return Table(
        ("序号", "工作任务", *owners[:2], "完成时限"),
        tuple((str(n), *row) for n, row in enumerate(rows, 1)),
    )


def _owned(measure: Measure) -> list[Measure]:
    """What is assigned of a measure: what has an owner in it; without any, itself, or of a bare group its points."""
    found = [entry for entry in walk([measure]) if isinstance(entry, Measure) and has_owner(entry)]
    if found or not is_group(measure):
        return found or [measure]
    return [entry for point in measure.points for entry in _owned(point)]


def _task(measure: Measure) -> tuple[str, str, str, str]:
    return named(measure), measure.lead, "、".join(measure.support), time_limit(measure)


def _problems(campaign: Campaign) -> Table:
    """Problem × how it shows × measures against it × who leads × until when."""
    rows = []
    measures = [measure for measure in walk(campaign.measures) if isinstance(measure, Measure)]
    for address, problem in _single(campaign.problems):
        against = [
            measure for measure in measures if any(covers(reference, address) for reference in measure.addresses)
        ]
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
