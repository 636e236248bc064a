"""Document × Document → changes: element by element, by what is printed, moves recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, takewhile
from typing import Literal

from docgen.alignment import Alignment, Line, aligned
from docgen.changed_words import Piece, words
from docgen.document import (
    Block,
    Document,
    Head,
    Heading,
    Imprint,
    Paragraph,
    RunIn,
    Signature,
    Table,
    attachment_label,
    with_marks,
)
from docgen.notation import Date

Kind = Literal["same", "renumbered", "changed", "added", "removed", "moved"]
CALLED: Mapping[Kind, str] = {"changed": "改动", "added": "新增", "removed": "删去", "moved": "移动"}
HEADER, TOP, ISSUED = "表头", "正文", "被印发件"
SHOWN = 12  # characters of a numbered paragraph without a heading that stand for it


class Role(StrEnum):
    """What an element is, as a clerk calls it."""

    COPY_NUMBER = "份号"
    SECRECY = "密级"
    URGENCY = "紧急程度"
    ISSUERS = "发文机关标志"
    NUMBER = "发文字号"
    SIGNATORIES = "签发人"
    TITLE = "标题"
    BYLINE = "题注"
    OPENING = "主送机关或称谓"
    TEXT = "正文"
    ROW = "表格"
    NAME = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTACHMENT = "附件标题"
    COPIES_TO = "抄送"
    PRINTED_BY = "印发机关"
    PRINTED_ON = "印发日期"


_SEVERAL = (Role.TEXT, Role.ROW, Role.ATTACHMENT)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a document: a line of it, a paragraph, a row of a table.

    mark: the printed number before it (“二、”, “附件1”), “表头” or “第2行” of a row.
    under: the headings over it, the outermost first, what it belongs to (被印发件, 附件) before them.
    level: of a heading that stands alone, 1 to 4, else 0. at: its place in the document, from 0.
    """

    role: Role
    text: str
    mark: str = ""
    under: tuple[str, ...] = ()
    level: int = 0
    cells: tuple[str, ...] = ()
    at: int = 0

    @property
    def place(self) -> str:
        """Where it stands, for people: “三、主要措施 › （二）”, “标题”, “附件1 › 表格第2行”."""
        match self.role:
            case Role.TEXT:
                own = self.mark
            case Role.ROW:
                own = self.mark if self.mark == HEADER else f"{self.role}{self.mark}"
            case _:
                own = self.role
        return " › ".join(filter(None, (*self.under, own))) or TOP

    @property
    def line(self) -> Line:
        return Line(self.role, self.text, self.role not in _SEVERAL)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one element. Pieces are its words; joined they are the text of both, number left out.

    renumbered: the same words under another number, because something came or went before them.
    """

    kind: Kind
    old: Element | None
    new: Element | None
    pieces: tuple[Piece, ...]

    @property
    def element(self) -> Element:
        """As it is now; as it was, when it is no more."""
        found = self.new or self.old
        assert found
        return found

    @property
    def moved(self) -> str:
        """Of a move, from where to where, for people; else ""."""
        if self.kind != "moved" or not self.old or not self.new:
            return ""
        old, new = self.old.under, self.new.under
        if old == new:
            return f"在“{' › '.join(new) or TOP}”里{'前' if self.new.at < self.old.at else '后'}移"
        shared = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(old, new, strict=False)))
        return "由“{}”移到“{}”".format(*(" › ".join(place[shared:]) or TOP for place in (old, new)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions and their changes; names are those of the files, date that of tracked changes in Word."""

    old: Document
    new: Document
    changes: tuple[Change, ...]
    names: tuple[str, str] = ("", "")
    date: Date | None = None

    @property
    def differs(self) -> bool:
        return any(change.kind != "same" for change in self.changes)


def compare(a: Document, b: Document) -> tuple[Change, ...]:
    """What became of each element of `a` in `b`, in the order of print; what is gone stands where it stood."""
    old, new = elements(a), elements(b)
    found = aligned([element.line for element in old], [element.line for element in new])
    return tuple(_changes(old, new, found))


def _changes(old: tuple[Element, ...], new: tuple[Element, ...], found: Alignment) -> Iterator[Change]:
    source = {j: i for i, j in found.moves}
    gone = set(source.values())
    at = come = 0
    for i, j in chain(found.pairs, [(len(old), len(new))]):
        yield from (_removed(one) for one in old[at:i] if one.at not in gone)
        yield from (_moved(old[source[one.at]], one) if one.at in source else _added(one) for one in new[come:j])
        if i < len(old):
            yield _paired(old[i], new[j])
        at, come = i + 1, j + 1


def _removed(old: Element) -> Change:
    return Change("removed", old, None, (Piece("removed", old.text),))


def _added(new: Element) -> Change:
    return Change("added", None, new, (Piece("added", new.text),))


def _moved(old: Element, new: Element) -> Change:
    return Change("moved", old, new, _words(old, new))


def _paired(old: Element, new: Element) -> Change:
    return Change(_kind(old, new), old, new, _words(old, new))


