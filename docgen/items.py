"""Items as blocks: （一） stands alone or runs in, 一是 opens a paragraph in a section and runs in among points.

The house habits of a section (its enumerators, 的问题, owners in brackets) come from the genre's front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.campaign import Block as Written
from docgen.campaign import Goal, Item, Measure, Phase, Result
from docgen.document import Block, Heading, Paragraph, Table, line_block, numbered
from docgen.genre import Section
from docgen.notation import Date, Enumerator, date_range, deadline, parse_chinese, parse_enumerator
from docgen.prose import bare, ended, finish, has_inner_stop, run_on

_COUNTING = re.compile(r"[“‘]?([一二三四五六七八九十两]+|\d+)(?=\D)")
_QUOTED = re.compile(r"“([^”]+)”")
_PHRASE = (parse_enumerator("一是"),)  # below a heading mark that names no deeper one
_CLAUSES = re.compile(r"[，。；：！？、]")
_NUMBER = re.compile(r"[\d.,]+[万亿]?")


@dataclass(frozen=True, slots=True)
class Style:
    """How the items of a section are written: the genre's habits, and the enumerators by depth from here on down.

    own: the writer chose the enumerators. goals: what a report's results answer.
    """

    section: Section
    enumerators: tuple[Enumerator, ...]
    own: bool = False
    goals: tuple[Goal, ...] = ()

    @property
    def first(self) -> Enumerator:
        return self.enumerators[0]

    def comma(self, lead: str) -> str:
        """What stands between a lead without an end mark and the first item: nothing in 我们一要…, nor before 无."""
        subject = self.first.after == "要" and len(_CLAUSES.split(lead)[-1]) <= 4
        return "，" if self.first.at(1) and not subject else ""

    def inside(self, item: Item) -> Style:
        """The style of an item's points: its own enumerators, else one depth further down, save in a bare group."""
        if item.enumerators:
            return replace(self, enumerators=tuple(map(parse_enumerator, item.enumerators)), own=True)
        if is_group(item):
            return self
        below = (self.section.enumerators[1:] or _PHRASE) if self.first.level else self.enumerators
        deeper = self.enumerators[1:] or below
        if self.section.owners and not self.own and any(map(has_owner, item.points)):
            deeper = (parse_enumerator("1."), *deeper)  # points with an owner of their own are tasks, each on its line
        return replace(self, enumerators=deeper)

    def has_habit_for(self, item: Item) -> bool:
        """Whether the section's habit for points (重点整改…的问题) fits: plain clauses, no enumerators chosen."""
        chosen = bool(item.enumerators) or (self.own and len(self.enumerators) > 1)
        return bool(self.section.points) and not chosen and all(map(_is_clause, item.points))


def style(section: Section, chosen: Sequence[str] = (), goals: tuple[Goal, ...] = ()) -> Style:
    """The style of a section: the enumerators that the writer chose, else the genre's."""
    own = tuple(map(parse_enumerator, chosen))
    return Style(section, own or section.enumerators, bool(own), goals)


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
    """A group's short name: its label, else what its title quotes if that counts its points (“六大行动” over six)."""
    if item.label:
        return item.label
    return next((name for name in _QUOTED.findall(item.title) if count_in(name) == len(item.points)), "")


def count_in(label: str) -> int | None:
    """The number that a label begins with: six for 六大行动."""
    found = _COUNTING.match(label)
    return parse_chinese(found.group(1)) if found else None


def section_blocks(items: Sequence[Item], style: Style) -> list[Block]:
    """Items that stand in a section, each opening a paragraph of its own."""
    if not items:
        return []
    if style.first.run_on:
        return paragraphs(inline(items, style))
    stands = bool(style.first.level) and any(_needs_a_line(item, style) for item in items)
    blocks: list[Block] = []
    n, restarted = 0, False
    for item in items:
        if isinstance(item, Written) and item.table:
            blocks.append(table(item.table))
        elif is_group(item):
            blocks += lead_in(item.text, item.points, style.inside(item)) + _closing_blocks(item, style)
            n, restarted = 0, True
        else:
            n += 1
            # A standard mark in its usual order is left to the writer to count.
            usual = not restarted and style.first.at(1) in ("一、", "（一）", "1.", "（1）")
            blocks += _one(item, style, style.first.at(n), None if usual else style.first.at(n), stands)
    return blocks


