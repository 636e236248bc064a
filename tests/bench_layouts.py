"""Templates for other tools that print what docgen prints, in the same layout: docgen itself writes them.

A template is what docgen makes of a document whose texts are the tool's tags: paragraphs in a loop with a condition
for each kind of paragraph, tables with a loop over their rows, all else a tag. So styles, runs and parts are the same.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from typing import Any

from docgen.document import Attachment, Block, Document, Head, Heading, Imprint, Paragraph, RunIn, Table, with_marks
from docgen.package import DOCUMENT, members, repacked
from docgen.write import write

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tags:
    """How a tool writes a value, a value of the row at hand, loops over paragraphs and table rows, a condition."""

    value: str
    of_row: str
    loop: tuple[str, str]
    condition: tuple[str, str]
    table: tuple[str, str]
    table_in_rows: bool  # the tags of a table's loop stand in rows of their own

    def between(self, tag: tuple[str, str], name: str, inner: tuple[Block, ...]) -> tuple[Block, ...]:
        return (Paragraph(tag[0].format(name)), *inner, Paragraph(tag[1].format(name)))


DOCXTPL = Tags(
    "{{{{ {} }}}}",
    "{{{{ row.{} }}}}",
    ("{{%p for row in {} %}}", "{{%p endfor %}}"),
    ("{{%p if row.{} %}}", "{{%p endif %}}"),
    ("{{%tr for row in {} %}}", "{{%tr endfor %}}"),
    True,
)
BRACES = Tags("{{{}}}", "{{{}}}", ("{{#{}}}", "{{/{}}}"), ("{{#{}}}", "{{/{}}}"), ("{{#{}}}", "{{/{}}}"), False)


def lean(document: Document, tags: Tags) -> bytes:
    """The template on docgen's own letterhead."""
    return write(_tagged(document, tags), "docx")


def fat(template: bytes) -> bytes:
    """The same text and styles among all that python-docx's default document brings; without page numbers."""
    import docx

    made = BytesIO()
    ours = docx.Document(BytesIO(template))
    default = docx.Document()
    styles = default.styles.element
    for style in ours.styles.element.findall(f"{WORD}style"):
        for same in styles.findall(f"{WORD}style[@{WORD}styleId='{style.get(f'{WORD}styleId')}']"):
            styles.remove(same)
        styles.append(style)
    body = default.element.body
    body.clear_content()
    for element in list(ours.element.body)[:-1]:
        body.insert(len(body) - 1, element)
    default.core_properties.title = "{{ title }}"
    default.save(made)
    return made.getvalue()


def data(document: Document, prefix: str = "") -> Data:
    """The texts of a document, ready for the template of its layout."""
    said: Data = {f"{prefix}title": document.title, f"{prefix}opening": document.opening}
    said |= {f"{prefix}byline{n}": line for n, line in enumerate(document.byline)}
    said |= _rows(document.blocks, prefix)
    for n, attachment in enumerate(document.attachments):
        said |= {f"{prefix}annex{n}": attachment.title, **_rows(attachment.blocks, f"{prefix}annex{n}_")}
    if document.signature:
        said |= {f"{prefix}signed{n}": name for n, name in enumerate(document.signature.names)}
        said[f"{prefix}date"] = document.signature.date
    if document.head:
        said |= {f"issuer{n}": name for n, name in enumerate(document.head.issuers)}
        said |= {name: getattr(document.head, name) for name in ("number", "copy_number", "secrecy", "urgency")}
    if document.imprint:
        said |= {name: getattr(document.imprint, name) for name in ("copies_to", "printed_by", "printed_on")}
    said[f"{prefix}note"] = document.note
    return said | (data(document.issued, "issued_") if document.issued else {})


def paragraphs(made: bytes) -> list[str]:
    """The text of each paragraph that is not empty, in printed order, without spaces: a title's lines are broken."""
    from lxml import etree

    tree = etree.fromstring(zipfile.ZipFile(BytesIO(made)).read(DOCUMENT))
    found = ("".join(text.text or "" for text in part.iter(f"{WORD}t")) for part in tree.iter(f"{WORD}p"))
    return [text for line in found if (text := "".join(line.split()))]


