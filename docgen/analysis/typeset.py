"""How a .docx is set: the effective look of its paragraphs (defaults → styles → paragraph → run), and its pages.

Lengths are points, or characters of the paragraph's own size where it is said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

from docgen.analysis.cascade import SIZE, Face, StyleSheet, last, number_of, on
from docgen.draft import Draft, Line
from docgen.errors import DocgenError
from docgen.package import DOCUMENT, parts, text
from docgen.wordxml import BOX, Paragraph, R, W, is_on, paragraphs, pieces, value

STYLES, SETTINGS, THEME, RELATIONS = (
    "word/styles.xml",
    "word/settings.xml",
    "word/theme/theme1.xml",
    "word/_rels/document.xml.rels",
)
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters [start:end] of a paragraph in one face."""

    start: int
    end: int
    face: Face


@dataclass(frozen=True, slots=True)
class Setting:
    """A paragraph as it is set. `first`: indent of its first line, in characters, None where a list decides on it.

    right: indent from the right edge, in points. line: times the single pitch where `rule` is auto, else points.
    on_grid: follows the grid of the page. new_page: begins a page. ends_page: the next one does.
    apart: in a table or a text box.
    """

    number: int
    text: str
    stretches: tuple[Stretch, ...]
    align: str
    first: float | None
    right: float
    line: float
    rule: str
    on_grid: bool
    new_page: bool
    ends_page: bool
    apart: bool

    def faces(self, start: int, end: int) -> dict[Face, int]:
        """How many Chinese characters of text[start:end] are in which face."""
        found: dict[Face, int] = {}
        first = bisect_right(self.stretches, start, key=lambda stretch: stretch.end)
        for stretch in takewhile(lambda stretch: stretch.start < end, self.stretches[first : first + end - start]):
            piece = self.text[max(start, stretch.start) : min(end, stretch.end)]
            if count := sum("\u4e00" <= char <= "\u9fff" for char in piece):
                found[stretch.face] = found.get(stretch.face, 0) + count
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a section, in twentieths of a point. grid: none, lines, linesAndChars, snapToChars."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    grid: str
    pitch: int

    @property
    def landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Footer:
    """A footer that holds the page number: the text around the field, its alignment, its face."""

    kind: str
    before: str
    after: str
    align: str
    size: float


@dataclass(frozen=True, slots=True)
class Typeset:
    settings: Mapping[int, Setting]
    pages: tuple[Page, ...]
    footers: tuple[Footer, ...]
    two_sided: bool

    def of(self, line: Line) -> Setting | None:
        """The paragraph that a line stands in."""
        return self.settings.get(line.number)


@lru_cache(maxsize=1)
def typeset(draft: Draft) -> Typeset | None:
    """How a draft is set; None where it is no .docx, or none that can be read."""
    if not draft.package:
        return None
    from xml.etree import ElementTree

    try:
        found = parts(draft.package)
        roots = {name: ElementTree.fromstring(text(part)) for name, part in found.items() if _is_needed(name)}
    except (DocgenError, ElementTree.ParseError):
        return None
    return _typeset(roots)


def _is_needed(name: str) -> bool:
    return name in (DOCUMENT, STYLES, SETTINGS, THEME, RELATIONS) or (
        name.startswith("word/footer") and name.endswith(".xml")
    )


def _typeset(roots: Mapping[str, Any]) -> Typeset:
    sheet = StyleSheet(roots.get(STYLES), roots.get(THEME))
    document = roots[DOCUMENT]
    settings = (_setting(p.number, p.element, p.boxed or p.table is not None, sheet) for p in paragraphs(document))
    return Typeset(
        {setting.number: setting for setting in settings},
        tuple(_page(section) for section in document.iter(f"{W}sectPr") if section.find(f"{W}pgSz") is not None),
        tuple(_footers(document, roots, sheet)),
        bool(SETTINGS in roots and is_on(roots[SETTINGS], "evenAndOddHeaders")),
    )


# ── paragraphs ──


def _setting(number: int, paragraph: Any, apart: bool, sheet: StyleSheet) -> Setting:
    levels = sheet.paragraph_levels(paragraph)
    stretches = tuple(_stretches(paragraph, sheet))
    line = number_of(last(levels, "pPr/spacing", "line"), 240)
    rule = last(levels, "pPr/spacing", "lineRule") or "auto"
    size = stretches[0].face.size if stretches else SIZE
    breaks = [e for e in paragraph.iter(f"{W}br") if e.get(f"{W}type") == "page"]
    words = "".join(piece.text for piece in pieces(paragraph))
    first_break = bool(breaks) and _stands_first(paragraph)
    return Setting(
        number,
        words,
        stretches,
        last(levels, "pPr/jc"),
        None if _has(levels, "pPr/numPr") else _first(levels, size),
        _right(levels, size),
        line / (20 if rule != "auto" else 240),
        rule,
        on(levels, "pPr/snapToGrid", otherwise=True),
        on(levels, "pPr/pageBreakBefore") or (first_break and bool(words)),
        (bool(breaks) and not (first_break and words)) or paragraph.find(f"{W}pPr/{W}sectPr") is not None,
        apart,
    )


