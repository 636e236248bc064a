"""Markdown → Draft, through markdown-it.

In our own .md a first-level heading after a rule is a title, one in bold before the first rule the masthead, one in
italics a byline; paragraphs begin with full-width spaces, and what stands flush is opening, 附件说明 or 附注. Any other
.md is read by what its lines say, the marks of its headings and lists left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.draft import Draft, Role
from docgen.encoding import decode_any
from docgen.readers import shapes
from docgen.readers.marked import Pieces
from docgen.readers.numbering import numbering
from docgen.readers.outline import drafted
from docgen.readers.parts import Part, finished
from docgen.readers.printed import (
    explained,
    imprint_parts,
    is_label,
    issuer_parts,
    mark_part,
    number_parts,
    sheet,
)
from docgen.readers.raw import DEEP, FLUSH, Raw, clean

if TYPE_CHECKING:
    from markdown_it.token import Token

SUFFIX = "md"

_STYLES = {"strong_open": "strong", "em_open": "em"}
_BREAK = re.compile(r"\r\n|\n|\r")
_WIDE = "\u3000\u2003"  # an indent that Markdown does not count
_NEAR = 200  # characters in which a character that is written otherwise is looked for
_LINK = re.compile(r"\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])?")


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of Markdown as lines; `style` is title, rule, strong, em, heading, table or ""."""

    lines: tuple[Raw, ...]
    style: str = ""


def read(data: bytes) -> Draft:
    """The draft in a .md file; any text gives one."""
    pieces = list(_blocks(decode_any(data)))
    own = _printed(pieces)
    return finished(own, SUFFIX) if explained(own) else drafted(list(_typed(pieces)), SUFFIX)


# ── a file of ours ──


def _printed(pieces: Iterable[_Block]) -> list[Part]:
    sections = _sections(pieces)
    head: list[Part] = []
    imprint: list[Part] = []
    if len(sections) > 1 and any(piece.style == "strong" for piece in sections[0]) and not _is_sheet(sections[0]):
        head = list(_head(sections.pop(0)))
    if len(sections) > 1 and _is_imprint(sections[-1]):
        imprint = list(imprint_parts([line for piece in sections.pop() for line in piece.lines]))
    return [*head, *(part for page in _sheets(sections) for part in sheet(page)), *imprint]


def _sections(pieces: Iterable[_Block]) -> list[list[_Block]]:
    sections: list[list[_Block]] = [[]]
    for piece in pieces:
        if piece.style == "rule":
            sections.append([])
        else:
            sections[-1].append(piece)
    return [section for section in sections if section]


def _is_sheet(section: Sequence[_Block]) -> bool:
    """It begins with a title, or with an attachment's label."""
    first = section[0]
    return first.style == "title" or (not first.style and is_label(first.lines[0].words))


def _is_imprint(section: Sequence[_Block]) -> bool:
    return len(section) <= 2 and all(not piece.style and piece.lines[0].flush for piece in section)


def _head(section: Sequence[_Block]) -> Iterator[Part]:
    masthead = next(n for n, piece in enumerate(section) if piece.style == "strong")
    yield from (mark_part(line) for piece in section[:masthead] for line in piece.lines)
    yield from issuer_parts(section[masthead].lines)
    yield from (part for piece in section[masthead + 1 :] for line in piece.lines for part in number_parts(line))


def _sheets(sections: Sequence[Sequence[_Block]]) -> list[list[Raw]]:
    """A section that is no sheet of its own goes on the one before."""
    sheets: list[list[Raw]] = [[]]
    for section in sections:
        if sheets[-1] and _is_sheet(section):
            sheets.append([])
        titled = 1 if section[0].style == "title" else 2
        for n, piece in enumerate(section):
            sheets[-1] += _placed(piece, n < titled)
    return sheets


def _placed(piece: _Block, may_be_title: bool) -> Iterator[Raw]:
    """The lines with the indent and the gap that they have in print."""
    for n, line in enumerate(piece.lines):
        if piece.style == "em":
            yield replace(line, indent=DEEP, gap=0)
        elif piece.style == "title" and not may_be_title:
            yield replace(line, level=1)
        elif piece.style in ("title", "heading", "table"):
            yield replace(line, gap=int(piece.style == "title"))
        else:  # what is not indented as a paragraph stands apart
            yield replace(line, gap=int(not n and not FLUSH < line.depth < DEEP))