def lead_in(lead: str, items: Sequence[Item], style: Style) -> list[Block]:
    """A lead and its items. A lead without an end mark runs on into phrases; before headings it ends with a colon."""
    goes_on = not ended(lead) or (style.first.run_on and lead.endswith("："))
    if not lead or not items or not goes_on:
        return paragraphs(lead) + section_blocks(items, style)
    if style.first.level:
        return paragraphs(finish(lead, "：")) + section_blocks(items, style)
    *before, last = lead.split("\n")
    if all(_is_clause(item) and not _tail(item, style) for item in items):
        return paragraphs("\n".join([*before, run_on(last, inline(items, style), style.comma(last))]))
    first, *rest = section_blocks(items, style)
    if not isinstance(first, Paragraph):
        return [*paragraphs(lead), first, *rest]
    return [*paragraphs("\n".join(before)), replace(first, text=run_on(last, first.text, style.comma(last))), *rest]


def inline(items: Sequence[Item], style: Style) -> str:
    """Items run in: 一是标题，内容；…。 unless one has 。 inside: then 一是标题。内容。 A text keeps its own mark."""
    bodies = [_flow(item, style, "，") for item in items]
    sentences = any(has_inner_stop(body) or item.points for body, item in zip(bodies, items, strict=True))
    if sentences:
        bodies = [_flow(item, style, "。") for item in items]
    stop = "。" if any(body.endswith("。") for body in bodies[:-1]) else "；"
    text, n = "", 0
    for index, (item, body) in enumerate(zip(items, bodies, strict=True)):
        n += not is_group(item)
        last = index == len(items) - 1
        opening = "" if is_group(item) else style.first.at(n)
        text += opening + _closed(body, _tail(item, style), sentences, "。" if last else stop, last)
    return text


def _closed(body: str, tail: str, sentence: bool, stop: str, last: bool) -> str:
    """One run-in item with its owner and its end mark."""
    if sentence:
        return finish(bare(body) if last and body.endswith("；") else body) + tail
    if tail:
        return bare(body) + tail + stop
    keeps = ended(body) and not (last and body.endswith("；"))
    return body if keeps or (not last and body.endswith("，")) else bare(body) + stop


def paragraphs(text: str) -> list[Block]:
    """A text as paragraphs, one a line, each with an end mark; a line typed as a heading stays one."""
    return [line_block(line) for line in _finished(text)]


