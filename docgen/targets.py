"""What a goal is to reach (群众满意度达到98%), and what a report says was reached (为8分钟，达到10分钟以内的目标)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.campaign import Goal, Result, covers
from docgen.prose import bare

_NUMBER = re.compile(r"\d+(\.\d+)?")
_MOST = ("以内", "以下", "之内")  # a target that must not be passed
_LEAST = ("以上",)
_CHANGES = ("达到", "提高", "提高到", "提升", "提升到", "增长", "增加", "下降", "下降到", "降低", "降到", "减少")
_BOUNDS = ("压减", "压缩", "缩短", "缩短到", "不低于", "不少于", "不高于", "不超过", "超过", "突破", "控制在")
_VERBS = (*_CHANGES, *_BOUNDS)  # an indicator that ends so takes its figure at once


def target(goal: Goal) -> str:
    """What is to be reached; "" where the goal's title or text says it already. A target in words stands as it is."""
    figure = goal.target + goal.unit
    name = "" if goal.indicator and goal.indicator == goal.title else goal.indicator
    if not goal.target:
        return "" if goal.indicator in goal.title + goal.text else goal.indicator
    if gives(goal.title + goal.text, figure):
        return ""
    if not figure[0].isdigit() or (name or goal.title or bare(goal.text)).endswith(_VERBS):
        return name + figure
    return name + ("控制在" if figure.endswith(_MOST) else "达到") + figure


def is_named(goal: Goal) -> bool:
    """Whether the goal's figure needs the indicator before it; else title or text is what reaches the figure."""
    return bool(goal.indicator) and goal.indicator != goal.title


def gives(text: str, figure: str) -> bool:
    """Whether a text says this figure, as a whole number: 19个 does not say 9个."""
    return bool(re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d)", text))


def leaves(goals: Sequence[Goal], way: str = "") -> Iterator[tuple[str, Goal]]:
    """The goals that are to be answered, with their paths: of a goal without a figure of its own its points."""
    for goal in goals:
        path = f"{way}{goal.id}"
        if goal.points and not (goal.indicator or goal.target):
            yield from leaves(goal.points, f"{path}.")
        else:
            yield path, goal


def figure(result: Result, goals: Sequence[Goal]) -> str:
    """The figure that a result reached, against its goal; "" without one, or where the result's text gives it.

    A judgement is made only where the target says its direction (以内, 以上).
    """
    goal = next((goal for path, goal in leaves(goals) if result.goal and covers(result.goal, path)), Goal())
    unit = goal.unit.removesuffix("以内").removesuffix("以下").removesuffix("之内").removesuffix("以上")
    if not unit and (found := re.fullmatch(r"\D*\d[\d.]*(\D{1,4}?)(?:以内|以下|之内|以上|左右)?", goal.target)):
        unit = found[1]
    reached = result.value + (unit if result.value[-1:].isdigit() else "")
    if not result.value or gives(result.title + result.text, reached):
        return ""
    aim = goal.target + goal.unit
    subject = _subject(goal, result)
    return f"{subject}{_against(reached, aim)}" if goal.target else f"{subject}{_is(reached)}"


def _subject(goal: Goal, result: Result) -> str:
    if goal.indicator or (goal.title and goal.title != result.title):
        return goal.indicator or goal.title
    if goal.text and goal.target:
        return bare(goal.text)
    return f"“{bare(goal.text)}”的目标，实际" if goal.text else ""


def _against(reached: str, aim: str) -> str:
    if reached == aim:
        return f"达到{reached}，完成目标"
    got, wanted = _NUMBER.match(reached), _NUMBER.match(aim)
    most, least = aim.endswith(_MOST), aim.endswith(_LEAST)
    if not (got and wanted and (most or least)):
        return f"{_is(reached)}，目标为{aim}"
    met = float(got[0]) <= float(wanted[0]) if most else float(got[0]) >= float(wanted[0])
    return f"为{reached}，{'达到' if met else '未达到'}{aim}的目标"


def _is(reached: str) -> str:
    return f"为{reached}" if reached[0].isdigit() else reached