# ── a file of others ──


def _typed(pieces: Sequence[_Block]) -> Iterator[Raw]:
    """A single first-level heading, before all others, is the title; else each is a heading like the others."""
    titles = [n for n, piece in enumerate(pieces) if piece.style == "title"]
    headings = [n for n, piece in enumerate(pieces) if piece.style in ("title", "heading")]
    for n, piece in enumerate(pieces):
        title = len(titles) == 1 and n == headings[0]
        for line in piece.lines:
            if piece.style == "title":
                yield replace(line, role=Role.TITLE if title else None, level=0 if title else 1, gap=1)
            elif piece.style == "em":
                yield replace(line, align="center", gap=1)
            elif piece.style == "strong":
                yield replace(line, bold=True, gap=1)
            else:
                yield replace(line, gap=1)


# ── Markdown → blocks ──


def _blocks(text: str) -> Iterator[_Block]:
    from markdown_it import MarkdownIt

    rows = _BREAK.split(text)
    tokens = MarkdownIt("commonmark").enable("table").disable("text_join").parse("\n".join(rows))
    item: Token | None = None  # the list item that has just begun
    skip = 0
    for n, token in enumerate(tokens):
        if n < skip:
            continue
        match token.type:
            case "hr" if token.level == 0:
                yield _Block((), "rule")
            case "heading_open":
                yield from _heading(tokens[n + 1], int(token.tag[1:]), rows)
                skip = n + 3
            case "table_open":
                skip = next(end for end in range(n, len(tokens)) if tokens[end].type == "table_close")
                yield _table(tokens[n:skip], rows)
            case "list_item_open":
                item = token if token.info else None
            case "inline":
                yield from _paragraph(token, rows, item)
                item = None
            case "fence" | "code_block" | "html_block":
                yield from _verbatim(token, rows)


def _heading(inline: Token, depth: int, rows: Sequence[str]) -> Iterator[_Block]:
    """The lines of one heading are one line."""
    line = _one(_lines(inline, rows, None), inline)
    if line.words and depth == 1:
        yield _Block((line,), "title")
    elif line.words:
        yield _Block((replace(line, level=min(depth - 1, 4)),), "heading")


def _table(tokens: Sequence[Token], rows: Sequence[str]) -> _Block:
    cells: list[list[Raw]] = []
    col = 0
    for token in tokens:
        if token.type == "tr_open":
            cells.append([])
            col = 0
        elif token.type == "inline":
            pieces, col = _walk(token, rows, col)
            cells[-1].append(_one(pieces, token))
    first = _line_of(tokens[0])
    return _Block((Raw("", ((0, first, 1),), rows=tuple(map(tuple, cells))),), "table")


def _paragraph(inline: Token, rows: Sequence[str], item: Token | None) -> Iterator[_Block]:
    lines = [Raw(some.text, some.segments(_line_of(inline))) for some in _lines(inline, rows, item) if clean(some.text)]
    if lines:
        lines[0] = replace(lines[0], lead=_lead(inline, lines[0]))
        yield _Block(tuple(lines), _style(inline))


def _verbatim(token: Token, rows: Sequence[str]) -> Iterator[_Block]:
    """Code and HTML: every line of it as it stands, without what fences it."""
    first = _line_of(token) + (token.type == "fence")
    for n, content in enumerate(token.content.split("\n")):
        if clean(content) and first + n <= len(rows):
            col = max(0, rows[first + n - 1].find(content)) + 1
            yield _Block((Raw(content, ((0, first + n, col),)),))


def _style(inline: Token) -> str:
    """What a paragraph is set in from its first character to its last."""
    kinds = [child.type for child in inline.children or [] if child.type != "text" or child.content]
    opened = kinds[0] if kinds and kinds[0] in _STYLES and kinds.count(kinds[0]) == 1 else ""
    return _STYLES[opened] if opened and kinds[-1] == opened.replace("open", "close") else ""


