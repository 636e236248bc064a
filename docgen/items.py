"""Items as blocks: （一） stands alone or runs in, 一是 opens a paragraph in a section and runs in among points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from docgen import item_text
from docgen.campaign import Item, Written
from docgen.document import Block, Heading, Paragraph, RunIn, Table, line_block, numbered
from docgen.notation import heading_mark
from docgen.prose import bare, ended, finish, has_inner_stop, run_on
from docgen.remembered import while_it_lives
from docgen.style import Style, is_clause, is_group, label_of


def section_blocks(items: Sequence[Item], style: Style) -> list[Block]:
    """Items that stand in a section, each opening a paragraph of its own."""
    if items and style.first.run_on and _run_in(items, style):
        return paragraphs(inline(items, style))
    stands = bool(style.first.level) and any(_needs_a_line(item, style) for item in items)
    standard = style.first.at(1) in ("一、", "（一）", "1.", "（1）")
    blocks: list[Block] = []
    n, restarted = 0, False
    for item in items:
        if isinstance(item, Written) and item.table:
            blocks.append(table(item.table))
        elif isinstance(item, Written) and not (item.title or item.points or style.own):
            blocks += [line_block(line) for line in item.text.split("\n")]
            blocks += _closing_blocks(item, style)
        elif is_group(item):
            inner = style.inside(item)
            group = paragraphs(finish(item.text, "：")) + section_blocks(item.points, inner)
            blocks += (_renumbered(group) if blocks else group) + _closing_blocks(item, style)
            restarted = True
        else:
            n += 1
            # A standard mark in its usual order is left to the writer to count.
            usual = standard and not restarted
            opening = style.first.at(n, item is items[-1])
            blocks += _one(item, style, opening, None if usual else opening, stands)
            restarted = restarted or (bool(item.points) and style.inside(item).first.level == style.first.level > 0)
    return blocks


def _renumbered(blocks: list[Block]) -> list[Block]:
    """Blocks whose first numbered one starts at 1 again, whatever stands before them."""
    for n, block in enumerate(blocks):
        if isinstance(block, Heading | RunIn):
            mark = block.mark or heading_mark(block.level, 1)
            return [*blocks[:n], replace(block, mark=mark), *blocks[n + 1 :]]
    return blocks


def lead_in(items: Sequence[Item], style: Style, lead: str) -> list[Block]:
    """A lead and its items. A lead without an end mark runs on into phrases; before headings it ends with a colon."""
    goes_on = not ended(lead) or (style.first.run_on and lead.endswith("："))
    if not lead or not items or not goes_on:
        return paragraphs(lead) + section_blocks(items, style)
    if style.first.level or not (style.first.run_on or style.first.at(1)):
        return paragraphs(finish(lead, "：")) + section_blocks(items, style)
    *before, last = lead.split("\n")
    if all(is_clause(item) and not item_text.tail(item, style) for item in items):
        return paragraphs("\n".join([*before, run_on(last, inline(items, style), style.comma(last))]))
    first, *rest = section_blocks(items, style)
    if not isinstance(first, Paragraph):
        return [*paragraphs(finish(lead, "：")), first, *rest]
    opened = run_on(last, first.text, "：" if style.comma(last) else "")
    return [*paragraphs("\n".join(before)), replace(first, text=opened), *rest]


def inline(items: Sequence[Item], style: Style) -> str:
    """Items run in: 一是标题，内容；…。 unless one has 。 inside: then 一是标题。内容。 Texts keep their marks."""
    bodies = [_flow(item, style, "，") for item in items]
    sentences = any(has_inner_stop(body) or item.points for body, item in zip(bodies, items, strict=True))
    if sentences:
        bodies = [_flow(item, style, "。") for item in items]
    stop = "。" if any(body.endswith("。") for body in bodies[:-1]) else "；"
    text, n = "", 0
    for index, (item, body) in enumerate(zip(items, bodies, strict=True)):
        n += not is_group(item)
        last = index == len(items) - 1
        opening = "" if is_group(item) else style.first.at(n, last)
        text += opening + _closed(body, item_text.tail(item, style), sentences, "。" if last else stop, last)
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
    return list(_paragraphs(text))


@lru_cache(maxsize=128)
def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(map(line_block, _finished(text)))


def _finished(text: str) -> list[str]:
    """The lines of a text with their end marks; headings and lists of names (组　长：周志强　书记) need none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [line if isinstance(line_block(line), Heading) or "　" in line else finish(line) for line in lines]


def table(rows: Sequence[Sequence[str]]) -> Table:
    """A table from rows of any length: short rows are filled up, a single column gets a second."""
    width = max(2, *map(len, rows))
    filled = [tuple("".join(cell.split("\n")).strip() for cell in row) + ("",) * (width - len(row)) for row in rows]
    return Table(filled[0], tuple(filled[1:]))


def _needs_a_line(item: Item, style: Style) -> bool:
    """Whether a title must stand on its own line: more than one paragraph follows it."""
    return bool(item.title) and ("\n" in item.text or _points_are_blocks(item, style))


