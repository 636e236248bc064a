"""Lines that a program broke at a width (of a PDF, of a mail) → the lines that a person wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from docgen.readers import shapes
from docgen.readers.numbering import numbering
from docgen.readers.raw import FLUSH, Raw, joined

_NARROWEST, _WIDEST = 18, 62  # characters a line, indent and all
_SLACK = 2.5  # characters that a line may fall short of the width: a mark never begins a line
_LEAST = 3  # lines that are full, for a width to be one

_STOPS = re.compile("[，。；、：,;]")
_POINT = re.compile("—|[-·●■◆•]")
_ENUMERATED = re.compile("[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]，|首先|其次|再次|最后")
_ENDED = re.compile(r"[。！？!?；;：:”）)]$")


def unwrapped(lines: Sequence[Raw]) -> list[Raw]:
    """The lines, those of one paragraph joined where the file was plainly broken at a width."""
    widths = [_width(line) for line in lines]
    width = _page_width(lines, widths)
    if not width:
        return list(lines)
    indented = _is_indented(lines)
    found: list[Raw] = []
    run: list[Raw] = []
    aside: list[Raw] = []  # page numbers inside a paragraph
    full = False
    for line, size in zip(lines, widths, strict=True):
        if run and full and _is_aside(line):
            aside.append(line)
            continue
        if run and full and _goes_on(run[-1], line, indented, bool(aside)):
            run.append(line)
        else:
            found += [*_one(run), *aside]
            run = [line]
        if run[-1] is line and len(run) == 1:
            aside = []
        full = width - _SLACK <= size and not line.rows
    return [*found, *_one(run), *aside]


def _one(run: Sequence[Raw]) -> list[Raw]:
    return [joined(run)] if len(run) > 1 else list(run)


def _width(line: Raw) -> float:
    """In characters of Chinese; beyond the widest page it does not matter by how much."""
    text = line.text[: _WIDEST * 3].rstrip()
    return sum(1.0 if east_asian_width(char) in "FWA" else 0.5 for char in text) + line.indent


def _page_width(lines: Sequence[Raw], widths: Sequence[float]) -> float:
    """The width at which lines were broken: most lines of text reach it and none goes beyond; 0 for none."""
    text = [size for line, size in zip(lines, widths, strict=True) if not line.rows and not _is_aside(line)]
    width = max(text, default=0.0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0.0
    full = [
        line
        for line, size in zip(lines, widths, strict=True)
        if width - _SLACK <= size and not line.rows and not _is_aside(line)
    ]
    broken = sum(not _ENDED.search(line.words) for line in full)
    prose = sum(_STOPS.search(line.words) is not None for line in full)  # a list of names has no stops in it
    wrapped = prose * 2 >= len(full) and broken * 2 >= len(full) and len(full) * 4 >= len(text)
    return width if wrapped and broken >= _LEAST else 0.0


def _is_aside(line: Raw) -> bool:
    return not line.rows and shapes.is_page(line.words)


def _is_indented(lines: Sequence[Raw]) -> bool:
    """Whether paragraphs begin with an indent, so that a line without one goes on with the one before."""
    return sum(FLUSH <= line.depth <= 4 for line in lines if not line.rows) >= 2


def _goes_on(before: Raw, line: Raw, indented: bool, across: bool) -> bool:
    if line.rows or before.rows or (line.gap and not across) or line.gap > 4:
        return False
    words = line.words
    number = numbering(line)
    begins = number.level or number.article or shapes.is_label(words) or shapes.listed(words) or shapes.is_copies(words)
    called = shapes.is_hailed(words) or (shapes.ends_title(before.words) and shapes.is_addressed(words))
    if begins or called or shapes.is_date(words) or line.depth >= FLUSH or _POINT.match(words):
        return False
    return indented or not (_ENDED.search(before.words) or _ENUMERATED.match(words))
