""".docx → Draft: our own files exactly, by the names of their styles; of others what the words and the layout say.

The XML is read without entities and the package within limits (docgen.package).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.draft import Draft, Line, Role, Sheet
from docgen.readers import docx_own
from docgen.readers.docx_file import footnotes, lines, opened
from docgen.readers.outline import drafted
from docgen.readers.parts import finished

SUFFIX = "docx"


def read(data: bytes, path: str = "") -> Draft:
    """The draft in a .docx. Raises DocgenError for what is no .docx."""
    file = opened(data, path)
    if docx_own.is_own(file):
        draft = finished(docx_own.parts(file), SUFFIX, file.notes, data)
        draft = replace(draft, document=docx_own.sealed(file, draft.document))
    else:
        draft = drafted(list(lines(file)), SUFFIX, file.notes, data)
    sheets = [replace(sheet, lines=tuple(_parted(sheet))) for sheet in draft.sheets]
    if notes := tuple(footnotes(file)):
        last = sheets.pop() if sheets else Sheet(())
        own = tuple(replace(line, sheet=len(sheets)) for line in notes)
        sheets.append(replace(last, lines=last.lines + own))
    return replace(draft, sheets=tuple(sheets))


def _parted(sheet: Sheet) -> Iterator[Line]:
    return (each for line in sheet.lines for each in _each(line))


def _each(line: Line) -> Iterator[Line]:
    """The paragraphs of a cell, which the table has as one text, a line each."""
    ends = [*(offset for offset, _, _ in line.segments[1:]), len(line.text)]
    if line.role is not Role.CELL or len(ends) == 1:
        yield line
        return
    for (start, number, col), end in zip(line.segments, ends, strict=True):
        text = line.text[start:end]
        begin = len(text) - len(text.lstrip())
        yield replace(line, text=text, segments=((0, number, col),), start=begin, split=begin)
