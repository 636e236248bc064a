"""Two editions of a document for hypothesis: a random one, and the same after random edits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from documents import bodies, documents, heads, imprints, lines, numbered_blocks, paragraphs, signatures, tables, texts
from hypothesis import strategies as st

from docgen.document import Attachment, Block, Document, Heading, Table, numbered

Pair = tuple[Document, Document]


def pairs() -> st.SearchStrategy[Pair]:
    """Mostly an edition and its next; sometimes two documents that have nothing to do with each other."""
    return st.one_of(*[edited()] * 4, st.tuples(documents(True), documents(True)))


@st.composite
def edited(draw: st.DrawFn) -> Pair:
    """An edition and its next one."""
    old = draw(documents(True))
    return old, draw(_next(old))


@st.composite
def _next(draw: st.DrawFn, old: Document) -> Document:
    new = replace(old, blocks=draw(_next_blocks(old.blocks)))
    for name in draw(st.lists(st.sampled_from(list(_ELEMENTS)), max_size=3, unique=True)):
        new = replace(new, **{name: draw(_ELEMENTS[name])})
    attachments = [
        Attachment(draw(_next_text(each.title)) or "表", draw(_next_blocks(each.blocks))) for each in new.attachments
    ]
    if attachments and draw(st.booleans()):
        attachments.insert(draw(st.integers(0, len(attachments))), draw(st.builds(Attachment, lines(), bodies())))
    if attachments and draw(st.booleans()):
        attachments.pop(draw(st.integers(0, len(attachments) - 1)))
    new = replace(new, title=draw(_next_text(old.title)) or "方案", attachments=tuple(attachments))
    return replace(new, issued=draw(_next(new.issued))) if new.issued and draw(st.booleans()) else new


_ELEMENTS: dict[str, st.SearchStrategy[Any]] = {
    "head": st.none() | heads(),
    "byline": st.lists(lines(), max_size=2).map(tuple),
    "opening": st.just("") | lines(),
    "signature": st.none() | signatures(),
    "note": st.just("") | texts(),
    "imprint": st.none() | imprints(),
    "issued": st.none() | st.deferred(lambda: documents(True).map(lambda one: replace(one, head=None, imprint=None))),
}


@st.composite
def _next_blocks(draw: st.DrawFn, old: tuple[Block, ...]) -> tuple[Block, ...]:
    blocks = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(blocks)))
        act = draw(st.sampled_from(("add", "drop", "move", "edit", "edit")))
        if act == "add":
            blocks.insert(at, draw(st.one_of(paragraphs(), numbered_blocks(), tables())))
        elif at < len(blocks) and act == "drop":
            blocks.pop(at)
        elif at < len(blocks) and act == "move":
            moved = blocks.pop(at)
            blocks.insert(draw(st.integers(0, len(blocks))), moved)
        elif at < len(blocks):
            blocks[at] = draw(_next_block(blocks[at]))
    return tuple(blocks)


@st.composite
def _next_block(draw: st.DrawFn, old: Block) -> Block:
    if isinstance(old, Table):
        return draw(_next_table(old))
    text = draw(_next_text(old.text)) or "文字"
    return numbered(old.level, text, mark=old.mark) if isinstance(old, Heading) else replace(old, text=text)


@st.composite
def _next_table(draw: st.DrawFn, old: Table) -> Table:
    rows = [tuple(draw(_next_text(cell)) for cell in row) for row in old.rows]
    at = draw(st.integers(0, len(rows)))
    if draw(st.booleans()):
        rows.insert(at, tuple(draw(st.just("") | texts()) for _ in old.header))
    elif at < len(rows):
        rows.pop(at)
    if draw(st.integers(0, 5)) == 0:
        return Table((*old.header, draw(texts())), tuple((*row, "") for row in rows))
    return Table(old.header, tuple(rows), old.widths)


@st.composite
def _next_text(draw: st.DrawFn, old: str) -> str:
    if draw(st.booleans()):
        return old
    start = draw(st.integers(0, len(old)))
    end = draw(st.integers(start, min(len(old), start + 6)))
    return (old[:start] + draw(st.just("") | texts()) + old[end:]).strip()
