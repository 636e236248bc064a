"""HTML → Draft, through the standard library's parser: nothing is fetched, nothing is run.

Our own pages say by class names what a piece is. Any other page is taken as lines, one for each paragraph, and read by
what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from html.parser import HTMLParser
from typing import Literal

from docgen.document import numbered
from docgen.draft import Draft, Role
from docgen.encoding import decode_any
from docgen.readers.blocks import printed_block
from docgen.readers.marked import Pieces
from docgen.readers.outline import drafted
from docgen.readers.parts import Part, finished
from docgen.readers.raw import Raw, clean

SUFFIX = "html"

_ROLES = {role.value: role for role in Role if role is not Role.BLOCK}
_SKIPPED = frozenset(("script", "style", "title", "template"))
_VOID = frozenset(("meta", "link", "img", "input", "col", "wbr", "source", "base"))
_INLINE = re.compile(
    "a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|label|mark|q|s|small|span|strong|sub|sup|tt|u|var"
).fullmatch
_BOLD = ("b", "strong")
_LEVEL = re.compile(r"level-([1-4])")
_NEAR = 20  # characters: bold further on is no heading that text runs on from
_DEEPEST = 100  # open inline elements: more is no page made by hand or by Word
_SECTION = re.compile(r"<!\[[^>\n]*>?")  # <![if …]> of Word, on which the parser stumbles
_BREAK = re.compile(r"\r\n|\r")
_ROWS = re.compile(r"[^\n]*\n|[^\n]+")
_ALIGN = re.compile(r"text-align\s{0,3}:\s{0,3}(center|right)")
_INDENT = re.compile(r"text-indent\s{0,3}:\s{0,3}(\d{1,3}(?:\.\d{1,3})?)\s{0,3}(em|pt|px)")
_EM = {"em": 1.0, "pt": 16.0, "px": 21.0}  # of a character, in 三号
_OPEN = "\0"  # for a < that opens nothing; it is no character of a page
_BLANKS = " \t\n\r\f"


def read(data: bytes) -> Draft:
    """The draft in a .html file; any text gives one."""
    source = _closed(_SECTION.sub(_hidden, _BREAK.sub("\n", decode_any(data).replace(_OPEN, " "))))
    page = _Page(source)
    page.feed(source + "\n")
    page.close()
    page.end_piece()
    if any(isinstance(item, Part) and item.role is Role.TITLE for item in page.items):
        return finished([item if isinstance(item, Part) else _as_block(item) for item in page.items], SUFFIX)
    raws = (item if isinstance(item, Raw) else next(iter(item.raws)) for item in page.items)
    return drafted(_titled(list(raws)), SUFFIX)


def _hidden(found: re.Match[str]) -> str:
    """Of the same length where it can be, so that columns stay."""
    length = len(found.group())
    return f"</wbr{' ' * (length - 6)}>" if length >= 6 else ""


def _closed(source: str) -> str:
    """Without what opens a comment or a tag and does not end it: the parser would look for the end again and again.

    They stay in their places, as a sign that the page turns back.
    """
    comment, tag = source.rfind("-->") + 1, source.rfind(">") + 1
    source = source[:comment] + source[comment:].replace("<!--", _OPEN + "!--")
    return source[:tag] + source[tag:].replace("<", _OPEN)


def _as_block(raw: Raw) -> Part:
    return Part(Role.BLOCK, block=printed_block(raw), raws=(raw,))


def _titled(raws: list[Raw]) -> list[Raw]:
    """A single <h1> before all other headings is the title; any other is a heading."""
    headings = [n for n, raw in enumerate(raws) if raw.level or raw.role is Role.TITLE]
    titles = [n for n in headings if raws[n].role is Role.TITLE]
    if titles and (len(titles) > 1 or titles[0] != headings[0]):
        for n in titles:
            raws[n] = replace(raws[n], role=None, level=1)
    return raws


@dataclass(slots=True)
class _Span:
    """An inline element that is open; `name` is the class that says what its text is."""

    tag: str
    name: str
    begin: int  # in the text of the piece
    text: Pieces = field(default_factory=Pieces)


@dataclass(slots=True)
class _Piece:
    """A paragraph, a heading or the loose text between two of them, while it is being read."""

    tag: str
    classes: str
    place: tuple[int, int]
    align: Literal["", "center", "right"] = ""
    indent: float = 0
    whole: Pieces = field(default_factory=Pieces)  # all that is seen
    text: Pieces = field(default_factory=Pieces)  # without the pieces that a class names
    mark: str = ""
    split: int = 0
    lead: int = 0  # bold characters that it begins with
    parts: list[Part] = field(default_factory=list)
    spans: list[_Span] = field(default_factory=list)

    def add(self, text: str, line: int, col: int) -> None:
        span = next((span for span in reversed(self.spans) if span.name in _ROLES or span.name == "mark"), None)
        (span.text if span else self.text).add(text, line, col)
        self.whole.add(text, line, col)

    def close(self, tag: str) -> None:
        """End the innermost open span of this name, and those inside it."""
        if any(span.tag == tag for span in self.spans):
            while self._end(self.spans.pop()) != tag:
                pass

    def _end(self, span: _Span) -> str:
        if span.tag in _BOLD and span.begin < _NEAR and not self.whole.text[: span.begin].strip():
            self.lead = max(self.lead, self.whole.length)
        if span.name == "mark":
            self.mark = clean(span.text.text)
        elif span.name == "run-in":
            self.split = len(self.text.text.lstrip())
        elif span.name in _ROLES and (raw := _unwrapped(span.text, self.place)).words:
            self.parts.append(Part(_ROLES[span.name], raw.words, raws=(raw,)))
        return span.tag

    def items(self) -> Iterator[Part | Raw]:
        """What it says: the named spans in it, else one thing by its class or its tag."""
        while self.spans:
            self._end(self.spans.pop())
        raw = _unwrapped(self.whole, self.place)
        text = _unwrapped(self.text, self.place).words
        level = _LEVEL.search(self.classes)
        if len(self.parts) == 1:  # with what is printed around it: 附件：, brackets, 文件
            yield replace(self.parts[0], raws=(raw,))
        elif self.parts:
            yield from self.parts
        elif self.classes in _ROLES:
            yield from [Part(_ROLES[self.classes], text, raws=(self._hinted(raw),))] if text else []
        elif text and self.mark and level:
            block = numbered(int(level[1]), text, self.split, self.mark, raw.source)
            lead = len(raw.text) - len(text) + self.split if self.split else 0
            yield Part(Role.BLOCK, block=block, raws=(replace(raw, lead=lead),))
        elif text and re.fullmatch("h[2-6]", self.tag):
            yield self._heading(raw, text)
        elif raw.words:
            yield self._hinted(raw)

    def _heading(self, raw: Raw, text: str) -> Part | Raw:
        level = min(int(self.tag[1]) - 1, 4)
        if not self.mark:
            return replace(self._hinted(raw), level=level)
        return Part(Role.BLOCK, block=printed_block(Raw(text, raw.segments, level=level, mark=self.mark)), raws=(raw,))

    def _hinted(self, raw: Raw) -> Raw:
        bold = 0 < self.whole.length <= self.lead + (len(self.whole.text) - len(self.whole.text.rstrip()))
        blanks = len(self.whole.text) - len(self.whole.text.lstrip(_BLANKS))
        lead = max(0, self.lead - blanks) if not bold and "\n" not in self.whole.text[: self.lead].strip() else 0
        role = Role.TITLE if self.tag == "h1" else None
        return replace(raw, align=self.align, indent=self.indent, bold=bold, lead=lead, role=role)


def _unwrapped(pieces: Pieces, place: tuple[int, int]) -> Raw:
    """On one line: a line break in the source is a space, between Chinese characters nothing."""
    whole = Pieces()
    text = pieces.text
    at = last = 0
    for line in text.split("\n"):
        begin = at + len(line) - len(line.lstrip(_BLANKS if not whole.length else None))
        end = at + len(line.rstrip())
        if begin < end:
            if whole.length and text[last].isascii():
                whole.add(" ", *next(pieces.cut(last, last + 1))[1:])
            for some in pieces.cut(begin, end):
                whole.add(*some)
            last = end - 1
        at += len(line) + 1
    return Raw(whole.text, whole.segments(*place), gap=1)


class _Page(HTMLParser):
    """Collects what a page says in its order: parts where a class says what they are, else lines."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.rows = source.split("\n")
        self.items: list[Part | Raw] = []
        self.skipped = 0
        self.cells: list[list[Pieces]] = []  # of the open table
        self.tables = 0  # open ones
        self.piece = _Piece("", "", (1, 1))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        named = dict(attrs)
        classes = named.get("class") or ""
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag == "table":
            self.end_piece()
            self.tables += 1
        elif self.tables:
            self._start_in_table(tag)
        elif _INLINE(tag) and len(self.piece.spans) < _DEEPEST:
            self.piece.spans.append(_Span(tag, classes, self.piece.whole.length))
        elif not _INLINE(tag):
            self._start_piece(tag, classes, named)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif tag == "table":
            self._end_table()
        elif _INLINE(tag):
            self.piece.close(tag)
        elif not self.tables and tag not in _VOID:
            self._start_piece("", "", {})

    def handle_data(self, data: str) -> None:
        line, col = self._here()
        for n, text in enumerate(_ROWS.findall(data)):
            self._add(text, line + n, 1 if n else col)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        """A character by its name, its semicolon there or not."""
        line, col = self._here()
        ends = self.rows[line - 1][col - 1 + len(written) :].startswith(";") if line <= len(self.rows) else False
        self._add(unescape(written + ";" * ends).replace("\n", " "), line, col)

    def _add(self, text: str, line: int, col: int) -> None:
        if self.skipped:
            return
        text = text.replace(_OPEN, "<")
        if self.cells and self.cells[-1]:
            self.cells[-1][-1].add(text, line, col)
        else:
            self.piece.add(text, line, col)

    def _start_in_table(self, tag: str) -> None:
        if tag == "tr" or (tag in ("td", "th") and not self.cells):
            self.cells.append([])
        if tag in ("td", "th"):
            self.cells[-1].append(Pieces())

    def _end_table(self) -> None:
        self.tables = max(0, self.tables - 1)
        rows = tuple(tuple(_unwrapped(cell, self._here()) for cell in row) for row in self.cells if row)
        if self.tables or not rows:
            return
        self.cells = []
        if max(map(len, rows)) > 1:
            self.items.append(Raw("", ((0, *self._here()),), gap=1, rows=rows))
        else:
            self.items += [cell for row in rows for cell in row if cell.words]

    def _start_piece(self, tag: str, classes: str, named: dict[str, str | None]) -> None:
        self.end_piece()
        style = (named.get("style") or "")[:2000].lower()
        found = _ALIGN.search(style)
        said = found[1] if found else (named.get("align") or "").lower()
        align: Literal["", "center", "right"] = "center" if said == "center" else "right" if said == "right" else ""
        indent = _INDENT.search(style)
        self.piece = _Piece(tag, classes, self._here(), align, float(indent[1]) / _EM[indent[2]] if indent else 0)

    def end_piece(self) -> None:
        self.items += self.piece.items()
        self.piece = _Piece("", "", self._here())

    def _here(self) -> tuple[int, int]:
        line, offset = self.getpos()
        return line, offset + 1
