"""The few pieces of WordprocessingML that a document is made of, as strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

KEEP = "<w:keepNext/>"
NEW_PAGE = "<w:pageBreakBefore/>"
BREAK = "<w:r><w:br/></w:r>"
BREAK_AT_SPACE = '<w:r><w:br w:clear="all"/></w:r>'  # looks the same; says that a space stands here
TAB = "<w:r><w:tab/></w:r>"


@dataclass(frozen=True, slots=True, eq=False)  # known by identity, so that what was written with them is remembered
class Ids:
    """The styles of the letterhead at hand: the id of each by its name.

    `masthead` is the largest size of 发文机关标志 in points, where the office has set one in its style.
    """

    by_name: Mapping[str, str]
    masthead: float = inf

    def __getitem__(self, name: str) -> str:
        return self.by_name[name]


_SPACES = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
_ILLEGAL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> str:
    """Text that may stand in XML. A line break becomes a space; control characters, which XML forbids, go."""
    if not text.isprintable():  # one fast pass; the slow ones are for the rare text that fails it
        text = _ILLEGAL.sub("", _SPACES.sub(" ", text))
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def run(text: str, properties: str = "") -> str:
    """A run in one format; nothing for no text."""
    if not text:
        return ""
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    format_ = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{format_}<w:t{space}>{escape(text)}</w:t></w:r>"


def span(style: str, text: str) -> str:
    """A run in a character style, kept even when empty: it says that there is no mark."""
    return run(text, f'<w:rStyle w:val="{style}"/>') or f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr></w:r>'


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """`properties` in the order of the schema: keepNext, pageBreakBefore, tabs, spacing, ind, jc."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def exact(twips: float, before: float = 0) -> str:
    """A line of exactly this height, in twips."""
    above = f' w:before="{round(before)}"' if before else ""
    return f'<w:spacing{above} w:line="{round(twips)}" w:lineRule="exact"/>'


def tabs(*stops: tuple[str, float]) -> str:
    """Tab stops as (kind, twips)."""
    inside = "".join(f'<w:tab w:val="{kind}" w:pos="{round(at)}"/>' for kind, at in stops)
    return f"<w:tabs>{inside}</w:tabs>"


def spacer(style: str, twips: float) -> str:
    """An empty paragraph of this height; off the grid, on which LibreOffice would give it a whole line."""
    return paragraph(style, "", '<w:snapToGrid w:val="0"/>' + exact(twips))
