"""What an item says of itself: a goal its target, a result its figure, a phase its time, a measure who leads."""

from __future__ import annotations

from docgen import targets
from docgen.campaign import Goal, Item, Measure, Phase, Result
from docgen.notation import Date, date_range, deadline
from docgen.prose import bare, finish, run_on
from docgen.style import Style


def problem(text: str, style: Style) -> str:
    """A text with the section's ending (的问题), unless it ends so already."""
    ending = style.section.ending
    return text + ending if ending and not text.endswith(ending[-2:]) else text


def title(item: Item, style: Style) -> str:
    if not item.title:
        return ""
    title = problem(bare(item.title), style)
    if isinstance(item, Phase) and (when := period(item.start, item.end)) and when not in title:
        title += f"（{when}）"
    if isinstance(item, Goal) and not item.text and not targets.is_named(item):
        title += targets.target(item)  # 重点隐患全部清零
    return title.removesuffix("的问题") if _asks_for_problems(style) else title


def named(item: Item) -> str:
    """An item by a name: its title, a goal's indicator, else its text on one line."""
    indicator = item.indicator if isinstance(item, Goal) else ""
    return bare(item.title or indicator or "".join(item.text.split("\n")))


def period(start: Date | None, end: Date | None) -> str:
    """When a phase runs: 2026年3月至5月, 2026年3月起, 2026年5月底前."""
    if start and end:
        return date_range(start, end)
    return f"{start}起" if start else deadline(end) if end else ""


def text(item: Item, style: Style) -> str:
    if isinstance(item, Goal) and item.text:
        return run_on(item.text, targets.target(item), "，" if targets.is_named(item) else "")
    if isinstance(item, Goal):
        return targets.target(item) if targets.is_named(item) else ""
    if isinstance(item, Result):
        said = targets.figure(item, style.goals)
        return finish(item.text) + said if said else item.text
    if not item.title and _asks_for_problems(style):
        return item.text.removesuffix("的问题")
    return item.text


def _asks_for_problems(style: Style) -> bool:
    """Whether the phrase before an item says 问题 already: 第一个问题是审批慢, not …审批慢的问题."""
    return style.first.after.endswith("问题是")


def tail(item: Item, style: Style) -> str:
    """（牵头单位：…；配合单位：…；时限：…） of a measure, where the section prints owners."""
    if not style.section.owners or not isinstance(item, Measure):
        return ""
    values = (item.lead, supporters(item), time_limit(item))
    said = "；".join(f"{name}：{value}" for name, value in zip(style.section.owners, values, strict=True) if value)
    return f"（{said}）" if said else ""


def supporters(measure: Measure) -> str:
    """Who supports; not who leads, whom a batch may find among all that support."""
    return "、".join(name for name in measure.support if name != measure.lead)


def time_limit(measure: Measure) -> str:
    return deadline(measure.deadline) if isinstance(measure.deadline, Date) else measure.deadline