def _kind(old: Element, new: Element) -> Kind:
    """A row whose 序号 alone is another was renumbered as well."""
    if old.text == new.text:
        return "same" if old.mark == new.mark or old.role is Role.ROW else "renumbered"
    counts = bool(old.cells and new.cells) and old.cells[0].isdecimal() and new.cells[0].isdecimal()
    return "renumbered" if counts and old.cells[1:] == new.cells[1:] else "changed"


def _words(old: Element, new: Element) -> tuple[Piece, ...]:
    """The words of a row cell by cell, so that no change ever reaches over the edge of a cell."""
    if not old.cells or len(old.cells) != len(new.cells):
        return words(old.text, new.text)
    edge = Piece("same", EDGE)
    pieces = [piece for cells in zip(old.cells, new.cells, strict=True) for piece in (edge, *words(*cells))]
    return tuple(pieces[1:])


EDGE = "\t"  # between two cells in the text of a row


def closing(changes: Sequence[Change]) -> str:
    """How much changed, in one line."""
    counts = Counter(change.kind for change in changes)
    told = "、".join(f"{called} {counts[kind]}" for kind, called in CALLED.items())
    found = sum(counts[kind] for kind in CALLED)
    again = f"另有 {counts['renumbered']} 处文字没有变，只是序号变了" if counts["renumbered"] else ""
    if found:
        return f"共 {found} 处：{told}" + (f"；{again}" if again else "")
    return again or "两份文稿没有不同"


# ── a document as its elements ──


def elements(document: Document) -> tuple[Element, ...]:
    """Everything that a document prints, in the order of print. The title of an attachment stands there once."""
    found = chain(_head(document.head), _sheet(document, ()), _imprint(document.imprint))
    return tuple(replace(element, at=n) for n, element in enumerate(found))


def _head(head: Head | None) -> Iterator[Element]:
    if head:
        yield from _line(Role.COPY_NUMBER, head.copy_number)
        yield from _line(Role.SECRECY, head.secrecy)
        yield from _line(Role.URGENCY, head.urgency)
        yield from _line(Role.ISSUERS, "、".join(head.issuers))
        yield from _line(Role.NUMBER, head.number)
        yield from _line(Role.SIGNATORIES, "、".join(head.signatories))


def _sheet(document: Document, under: tuple[str, ...]) -> Iterator[Element]:
    yield from _line(Role.TITLE, document.title, under)
    yield from _lines(Role.BYLINE, document.byline, under)
    yield from _line(Role.OPENING, document.opening, under)
    yield from _blocks(document.blocks, under)
    yield from _signature(document.signature, under)
    yield from _line(Role.NOTE, document.note, under)
    for n, attachment in enumerate(document.attachments, 1):
        label = attachment_label(n, len(document.attachments))
        yield Element(Role.ATTACHMENT, attachment.title, label, under)
        yield from _blocks(attachment.blocks, (*under, label))
    if document.issued:
        yield from _sheet(document.issued, (*under, ISSUED))


def _signature(signature: Signature | None, under: tuple[str, ...]) -> Iterator[Element]:
    if signature:
        yield from _lines(Role.NAME, signature.names, under)
        yield from _line(Role.DATE, signature.date, under)


def _imprint(imprint: Imprint | None) -> Iterator[Element]:
    if imprint:
        yield from _line(Role.COPIES_TO, imprint.copies_to)
        yield from _line(Role.PRINTED_BY, imprint.printed_by)
        yield from _line(Role.PRINTED_ON, imprint.printed_on)


def _line(role: Role, text: str, under: tuple[str, ...] = ()) -> Iterator[Element]:
    if text:
        yield Element(role, text, under=under)


def _lines(role: Role, texts: Iterable[str], under: tuple[str, ...]) -> Iterator[Element]:
    return (element for text in texts for element in _line(role, text, under))


def _blocks(blocks: tuple[Block, ...], under: tuple[str, ...]) -> Iterator[Element]:
    over: dict[int, str] = {}
    for mark, block in with_marks(blocks):
        match block:
            case Table():
                yield from _rows(block, (*under, *over.values()))
            case Paragraph(text):
                yield Element(Role.TEXT, text, under=(*under, *over.values()))
            case Heading() | RunIn():
                over = {level: text for level, text in over.items() if level < block.level}
                alone = block.level if isinstance(block, Heading) else 0
                yield Element(Role.TEXT, block.text, mark, (*under, *over.values()), alone)
                over[block.level] = mark + _called(block)


def _called(block: Heading | RunIn) -> str:
    if isinstance(block, Heading):
        return block.text
    return block.heading.rstrip("。") or block.text[:SHOWN] + "…" * (len(block.text) > SHOWN)


def _rows(table: Table, under: tuple[str, ...]) -> Iterator[Element]:
    for n, row in enumerate((table.header, *table.rows)):
        yield Element(Role.ROW, EDGE.join(row), f"第{n}行" if n else HEADER, under, cells=row)
