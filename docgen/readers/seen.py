"""A raw line with what is asked of it again and again: its words and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from docgen.draft import Role
from docgen.readers import shapes
from docgen.readers.numbering import Number, numbering
from docgen.readers.raw import Raw


@dataclass(frozen=True)
class Seen:
    raw: Raw

    @cached_property
    def words(self) -> str:
        return self.raw.words

    @cached_property
    def number(self) -> Number:
        return numbering(self.raw)

    @property
    def plain(self) -> bool:
        """Neither a table nor numbered."""
        return not self.raw.rows and not self.number.level and not self.number.article and not self.raw.mark

    @property
    def shifted(self) -> bool:
        """In the middle or at the right edge."""
        return self.raw.deep or self.raw.align in ("center", "right")

    @property
    def set_apart(self) -> bool:
        """The format says that it is more than running text."""
        return self.shifted or self.raw.bold or bool(self.raw.level) or self.raw.role is not None

    @property
    def is_sentence(self) -> bool:
        return bool(self.raw.rows) or shapes.is_sentence(self.words)

    @cached_property
    def may_be_title(self) -> bool:
        return self.raw.role is Role.TITLE or (self.plain and shapes.may_be_title(self.words))

    @cached_property
    def is_date(self) -> bool:
        return self.plain and shapes.is_date(self.words)

    @cached_property
    def is_label(self) -> bool:
        return self.plain and shapes.is_label(self.words)


def titled(lines: Sequence[Seen]) -> str:
    """The lines of a title as one text; words that were spaced out (国 务 院) are closed up."""
    return "".join(map(_closed, (line.words for line in lines)))


def _closed(words: str) -> str:
    pieces = words.split()
    spaced = len(pieces) > 2 and sum(len(piece) == 1 for piece in pieces) * 3 > len(pieces) * 2
    return "".join(pieces) if spaced else words
