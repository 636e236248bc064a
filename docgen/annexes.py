"""What a plan carries besides its usual sections: the tasks and the problems as tables, the campaign's own sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.campaign import Block as Written
from docgen.campaign import Campaign, Item, Measure, Section, Wording
from docgen.document import Attachment, Block, Table
from docgen.genre import Section as Habits
from docgen.item_text import time_limit
from docgen.items import section_blocks
from docgen.notation import Date, deadline, parse_enumerator
from docgen.prose import bare
from docgen.style import has_owner, style, walk

TITLED = (parse_enumerator("（一）"), parse_enumerator("一是"))


def annexes(campaign: Campaign) -> tuple[Attachment, ...]:
    """The attachments of the plan, in order: 任务分解表, 问题清单, the campaign's own."""
    found = []
    if any(has_owner(measure) for measure in walk(campaign.measures)):
        found.append(Attachment(f"{campaign.name}任务分解表", (_tasks(campaign),)))
    if campaign.plan.problem_table and campaign.problems:
        found.append(Attachment(f"{campaign.name}问题清单", (_problems(campaign),)))
    return (*found, *(Attachment(annex.title, tuple(_written(annex.blocks, ()))) for annex in campaign.attachments))


def own_section(section: Section, wording: Wording) -> list[Block]:
    """A section of the campaign's own, kept as written; its titled items are numbered."""
    return _written(section.blocks, wording.enumerators.get(section.id, ()))


def _written(blocks: Sequence[Written], chosen: Sequence[str]) -> list[Block]:
    titled = any(block.title for block in blocks) and all(block.title or block.table for block in blocks)
    habits = Habits("", "", enumerators=TITLED) if titled else Habits("", "")
    return section_blocks(blocks, style(habits, chosen))


def _tasks(campaign: Campaign) -> Table:
    """Measure × lead × support × deadline; under a group, each measure that has an owner of its own."""
    rows = []
    for measure in campaign.measures:
        owned = [entry for entry in walk([measure]) if has_owner(entry)]
        rows += [_task(entry) for entry in owned or [measure] if isinstance(entry, Measure)]
    return Table(
        ("序号", "工作任务", "牵头单位", "配合单位", "完成时限"),
        tuple((str(n), *row) for n, row in enumerate(rows, 1)),
    )


def _task(measure: Measure) -> tuple[str, str, str, str]:
    return _name(measure), measure.lead, "、".join(measure.support), time_limit(measure)


def _problems(campaign: Campaign) -> Table:
    """Problem × how it shows × measures against it × who leads × until when."""
    rows = []
    for problem in (inner for entry in campaign.problems for inner in (entry.points if not entry.title else [entry])):
        against = [
            measure
            for measure in walk(campaign.measures)
            if isinstance(measure, Measure) and problem.id in {name.split(".")[-1] for name in measure.addresses}
        ]
        shown = "；".join(map(_name, problem.points)) or bare(problem.text if problem.title else "")
        rows.append(
            (
                _name(problem),
                shown,
                "；".join(map(_name, against)),
                _each("、", [measure.lead for measure in against]),
                _last_deadline(against),
            )
        )
    return Table(
        ("序号", "问题", "具体表现", "整改措施", "责任单位", "完成时限"),
        tuple((str(n), *row) for n, row in enumerate(rows, 1)),
    )


def _last_deadline(measures: Sequence[Measure]) -> str:
    """When all of these are done: the latest day, with what is said in words."""
    limits = [measure.deadline for measure in measures]
    days = sorted((limit for limit in limits if isinstance(limit, Date)), key=lambda day: day.last)
    words = [limit for limit in limits if isinstance(limit, str)]
    return _each("、", [*map(deadline, days[-1:]), *words])


def _name(item: Item) -> str:
    return bare(item.title or "".join(item.text.split("\n")))


def _each(mark: str, names: Iterable[str]) -> str:
    return mark.join(dict.fromkeys(filter(None, names)))
