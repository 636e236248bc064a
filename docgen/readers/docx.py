""".docx → Document: our own files exactly, by the names of their styles; of others every paragraph as text.

The XML is read without entities and the package within limits (docgen.package).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from docgen.document import (
    Attachment,
    Block,
    Document,
    Head,
    Heading,
    Imprint,
    Paragraph,
    RunIn,
    Signature,
    Source,
    Table,
    line_block,
)
from docgen.draft import Draft
from docgen.elements import ALIASES, HEADINGS, ITEMS, Element, Span
from docgen.errors import DocgenError, Problem
from docgen.notation import split_mark
from docgen.package import DOCUMENT, parts, text

SUFFIX = "docx"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = "word/styles.xml"
COPIES, PRINTED = "抄送：", "印发"
MASTHEAD_WORD = "文件"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: the name of its style, its runs as (character style, text), its place in the file."""

    style: str
    runs: tuple[tuple[str, str], ...]
    source: Source
    right: str = ""  # indent in hundredths of a character

    @property
    def text(self) -> str:
        return "".join(words for _, words in self.runs)

    def of(self, *styles: str) -> str:
        """What stands in these character styles; "" is none."""
        return "".join(words for style, words in self.runs if style in styles)


@dataclass(slots=True)
class Sheet:
    """A document while its lines come in."""

    title: str | None = None
    byline: list[str] = field(default_factory=list)
    opening: str = ""
    blocks: list[Block] = field(default_factory=list)
    attachments: list[tuple[str, list[Block]]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    date: str = ""
    sealed: bool = True
    note: str = ""
    blanks: int = 0  # blank lines just read

    @property
    def text(self) -> list[Block]:
        """The blocks that the next one joins."""
        return self.attachments[-1][1] if self.attachments else self.blocks


@dataclass(slots=True)
class File:
    """The whole file while its lines come in: sheets (ours and what it issues), head and imprint."""

    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    head: Head | None = None
    imprint: dict[str, str] = field(default_factory=dict)


def read(data: bytes, path: str = "") -> Draft:
    """The draft in a .docx. Raises DocgenError for what is no .docx."""
    found = parts(data, path)
    names = _style_names(_parse(found.get(STYLES, b""), path))
    file = File()
    for body in _parse(found[DOCUMENT], path).iter(f"{W}body"):
        for item in _items(body, names):
            _take(file, item)
    return Draft(_document(file), (), SUFFIX, package=data)


def _parse(part: bytes, path: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(text(part, path) or "<none/>")
    except ElementTree.ParseError:
        raise DocgenError(Problem("文件内容已经损坏", "请在 Word 或 WPS 里打开并另存一份再用", path)) from None


def _style_names(sheet: ElementTree.Element) -> dict[str, str]:
    """The id of a style → our name for it, or its own."""
    ours = {alias: name for name, alias in ALIASES.items()} | {str(name): name for name in (*Element, *Span)}
    names = {}
    for style in sheet.iter(f"{W}style"):
        called = [_value(style, tag).split(",") for tag in ("name", "aliases")]
        known = [ours[name.strip()] for group in called for name in group if name.strip() in ours]
        names[style.get(f"{W}styleId", "")] = str(known[0]) if known else called[0][0]
    return names


def _value(element: ElementTree.Element | None, path: str) -> str:
    """w:val of the first element at `path`, "" without one."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def _items(body: ElementTree.Element, names: Mapping[str, str]) -> Iterator[Line | Table]:
    """Paragraphs and tables in order. Content controls are looked into; a table of the head is its lines."""
    count = 0
    for element in _flat(body):
        source = Source(count + 1)
        count += sum(1 for _ in element.iter(f"{W}p"))  # as Word counts them
        if element.tag == f"{W}tbl":
            yield from _table(element, names, source)
            continue
        yield _line(element, names, source)
        for box in element.iter(f"{W}txbxContent"):
            yield from (_line(inner, names, source) for inner in box.iter(f"{W}p"))


def _flat(body: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for element in body:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _flat(element)


def _line(paragraph: ElementTree.Element, names: Mapping[str, str], source: Source) -> Line:
    style = names.get(_value(paragraph, "pPr/pStyle"), "")
    indent = paragraph.find(f"{W}pPr/{W}ind")
    right = "" if indent is None else indent.get(f"{W}rightChars", "")
    return Line(style, tuple(_runs(paragraph, names)), source, right)


def _runs(element: ElementTree.Element, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The runs of a paragraph, without those of a text box that hangs on it."""
    for child in element:
        if child.tag == f"{W}r":
            words = "".join(map(_words, child))
            yield names.get(_value(child, "rPr/rStyle"), ""), words
        elif child.tag not in (f"{W}pPr", f"{W}del"):
            yield from _runs(child, names)


def _words(part: ElementTree.Element) -> str:
    if part.tag == f"{W}br":  # a title is broken at the space between two issuers: our mark for it looks like any break
        return "\u3000" if part.get(f"{W}clear") == "all" else ""
    return _SIGNS.get(part.tag, (part.text or "") if part.tag == f"{W}t" else "")


_SIGNS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}


def _table(table: ElementTree.Element, names: Mapping[str, str], source: Source) -> Iterator[Line | Table]:
    lines = [_line(paragraph, names, source) for paragraph in table.iter(f"{W}p")]
    rows = tuple(
        tuple("".join("".join(words for _, words in _runs(p, names)) for p in cell.iter(f"{W}p")) for cell in cells)
        for cells in (row.findall(f"{W}tc") for row in table.iter(f"{W}tr"))
    )
    if not rows or len(rows[0]) < 2 or any(line.style == Element.MASTHEAD for line in lines):
        yield from lines
        return
    widths = tuple(float(column.get(f"{W}w") or 0) for column in table.findall(f"{W}tblGrid/{W}gridCol"))
    yield Table(rows[0], rows[1:], widths if all(widths) else (), source)


def _take(file: File, item: Line | Table) -> None:
    """One paragraph or table, put where its style says."""
    sheet = file.sheets[-1]
    if isinstance(item, Table):
        sheet.text.append(item)
    elif not item.text:
        sheet.blanks += 1
        return
    elif item.style in _HEAD:
        _take_head(file, item)
    elif item.style == Element.TITLE and sheet.title is not None:
        file.sheets.append(Sheet(title=item.text))
    elif item.style == Element.COPIES_TO:
        file.imprint["copies_to"] = item.text.removeprefix(COPIES).removesuffix("。")
    elif item.style == Element.PRINTED:
        office, _, day = item.text.partition("\t")
        file.imprint |= {"printed_by": office, "printed_on": day.removesuffix(PRINTED)}
    else:
        _take_text(sheet, item)
    sheet.blanks = 0


_HEAD = (
    Element.COPY_NUMBER,
    Element.SECRECY,
    Element.URGENCY,
    Element.MASTHEAD,
    Element.MASTHEAD_WORD,
    Element.SIGNATORIES,
    Element.NUMBER,
)


def _take_head(file: File, line: Line) -> None:
    head = file.head = file.head or Head(())
    match line.style:
        case Element.COPY_NUMBER:
            file.head = replace(head, copy_number=line.text)
        case Element.SECRECY:
            file.head = replace(head, secrecy=line.text)
        case Element.URGENCY:
            file.head = replace(head, urgency=line.text)
        case Element.MASTHEAD:  # several names stand in cells of a table, whose word comes after them
            file.head = replace(head, issuers=(*head.issuers, line.text))
        case Element.NUMBER | Element.SIGNATORIES:
            names = tuple(words for style, words in line.runs if style == Span.SIGNATORY)
            number = line.text.removeprefix("\t").partition("\t")[0]
            file.head = replace(head, number=number, signatories=head.signatories + names)


def _take_text(sheet: Sheet, line: Line) -> None:
    match line.style:
        case Element.TITLE:
            sheet.title = line.text
        case Element.BYLINE:
            sheet.byline.append(line.text)
        case Element.OPENING:
            sheet.opening = line.text
        case Element.SIGNATURE:
            _seal(sheet, line)
            sheet.names += [name for name in line.text.split("\t") if name]
        case Element.DATE:
            _seal(sheet, line)
            sheet.date = line.text
        case Element.NOTE:
            sheet.note = line.text.removeprefix("（").removesuffix("）")
        case Element.ATTACHMENT_LABEL:
            sheet.attachments.append(("", []))
        case Element.ATTACHMENT_TITLE if sheet.attachments:
            sheet.attachments[-1] = (line.text, sheet.attachments[-1][1])
        case Element.ATTACHMENT_LIST:
            pass  # the titles stand over the attachments themselves
        case _:
            sheet.text.append(_block(line))


def _seal(sheet: Sheet, line: Line) -> None:
    """Without a seal the longer of 署名 and 成文日期 ends two characters in, under one blank line (7.3.5.2)."""
    if line.right == "200" and sheet.blanks < 2:
        sheet.sealed = False


def _block(line: Line) -> Block:
    """A paragraph of the text. Ours has its number in a run of its own; in others it is typed."""
    level = next((n for group in (HEADINGS, ITEMS) for n, name in enumerate(group, 1) if name == line.style), 0)
    if not level:
        return Paragraph(line.text, line.source) if line.style == Element.BODY else line_block(line.text, line.source)
    if any(style == Span.MARK for style, _ in line.runs):
        mark, words = line.of(Span.MARK), line.of(*{style for style, _ in line.runs} - {Span.MARK})
    else:
        mark, words = split_mark(line.text)
    if line.style in HEADINGS:
        return Heading(level, words, mark, line.source)
    return RunIn(level, words, len(line.of(Span.RUN_IN)), mark, line.source)


def _document(file: File) -> Document:
    head = file.head
    if head and len(head.issuers) == 1:
        head = replace(head, issuers=(head.issuers[0].removesuffix(MASTHEAD_WORD),))
    document: Document | None = None
    for sheet in reversed(file.sheets):
        document = Document(
            sheet.title or "",
            None,
            tuple(sheet.byline),
            sheet.opening,
            tuple(sheet.blocks),
            tuple(Attachment(title, tuple(blocks)) for title, blocks in sheet.attachments),
            Signature(tuple(sheet.names), sheet.date, sheet.sealed) if sheet.names or sheet.date else None,
            sheet.note,
            document,
        )
    assert document is not None  # there is always a first sheet
    return replace(document, head=head, imprint=Imprint(**file.imprint) if file.imprint else None)