def _stretches(paragraph: Any, sheet: StyleSheet) -> Iterator[Stretch]:
    at = 0
    for piece in pieces(paragraph):
        yield Stretch(at, at + len(piece.text), sheet.face(paragraph, piece.run))
        at += len(piece.text)


def _stands_first(paragraph: Any) -> bool:
    """Whether a page break comes before the text of a paragraph."""
    for element in paragraph.iter():
        if element.tag == f"{W}br" and element.get(f"{W}type") == "page":
            return True
        if element.tag == f"{W}t" and element.text:
            return False
    return False


def _has(levels: Sequence[Any], path: str) -> bool:
    number = last(levels, f"{path}/numId")
    return number not in ("", "0")


def _first(levels: Sequence[Any], size: float) -> float:
    """Characters that the first line is set in; a hanging one is less than 0. What is said in characters wins."""
    for name, sign in (("hanging", -1), ("firstLine", 1)):
        if chars := number_of(last(levels, "pPr/ind", f"{name}Chars"), 0):
            return sign * chars / 100
        if twips := number_of(last(levels, "pPr/ind", name), 0):
            return sign * twips / 20 / max(size, 1.0)
    return 0


def _right(levels: Sequence[Any], size: float) -> float:
    for name in ("right", "end"):
        if chars := number_of(last(levels, "pPr/ind", f"{name}Chars"), 0):
            return chars / 100 * size
        if twips := number_of(last(levels, "pPr/ind", name), 0):
            return twips / 20
    return 0


# ── pages ──


def _page(section: Any) -> Page:
    def twips(path: str, name: str) -> int:
        return round(number_of(value(section, path, name), 0))

    return Page(
        twips("pgSz", "w"),
        twips("pgSz", "h"),
        abs(twips("pgMar", "top")),
        abs(twips("pgMar", "bottom")),
        twips("pgMar", "left") + twips("pgMar", "gutter"),
        twips("pgMar", "right"),
        value(section, "docGrid", "type") or "none",
        twips("docGrid", "linePitch"),
    )


def _footers(document: Any, roots: Mapping[str, Any], sheet: StyleSheet) -> Iterator[Footer]:
    """Each footer that the sections name, with the paragraph of its page number."""
    relations = roots.get(RELATIONS)
    targets = {} if relations is None else {e.get("Id"): f"word/{e.get('Target', '')}" for e in relations}
    for reference in document.iter(f"{W}footerReference"):
        root = roots.get(targets.get(reference.get(f"{_OFFICE}id"), "").replace("word//word/", "word/"))
        for paragraph in () if root is None else paragraphs(root):
            if _is_number(paragraph.element):
                yield _footer(reference.get(f"{W}type", "default"), paragraph, sheet)


def _is_number(paragraph: Any) -> bool:
    return any(map(_names_page, _own(paragraph)))


def _names_page(element: Any) -> bool:
    """Whether an element is the code of a field for the number of the page."""
    code = element.text if element.tag == f"{W}instrText" else element.get(f"{W}instr")
    return "PAGE" in (code or "").upper().split()


def _own(element: Any) -> Iterator[Any]:
    """What stands in a paragraph, without the text boxes that hang on it."""
    stack = list(element)[::-1]
    while stack:
        child = stack.pop()
        if child.tag != BOX:
            yield child
            stack += list(child)[::-1]


def _footer(kind: str, paragraph: Paragraph, sheet: StyleSheet) -> Footer:
    """The number itself is what the program last counted, or nothing yet."""
    order = {id(element): n for n, element in enumerate(_own(paragraph.element))}
    code = next(order[id(element)] for element in _own(paragraph.element) if _names_page(element))
    shown = [(order.get(id(piece.element), 0), piece.text) for piece in pieces(paragraph.element)]
    before = "".join(words for at, words in shown if at < code)
    after = "".join(words for at, words in shown if at > code)
    levels = sheet.paragraph_levels(paragraph.element)
    align = "box" if paragraph.boxed else last(levels, "pPr/framePr", "xAlign") or last(levels, "pPr/jc")
    run = next((element for element in _own(paragraph.element) if element.tag == R), paragraph.element)
    size = sheet.face(paragraph.element, run).size
    return Footer(kind, before, after.lstrip("0123456789"), align, size)
