"""Plain text → Draft.

Our own .txt says what a line is by its place: a heavy rule closes the head, thin ones enclose the imprint, titles
stand flush, paragraphs two characters in, bylines and signatures deep; tab-separated lines are a table; a blank line
sets apart what follows the body, two begin a new sheet. Any other .txt is read by what its lines say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import groupby

from docgen.draft import Draft
from docgen.encoding import decode_any
from docgen.readers.columns import tabled
from docgen.readers.outline import drafted
from docgen.readers.parts import Part, finished
from docgen.readers.printed import (
    explained,
    imprint_parts,
    issuer_parts,
    mark_part,
    number_parts,
    sheet,
    split_sheets,
)
from docgen.readers.raw import Raw, clean
from docgen.readers.wrapped import unwrapped

SUFFIX = "txt"

_BREAK = re.compile(r"\r\n|\n|\r")  # what ends a line for an editor; U+2028, U+0085 and \f are characters
_HEAVY, _THIN = re.compile("━{4,}"), re.compile("─{4,}")


def read(data: bytes) -> Draft:
    """The draft in a .txt file; any text gives one."""
    rows = _BREAK.split(decode_any(data))
    lines = read_lines(rows)
    own = _printed(lines)
    if explained(own, spaced=True):
        return finished(own, SUFFIX)
    return drafted(unwrapped(tabled(lines, rows)), SUFFIX)


def _printed(lines: Sequence[Raw]) -> list[Part]:
    """The parts of a file of ours."""
    lines, imprint = _split_imprint(lines)
    lines, head = _split_head(lines)
    return [*head, *(part for page in split_sheets(lines) for part in sheet(page)), *imprint]


def read_lines(rows: Sequence[str]) -> list[Raw]:
    """The lines that say something, with what the blank ones between them say."""
    lines: list[Raw] = []
    gap = 0
    for kind, group in groupby(enumerate(rows, 1), key=lambda numbered: _kind(numbered[1])):
        some = list(group)
        if kind is _Kind.BLANK:
            gap += len(some)
            continue
        if kind is _Kind.ROW:
            cells = tuple(tuple(_cells(raw, number)) for number, raw in some)
            lines.append(Raw("", cells[0][0].segments, gap=gap, rows=cells))
        else:
            lines += [Raw(raw, ((0, number, 1),), gap=0 if n else gap) for n, (number, raw) in enumerate(some)]
        gap = 0
    return lines


class _Kind(Enum):
    BLANK = auto()
    ROW = auto()
    TEXT = auto()


def _kind(raw: str) -> _Kind:
    if "\t" in raw.strip("\t "):
        return _Kind.ROW
    return _Kind.TEXT if clean(raw) else _Kind.BLANK


def _cells(raw: str, number: int) -> Iterator[Raw]:
    """The cells of a row of a table. A tab at either end is an indent, not a cell."""
    row = raw.strip("\t ")
    col = len(raw) - len(raw.lstrip("\t ")) + 1
    for cell in row.split("\t"):
        yield Raw(cell, ((0, number, col),))
        col += len(cell) + 1


def _split_imprint(lines: Sequence[Raw]) -> tuple[list[Raw], list[Part]]:
    """版记: at the end, between thin rules."""
    if not lines or not _THIN.fullmatch(lines[-1].words):
        return list(lines), []
    start = len(lines) - 1
    while start and not lines[start].gap:
        start -= 1
    if start == len(lines) - 1 or not _THIN.fullmatch(lines[start].words):
        return list(lines), []
    texts = [line for line in lines[start:] if not _THIN.fullmatch(line.words)]
    return list(lines[:start]), list(imprint_parts(texts))


def _split_head(lines: Sequence[Raw]) -> tuple[list[Raw], list[Part]]:
    """版头: before a heavy rule, in up to three groups: marks, masthead, number (with the rule)."""
    end = next((n for n, line in enumerate(lines) if line.flush and _HEAVY.fullmatch(line.words)), 0)
    return (list(lines[end + 1 :]), list(_head(lines[: end + 1]))) if end else (list(lines), [])


def _head(lines: Sequence[Raw]) -> Iterator[Part]:
    groups: list[list[Raw]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    *marks, masthead, number = groups if len(groups) > 1 else [groups[0][:-1], groups[0][-1:]]
    yield from (mark_part(line) for group in marks for line in group)
    yield from issuer_parts(masthead)
    yield from (part for line in number[:-1] for part in number_parts(line))
