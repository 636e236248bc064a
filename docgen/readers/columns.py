"""Tables in plain text: columns set by blanks are one, a number and a tab are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.notation import split_mark
from docgen.readers import shapes
from docgen.readers.numbering import numbering
from docgen.readers.raw import Raw

_GAP = re.compile(r"[ \u00a0\u2002]{3,}|[\u3000\u2003]{2,}|[ \u3000]{4,}")
_LEAST = 3  # lines of a table set by blanks
_WIDEST = 200  # characters of a line of one


def tabled(lines: Sequence[Raw], rows: Sequence[str]) -> list[Raw]:
    """The lines of a foreign file, its tables as tables and nothing else; `rows` are the lines of the file."""
    return list(_set_by_blanks([line for raw in lines for line in (_untabbed(raw, rows) if raw.rows else (raw,))]))


def _untabbed(raw: Raw, rows: Sequence[str]) -> Iterator[Raw]:
    """A table as typed lines where its tabs only part numbers from words, or stand in one line alone."""
    if len(raw.rows) > 1 and not all(len(row) == 2 and _is_mark(row[0].text) for row in raw.rows):
        yield raw
        return
    for n, row in enumerate(raw.rows):
        number = row[0].segments[0][1]
        yield Raw(rows[number - 1], ((0, number, 1),), gap=0 if n else raw.gap)


def _is_mark(cell: str) -> bool:
    return bool(split_mark(cell.strip() + "x")[0]) and split_mark(cell.strip() + "x")[1] == "x"


def _set_by_blanks(lines: Sequence[Raw]) -> Iterator[Raw]:
    run: list[tuple[Raw, list[Raw]]] = []
    for line in lines:
        cells = _cells(line)
        if run and (line.gap or len(cells) != len(run[0][1])):
            yield from _table(run)
            run = []
        if cells:
            run.append((line, cells))
        else:
            yield line
    yield from _table(run)


def _table(run: Sequence[tuple[Raw, list[Raw]]]) -> Iterator[Raw]:
    if len(run) < _LEAST:
        yield from (line for line, _ in run)
    else:
        first = run[0][0]
        yield Raw("", first.segments, gap=first.gap, rows=tuple(tuple(cells) for _, cells in run))


def _cells(line: Raw) -> list[Raw]:
    """The cells of a line set in columns, [] for any other; words of one character are spaced-out names and titles."""
    text = line.text
    if line.rows or len(text) > _WIDEST or numbering(line).level or shapes.is_sentence(line.words):
        return []
    end = len(text.rstrip())
    gaps = [found for found in _GAP.finditer(text, line.begin, end) if found.end() < end]
    starts = [line.begin, *(found.end() for found in gaps)]
    stops = [*(found.start() for found in gaps), end]
    cells = [replace(line.cut(start, stop), gap=0) for start, stop in zip(starts, stops, strict=True)]
    return cells if len(cells) > 1 and all(map(_is_cell, cells)) else []


def _is_cell(cell: Raw) -> bool:
    words = cell.words
    return (len(words) > 1 or (words.isalnum() and words.isascii())) and not re.search("[：:。；]", words)