def dynamic(made: bytes) -> tuple[bytes, bytes]:
    """What deflate has to do for a file, at least: the XML of its text; and the rest of the file as it lies there."""
    found = members(made)
    text = found.pop(DOCUMENT)
    return text, repacked(found)


def _tagged(document: Document, tags: Tags, prefix: str = "") -> Document:
    def tag(name: str, there: object = True) -> str:
        return tags.value.format(prefix + name) if there else ""

    head, signature, imprint = document.head, document.signature, document.imprint
    return Document(
        title=tag("title"),
        byline=tuple(tag(f"byline{n}") for n, _ in enumerate(document.byline)),
        opening=tag("opening", document.opening),
        blocks=_tagged_blocks(document.blocks, tags, prefix),
        attachments=tuple(
            Attachment(tag(f"annex{n}"), _tagged_blocks(attachment.blocks, tags, f"{prefix}annex{n}_"))
            for n, attachment in enumerate(document.attachments)
        ),
        signature=signature
        and replace(signature, names=tuple(tag(f"signed{n}") for n, _ in enumerate(signature.names)), date=tag("date")),
        note=tag("note", document.note),
        issued=document.issued and _tagged(document.issued, tags, "issued_"),
        head=head
        and Head(
            tuple(tag(f"issuer{n}") for n, _ in enumerate(head.issuers)),
            *(tag(name, getattr(head, name)) for name in ("number", "copy_number", "secrecy", "urgency")),
        ),
        imprint=imprint
        and Imprint(*(tag(name, getattr(imprint, name)) for name in ("copies_to", "printed_by", "printed_on"))),
    )


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[bool, list[tuple[str, Block]]]]:
    """The blocks with their marks, tables apart from what stands between them."""
    for is_table, some in groupby(with_marks(blocks), lambda marked: isinstance(marked[1], Table)):
        yield is_table, list(some)


def _tagged_blocks(blocks: tuple[Block, ...], tags: Tags, prefix: str) -> tuple[Block, ...]:
    made: list[Block] = []
    for n, (is_table, some) in enumerate(_runs(blocks)):
        name = f"{prefix}rows{n}"
        if is_table:
            made += [_tagged_table(block, tags, f"{name}_{m}") for m, (_, block) in enumerate(some)]
        else:
            kinds = {_kind(block): block for _, block in some}
            inner = (tags.between(tags.condition, kind, (_tagged_line(kinds[kind], tags),)) for kind in kinds)
            made += tags.between(tags.loop, name, tuple(block for part in inner for block in part))
    return tuple(made)


def _tagged_line(block: Block, tags: Tags) -> Block:
    mark, opened, text = (tags.of_row.format(name) for name in ("mark", "head", "text"))
    if isinstance(block, Heading):
        return Heading(block.level, text, mark)
    if isinstance(block, RunIn):
        return RunIn(block.level, opened + text, len(opened), mark)
    return Paragraph(text)


def _tagged_table(block: Block, tags: Tags, name: str) -> Table:
    assert isinstance(block, Table)
    start, end = (tag.format(name) for tag in tags.table)
    cells = [tags.of_row.format(f"c{n}") for n, _ in enumerate(block.header)]
    if tags.table_in_rows:
        blank = [""] * (len(cells) - 1)
        return Table(block.header, ((start, *blank), tuple(cells), (end, *blank)), block.widths)
    return Table(block.header, ((start + cells[0], *cells[1:-1], cells[-1] + end),), block.widths)


def _rows(blocks: tuple[Block, ...], prefix: str) -> Data:
    said: Data = {}
    for n, (is_table, some) in enumerate(_runs(blocks)):
        name = f"{prefix}rows{n}"
        if is_table:
            for m, (_, block) in enumerate(some):
                assert isinstance(block, Table)
                said[f"{name}_{m}"] = [{f"c{k}": cell for k, cell in enumerate(row)} for row in block.rows]
        else:
            said[name] = [_row(mark, block) for mark, block in some]
    return said


def _row(mark: str, block: Block) -> Data:
    assert not isinstance(block, Table)
    split = block.split if isinstance(block, RunIn) else 0
    return {_kind(block): True, "mark": mark, "head": block.text[:split], "text": block.text[split:]}


def _kind(block: Block) -> str:
    return f"{type(block).__name__.lower()}{getattr(block, 'level', '')}"
