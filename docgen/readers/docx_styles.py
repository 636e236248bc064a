"""What a Word document's styles say of its paragraphs: names, heading levels, bold, alignment, indents, lists.

A property stands in the paragraph (or run) itself, else in its style, else in the style that one is based on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.readers.docx_numbering import int_of
from docgen.wordxml import W, is_on, value

_LETTER = 320  # twentieths of a point: 三号, the size of a document's text
_INDENTS = (("leftChars", "startChars", "left", "start"), ("hangingChars", "hanging"), ("firstLineChars", "firstLine"))
_CHAIN = 20  # styles based on styles: more is a circle


@dataclass(frozen=True, slots=True)
class Styles:
    """Each style by its id; `default` is that of paragraphs that name none; `known`: what was looked up before."""

    elements: Mapping[str, Any]
    default: str = ""
    known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def name(self, style: str) -> str:
        return value(self.elements.get(style), "name").split(",")[0]

    def aliases(self, style: str) -> tuple[str, ...]:
        return tuple(name.strip() for name in value(self.elements.get(style), "aliases").split(","))

    def chain(self, style: str) -> Iterator[Any]:
        """A style and those that it is based on."""
        for _ in range(_CHAIN):
            element = self.elements.get(style)
            if element is None:
                return
            yield element
            style = value(element, "basedOn")

    def said(self, paragraph: Any, path: str, name: str = "val") -> str:
        """A property of a paragraph; "" where nobody says it."""
        return value(paragraph, path, name) or self._styled(style_of(paragraph) or self.default, path, name)

    def _styled(self, style: str, path: str, name: str) -> str:
        key = style, path, name
        if key not in self.known:
            self.known[key] = next((said for e in self.chain(style) if (said := value(e, path, name))), "")
        return self.known[key]

    def level(self, paragraph: Any) -> int:
        """1 for 标题 1 and for outline level 1, …; 0 for text."""
        for element in self.chain(style_of(paragraph)):
            name = value(element, "name").casefold().replace(" ", "")
            number = name.removeprefix("heading").removeprefix("标题")
            if number != name and number.isdecimal():
                return int_of(number, 0)
        level = int_of(self.said(paragraph, "pPr/outlineLvl"), 9) + 1
        return level if 1 <= level <= 9 else 0

    def bold(self, paragraph: Any, run: Any) -> bool:
        """Whether a run of a paragraph is bold: by itself, its own style, or the paragraph's."""
        for element in (run, *self.chain(value(run, "rPr/rStyle"))):
            if (found := is_on(element, "rPr/b")) is not None:
                return found
        chain = self.chain(style_of(paragraph) or self.default)
        return next((on for element in chain if (on := is_on(element, "rPr/b")) is not None), False)

    def align(self, paragraph: Any) -> str:
        return self.said(paragraph, "pPr/jc")

    def indent(self, paragraph: Any) -> float:
        """Of the first line, in characters; a hanging one is taken from the left one."""
        left, hanging, first = (self._measure(paragraph, *names) for names in _INDENTS)
        return max(0.0, left - hanging) if hanging else left + first

    def _measure(self, paragraph: Any, *names: str) -> float:
        for name in names:
            if number := int_of(self.said(paragraph, "pPr/ind", name), 0):
                return number / (100 if name.endswith("Chars") else _LETTER)
        return 0.0

    def list_of(self, paragraph: Any) -> tuple[str, int | None, str] | None:
        """The list that numbers a paragraph, its level there, and the style that says so; None without one."""
        number = self.said(paragraph, "pPr/numPr/numId")
        depth = self.said(paragraph, "pPr/numPr/ilvl")
        style = style_of(paragraph) or self.default
        return (number, int_of(depth, 0) if depth else None, style) if number and number != "0" else None


def styles(root: Any) -> Styles:
    """From the root of styles.xml."""
    elements = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    defaults = (key for key, e in elements.items() if e.get(f"{W}default") and e.get(f"{W}type") == "paragraph")
    return Styles(elements, next(defaults, ""))


def style_of(paragraph: Any) -> str:
    return value(paragraph, "pPr/pStyle")
