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
from docgen.readers.inline import line_of, lines_of, one_line
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
    line = one_line(lines_of(inline, rows)[0], inline)
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
            pieces, col = lines_of(token, rows, col)
            cells[-1].append(one_line(pieces, token))
    first = line_of(tokens[0])
    return _Block((Raw("", ((0, first, 1),), rows=tuple(map(tuple, cells))),), "table")


def _paragraph(inline: Token, rows: Sequence[str], item: Token | None) -> Iterator[_Block]:
    found, _ = lines_of(inline, rows, item=item)
    lines = [Raw(some.text, some.segments(line_of(inline))) for some in found if clean(some.text)]
    if lines:
        lines[0] = replace(lines[0], lead=_lead(inline, lines[0]))
        yield _Block(tuple(lines), _style(inline))


def _verbatim(token: Token, rows: Sequence[str]) -> Iterator[_Block]:
    """Code and HTML: every line of it as it stands, without what fences it."""
    first = line_of(token) + (token.type == "fence")
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