def _finished(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [line if isinstance(line_block(line), Heading) else finish(line) for line in lines]


def table(rows: Sequence[Sequence[str]]) -> Table:
    """A table from rows of any length: short rows are filled up, a single column gets a second."""
    width = max(2, *map(len, rows))
    filled = [tuple("".join(cell.split("\n")).strip() for cell in row) + ("",) * (width - len(row)) for row in rows]
    return Table(filled[0], tuple(filled[1:]))


def _needs_a_line(item: Item, style: Style) -> bool:
    """Whether a title must stand on its own line: more than one paragraph follows it."""
    return bool(item.title) and ("\n" in item.text or _points_are_blocks(item, style))


def _points_are_blocks(item: Item, style: Style) -> bool:
    if style.has_habit_for(item):
        return False
    has_table = any(isinstance(point, Written) and point.table for point in item.points)
    return has_table or (bool(item.points) and bool(style.inside(item).first.level))


def _one(item: Item, style: Style, opening: str, mark: str | None, stands: bool) -> list[Block]:
    """One item of a section: a heading and what follows, a run-in heading, or a paragraph that a phrase opens."""
    level, title = style.first.level, _title(item, style)
    heading: list[Block] = []
    if level and stands and title:
        heading = [Heading(level, title, mark)]
        lines = _finished(_flow(item.model_copy(update={"title": ""}), style, "。"))
    else:
        lines = _finished(_flow(item, style, "。"))
        if not level and lines:
            lines[0] = opening + lines[0]
    points = section_blocks(item.points, style.inside(item)) if _points_are_blocks(item, style) else []
    tail = _tail(item, style)
    if tail and lines:
        lines[-1] += tail
    body = [line_block(line) for line in lines]
    if level and not heading and lines:
        has_more = len(lines[0]) > len(finish(title)) and bool(title)
        body[0] = numbered(level, lines[0], len(finish(title)) if has_more else 0, mark)
    after = paragraphs(tail) if tail and not lines else []
    return heading + body + points + after + (_closing_blocks(item, style) if points else [])


def _closing_blocks(item: Item, style: Style) -> list[Block]:
    """A closing in paragraphs of its own; its points are of the depth of the item's points."""
    blocks: list[Block] = []
    for part in item.closing:
        inner = style.inside(part if part.enumerators else item)
        blocks += lead_in(run_on(part.title, part.text, "。"), part.points, inner) + _closing_blocks(part, inner)
    return blocks


def _flow(item: Item, style: Style, stop: str) -> str:
    """An item as running text: title, text, the points and the closing that run in; its last mark is left open."""
    title, text = _title(item, style), _text(item, style)
    lead = title if not text else text if not title else (title if ended(title) else title + stop) + text
    if _points_are_blocks(item, style):
        return lead
    flow = _with_points(item, style, lead, bool(text)) if item.points else lead
    if not item.closing:
        return flow
    return finish(flow) + _closing_text(item, style.inside(item))


def _closing_text(item: Item, inner: Style) -> str:
    """The closing of an item as running text, with the closings of its closings."""
    text = ""
    for part in item.closing:
        said, style = run_on(part.title, part.text, "。"), inner.inside(part) if part.enumerators else inner
        if part.points:
            said = run_on(said, inline(part.points, style), style.comma(said) or "，" * style.first.run_on)
        text += finish(said) + _closing_text(part, style)
    return text


def _with_points(item: Item, style: Style, lead: str, has_text: bool) -> str:
    """The points after what comes before them, by the section's habit where it has one."""
    label = label_of(item)
    if style.has_habit_for(item):
        said = [run_on(bare(point.title), point.text, "，") for point in item.points]
        clauses = [_problem(bare(clause), style) for clause in said]
        return finish(lead) + style.section.points + "；".join(clauses) + "。"
    inner = style.inside(item)
    points = inline(item.points, inner)
    if style.section.label and label and label.strip("“”") not in lead:
        return finish(lead) + f"{style.section.label}“{label.strip('“”')}”，{points}"
    if not has_text:
        return finish(lead) + points
    if inner.first.run_on:
        return run_on(lead, points, "，")
    comma = inner.comma(lead)
    return run_on(lead, points, "：" if comma and has_inner_stop(points) else comma)


def _is_clause(item: Item) -> bool:
    return not item.points and not item.closing and not has_inner_stop(item.title + item.text)


def _problem(text: str, style: Style) -> str:
    """A text with the section's ending (的问题), unless it ends so already."""
    ending = style.section.ending
    return text + ending if ending and not text.endswith(ending[-2:]) else text


def _title(item: Item, style: Style) -> str:
    if not item.title:
        return ""
    title = _problem(bare(item.title), style)
    if isinstance(item, Phase) and (when := period(item.start, item.end)) and when not in title:
        title += f"（{when}）"
    return title


def period(start: Date | None, end: Date | None) -> str:
    """When a phase runs: 2026年3月至5月, 2026年3月起, 2026年5月底前."""
    if start and end:
        return date_range(start, end)
    return f"{start}起" if start else deadline(end) if end else ""


def _text(item: Item, style: Style) -> str:
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


def _tail(item: Item, style: Style) -> str:
    """（牵头单位：…；配合单位：…；时限：…） of a measure, where the section prints owners."""
    if not style.section.owners or not isinstance(item, Measure):
        return ""
    values = (item.lead, "、".join(item.support), time_limit(item))
    said = "；".join(f"{name}：{value}" for name, value in zip(style.section.owners, values, strict=True) if value)
    return f"（{said}）" if said else ""


def time_limit(measure: Measure) -> str:
    return deadline(measure.deadline) if isinstance(measure.deadline, Date) else measure.deadline
