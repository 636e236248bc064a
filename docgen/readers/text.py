"""Plain text → Document.

Our own .txt says what a line is by its place: a heavy rule closes the head, thin ones enclose the imprint, titles
stand flush, paragraphs two characters in, bylines and signatures deep; tab-separated lines are a table; a blank line
sets apart what follows the body, two begin a new sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import groupby

from docgen.document import Document, Source
from docgen.draft import Draft
from docgen.encoding import decode_any
from docgen.readers.outline import (
    Line,
    clean,
    imprint_parts,
    issuer_parts,
    mark_part,
    number_parts,
    sheet,
    split_sheets,
    table,
)
from docgen.readers.parts import Part, assemble
from docgen.readers.typed import sheets

SUFFIX = "txt"

_HEAVY, _THIN = re.compile("━{4,}"), re.compile("─{4,}")
_WIDTHS = {"\u3000": 1.0, "\u2003": 1.0, "\t": 2.0}  # of an indenting space, in characters; any other one a half


def read(data: bytes) -> Draft:
    """The draft in a .txt file; any text gives one."""
    text = decode_any(data)
    return Draft(_document(text), sheets(text))


def _document(text: str) -> Document:
    lines, imprint = _split_imprint(read_lines(text))
    lines, head = _split_head(lines)
    body = [part for page in split_sheets(lines) for part in sheet(page)]
    return assemble([*head, *body, *imprint])


def read_lines(text: str) -> list[Line]:
    """The lines that say something, with what the blank ones and the indents between them say."""
    lines: list[Line] = []
    gap = 0
    for kind, group in groupby(enumerate(text.splitlines(), 1), key=lambda numbered: _kind(numbered[1])):
        some = list(group)
        if kind is _Kind.BLANK:
            gap += len(some)
            continue
        if kind is _Kind.ROW:
            source = Source(some[0][0])
            lines.append(Line("", 0, gap, source, table([_cells(raw) for _, raw in some], source)))
        else:
            lines += [_line(raw, 0 if n else gap, number) for n, (number, raw) in enumerate(some)]
        gap = 0
    return lines


class _Kind(Enum):
    BLANK = auto()
    ROW = auto()
    TEXT = auto()


def _kind(raw: str) -> _Kind:
    if _cells(raw):
        return _Kind.ROW
    return _Kind.TEXT if clean(raw) else _Kind.BLANK


def _line(raw: str, gap: int, number: int) -> Line:
    text = raw.lstrip()
    space = raw[: len(raw) - len(text)]
    return Line(clean(text), sum(_WIDTHS.get(char, 0.5) for char in space), gap, Source(number, len(space) + 1))


def _cells(raw: str) -> list[str]:
    """The cells of a row of a table, [] for any other line. A tab at either end is an indent, not a cell."""
    row = raw.strip("\t ")
    return [clean(cell) for cell in row.split("\t")] if "\t" in row else []


def _split_imprint(lines: Sequence[Line]) -> tuple[list[Line], list[Part]]:
    """版记: at the end, between thin rules."""
    if not lines or not _THIN.fullmatch(lines[-1].text):
        return list(lines), []
    start = len(lines) - 1
    while start and not lines[start].gap:
        start -= 1
    if start == len(lines) - 1 or not _THIN.fullmatch(lines[start].text):
        return list(lines), []
    texts = [line.text for line in lines[start:] if not _THIN.fullmatch(line.text)]
    return list(lines[:start]), list(imprint_parts(texts))


def _split_head(lines: Sequence[Line]) -> tuple[list[Line], list[Part]]:
    """版头: before a heavy rule, in up to three groups: marks, masthead, number (with the rule)."""
    end = next((n for n, line in enumerate(lines) if line.flush and _HEAVY.fullmatch(line.text)), 0)
    return (list(lines[end + 1 :]), list(_head(lines[: end + 1]))) if end else (list(lines), [])


def _head(lines: Sequence[Line]) -> Iterator[Part]:
    groups: list[list[str]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line.text)
    *marks, masthead, number = groups if len(groups) > 1 else [groups[0][:-1], groups[0][-1:]]
    yield from (mark_part(text) for group in marks for text in group)
    yield from issuer_parts(masthead)
    yield from (part for text in number[:-1] for part in number_parts(text))
