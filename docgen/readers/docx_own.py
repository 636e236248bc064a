"""Our own .docx: the names of its styles say what every paragraph is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from docgen.document import Block, Document, Heading, Paragraph, RunIn, Table, line_block
from docgen.draft import Role
from docgen.elements import HEADINGS, ITEMS, Element, Span
from docgen.notation import split_mark
from docgen.readers.docx_file import File, is_grid, of_paragraph, table_of
from docgen.readers.parts import Part
from docgen.readers.printed import listed_titles
from docgen.readers.raw import Raw, clean
from docgen.wordxml import Paragraph as Word
from docgen.wordxml import R, W, pieces, runs, text_of, value

COPIES, PRINTED = "抄送：", "印发"
MASTHEAD_WORD = "文件"
WORDS_OWN = frozenset((Element.TITLE, *HEADINGS))  # styles that any Word file may have
PLAIN: Mapping[str, Role] = {  # the text of the paragraph is that of the part
    Element.COPY_NUMBER: Role.COPY_NUMBER,
    Element.SECRECY: Role.SECRECY,
    Element.URGENCY: Role.URGENCY,
    Element.MASTHEAD: Role.ISSUER,
    Element.TITLE: Role.TITLE,
    Element.BYLINE: Role.BYLINE,
    Element.OPENING: Role.OPENING,
    Element.DATE: Role.DATE,
    Element.ATTACHMENT_LABEL: Role.LABEL,
    Element.ATTACHMENT_TITLE: Role.TITLE,
}


def is_own(file: File) -> bool:
    """Whether at least half of what is written has styles of ours, and some paragraph, if a blank one, ours alone."""
    written = [p for p in file.paragraphs if text_of(p.element).strip()]
    ours = {str(element) for element in Element if element not in WORDS_OWN}
    return 0 < len(written) <= 2 * sum(file.style(p.element) in ours | WORDS_OWN for p in written) and any(
        file.style(p.element) in ours for p in file.paragraphs
    )


def parts(file: File) -> list[Part]:
    """In printed order; what an office put before the title stands behind it."""
    found = list(_parts(file))
    title = next((n for n, part in enumerate(found) if part.role is Role.TITLE), 0)
    early = [part for part in found[:title] if part.block is not None]
    return (
        [part for part in found[:title] if part.block is None] + found[title : title + 1] + early + found[title + 1 :]
    )


def _parts(file: File) -> Iterator[Part]:
    for table, grouped in groupby(file.paragraphs, key=lambda paragraph: paragraph.table):
        group = list(grouped)
        if is_grid(table) and not any(file.style(p.element) == Element.MASTHEAD for p in group):
            yield _table(table_of(file, table, group), table)
            continue
        for style, styled in groupby(group, key=lambda paragraph: file.style(paragraph.element)):
            written = [(p, of_paragraph(file, p)) for p in styled]
            shown = [(p, raws) for p, raws in written if any(raw.text for raw in raws)]
            if style == Element.ATTACHMENT_LIST:
                yield from _listed([raws for _, raws in shown])
            else:
                for paragraph, raws in shown:
                    yield from _of(file, style, paragraph, raws)


def _of(file: File, style: str, paragraph: Word, raws: Sequence[Raw]) -> Iterator[Part]:
    """The parts that one paragraph holds."""
    text = clean("".join(raw.text for raw in raws))
    shown = tuple(raw for raw in raws if raw.words)
    if style in PLAIN:
        if style == Element.MASTHEAD and sum(file.style(p.element) == style for p in file.paragraphs) == 1:
            text = text.removesuffix(MASTHEAD_WORD)
        yield Part(PLAIN[style], text, raws=shown)
    elif style in (Element.NUMBER, Element.SIGNATORIES):
        yield from _number(file, style, paragraph, raws)
    elif style == Element.SIGNATURE:
        yield from (Part(Role.NAME, raw.words, raws=(raw,)) for raw in _tabbed(raws))
    elif style == Element.NOTE:
        yield Part(Role.NOTE, text.removeprefix("（").removesuffix("）"), raws=shown)
    elif style == Element.COPIES_TO:
        yield Part(Role.COPIES_TO, text.removeprefix(COPIES).removesuffix("。"), raws=shown)
    elif style == Element.PRINTED:
        yield from _printed("".join(raw.text for raw in raws), raws)
    elif style != Element.MASTHEAD_WORD:
        yield _block(file, style, paragraph, raws)


def _tabbed(raws: Sequence[Raw]) -> list[Raw]:
    """The pieces between the tabs of a line."""
    found = []
    for raw in raws:
        start = 0
        for text in raw.text.split("\t"):
            found.append(raw.cut(start, start + len(text)))
            start += len(text) + 1
    return [raw for raw in found if raw.words]


def _number(file: File, style: str, paragraph: Word, raws: Sequence[Raw]) -> Iterator[Part]:
    """发文字号, and of a document that goes upward 签发人 on the same line."""
    texts = _spans(file, paragraph)
    names = [words for span, words in texts if span == Span.SIGNATORY]
    cells = _tabbed(raws)
    number = "".join(raw.text for raw in raws).removeprefix("\t").partition("\t")[0]
    if style == Element.NUMBER and number:
        yield Part(Role.NUMBER, number, raws=tuple(cells[:1]))
        cells = cells[1:]
    for n, name in enumerate(names):
        yield Part(Role.SIGNATORY, name, raws=() if n else tuple(cells))


def _printed(text: str, raws: Sequence[Raw]) -> Iterator[Part]:
    office, _, day = text.partition("\t")
    cells = _tabbed(raws)
    if office:
        yield Part(Role.PRINTED_BY, office, raws=tuple(cells[:1]))
    if day:
        yield Part(Role.PRINTED_ON, day.removesuffix(PRINTED), raws=tuple(cells[1:] if office else cells))


def _listed(lines: Sequence[Sequence[Raw]]) -> Iterator[Part]:
    titles = listed_titles(["".join(raw.text for raw in raws) for raws in lines])
    for title, raws in zip(titles, lines, strict=True):
        yield Part(Role.LISTED, title, raws=tuple(raws))


def _spans(file: File, paragraph: Word) -> list[tuple[str, str]]:
    """The runs of a paragraph: the name of the style and the text, without breaks of the line."""
    shown = runs(pieces(paragraph.element))
    return [(file.names.get(value(run, "rPr/rStyle"), ""), text.replace("\n", "")) for run, text in shown]


def _is_marked(file: File, paragraph: Word) -> bool:
    """Whether there is a run for the number, be it empty."""
    styles = (value(run, "rPr/rStyle") for run in paragraph.element.iter(R))
    return any(file.names.get(style) == Span.MARK for style in styles)


def _block(file: File, style: str, paragraph: Word, raws: Sequence[Raw]) -> Part:
    """A paragraph of the text. Ours has its number in a run of its own; in others it is typed."""
    text = clean("".join(raw.text for raw in raws))
    source = raws[0].source
    level = next((n for group in (HEADINGS, ITEMS) for n, name in enumerate(group, 1) if name == style), 0)
    if not level:
        block: Block = Paragraph(text, source) if style == Element.BODY else line_block(text, source)
        return Part(Role.BLOCK, block=block, raws=tuple(raws))
    spans = _spans(file, paragraph)
    if _is_marked(file, paragraph):
        mark = "".join(words for span, words in spans if span == Span.MARK)
        words = "".join(words for span, words in spans if span != Span.MARK)
    else:
        mark, words = split_mark(text)
    if style in HEADINGS:
        return Part(Role.BLOCK, block=Heading(level, words, mark, source), raws=tuple(raws), headed=True)
    split = sum(len(words) for span, words in spans if span == Span.RUN_IN)
    lead = len(mark) + split if split else 0
    return Part(
        Role.BLOCK, block=RunIn(level, words, split, mark, source), raws=(replace(raws[0], lead=lead), *raws[1:])
    )


def _table(raw: Raw, table: object) -> Part:
    header, *rows = (tuple(cell.words for cell in row) for row in raw.rows)
    columns = table.findall(f"{W}tblGrid/{W}gridCol")  # type: ignore[attr-defined]
    widths = tuple(float(column.get(f"{W}w") or 0) for column in columns)
    return Part(Role.BLOCK, block=Table(header, tuple(rows), widths if all(widths) else (), raw.source), raws=(raw,))


# ── the seal ──


def sealed(file: File, document: Document) -> Document:
    """Without a seal the longer of 署名 and 成文日期 ends two characters in, under one blank line (7.3.5.2)."""
    bare = list(_unsealed(file))

    def marked(document: Document, n: int) -> Document:
        signature, issued = document.signature, document.issued
        if signature and n in bare:
            signature = replace(signature, sealed=False)
        return replace(document, signature=signature, issued=marked(issued, n + 1) if issued else None)

    return marked(document, 0)


def _unsealed(file: File) -> Iterator[int]:
    """The documents of a file, by their number, that bear no seal."""
    titles = blanks = 0
    for paragraph in file.paragraphs:
        style = file.style(paragraph.element)
        if not text_of(paragraph.element):
            blanks += 1
            continue
        titles += style == Element.TITLE
        right = value(paragraph.element, "pPr/ind", "rightChars")
        if style in (Element.SIGNATURE, Element.DATE) and right == "200" and blanks < 2:
            yield max(0, titles - 1)
        blanks = 0
