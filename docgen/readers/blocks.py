"""A raw line as a block of the document."""

from __future__ import annotations

from docgen.document import Block, Heading, Paragraph, RunIn, Table, is_heading, line_block, numbered
from docgen.notation import level_of_mark, split_mark
from docgen.readers.numbering import Number
from docgen.readers.raw import Raw, clean


def block(raw: Raw, number: Number, headed: bool = False) -> Block:
    """The line as a block; `headed`: it is a heading though nothing numbers it. Not a character of it is lost."""
    words, source = raw.words, raw.source
    mark, rest = split_mark(words)
    if raw.mark and not mark and 1 <= number.level <= 4:
        return numbered(number.level, words, mark=raw.mark, source=source)
    if 1 <= number.level <= 4 and number.mark != mark and (said := clean(raw.text[number.start :])):
        return numbered(number.level, said, mark=clean(number.mark), source=source)
    found = line_block(words, source)
    if isinstance(found, Paragraph) and (headed or number.alone) and is_heading(words):
        level = raw.level or {"节": 2}.get(number.article, 1)
        return Heading(min(level, 4), words, "", source)
    if isinstance(found, RunIn) and raw.lead:
        return numbered(found.level, rest, len(clean(raw.text[number.start : raw.lead])), mark, source)
    return found


def printed_block(raw: Raw) -> Block:
    """The line as a block where its format alone says what it is."""
    if raw.rows:
        return table(raw)
    if raw.level:
        return heading(raw)
    return line_block(raw.words, raw.source)


def heading(raw: Raw) -> Block:
    """A heading where the format itself says so: a number typed in it decides on the level, else its depth does."""
    words = raw.words
    typed, rest = ("", words) if raw.mark else split_mark(words)
    if typed and rest:
        return numbered(level_of_mark(typed), rest, mark=typed, source=raw.source)
    return Heading(raw.level, words, raw.mark, raw.source)


def table(raw: Raw) -> Table:
    """Rows as a table; short rows are filled up with empty cells."""
    rows = [tuple(cell.words for cell in row) for row in raw.rows]
    width = max(map(len, rows))
    header, *body = (row + ("",) * (width - len(row)) for row in rows)
    return Table(header, tuple(body), source=raw.source)