def _lead(inline: Token, line: Raw) -> int:
    """The length of the bold words that a line begins with."""
    kinds = [child for child in inline.children or [] if child.type != "text" or child.content]
    if not kinds or kinds[0].type != "strong_open" or _style(inline):
        return 0
    bold = kinds[1].content if len(kinds) > 2 and kinds[2].type == "strong_close" else ""
    return len(bold) if bold and line.text.startswith(bold) else 0


# ── inline Markdown → visible text with its places ──


def _lines(inline: Token, rows: Sequence[str], item: Token | None) -> list[Pieces]:
    """The lines of a paragraph: its hard breaks kept, its soft ones closed up."""
    return _walk_lines(inline, rows, 0, item)[0]


def _walk(inline: Token, rows: Sequence[str], col: int) -> tuple[list[Pieces], int]:
    return _walk_lines(inline, rows, col, None)


def _walk_lines(inline: Token, rows: Sequence[str], col: int, item: Token | None) -> tuple[list[Pieces], int]:
    row = _line_of(inline) - 1
    lines = [Pieces()]
    if item:  # the number of a list item is text, its bullet is not
        number, first = item.info + item.markup, _line_of(item) - 1
        at = max(0, rows[first].find(number, col))
        end = at + len(number)
        lines[-1].add(number + " " * rows[first][end : end + 1].isspace(), first + 1, at + 1)
        col = end if first == row else 0
    elif not col:
        col = _first(inline, rows[row])
        indent = len(rows[row][:col]) - len(rows[row][:col].rstrip(_WIDE))
        lines[-1].add(rows[row][col - indent : col], row + 1, col - indent + 1)
    for child in inline.children or []:
        if child.type in ("softbreak", "hardbreak"):
            row = min(row + 1, len(rows) - 1)
            col = 0
            if child.type == "hardbreak" or _is_line(lines[-1], rows[row]):
                lines.append(Pieces())
            elif lines[-1].length and lines[-1].tail(1).isascii():
                lines[-1].add(" ", row, len(rows[row - 1]))
        elif child.type in ("link_close", "image") and (found := _LINK.search(rows[row], col)):
            if child.type == "image":
                _place(lines[-1], rows, (row, col), child.content, child.content)
            col = found.end()
        elif child.content:
            written = child.markup if child.type == "text_special" else child.content
            row, col = _place(lines[-1], rows, (row, col), child.content.replace("\n", " "), written)
    return lines, col


def _first(inline: Token, row: str) -> int:
    """Where the content begins in its first row."""
    return max(0, row.find(inline.content.split("\n", 1)[0]))


def _is_line(line: Pieces, row: str) -> bool:
    """Whether a soft break ends a line, as whoever types one line a paragraph means it."""
    before = line.tail(_NEAR)
    words = clean(row)
    after = Raw(row[: 2 * _NEAR], ((0, 1, 1),))
    starts = numbering(after).level or shapes.is_label(words) or shapes.listed(words) or row.startswith(tuple(_WIDE))
    signed = shapes.is_date(words) or (shapes.is_organ(clean(before)) and shapes.is_organ(words))
    called = shapes.is_hailed(words) or (shapes.ends_title(before) and shapes.is_addressed(words))
    return bool(starts or signed or called) or before.rstrip().endswith(("。", "：", "！", "；"))


def _place(line: Pieces, rows: Sequence[str], at: tuple[int, int], words: str, written: str) -> tuple[int, int]:
    """Add words where they stand in the file from a place on; the place after them."""
    row, col = at
    found = rows[row].find(written, col)
    if found >= 0:
        line.add(words, row + 1, found + 1)
        return row, found + len(written)
    for char in words:  # code over several rows, or what is written otherwise
        col = max(col, rows[row].find(char, col, col + _NEAR))
        if col >= len(rows[row]) and not char.isspace() and row + 1 < len(rows):
            row, col = row + 1, max(0, rows[row + 1].find(char, 0, _NEAR))
        line.add(char, row + 1, min(col, max(0, len(rows[row]) - 1)) + 1)
        col += 1
    return row, col


def _one(lines: Sequence[Pieces], inline: Token) -> Raw:
    whole = Pieces()
    for line in lines:
        for n, (offset, row, col) in enumerate(line.places):
            end = line.places[n + 1][0] if n + 1 < len(line.places) else line.length
            whole.add(line.text[offset:end], row, col)
    return Raw(whole.text, whole.segments(_line_of(inline)))


def _line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
