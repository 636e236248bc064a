"""What a Document has a place for stays as it is; the rest of a foreign draft becomes paragraphs: nothing is lost.

A document prints its own “附件1”, brackets and “抄送：”; a line that would come out in other characters is kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.document import Paragraph, attachment_label
from docgen.draft import Role
from docgen.readers.parts import Part, kept
from docgen.readers.shapes import squeezed

_HEAD = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY, Role.ISSUER, Role.NUMBER, Role.SIGNATORY)
_IMPRINT = (Role.COPIES_TO, Role.PRINTED_BY, Role.PRINTED_ON)
_ONCE_A_SHEET = (Role.OPENING, Role.DATE, Role.NOTE)
_ONCE = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY, Role.NUMBER, Role.SIGNATORY, *_IMPRINT)

_FORMS = {
    Role.NOTE: re.compile(r"（\s*(?P<text>\S.*?)\s*）"),
    Role.COPIES_TO: re.compile(r"抄送：\s*(?P<text>\S.*?)\s*。?"),
    Role.SIGNATORY: re.compile(r"签发人：\s*(?P<text>\S.*)"),
}


def fitted(sheets: Sequence[Sequence[Part]]) -> Iterator[Part]:
    """The parts of all sheets, each with a block where the document holds it as one."""
    used: set[Role] = set()
    for n, (main, attached) in enumerate(_documents(sheets)):
        used -= set(_ONCE_A_SHEET)
        listed = [part for part in main if part.role is Role.LISTED]
        titles = _listed_titles(listed, [_title(sheet) for sheet in attached])
        yield from _main(main, titles, n == 0, used)
        total = max(len(attached), len(titles or ()))
        for index, sheet in enumerate(attached, 1):
            yield from _attachment(sheet, attachment_label(index, total), used)


def _documents(sheets: Sequence[Sequence[Part]]) -> list[tuple[Sequence[Part], list[Sequence[Part]]]]:
    """Each document with its attachments; a file may begin with one."""
    documents: list[tuple[Sequence[Part], list[Sequence[Part]]]] = []
    for sheet in sheets:
        if not _is_labelled(sheet):
            documents.append((sheet, []))
        else:
            documents += [] if documents else [((), [])]
            documents[-1][1].append(sheet)
    return documents


def _is_labelled(sheet: Sequence[Part]) -> bool:
    return any(part.role is Role.LABEL for part in sheet)


def _title(sheet: Sequence[Part]) -> str:
    return next((part.text for part in sheet if part.role is Role.TITLE), "")


def _main(sheet: Sequence[Part], titles: list[str] | None, first: bool, used: set[Role]) -> Iterator[Part]:
    listed = iter(titles or ())
    for part in sheet:
        if part.block is not None or part.role is Role.TITLE:
            yield part
        elif part.role is Role.LISTED and titles is not None:
            yield replace(part, text=next(listed))
        elif part.role is Role.LISTED or (part.role in _HEAD and not first):
            yield kept(part)
        else:
            yield from _several(_formed(part, used))


def _several(part: Part) -> Iterator[Part]:
    """Each name of 签发人 by itself; the first one shows the line."""
    names = re.split(r"\s{2,}", part.text) if part.role is Role.SIGNATORY and part.block is None else [part.text]
    yield replace(part, text=names[0])
    yield from (Part(part.role, name) for name in names[1:])


def _attachment(sheet: Sequence[Part], label: str, used: set[Role]) -> Iterator[Part]:
    """It has a title and text. A label that would be printed otherwise becomes a paragraph as well."""
    for part in sheet:
        if part.block is not None or part.role in (Role.LABEL, Role.TITLE):
            yield part
        else:
            yield _formed(part, used) if part.role in _IMPRINT else kept(part)
    typed = next(part.text for part in sheet if part.role is Role.LABEL)
    if squeezed(typed) != label:
        yield Part(Role.BLOCK, block=Paragraph(typed))


def _formed(part: Part, used: set[Role]) -> Part:
    """The part without what its role prints anyway, or kept where it is written otherwise, or is one too many."""
    form = _FORMS.get(part.role)
    found = form.fullmatch(part.text) if form and len(part.text) < 2000 else None
    if (part.role in used and part.role in (*_ONCE, *_ONCE_A_SHEET)) or (form and not found):
        return kept(part)
    used.add(part.role)
    if part.role is Role.ISSUER:
        return replace(part, text=re.sub(r"\s*文\s*件$", "", part.text) or part.text)
    return replace(part, text=found["text"]) if found else part


def _listed_titles(listed: Sequence[Part], attached: Sequence[str]) -> list[str] | None:
    """附件说明 as titles; None where the document would not print it as it stands."""
    several = max(len(listed), len(attached)) > 1
    number = re.compile(r"^\d{1,2}\.\s*")
    texts = [part.text.removeprefix("附件：").lstrip() if not n else part.text for n, part in enumerate(listed)]
    titles = [number.sub("", text, count=1) if several else text for text in texts]
    printed = [("" if n else "附件：") + (f"{n + 1}." if several else "") + text for n, text in enumerate(titles)]
    same = [squeezed(text) for text in printed] == [squeezed(part.text) for part in listed]
    agree = all(squeezed(title) == squeezed(own) for title, own in zip(titles, attached, strict=False))
    return titles if same and agree and all(titles) else None
