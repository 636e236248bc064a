"""The paragraphs of a Word document in running order, and the pieces of text that each of them shows.

Everything that reads a .docx, or changes the person's own one, counts paragraphs and characters here. It works on
the elements of xml.etree and of lxml alike, and on any depth of nesting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

STRICT, LOOSE = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()  # variants but for this name

P, R, T, TBL, BOX = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl", f"{W}txbxContent"
TEXTS = (T, f"{M}t")  # what holds letters
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ALTERNATE, _CHOICE = f"{MC}AlternateContent", f"{MC}Choice"
NOTES = ("footnotes", "endnotes")  # the kinds of parts whose paragraphs are counted after those of the text
_RULES = ("separator", "continuationSeparator", "continuationNotice")
_HIDDEN = frozenset((f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}sdtPr", BOX))
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SYMBOLS = {  # of Wingdings and Wingdings 2, by the low byte of their code
    0xA8: "□", 0x6F: "□", 0xA3: "□", 0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0x51: "☒", 0xFC: "√", 0x50: "√",
    0x6C: "●", 0x6E: "■", 0x75: "◆", 0x77: "◆", 0xD8: "➢", 0xA7: "▪",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A w:p with its running number from 1, the outermost table that it stands in, and whether in a text box.

    Every w:p counts, empty ones and those of cells too; those of a text box come after the paragraph it hangs on.
    """

    number: int
    element: Any
    table: Any = None
    boxed: bool = False


class Piece(NamedTuple):
    """What an element in a run (w:t, w:tab, w:br …) shows; `text` is never empty."""

    run: Any
    element: Any
    text: str


def paragraphs(root: Any, first: int = 1) -> Iterator[Paragraph]:
    """The paragraphs of a document.xml, of its notes or of any part of them, in running order."""
    number = first
    stack: list[tuple[Any, Any, bool]] = [(root, None, False)]
    while stack:
        element, table, boxed = stack.pop()
        if element.tag == P:
            yield Paragraph(number, element, table, boxed)
            number += 1
            stack += [(box, table, True) for box in reversed(list(_boxes(element)))]
            continue
        if element.tag == TBL and table is None:
            table = element
        stack += [(child, table, boxed) for child in _children(element)]


def noted(root: Any, first: int) -> Iterator[Paragraph]:
    """The paragraphs of a footnotes.xml or endnotes.xml; they are counted after all others."""
    for note in root:
        if note.get(f"{W}type") not in _RULES:
            for paragraph in paragraphs(note, first):
                yield paragraph
                first = paragraph.number + 1


def pieces(paragraph: Any) -> Iterator[Piece]:
    """What a w:p shows, in order; the texts joined are its text, in which columns count.

    What was inserted is kept and what was deleted is not; of a field the result is kept and not the code. A line
    break is \\n; a break of a page or column shows nothing.
    """
    fields: list[bool] = []  # of each open field: whether we are in its code
    stack = [(child, paragraph) for child in _children(paragraph)]
    while stack:
        element, run = stack.pop()
        if element.tag == f"{W}fldChar":
            _turn(fields, element.get(f"{W}fldCharType"))
        elif element.tag not in _HIDDEN:
            text = _text(element)
            if text and not any(fields):
                yield Piece(run, element, text)
            inside = element if element.tag in (R, f"{M}r") else run
            stack += [(child, inside) for child in _children(element)]


def text_of(paragraph: Any) -> str:
    return "".join(piece.text for piece in pieces(paragraph))


def value(element: Any, path: str, name: str = "val") -> str:
    """The attribute of the first element at `path` (pPr/pStyle); "" where there is none."""
    found = _find(element, path)
    return "" if found is None else found.get(W + name, "")


def is_on(element: Any, path: str) -> bool | None:
    """A switch (rPr/b): None where nothing is said."""
    found = _find(element, path)
    return None if found is None else found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _find(element: Any, path: str) -> Any:
    for tag in _tags(path):
        if element is None:
            return None
        element = element.find(tag)
    return element


@cache
def _tags(path: str) -> tuple[str, ...]:
    return tuple(W + step for step in path.split("/"))


def _children(element: Any) -> list[Any]:
    """In reverse, as a stack takes them; of what is said twice for old and new programs, once."""
    children = list(element)
    if element.tag == _ALTERNATE:
        children = _branch(children)
    return children[::-1]


def _branch(branches: list[Any]) -> list[Any]:
    """The new one, unless only an old one has text (a letter that old fonts lack)."""
    chosen = [child for child in branches if child.tag == _CHOICE]
    full = (child for child in chosen + branches[::-1] if next(child.iter(T), None) is not None)
    return [next(full, branches[0])] if branches else []


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The contents of the text boxes that hang on a paragraph."""
    stack = _children(paragraph)
    while stack:
        element = stack.pop()
        if element.tag == BOX:
            yield element
        else:
            stack += _children(element)


def _turn(fields: list[bool], kind: str | None) -> None:
    if kind == "begin":
        fields.append(True)
    elif fields and kind == "separate":
        fields[-1] = False
    elif fields and kind == "end":
        fields.pop()


def _text(element: Any) -> str:
    tag = element.tag
    if tag in TEXTS:
        return (element.text or "").replace("\n", " ")
    if tag == f"{W}br":
        return _break(element)
    if tag == f"{W}sym":
        return _symbol(element.get(f"{W}char", ""))
    return _SIGNS.get(tag, "")


def _break(element: Any) -> str:
    """A title is broken at the space between two issuers: our mark for it looks like any break."""
    if element.get(f"{W}clear") == "all":
        return "\u3000"
    return "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else ""


def _symbol(code: str) -> str:
    """A letter of a font of signs, by a letter that every font has."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF or number < 0x100:
        return _SYMBOLS.get(number & 0xFF, "•")
    return chr(number) if number < 0xD800 or 0xE000 <= number < 0x10000 else ""


def runs(paragraph: Iterable[Piece]) -> Iterator[tuple[Any, str]]:
    """Pieces joined to runs: each run that shows something, with its text."""
    run, texts = None, list[str]()
    for piece in paragraph:
        if piece.run is not run and texts:
            yield run, "".join(texts)
            texts = []
        run = piece.run
        texts.append(piece.text)
    if texts:
        yield run, "".join(texts)
