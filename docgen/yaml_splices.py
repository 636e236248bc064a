"""How a change of one place in a YAML text is written: pieces of the text, and what stands there instead.

In blocks whole lines come and go; in brackets what stands between two commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from docgen.yaml_places import ROOT, Page, Place
from docgen.yaml_text import STEP, comment, comment_lines, entry, in_flow, pair, pair_in_flow, scalar, written
from docgen.yaml_tree import Map, Plain, Text

Splice = tuple[int, int, str]  # text[start:end] becomes this


class New(NamedTuple):
    """A new key or entry: `at` is its place among the old ones (None: after them), `key` is None for an entry."""

    at: int | None
    key: str | None
    value: Plain
    note: str


_OWN_COMMENT = re.compile(r"\n[ \t]*#")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*")


def above(page: Page, place: Place, lines: Iterable[str]) -> Splice:
    """Lines of comment above the row of a key or an entry."""
    at = page.line(place.row)
    return at, at, comment_lines(lines, page.skip(at) - at)


def replaced(page: Page, place: Place, value: Plain, note: str = "") -> list[Splice]:
    """Another value after a key or a dash."""
    if place.is_in_flow or place.name == ROOT:  # a file is written anew only where it stands in brackets
        blank = _blank_after_colon(page, place.after) if place.start == place.after else ""
        missing = blank if place.has_colon else ": "
        return [(place.start, place.end, missing + in_flow(value)), *_noted(page, place, note)]
    is_below = "\n" in page.text[place.after : place.start]
    is_block = not isinstance(place.node, Text) and not page.is_flow(place)
    indent = _indent(page, place, value, is_block)
    lines: list[str] = []
    if isinstance(value, str) and is_below:  # nothing but its lines may stand below a |
        inline = scalar(value)
    else:
        inline, lines = written(value, indent, page.column(place.after) + 1)
    if not inline and isinstance(place.name, int) and not is_below:  # what stands after a dash begins on its line
        inline, *lines = lines
        inline = inline[indent:]
    body = "".join(line + "\n" for line in lines)
    below = page.line_end(place.end) + 1
    pulled = _pulled(page, below, page.column(place.head)) if "|\n" in f"{inline}\n{body}" else []
    if is_block and not is_below:
        text = f"{inline}{comment(note)}\n{body}"
        return [(place.start, below, text), *pulled]
    end_of_row = page.line_end(place.after if is_block or (is_below and not inline) else place.end)
    noted = [(end_of_row, end_of_row, comment(note))] if note else []
    if is_block:
        head = [(place.after, place.after, " " + inline)] if inline else []
        return [*head, *noted, (page.line(place.start), below, body), *pulled]
    return [*_for_text(page, place, inline, body, indent, is_below), *noted, *pulled]


def _indent(page: Page, place: Place, value: Plain, is_block: bool) -> int:
    """How deep the lines of a new value stand: as the old ones did, where there were any."""
    head = page.column(place.head)
    if is_block and (page.column(place.start) > head or isinstance(value, list)):
        return page.column(place.start)
    on_row = page.text[place.after : place.start].strip(" ") == "" and place.start > place.after
    return page.column(place.start) if isinstance(place.name, int) and on_row else head + STEP


def _for_text(page: Page, place: Place, inline: str, body: str, indent: int, is_below: bool) -> Iterator[Splice]:
    """What takes the place of a text, of brackets or of nothing; the comment on its line stays."""
    start, end = place.start, place.end
    below = page.line_end(end) + 1
    if is_below and not inline:
        note = page.text[end : below - 1].strip()
        yield page.line(start), below, (f"{' ' * indent}{note}\n" if note else "") + body
        return
    if (block := _BLOCK_TEXT.match(page.text, start)) and start < end and isinstance(place.node, Text):
        end = block.end()
        first = page.line_end(end) + 1
        yield first, max(first, below), body
    elif body:
        yield below, below, body
    if inline:
        yield start, end, (" " if start == end else "") + inline
    else:
        yield place.after, end, ""


def in_block(
    page: Page, place: Place, children: list[Place], inside: list[list[Splice]], gone: list[bool], new: list[New]
) -> list[Splice]:
    """Lines of a mapping or a list come and go; `inside` is what changes within its children.

    Where the first stands after a dash, one of them must stay.
    """
    column = page.column(children[0].head)
    is_on_dash = not page.begins_line(children[0].head)
    splices: list[Splice] = []
    done = 0
    if is_on_dash and gone[0]:
        done = gone.index(False)
        between = [page.text[child.end : then.head] for child, then in pairwise(children[: done + 1])]
        is_held = any(_OWN_COMMENT.search(text) for text in between) or any(inside[1 : done + 1])
        if is_held or any(one.at is not None for one in new):
            done = 1
            below = page.line_end(children[0].end)
            splices += (*inside[0], (place.after, below, ""), *_pulled(page, below + 1, column))
        else:
            splices += (*inside[0], (children[0].head, children[done].head, ""))
    for n, child in enumerate(children):
        for _, key, value, note in (one for one in new if one.at == n):
            lines = _lines(page, children, key, value, note, column)
            if n == 0 and is_on_dash:
                splices.append((child.head, child.head, "\n".join(lines)[column:] + "\n" + " " * column))
            else:
                at = _below(page, children[n - 1], column) if n else page.line(child.head)
                splices.append((at, at, "".join(line + "\n" for line in lines)))
        if n < done:
            continue
        splices += inside[n]
        if gone[n]:
            below = page.line_end(child.end) + 1
            splices += ((page.line(child.head), below, ""), *_pulled(page, below, column))
    at = _below(page, children[-1], column)
    for _, key, value, note in (one for one in new if one.at is None):
        splices.append((at, at, "".join(line + "\n" for line in _lines(page, children, key, value, note, column))))
    return splices


def _lines(page: Page, children: list[Place], key: str | None, value: Plain, note: str, column: int) -> list[str]:
    """A new key or entry as lines, in the manner of the others."""
    if key is not None:
        return pair(key, value, column, note)
    first = children[0]
    gap = page.text[first.after : first.start]
    maps = [child for child in children if isinstance(child.node, Map) and not child.is_alias]
    all_in_block = bool(maps) and not any(page.is_flow(child) for child in maps)
    return entry(value, column, len(gap) if gap.strip(" ") == "" and gap else 1, note, all_in_block)


def _below(page: Page, place: Place, column: int) -> int:
    """Where the lines of a key or an entry end, with the comments that stand deeper than it."""
    at = page.line_end(place.end) + 1
    return max((found.end() for found in page.comments_below(at, column)), default=at)


def _pulled(page: Page, at: int, column: int) -> list[Splice]:
    """Comments that stood deeper than what is no more: left where they are, a text above might swallow them."""
    return [(*found.span("indent"), " " * column) for found in page.comments_below(at, column)]


def in_brackets(
    page: Page, place: Place, children: list[Place], inside: list[list[Splice]], gone: list[bool], new: list[New]
) -> list[Splice]:
    """The same between [ ] or { }, on one line or on several."""
    texts = [(at, pair_in_flow(key, value) if key is not None else in_flow(value)) for at, key, value, _ in new]
    notes = [splice for *_, note in new for splice in _noted(page, place, note)]
    at_end = [text for at, text in texts if at is None]
    splices: list[Splice] = []
    if page.text[page.content(place)] not in "{[" and new:  # a key with its value as an entry of [ ], without { }
        more = _blank_after_colon(page, place.end) + "".join(f", {text}" for text in at_end) + "}"
        splices = [(place.start, place.start, "{"), *inside[0], (place.end, place.end, more)]
        return [*splices, *notes]
    last = max(n for n, is_gone in enumerate(gone) if not is_gone)
    for n, child in enumerate(children):
        for _, text in (one for one in texts if one[0] == n):
            splices.append((child.head, child.head, f"{text},{_break(page, child.head) or ' '}"))
        splices += inside[n]
        if gone[n] and n < last:
            splices.append(_cut(page, child, children[n + 1]))
    splices += _cut_tail(page, children[last:])
    splices += _appended(page, children, last, at_end)
    return [*splices, *notes]


def _cut(page: Page, place: Place, then: Place) -> Splice:
    """Takes out what another follows."""
    comma = page.past_comma(place.end)
    if "#" not in page.text[comma : then.head]:
        return place.head, then.head, ""
    if page.begins_line(place.head):  # the comment on its line goes with it
        below = page.line_end(comma) + 1
        return place.head, min(below + len(_blank(page, below)), then.head), ""
    return place.head, comma, ""


def _cut_tail(page: Page, places: list[Place]) -> Iterator[Splice]:
    """Takes out all but the first of the last in brackets."""
    base, *rest = places
    if not rest:
        return
    if not any("#" in page.text[before.end : place.head] for before, place in pairwise(places)):
        yield base.end, rest[-1].end, _blank_after_colon(page, base.end)
        return
    for place in rest:
        end = page.past_comma(place.end) or place.end
        begins_line = page.begins_line(place.head)
        if begins_line and re.compile(r"[ \t]*(#|\n)").match(page.text, end):
            yield page.line(place.head), page.line_end(end) + 1, ""
        else:
            yield place.head, end, ""


def _appended(page: Page, children: Sequence[Place], last: int, texts: list[str]) -> Iterator[Splice]:
    """New entries after the last that stays."""
    base = children[last]
    line_break = _break(page, base.head) if last == len(children) - 1 else ""
    comma = page.past_comma(base.end)
    rest = re.compile(r"[ \t]*(#|\n)").match(page.text, comma or base.end)
    if not texts:
        return
    blank = _blank_after_colon(page, base.end)
    if not line_break or not rest:
        yield base.end, base.end, blank + "".join(f",{line_break or ' '}{text}" for text in texts)
        return
    if not comma:
        yield base.end, base.end, blank + ","
    at = page.line_end(comma or base.end)
    yield at, at, ",".join(line_break + text for text in texts) + ("," if comma else "")


def _blank_after_colon(page: Page, at: int) -> str:
    """A key without a value must not touch the comma or the bracket."""
    return " " if page.text.endswith(":", 0, at) else ""


def _break(page: Page, head: int) -> str:
    """A new line in the same column, for what stands at the beginning of its own."""
    return "\n" + " " * page.column(head) if page.begins_line(head) else ""


def _blank(page: Page, at: int) -> str:
    found = re.compile(r"[ \t]*").match(page.text, at)
    return found.group() if found else ""


def _noted(page: Page, place: Place, note: str) -> list[Splice]:
    """A comment on what stands in brackets: behind the last of them."""
    at = page.line_end(place.row_end)
    return [(at, at, comment(note))] if note else []
