"""What an item says of itself: a goal its target, a result its figure, a phase its time, a measure who leads."""

from __future__ import annotations

import re

from docgen.campaign import Goal, Item, Measure, Phase, Result
from docgen.notation import Date, date_range, deadline
from docgen.prose import bare, finish, run_on
from docgen.style import Style, walk

_NUMBER = re.compile(r"[\d.,]+[万亿]?")


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
    return title


def period(start: Date | None, end: Date | None) -> str:
    """When a phase runs: 2026年3月至5月, 2026年3月起, 2026年5月底前."""
    if start and end:
        return date_range(start, end)
    return f"{start}起" if start else deadline(end) if end else ""


def text(item: Item, style: Style) -> str:
    if isinstance(item, Goal):
        said = bool(item.target) and item.target in item.title + item.text
        return item.text if said else run_on(item.text, _target(item), "，")
    if isinstance(item, Result):
        return _answered(item, style)
    return item.text


def _target(goal: Goal) -> str:
    """An indicator with its target: 群众满意度达到98%; a target in words stands as it is."""
    if not goal.indicator or not goal.target:
        return ""
    return goal.indicator + ("达到" if _NUMBER.fullmatch(goal.target) else "") + goal.target + goal.unit


def _answered(result: Result, style: Style) -> str:
    """A result with the figure that answers its goal, unless its text gives the figure already."""
    goal = next((goal for goal in walk(style.goals) if goal.id == result.goal), None)
    if not result.value or result.value in result.title + result.text:
        return result.text
    if not isinstance(goal, Goal) or not goal.indicator:
        return finish(result.text) + f"完成值为{result.value}"
    target = f"（目标值{goal.target}{goal.unit}）" if goal.target else ""
    return finish(result.text) + f"{goal.indicator}为{result.value}{goal.unit}{target}"


def tail(item: Item, style: Style) -> str:
    """（牵头单位：…；配合单位：…；时限：…） of a measure, where the section prints owners."""
    if not style.section.owners or not isinstance(item, Measure):
        return ""
    values = (item.lead, "、".join(item.support), time_limit(item))
    said = "；".join(f"{name}：{value}" for name, value in zip(style.section.owners, values, strict=True) if value)
    return f"（{said}）" if said else ""


def time_limit(measure: Measure) -> str:
    return deadline(measure.deadline) if isinstance(measure.deadline, Date) else measure.deadline