def _points_are_blocks(item: Item, style: Style) -> bool:
    return bool(item.points) and not style.has_habit_for(item) and not _points_run_in(item, style)


@while_it_lives
def _points_run_in(item: Item, style: Style) -> bool:
    return _run_in(item.points, style.inside(item))


def _run_in(items: Sequence[Item], style: Style) -> bool:
    """Whether these can all run on in one text: no heading mark among them to any depth, and no table."""
    return not style.first.level and all(
        not (isinstance(item, Written) and item.table)
        and not _points_are_blocks(item, style)
        and _closing_runs_in(item, style.inside(item))
        for item in items
    )


def _closing_runs_in(item: Item, inner: Style) -> bool:
    """Whether what closes an item can run in; its points are of the depth of the item's points."""
    return all(
        (not part.points or _run_in(part.points, _style_of(part, inner)))
        and _closing_runs_in(part, _style_of(part, inner))
        for part in item.closing
    )


def _style_of(closing: Item, inner: Style) -> Style:
    return inner.inside(closing) if closing.enumerators else inner


@while_it_lives
def _one(item: Item, style: Style, opening: str, mark: str | None, stands: bool) -> list[Block]:
    """One item of a section: a heading and what follows, a run-in heading, or a paragraph that a phrase opens."""
    level, title = style.first.level, item_text.title(item, style)
    heading: list[Block] = []
    if level and stands and title:
        heading = [Heading(level, title, mark)]
        lines = _finished(_flow(item, style, "。", False))
    else:
        lines = _finished(_flow(item, style, "。"))
        if not level and lines:
            lines[0] = opening + lines[0]
    inner, tail = style.inside(item), item_text.tail(item, style)
    points = section_blocks(item.points, inner) if _points_are_blocks(item, style) else []
    if inner.first.level == level:
        points = _renumbered(points)
    leads_in = bool(points and lines and item.text) and not ended(item.text)
    if leads_in:
        lines[-1] = bare(lines[-1]) + "："
    elif tail and lines:
        lines[-1] += tail
    body = [line_block(line) for line in lines]
    if level and not heading and lines:
        has_more = len(lines[0]) > len(finish(title)) and bool(title)
        body[0] = numbered(level, lines[0], len(finish(title)) if has_more else 0, mark)
    after: list[Block] = [line_block(tail)] if tail and (leads_in or not lines) else []
    closing = [] if _flows_to_its_end(item, style) else _closing_blocks(item, style)
    return heading + body + points + after + closing


def _flows_to_its_end(item: Item, style: Style) -> bool:
    return not _points_are_blocks(item, style) and _closing_runs_in(item, style.inside(item))


def _closing_blocks(item: Item, style: Style) -> list[Block]:
    """A closing in paragraphs of its own; its points are of the depth of the item's points."""
    blocks: list[Block] = []
    for part in item.closing:
        inner = _style_of(part, style.inside(item))
        said = lead_in(part.points, inner, run_on(part.title, part.text, "。"))
        blocks += (_renumbered(said) if part.points else said) + _closing_blocks(part, inner)
    return blocks


@while_it_lives
def _flow(item: Item, style: Style, stop: str, titled: bool = True) -> str:
    """An item as running text: title, text, the points and the closing that run in; its last mark is left open."""
    title, text = item_text.title(item, style) if titled else "", item_text.text(item, style)
    lead = title if not text else text if not title else (title if ended(title) else title + stop) + text
    if _points_are_blocks(item, style):
        return lead
    flow = _with_points(item, style, lead, bool(text)) if item.points else lead
    if not item.closing or not _flows_to_its_end(item, style):
        return flow
    return finish(flow) + _closing_text(item, style.inside(item))


def _closing_text(item: Item, inner: Style) -> str:
    """The closing of an item as running text, with the closings of its closings."""
    text = ""
    for part in item.closing:
        said, style = run_on(part.title, part.text, "。"), _style_of(part, inner)
        if part.points:
            said = run_on(said, inline(part.points, style), style.comma(said) or "，" * style.first.run_on)
        text += finish(said) + _closing_text(part, style)
    return text


def _with_points(item: Item, style: Style, lead: str, has_text: bool) -> str:
    """The points after what comes before them, by the section's habit where it has one."""
    label = label_of(item)
    if style.has_habit_for(item):
        said = [run_on(bare(point.title), point.text, "，") for point in item.points]
        clauses = [item_text.problem(bare(clause), style) for clause in said]
        return finish(lead) + style.section.points + "；".join(clauses) + "。"
    inner = style.inside(item)
    points = inline(item.points, inner)
    if style.section.label and label and label not in lead:
        return finish(lead) + f"{style.section.label}“{label}”，{points}"
    if not has_text:
        return finish(lead) + points
    if inner.first.run_on:
        return run_on(lead, points, "，")
    comma = inner.comma(lead)
    return run_on(lead, points, "：" if comma and has_inner_stop(points) else comma)
