"""What a genre needs and a campaign lacks, and the 【待补：…】 that a draft prints in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docgen.campaign import Campaign, Item, Person, Result, covers, spelled
from docgen.errors import Problem
from docgen.genre import Genre
from docgen.item_text import named
from docgen.targets import leaves

_REFERENCE = re.compile(r"（(?:对应目标|针对)写 [^）]*）$")
Gap = tuple[str, str]  # a key of the campaign, and what is missing there


def missing(campaign: Campaign, genre: Genre) -> tuple[Gap, ...]:
    """What the genre's text cannot be written without, and the campaign lacks."""
    own = {section.heading for section in campaign.sections} if "sections" in genre.carries else set()
    gaps = [(key, label) for key, label in genre.needs if not _value(campaign, key)]
    for section in genre.sections:
        keys = section.keys or (section.id,)
        covered = any(_value(campaign, key) for key in keys) or not own.isdisjoint((section.heading, *section.also))
        if section.presence == "required" and not covered:
            gaps.append((keys[0], _spelled(keys[0]).split(".")[-1]))
    if any("report.results" in section.keys for section in genre.sections) and campaign.report.results:
        gaps += _unanswered(campaign)
    return tuple(gaps)


def problems(gaps: Sequence[Gap], genre: Genre) -> tuple[Problem, ...]:
    """The gaps as a clerk is told of them."""
    hint = "请在活动文件里补上；暂时没有的，加 --draft 先生成带【待补】的草稿"
    return tuple(Problem(f"{genre.name}缺少{what}", hint, key=f"{_spelled(key)}（{key}）") for key, what in gaps)


def filled(campaign: Campaign, gaps: Sequence[Gap]) -> Campaign:
    """The campaign with a placeholder in every gap."""
    for key, what in gaps:
        campaign = _fill(campaign, key.split("."), f"【待补：{_REFERENCE.sub('', what)}】")
    return campaign


def _unanswered(campaign: Campaign) -> list[Gap]:
    """Goals that no result answers and shortcomings that no next step takes up; without any link, by their number."""
    report = campaign.report
    results = {result.goal for result in report.results} - {""}
    steps = {id for step in report.next_steps for id in step.addresses} & {short.id for short in report.shortcomings}
    goals = list(leaves(campaign.goals))
    left = goals[len(report.results) :]
    if results:
        left = [(path, goal) for path, goal in goals if not any(covers(result, path) for result in results)]
    shorts = [short for short in report.shortcomings if short.id not in steps]
    if not steps:
        shorts = list(report.shortcomings[len(report.next_steps) :])
    return [
        *(("report.results", f"目标“{named(goal)}”的完成情况（对应目标写 {path}）") for path, goal in left),
        *(("report.next_steps", f"不足“{named(short)}”的下一步打算（针对写 {short.id}）") for short in shorts),
    ]


def _spelled(key: str) -> str:
    return spelled(tuple(key.split(".")))


def _value(campaign: Campaign, key: str) -> Any:
    value: Any = campaign
    for name in key.split("."):
        value = getattr(value, name, None)
    return value


def _fill(model: Any, path: list[str], text: str) -> Any:
    """The campaign with a placeholder at a key, in the shape that the key has; added to what a list holds."""
    name, *rest = path
    before = getattr(model, name)
    after: Any = text
    if rest:
        after = _fill(before, rest, text)
    elif isinstance(before, Person):
        after = Person(post=text)
    elif isinstance(before, tuple):
        entry = text if name in ("addressees", "signatory") else (Result if name == "results" else Item)(text=text)
        after = (*before, entry)
    return model.model_copy(update={name: after})
