"""Document → Markdown (CommonMark with GFM tables).

`#` titles, `##` headings with their numbers written, a rule between sheets. Paragraphs begin with two full-width
spaces, so that what stands flush (opening, 附件说明, 附注) can be told from them; readers/markdown.py goes by that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.document import Block, Document, Head, Heading, Imprint, Table, attachment_label
from docgen.writers import layout, text
from docgen.writers.marks import numbered_lines

SUFFIX = "md"

RULE = "---"
BREAK = "\\\n"
_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~#])")  # marks that may open something anywhere in a line
_OPENER = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")  # what may open a list or underline a heading


def write(document: Document) -> bytes:
    """The document as UTF-8 without BOM, lines ended by \\n."""
    parts = [*_head(document.head), *_sheets(document), *_imprint(document.imprint)]
    return ("\n\n".join(parts) + "\n").encode()


def escape(plain: str) -> str:
    """Text inside a line, so that Markdown takes it as it stands."""
    return _SPECIAL.sub(r"\\\1", plain)


def flush(plain: str) -> str:
    """Text at the start of a line."""
    return _OPENER.sub(r"\1\\", escape(plain))


def _lines(lines: Iterable[str]) -> list[str]:
    """One paragraph of several lines, or none."""
    return [paragraph] if (paragraph := BREAK.join(lines)) else []


def _sheets(document: Document) -> Iterator[str]:
    """The document, its attachments, then what it issues; a rule before each but the first."""
    yield f"# {escape(document.title)}"
    yield from (f"*{escape(line)}*" for line in document.byline)
    yield from [flush(document.opening)] if document.opening else []
    yield from _body(document.blocks)
    items = layout.attachment_list(tuple(attachment.title for attachment in document.attachments))
    yield from _lines((text.SPACE * 3 if n else "") + escape(item.text) for n, item in enumerate(items))
    yield from _lines(map(escape, text.signature_lines(document.signature)))
    yield from [escape(f"（{document.note}）")] if document.note else []
    for index, attachment in enumerate(document.attachments, 1):
        yield from (RULE, attachment_label(index, len(document.attachments)), f"# {escape(attachment.title)}")
        yield from _body(attachment.blocks)
    if document.issued:
        yield RULE
        yield from _sheets(document.issued)


def _body(blocks: tuple[Block, ...]) -> Iterator[str]:
    for line, block in numbered_lines(blocks):
        if isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Heading):
            yield f"{'#' * (block.level + 1)} {escape(line)}"
        else:
            yield text.INDENT + escape(line)


def _table(table: Table) -> str:
    rows = (table.header, ("---",) * len(table.header), *table.rows)
    return "\n".join(_row(row if n == 1 else map(escape, row)) for n, row in enumerate(rows))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _head(head: Head | None) -> Iterator[str]:
    """版头, the masthead in bold, closed by a rule."""
    if head:
        yield from _lines(flush(mark) for mark in (head.copy_number, head.secrecy, head.urgency) if mark)
        yield f"**{BREAK.join(map(flush, text.masthead(head.issuers)))}**"
        yield from [flush(line)] if (line := text.number_line(head).strip()) else []
        yield RULE


def _imprint(imprint: Imprint | None) -> Iterator[str]:
    """版记 after a rule."""
    if imprint:
        yield RULE
        yield from (flush(line.strip()) for line in text.imprint_lines(imprint))
