"""Parts of a document, each with its role, in printed order → one Document.

A document is valid, and every format gives it back as it was, when

- every text is one line, stripped, not empty, without control characters; only cells of a table may be empty;
- there is a body, its tables have two columns or more and full rows; a paragraph does not begin with a heading mark;
- a title, a name, an opening has a letter or a digit in it; a title is not an attachment's label (附件1); an opening
  ends with a colon or is a gap (【待补：主送机关】);
- a name and a document number hold no two spaces running and do not begin as another line does (签发人：, 抄送：);
  a date is a date or a gap, a name is neither; 份号 is digits, 密级 begins with its word, 紧急程度 does neither;
- an issued document has no head and no imprint, and a head, a signature, an imprint says something.

Plain text shows no difference between a paragraph and a heading without a number; all else it keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from docgen.document import Attachment, Block, Document, Head, Imprint, Paragraph, Signature
from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.readers.numbering import numbering
from docgen.readers.raw import Raw


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document: a block, or the text of any other role, without the label printed before it.

    block: how the document holds it, whatever its role, where it has no other place for it (a second date).
    raws: the lines that say it, several for a title, none where it is not shown as a line of the draft.
    headed: a heading that no number marks. shown: what its lines are, where that is another role.
    A TITLE without text begins a sheet that has none.
    """

    role: Role
    text: str = ""
    block: Block | None = None
    raws: tuple[Raw, ...] = ()
    headed: bool = False
    shown: Role | None = None

    @property
    def opens(self) -> bool:
        return self.role in (Role.LABEL, Role.TITLE) and self.block is None


MOST = 30  # documents that issue one another in one file; more is none


def finished(parts: Iterable[Part], suffix: str, notes: Sequence[str] = (), package: bytes = b"") -> Draft:
    """The draft that parts in printed order make up."""
    everything = _bounded(tuple(parts))
    sheets = (sheet for sheet in sheets_of(everything) if sheet)
    shown = tuple(_sheet(n, sheet) for n, sheet in enumerate(sheets))
    return Draft(assemble(everything), shown, suffix, tuple(notes), package=package)


def kept(part: Part) -> Part:
    """As a paragraph, with all that its lines say."""
    if part.block is not None:
        return part
    words = "".join(raw.words for raw in part.raws) or part.text
    return replace(part, block=Paragraph(words, part.raws[0].source if part.raws else None))


def _bounded(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What comes after too many issued documents is text."""
    sheets = sheets_of(parts)
    issued = [n for n, sheet in enumerate(sheets) if n and sheet[0].role is not Role.LABEL]
    if len(issued) <= MOST:
        return parts
    before = (part for sheet in sheets[: issued[MOST]] for part in sheet)
    after = (kept(part) for sheet in sheets[issued[MOST] :] for part in sheet if part.raws or part.block)
    return (*before, *after)


# ── parts → lines ──


def _sheet(index: int, parts: Sequence[Part]) -> Sheet:
    kind = Kind.ISSUED if index else Kind.MAIN
    if any(part.role is Role.LABEL and part.opens for part in parts):
        kind = Kind.ATTACHMENT
    return Sheet(tuple(line for part in parts for line in _lines(part, index)), kind)


def _lines(part: Part, sheet: int) -> Iterator[Line]:
    role = part.shown or part.role
    for raw in part.raws:
        if raw.rows:
            cells = (cell for row in raw.rows for cell in row if cell.words)
            yield from (_line(cell, Role.CELL, sheet) for cell in cells)
        elif raw.words and role is Role.BLOCK:
            number = numbering(raw)
            alone = number.alone or part.headed
            split = len(raw.text.rstrip()) if alone else number.split
            yield Line(raw.text, raw.segments, role, number.level, number.mark, number.start, split, alone, sheet)
        elif raw.words:
            yield _line(raw, role, sheet)


def _line(raw: Raw, role: Role, sheet: int) -> Line:
    return Line(raw.text, raw.segments, role, start=raw.begin, split=raw.begin, sheet=sheet)


# ── parts → the document ──


def assemble(parts: Iterable[Part]) -> Document:
    """The document that parts in printed order make up.

    A sheet begins with a label (附件1) or a title; labelled sheets are attachments of the document before them, the
    first sheet with another title begins the issued document.
    """
    everything = tuple(parts)
    document = _document(sheets_of(everything))
    return replace(document, head=_head(everything), imprint=_imprint(everything))


def sheets_of(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    sheets: list[list[Part]] = [[]]
    begun = False
    for part in parts:
        if part.opens and (part.role is Role.LABEL or begun):
            sheets.append([])
            begun = False
        begun = begun or part.role is Role.TITLE or part.block is not None
        sheets[-1].append(part)
    return [tuple(sheet) for sheet in sheets]


def _document(sheets: Sequence[tuple[Part, ...]]) -> Document:
    main, *rest = sheets
    attached = tuple(takewhile(lambda sheet: sheet[0].role is Role.LABEL and sheet[0].opens, rest))
    issued = rest[len(attached) :]
    attachments = tuple(Attachment(_first(sheet, Role.TITLE), _blocks(sheet)) for sheet in attached)
    listed = _texts(main, Role.LISTED)[len(attached) :]
    return Document(
        title=_first(main, Role.TITLE),
        byline=_texts(main, Role.BYLINE),
        opening=_first(main, Role.OPENING),
        blocks=_blocks(main),
        attachments=attachments + tuple(map(Attachment, listed)),
        signature=_signature(main),
        note=_first(main, Role.NOTE),
        issued=_document(issued) if issued else None,
    )


def _texts(parts: Sequence[Part], role: Role) -> tuple[str, ...]:
    return tuple(part.text for part in parts if part.role is role and part.block is None)


def _first(parts: Sequence[Part], role: Role) -> str:
    return next(iter(_texts(parts, role)), "")


def _blocks(parts: Sequence[Part]) -> tuple[Block, ...]:
    return tuple(part.block for part in parts if part.block is not None)


def _signature(parts: Sequence[Part]) -> Signature | None:
    signature = Signature(_texts(parts, Role.NAME), _first(parts, Role.DATE))
    return signature if signature.names or signature.date else None


def _head(parts: Sequence[Part]) -> Head | None:
    head = Head(
        issuers=_texts(parts, Role.ISSUER),
        number=_first(parts, Role.NUMBER),
        copy_number=_first(parts, Role.COPY_NUMBER),
        secrecy=_first(parts, Role.SECRECY),
        urgency=_first(parts, Role.URGENCY),
        signatories=_texts(parts, Role.SIGNATORY),
    )
    return head if head != Head(()) else None


def _imprint(parts: Sequence[Part]) -> Imprint | None:
    imprint = Imprint(*(_first(parts, role) for role in (Role.COPIES_TO, Role.PRINTED_BY, Role.PRINTED_ON)))
    return imprint if imprint != Imprint() else None
