"""Markdown → Document, through markdown-it.

In our own .md a first-level heading after a rule is a title, one in bold before the first rule the masthead, one in
italics a byline; paragraphs begin with full-width spaces, and what stands flush is opening, 附件说明 or 附注.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.document import Source
from docgen.draft import Draft
from docgen.encoding import decode_any
from docgen.readers.outline import (
    DEEP,
    FLUSH,
    Line,
    clean,
    heading,
    imprint_parts,
    is_label,
    issuer_parts,
    mark_part,
    number_parts,
    sheet,
    table,
)
from docgen.readers.parts import Part, assemble

if TYPE_CHECKING:
    from markdown_it.token import Token

SUFFIX = "md"

_STYLES = {"strong_open": "strong", "em_open": "em"}
_WIDE = "\u3000\u2003"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block of Markdown as lines; `style` is title, rule, strong, em or ""."""

    lines: tuple[Line, ...]
    style: str = ""


def read(data: bytes) -> Draft:
    """The draft in a .md file; any text gives one."""
    sections = _sections(_pieces(decode_any(data)))
    head: list[Part] = []
    imprint: list[Part] = []
    if len(sections) > 1 and any(piece.style == "strong" for piece in sections[0]) and not _is_sheet(sections[0]):
        head = list(_head(sections.pop(0)))
    if len(sections) > 1 and _is_imprint(sections[-1]):
        imprint = list(imprint_parts([line.text for piece in sections.pop() for line in piece.lines]))
    document = assemble([*head, *(part for page in _sheets(sections) for part in sheet(page)), *imprint])
    return Draft(document, (), SUFFIX)


def _sections(pieces: Iterator[_Piece]) -> list[list[_Piece]]:
    sections: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.style == "rule":
            sections.append([])
        else:
            sections[-1].append(piece)
    return [section for section in sections if section]


def _is_sheet(section: Sequence[_Piece]) -> bool:
    """It begins with a title, or with an attachment's label."""
    first = section[0]
    return first.style == "title" or (not first.style and is_label(first.lines[0].text))


def _is_imprint(section: Sequence[_Piece]) -> bool:
    return len(section) <= 2 and all(not piece.style and piece.lines[0].flush for piece in section)


def _head(section: Sequence[_Piece]) -> Iterator[Part]:
    masthead = next(n for n, piece in enumerate(section) if piece.style == "strong")
    texts = [[line.text for line in piece.lines] for piece in section]
    yield from (mark_part(text) for some in texts[:masthead] for text in some)
    yield from issuer_parts(texts[masthead])
    yield from (part for some in texts[masthead + 1 :] for text in some for part in number_parts(text))


def _sheets(sections: Sequence[Sequence[_Piece]]) -> list[list[Line]]:
    """A section that is no sheet of its own goes on the one before."""
    sheets: list[list[Line]] = [[]]
    for section in sections:
        if sheets[-1] and _is_sheet(section):
            sheets.append([])
        titled = 1 if section[0].style == "title" else 2
        for n, piece in enumerate(section):
            sheets[-1] += _as_lines(piece, n < titled)
    return sheets


def _as_lines(piece: _Piece, may_be_title: bool) -> Sequence[Line]:
    if piece.style == "em":
        return tuple(replace(line, indent=DEEP, gap=0) for line in piece.lines)
    if piece.style == "title" and not may_be_title:
        return tuple(replace(line, block=heading(1, line.text, line.source)) for line in piece.lines)
    return piece.lines


# ── Markdown → pieces ──


def _pieces(text: str) -> Iterator[_Piece]:
    from markdown_it import MarkdownIt

    source = text.replace("\r\n", "\n").replace("\r", "\n")
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    raw = source.split("\n")
    number = ""  # of the list item that has just begun
    skip = 0
    for n, token in enumerate(tokens):
        if n < skip:
            continue
        match token.type:
            case "hr" if token.level == 0:
                yield _Piece((), "rule")
            case "heading_open":
                yield from _heading_piece(tokens[n + 1], int(token.tag[1:]))
                skip = n + 3
            case "table_open":
                skip = next(end for end in range(n, len(tokens)) if tokens[end].type == "table_close")
                yield _table_piece(tokens[n:skip])
            case "list_item_open":
                number = f"{token.info}." if token.info else ""
            case "inline":
                yield from _paragraph(token, raw, number)
                number = ""
            case "fence" | "code_block" | "html_block":
                yield from (_Piece((Line(line),)) for line in map(clean, token.content.split("\n")) if line)


def _heading_piece(inline: Token, depth: int) -> Iterator[_Piece]:
    text, source = _text(inline), Source(_line_of(inline))
    if text and depth == 1:
        yield _Piece((Line(text, 0, 1, source),), "title")
    elif text:
        yield _Piece((Line(text, 0, 0, source, heading(min(depth - 1, 4), text, source)),))


def _table_piece(tokens: Sequence[Token]) -> _Piece:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_text(token))
    source = Source(_line_of(tokens[0]))
    return _Piece((Line("", 0, 0, source, table(rows, source)),))


def _paragraph(inline: Token, raw: Sequence[str], number: str) -> Iterator[_Piece]:
    lines: list[Line] = []
    for offset, text in _lines(inline):
        row = _line_of(inline) + offset
        indent = len(raw[row - 1]) - len(raw[row - 1].lstrip(_WIDE))
        gap = int(not lines and not FLUSH < indent < DEEP)  # what is not indented as a paragraph stands apart
        if content := clean((number if not offset else "") + text):
            lines.append(Line(content, indent, gap, Source(row, indent + 1)))
    if lines:
        yield _Piece(tuple(lines), _style(inline))


def _style(inline: Token) -> str:
    """What a paragraph is set in from its first character to its last."""
    kinds = [child.type for child in inline.children or [] if child.type != "text" or child.content]
    opened = kinds[0] if kinds[0] in _STYLES and kinds.count(kinds[0]) == 1 else ""
    return _STYLES[opened] if opened and kinds[-1] == opened.replace("open", "close") else ""


def _text(inline: Token) -> str:
    return clean("".join(text for _, text in _lines(inline)))


def _lines(inline: Token) -> list[tuple[int, str]]:
    """The text of a paragraph, its hard breaks kept, its soft ones closed up; each with its offset in the source."""
    lines = [(0, "")]
    offset = 0
    for child in inline.children or []:
        start, text = lines[-1]
        offset += child.type in ("hardbreak", "softbreak")
        if child.type == "hardbreak":
            lines.append((offset, ""))
        elif child.type == "softbreak":
            lines[-1] = (start, text + " " * text[-1:].isascii())
        else:
            lines[-1] = (start, text + child.content)
    return lines


def _line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
