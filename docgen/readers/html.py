"""HTML → Document, through the standard library's parser: nothing is fetched, nothing is run.

Our own pages say by class names what a piece is. Any other page is taken as lines, one for each paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from docgen.document import Block, Source, line_block, numbered
from docgen.draft import Draft, Role
from docgen.encoding import decode_any
from docgen.readers.outline import Line, clean, heading, sheet, table
from docgen.readers.parts import Part, assemble

SUFFIX = "html"

_ROLES = {role.value: role for role in Role if role is not Role.BLOCK}
_SKIPPED = frozenset(("script", "style", "title", "template"))
_VOID = frozenset(("meta", "link", "img", "input", "col", "wbr", "source", "base"))
_INLINE = re.compile(
    "a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|label|mark|q|s|small|span|strong|sub|sup|tt|u|var"
).fullmatch
_LEVEL = re.compile(r"level-([1-4])")
_DEEPEST = 100  # open inline elements: more is no page made by hand or by Word
_SECTION = re.compile(r"<!\[[^>\n]*>?")  # <![if …]> of Word, on which the parser stumbles
_WIDE = "\u3000\u2003"


def read(data: bytes) -> Draft:
    """The draft in a .html file; any text gives one."""
    page = _Page()
    page.feed(_SECTION.sub("", decode_any(data)))
    page.close()
    page.end_piece()
    if any(isinstance(item, Part) and item.role is Role.TITLE for item in page.items):
        document = assemble(item if isinstance(item, Part) else _as_block(item) for item in page.items)
    else:
        document = assemble(sheet([item if isinstance(item, Line) else Line(item.text, gap=1) for item in page.items]))
    return Draft(document, (), SUFFIX)


def _as_block(line: Line) -> Part:
    return Part(Role.BLOCK, block=line.block or line_block(line.text, line.source))


@dataclass(slots=True)
class _Span:
    """An inline element that is open; `name` is the class that says what its text is."""

    tag: str
    name: str
    text: str = ""


@dataclass(slots=True)
class _Piece:
    """A paragraph, a heading or the loose text between two of them, while it is being read."""

    tag: str
    classes: str
    source: Source
    text: str = ""
    mark: str = ""
    split: int = 0
    parts: list[Part] = field(default_factory=list)
    spans: list[_Span] = field(default_factory=list)

    def add(self, text: str) -> None:
        span = next((span for span in reversed(self.spans) if span.name in _ROLES or span.name == "mark"), None)
        if span:
            span.text += text
        else:
            self.text += text

    def close(self, tag: str) -> None:
        """End the innermost open span of this name, and those inside it."""
        if any(span.tag == tag for span in self.spans):
            while self._end(self.spans.pop()) != tag:
                pass

    def _end(self, span: _Span) -> str:
        if span.name == "mark":
            self.mark = clean(span.text)
        elif span.name == "run-in":
            self.split = len(self.text.lstrip())
        elif span.name in _ROLES and (text := _unwrapped(span.text)):
            self.parts.append(Part(_ROLES[span.name], text))
        return span.tag

    def items(self) -> Iterator[Part | Line]:
        """What it says: the named spans in it, else one thing by its class or its tag."""
        while self.spans:
            self._end(self.spans.pop())
        text = _unwrapped(self.text)
        level = _LEVEL.search(self.classes)
        if self.parts:
            yield from self.parts
        elif self.classes in _ROLES:
            yield from [Part(_ROLES[self.classes], text)] if text else []
        elif text and self.mark and level:
            yield self._line(numbered(int(level[1]), text, self.split, self.mark, self.source))
        elif text and re.fullmatch("h[2-6]", self.tag):
            yield self._line(heading(min(int(self.tag[1]) - 1, 4), text, self.source, self.mark))
        elif text:
            indent = len(self.text) - len(self.text.lstrip(_WIDE))
            yield Line(_unwrapped(self.mark + self.text), indent, 1, self.source)

    def _line(self, block: Block) -> Line:
        return Line("", 0, 1, self.source, block)


def _unwrapped(text: str) -> str:
    """On one line: a line break in the source is a space, between Chinese characters nothing."""
    words: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        words += [" ", line] if words and words[-1][-1].isascii() else [line]
    return clean("".join(words))


class _Page(HTMLParser):
    """Collects what a page says in its order: parts where a class says what they are, else lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[Part | Line] = []
        self.skipped = 0
        self.rows: list[list[str]] = []
        self.tables = 0  # open ones
        self.piece = _Piece("", "", Source(1))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag in _VOID:
            return
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag == "table":
            self.end_piece()
            self.tables += 1
        elif self.tables:
            self._start_in_table(tag)
        elif _INLINE(tag) and len(self.piece.spans) < _DEEPEST:
            self.piece.spans.append(_Span(tag, classes))
        elif not _INLINE(tag):
            self._start_piece(tag, classes)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif tag == "table":
            self._end_table()
        elif _INLINE(tag):
            self.piece.close(tag)
        elif not self.tables and tag not in _VOID:
            self._start_piece("", "")

    def handle_data(self, data: str) -> None:
        if self.skipped:
            return
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data
        else:
            self.piece.add(data)

    def _start_in_table(self, tag: str) -> None:
        if tag == "tr" or (tag in ("td", "th") and not self.rows):
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def _end_table(self) -> None:
        self.tables = max(0, self.tables - 1)
        rows = [[_unwrapped(cell) for cell in row] for row in self.rows if row]
        if self.tables or not rows:
            return
        self.rows = []
        source = Source(*self._here())
        if max(map(len, rows)) > 1:
            self.items.append(Line("", 0, 1, source, table(rows, source)))
        else:
            self.items += [Line(cell, 0, 1, source) for row in rows for cell in row if cell]

    def _start_piece(self, tag: str, classes: str) -> None:
        self.end_piece()
        self.piece = _Piece(tag, classes, Source(*self._here()))

    def end_piece(self) -> None:
        self.items += self.piece.items()
        self.piece = _Piece("", "", Source(*self._here()))

    def _here(self) -> tuple[int, int]:
        line, offset = self.getpos()
        return line, offset + 1
