"""A document as whole paragraphs of WordprocessingML, piece by piece, for each tag of the letterhead.

What depends on the text (sizes, hanging, insets) is written on the paragraph, all else comes from its style.
Documents of a batch share most of their text: a paragraph is made once, and the runs between two headings are what
the package deflates once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from docgen.document import (
    NUMBERED,
    Attachment,
    Block,
    Document,
    Heading,
    Paragraph,
    RunIn,
    Signature,
    Table,
    attachment_label,
    with_marks,
)
from docgen.elements import HEADINGS, ITEMS, Element, Span
from docgen.package import Pieces
from docgen.writers import layout as page
from docgen.writers.head import classification, masthead, numbers
from docgen.writers.imprint import height, imprint
from docgen.writers.ooxml import (
    BREAK,
    BREAK_AT_SPACE,
    KEEP,
    NEW_PAGE,
    TAB,
    Ids,
    exact,
    paragraph,
    run,
    spacer,
    span,
    tabs,
)
from docgen.writers.styles import CHAR_TWIPS, fonts
from docgen.writers.table import bordered
from docgen.writers.title import printed, title_lines

T = TypeVar("T")
SHORT = 8  # paragraphs: a document of more fills its first page anyway
LINES, LEAST = 40, 12  # paragraphs and rows of a run: each costs some hundred bytes of the file
REMEMBERED = 256  # paragraphs, some 1 kB each: those of the stretches that units change
STRETCHES = 32  # of a text, of some 10 kB: those of all genres of a campaign
TEXTS = 16  # whole texts, some 25 kB each


def elements(document: Document, ids: Ids) -> dict[str, Pieces]:
    """Every tag that stands for whole paragraphs, by name; () where there is nothing to print."""
    head = document.head
    rows = numbers(head, ids) if head else ("",)
    return {
        "classification": _piece(classification(head, ids) if head else ""),
        "masthead": _piece(masthead(head, ids) if head else ""),
        "signatories": _piece("".join(rows[:-1])),
        "number": _piece(rows[-1]),
        **_text(document, ids),
        "imprint": _piece(imprint(document.imprint, ids) if document.imprint else ""),
    }


def _text(document: Document, ids: Ids) -> dict[str, Pieces]:
    """What an issued document has as well, in the order of print."""
    signed, alone = document.signature is not None, document.head is not None and len(document.blocks) == 1
    return {
        "title": _piece(title(Element.TITLE, document.title, ids)),
        "byline": _piece("".join(paragraph(ids[Element.BYLINE], run(line)) for line in document.byline)),
        "opening": _piece(paragraph(ids[Element.OPENING], run(document.opening)) if document.opening else ""),
        "body": _body(Same(document.blocks), ids, keep=signed and not alone),  # 7.3.3: the first page has text
        "attachment_list": _piece(attachment_list(tuple(a.title for a in document.attachments), ids, keep=signed)),
        "signature": _piece(signature(document, document.signature, ids) if document.signature else ""),
        "note": _piece(paragraph(ids[Element.NOTE], run(f"（{document.note}）")) if document.note else ""),
        "attachments": attachments(Same(document.attachments), ids),
        "issued": issued(document.issued, ids) if document.issued else (),
    }


def _piece(xml: str) -> Pieces:
    return (xml.encode(),) if xml else ()


def title(element: Element, text: str, ids: Ids) -> str:
    """Centred lines in a trapezoid or a rhombus (7.3.1)."""
    *lines, last = title_lines(text, page.TITLE_CHARS)
    broken = (run(printed(line)) + (BREAK if printed(line) == line else BREAK_AT_SPACE) for line in lines)
    return paragraph(ids[element], "".join(broken) + run(last))


@lru_cache(maxsize=64)
def blank(lines: int, ids: Ids, properties: str = "") -> str:
    return paragraph(ids[Element.BLANK], "", properties) * lines


class Same(Generic[T]):
    """A tuple that is known again by the identity of its members: to compare blocks, and what takes no part in their
    equality, costs more than it saves. What remembers it keeps them alive, so that no others get their identity.
    """

    __slots__ = ("_key", "members")

    def __init__(self, members: tuple[T, ...]) -> None:
        self.members, self._key = members, tuple(map(id, members))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._key == other._key


Stretch = tuple[bytes, ...]  # paragraphs and rows of tables that nothing else comes between


@lru_cache(maxsize=TEXTS)
def _body(values: Same[Block], ids: Ids, keep: bool) -> Pieces:
    return _runs(blocks(values.members, ids, keep))


def blocks(values: tuple[Block, ...], ids: Ids, keep: bool = False) -> list[Stretch]:
    """The text, from each heading of the first level to the next: what comes before the first one, then each of them.
    With `keep` its end stays with what follows, so that no 署名 stands on a page alone.
    """
    kept = _kept(values) if keep else len(values)
    starts = [n for n, block in enumerate(values) if isinstance(block, NUMBERED) and block.level == 1]
    marks = [mark for mark, _ in with_marks(tuple([values[n] for n in starts]))]
    return [
        _stretch(Same(values[start:end]), mark, max(0, min(kept, end) - start), end == len(values), ids)
        for start, end, mark in zip((0, *starts), (*starts, len(values)), ("", *marks), strict=True)
    ]


@lru_cache(maxsize=STRETCHES)
def _stretch(same: Same[Block], first: str, kept: int, last: bool, ids: Ids) -> Stretch:
    """Blocks from a heading of the first level, whose mark is `first`, to before the next; below it counting begins
    anew. From block `kept` on they stay with what follows. last: the text ends with them.
    """
    values, found = same.members, list[bytes]()
    for n, (mark, block) in enumerate(with_marks(values)):
        if isinstance(block, Table):
            found += bordered(block, ids)
            found += _after_table(values[n + 1 : n + 2], last, ids)
        else:
            found.append(_line(block, mark if n else first or mark, KEEP if n >= kept else "", ids))
    return tuple(found)


def _after_table(following: tuple[Block, ...], last: bool, ids: Ids) -> tuple[bytes, ...]:
    """The paragraph that must stand after a table. last: nothing else comes where nothing follows."""
    if following:
        return (blank(1, ids).encode(),) if isinstance(following[0], Table) else ()
    return (spacer(ids[Element.BLANK], 20).encode(),) if last else ()  # Word wants a paragraph after a last table


def _line(block: Heading | RunIn | Paragraph, mark: str, keep: str, ids: Ids) -> bytes:
    if isinstance(block, Paragraph):
        return _plain(block.text, keep, ids)
    if isinstance(block, RunIn):
        return _run_in(block.level, mark, block.text, block.split, keep, ids)
    return _heading(block.level, mark, block.text, keep, ids)


def _runs(stretches: Iterable[Stretch]) -> Pieces:
    """Stretches as runs of LINES paragraphs and rows or more. How long these are plays no part: a unit's longer name
    must not change where the next run begins.
    """
    runs: list[list[bytes]] = [[]]
    for stretch in stretches:
        if len(runs[-1]) >= LINES:
            runs.append([])
        runs[-1] += stretch
    last = runs.pop()
    return (*map(tuple, runs), *([tuple(last)] if len(last) >= LEAST else last))


def _kept(values: tuple[Block, ...]) -> int:
    """Where the end of the text begins: its last paragraph and the headings right over it."""
    start = len(values) - 1
    while start > 0 and isinstance(values[start - 1], Heading):
        start -= 1
    return start


@lru_cache(maxsize=REMEMBERED)
def _heading(level: int, mark: str, text: str, keep: str, ids: Ids) -> bytes:
    return paragraph(ids[HEADINGS[level - 1]], span(ids[Span.MARK], mark) + run(text), keep).encode()


@lru_cache(maxsize=REMEMBERED)
def _run_in(level: int, mark: str, text: str, split: int, keep: str, ids: Ids) -> bytes:
    face = fonts(page.HEADING_FONTS[level - 1]) if split else ""
    number = f"<w:r><w:rPr>{_rstyle(ids, Span.MARK)}{face}</w:rPr>" + (f"<w:t>{mark}</w:t></w:r>")
    head = run(text[:split], _rstyle(ids, Span.RUN_IN) + face)
    return paragraph(ids[ITEMS[level - 1]], number + head + run(text[split:]), keep).encode()


@lru_cache(maxsize=REMEMBERED)
def _plain(text: str, keep: str, ids: Ids) -> bytes:
    return paragraph(ids[Element.BODY], run(text), keep).encode()


@lru_cache(maxsize=64)
def attachment_list(titles: tuple[str, ...], ids: Ids, keep: bool) -> str:
    """附件说明 under a blank line; a long name goes on under its own first character (7.3.4)."""
    if not titles:
        return ""
    stay = KEEP if keep else ""
    lines = [blank(page.BLANKS_BEFORE_ATTACHMENTS, ids, KEEP)]
    for item in page.attachment_list(titles):
        left, hanging = round(item.left * CHAR_TWIPS), round(item.hanging * CHAR_TWIPS)
        place = f'{stay}<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        lines.append(paragraph(ids[Element.ATTACHMENT_LIST], run(item.text), place))
    return "".join(lines)


def signature(document: Document, value: Signature, ids: Ids) -> str:
    """署名 and 成文日期 (7.3.5); all lines stay on one page, with the note after them if there is one."""
    rows = page.signature(value.names, value.date, value.sealed)
    blanks = next((n for n, row in enumerate(rows) if row), 0)
    share = _spared(document, len(rows), blanks, ids)
    return _signature(value.names, value.date, value.sealed, blanks, share, bool(document.note), ids)


@lru_cache(maxsize=TEXTS)  # the genres of a unit are signed alike
def _signature(
    names: tuple[str, ...], date: str, sealed: bool, blanks: int, share: float, noted: bool, ids: Ids
) -> str:
    """share: what each of the blank lines gives up. noted: a note comes after it."""
    rows = page.signature(names, date, sealed)
    stay = [KEEP] * (len(rows) - 1) + [KEEP if noted else ""]
    if share:
        lower = exact(page.LINE_PT * 20 * (1 - share))
        stay[:blanks] = [f'{KEEP}<w:snapToGrid w:val="0"/>{lower}'] * blanks
    return "".join(_signed(row, ids, keep) for row, keep in zip(rows, stay, strict=True))


def _spared(document: Document, signed: int, blanks: int, ids: Ids) -> float:
    """The share of each blank line before 署名 that a short document gives up, so that its first page holds the
    signature, and the imprint as well where that can be; 0 where it fits as it is or does not fit anyway.
    """
    lines = _lines(document, ids)
    if not lines or not blanks or document.signature is None:
        return 0
    texts = [block.text for block in document.blocks if not isinstance(block, Table)]
    beside = not document.attachments and (page.width(texts[-1]) + page.INDENT) % page.CHARS < page.CHARS / 2
    most = page.MOST_SPARE if beside and document.signature.sealed else page.SPARE
    last = document.imprint if not document.issued and not document.attachments else None
    for more in (height(last) / (page.LINE_PT * 20) if last else 0, 0):
        share = (lines + signed + more - page.LINES + 0.05) / blanks
        if share <= most:
            return max(0, share)
    return 0


def _lines(document: Document, ids: Ids) -> float:
    """Lines of the page that a short document with a head takes, without its signature; 0 for any other."""
    head = document.head
    if not head or not 0 < len(document.blocks) <= SHORT:
        return 0
    texts = [block.text for block in document.blocks if not isinstance(block, Table)]
    if len(texts) != len(document.blocks):
        return 0
    lines = page.head_lines(head.issuers, len(head.signatories), ids.masthead)
    lines += len(title_lines(document.title, page.TITLE_CHARS)) + len(document.byline)
    lines += page.BLANKS_BEFORE_OPENING + bool(document.note)
    lines += page.text_lines(document.opening) if document.opening else 0
    lines += sum(page.text_lines(text, page.INDENT) for text in texts)
    lines += len(document.attachments) + page.BLANKS_BEFORE_ATTACHMENTS if document.attachments else 0
    return lines


def _signed(row: page.Row, ids: Ids, keep: str) -> str:
    if not row:
        return blank(1, ids, keep)
    if len(row) == 1:
        right = row[0].right
        place = f'<w:ind w:right="{round(right * CHAR_TWIPS)}" w:rightChars="{round(right * 100)}"/>'
        return paragraph(ids[Element.DATE if row[0].date else Element.SIGNATURE], run(row[0].text), keep + place)
    stops = tabs(*(("center", place.centre * CHAR_TWIPS) for place in row))
    text = "".join(TAB + run(place.text) for place in row)
    return paragraph(ids[Element.SIGNATURE], text, f'{keep}{stops}<w:jc w:val="left"/>')


@lru_cache(maxsize=TEXTS)
def attachments(same: Same[Attachment], ids: Ids) -> Pieces:
    """Each on a new page: 附件 on the first line, its title on the third (7.3.7)."""
    values, stretches = same.members, list[Stretch]()
    for n, value in enumerate(values, 1):
        label = paragraph(ids[Element.ATTACHMENT_LABEL], run(attachment_label(n, len(values))), NEW_PAGE)
        over = label + blank(page.BLANKS_AFTER_LABEL, ids) + title(Element.ATTACHMENT_TITLE, value.title, ids)
        first, *rest = blocks(value.blocks, ids)
        stretches += [((over + blank(page.BLANKS_BEFORE_OPENING, ids)).encode(), *first), *rest]
    return _runs(stretches)


def issued(document: Document, ids: Ids) -> Pieces:
    """被印发件 on a new page, with its own attachments; it has no head and no imprint of its own."""
    parts = _text(document, ids)
    before = blank(1, ids, NEW_PAGE) + blank(page.BLANKS_BEFORE_TITLE - 1, ids)
    after = blank(page.BLANKS_BEFORE_OPENING, ids)
    first = (before.encode(), *parts.pop("title"), *parts.pop("byline"), after.encode())
    return (*first, *(piece for pieces in parts.values() for piece in pieces))


def _rstyle(ids: Ids, name: Span) -> str:
    return f'<w:rStyle w:val="{ids[name]}"/>'
