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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from docgen.document import Attachment, Block, Document, Head, Imprint, Signature
from docgen.draft import Role


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document: a block, or the text of any other role, without the label printed before it."""

    role: Role
    text: str = ""
    block: Block | None = None


def assemble(parts: Iterable[Part]) -> Document:
    """The document that parts in printed order make up.

    A sheet begins with a label (附件1) or a title; labelled sheets are attachments of the document before them, the
    first sheet with another title begins the issued document.
    """
    everything = tuple(parts)
    document = _document(_sheets(everything))
    return replace(document, head=_head(everything), imprint=_imprint(everything))


def _sheets(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    sheets: list[list[Part]] = [[]]
    for part in parts:
        begun = {Role.TITLE, Role.BLOCK} & {other.role for other in sheets[-1]}
        if part.role is Role.LABEL or (part.role is Role.TITLE and begun):
            sheets.append([])
        sheets[-1].append(part)
    return [tuple(sheet) for sheet in sheets]


def _document(sheets: Sequence[tuple[Part, ...]]) -> Document:
    main, *rest = sheets
    attached = tuple(takewhile(lambda sheet: sheet[0].role is Role.LABEL, rest))
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
    return tuple(part.text for part in parts if part.role is role)


def _first(parts: Sequence[Part], role: Role) -> str:
    return next((part.text for part in parts if part.role is role), "")


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
