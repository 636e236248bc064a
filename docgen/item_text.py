"""What an item says of itself: a goal its target, a result its figure, a phase its time, a measure who leads."""

from __future__ import annotations

import re

from docgen.campaign import Goal, Item, Measure, Phase, Result
from docgen.notation import Date, date_range, deadline
from docgen.prose import bare, finish, run_on
from docgen.style import Style, walk

_NUMBER = re.compile(r"\d+(\.\d+)?")


def problem(text: str, style: Style) -> str:
    """A text with the section's ending (的问题), unless it ends so already."""
    ending = style.section.ending
    return text + ending if ending and not text.endswith(ending[-2:]) else text


_VERBS = (
    *(
        "达到",
        "提高",
        "提高到",
        "提升",
        "提升到",
        "增长",
        "增加",
        "下降",
        "下降到",
        "降低",
        "降到",
        "减少",
        "压减",
        "压缩",
    ),
    *("缩短", "缩短到", "不低于", "不少于", "不高于", "不超过", "超过", "突破", "控制在"),
)  # an indicator that ends so takes its figure at once


def title(item: Item, style: Style) -> str:
    if not item.title:
        return ""
    title = problem(bare(item.title), style)
    if isinstance(item, Phase) and (when := period(item.start, item.end)) and when not in title:
        title += f"（{when}）"
    if isinstance(item, Goal) and not item.text and not item.indicator:
        title += target(item)  # 重点隐患全部清零
    return title


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
    if isinstance(item, Goal):
        return run_on(item.text, target(item) if item.text or item.indicator else "", "，")
    if isinstance(item, Result):
        return answered(item, style)
    return item.text


def target(goal: Goal) -> str:
    """What is to be reached: 群众满意度达到98%, 平均等候时间控制在10分钟以内; a target in words stands as it is."""
    figure = goal.target + goal.unit
    if not goal.target:
        return "" if goal.indicator in goal.title + goal.text else goal.indicator
    if gives(goal.title + goal.text, figure):
        return ""
    if not figure[0].isdigit() or goal.indicator.endswith(_VERBS):
        return goal.indicator + figure
    return goal.indicator + ("控制在" if figure.endswith(("以内", "以下", "之内")) else "达到") + figure


def gives(text: str, figure: str) -> bool:
    """Whether a text says this figure, as a whole number: 19个 does not say 9个."""
    return bool(re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d)", text))


def answered(result: Result, style: Style) -> str:
    """A result with the figure that answers its goal, unless its text gives the figure already."""
    goal = next((goal for goal in walk(style.goals) if goal.id == result.goal), Goal())
    assert isinstance(goal, Goal)
    figure, aim = result.value + goal.unit, goal.target + goal.unit
    if not result.value or gives(result.title + result.text, figure):
        return result.text
    name = goal.indicator or (goal.title if goal.title != result.title else "")
    if not figure[0].isdigit():
        said = name + figure + (f"，目标为{aim}" if goal.target else "")
    elif not (_NUMBER.fullmatch(result.value) and _NUMBER.fullmatch(goal.target)):
        said = f"{name}为{figure}" + (f"，目标为{aim}" if goal.target else "")
    else:
        reached = float(result.value) - float(goal.target)
        said = name + (f"为{figure}，未达到{aim}的目标" if reached < 0 else f"达到{figure}")
        said += f"，超过{aim}的目标" if reached > 0 else "，完成目标" if reached == 0 else ""
    return finish(result.text) + said


def tail(item: Item, style: Style) -> str:
    """（牵头单位：…；配合单位：…；时限：…） of a measure, where the section prints owners."""
    if not style.section.owners or not isinstance(item, Measure):
        return ""
    values = (item.lead, "、".join(item.support), time_limit(item))
    said = "；".join(f"{name}：{value}" for name, value in zip(style.section.owners, values, strict=True) if value)
    return f"（{said}）" if said else ""


def time_limit(measure: Measure) -> str:
    return deadline(measure.deadline) if isinstance(measure.deadline, Date) else measure.deadline
