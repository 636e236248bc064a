"""Document → plain text that looks right in 记事本 and pastes well into Word.

The shapes and blank lines are what docgen.readers.text goes by: change one only with the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document import Block, Document, Head, Imprint, Signature, Table, attachment_label
from docgen.writers import layout
from docgen.writers.marks import numbered_lines

SUFFIX = "txt"

SPACE = "\u3000"
INDENT = SPACE * layout.INDENT
DEEP = 4  # characters: the least indent of a byline or signature, deeper than any paragraph's
HEAVY, THIN = "━" * layout.CHARS, "─" * layout.CHARS


Group = list[str]  # lines without a blank one between them


def write(document: Document) -> bytes:
    """The document as UTF-8 without BOM, lines ended by \\n."""
    groups = [*_head(document.head), *_sheets(document), *_imprint(document.imprint)]
    return ("\n\n".join("\n".join(group) for group in groups) + "\n").encode()


def _sheets(document: Document) -> Iterator[Group]:
    """The document, its attachments, then what it issues; each but the first after a second blank line."""
    yield [document.title, *_bylines(document)]
    yield [*([document.opening] if document.opening else []), *_body(document.blocks)]
    titles = tuple(attachment.title for attachment in document.attachments)
    yield from _present([_indented(item) for item in layout.attachment_list(titles)])
    yield from _present(list(signature_lines(document.signature)))
    yield from _present([f"{INDENT}（{document.note}）"] if document.note else [])
    for index, attachment in enumerate(document.attachments, 1):
        yield ["", attachment_label(index, len(titles))]
        yield [attachment.title]
        yield from _present(list(_body(attachment.blocks)))
    if document.issued:
        first, *rest = _sheets(document.issued)
        yield ["", *first]
        yield from rest


def _present(group: Group) -> list[Group]:
    return [group] if group else []


def _bylines(document: Document) -> Iterator[str]:
    """题注 in the middle under the title."""
    for line in document.byline:
        yield _deep(line, (layout.width(document.title) - layout.width(line)) / 2)


def _body(blocks: tuple[Block, ...]) -> Iterator[str]:
    """One line a paragraph, one a row; a blank line keeps two tables apart."""
    after_table = False
    for line, block in numbered_lines(blocks):
        if isinstance(block, Table):
            yield from [""] * after_table
            yield from ("\t".join(cell or SPACE for cell in row) for row in (block.header, *block.rows))
        else:
            yield INDENT + line
        after_table = isinstance(block, Table)


def _indented(item: layout.Item) -> str:
    return SPACE * round(item.left - item.hanging) + item.text


def signature_lines(signature: Signature | None) -> Iterator[str]:
    """署名 and 成文日期 where they are printed; several names one below the other, for there are no seals here."""
    if signature:
        sealed = signature.sealed and len(signature.names) < 2
        for row in layout.signature(signature.names, signature.date, sealed):
            yield from (_deep(placed.text, layout.CHARS - placed.right - layout.width(placed.text)) for placed in row)


def _deep(text: str, indent: float) -> str:
    return SPACE * max(DEEP, round(indent)) + text


def _head(head: Head | None) -> Iterator[Group]:
    """版头, closed by a heavy rule."""
    if not head:
        return
    yield from _present([text for text in (head.copy_number, head.secrecy, head.urgency) if text])
    yield list(masthead(head.issuers))
    yield [*([line] if (line := number_line(head)) else []), HEAVY]


def masthead(issuers: tuple[str, ...]) -> Iterator[str]:
    """发文机关标志: “文件” after the only name, or apart after the middle one (7.2.4)."""
    middle = (len(issuers) - 1) // 2
    gap = SPACE if len(issuers) > 1 else ""
    for n, issuer in enumerate(issuers):
        yield issuer + gap + layout.MASTHEAD_WORD if n == middle else issuer


def number_line(head: Head) -> str:
    """发文字号, and 签发人 at the right edge."""
    signed = "签发人：" + (SPACE * 2).join(head.signatories) if head.signatories else ""
    return _apart(head.number, signed)


def _imprint(imprint: Imprint | None) -> Iterator[Group]:
    """版记 between rules, a rule between its lines."""
    if imprint:
        yield [THIN, *(part for line in imprint_lines(imprint) for part in (line, THIN))]


def imprint_lines(imprint: Imprint) -> Iterator[str]:
    if imprint.copies_to:
        yield f"抄送：{imprint.copies_to}。"
    if imprint.printed_by or imprint.printed_on:
        yield _apart(imprint.printed_by, layout.day_of_print(imprint.printed_on))


def _apart(left: str, right: str) -> str:
    """One text at the left edge, one at the right one, two spaces between them at least."""
    room = round(layout.CHARS - layout.width(left) - layout.width(right))
    return left + SPACE * max(2 if left else 0, room) + right if right else left
