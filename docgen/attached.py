"""附件说明, item by item, and the numbers that attachments are labelled with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.notation import parse_chinese

_BEGIN = re.compile(r"\s*附\s?件\s*[：:]\s*")
_NUMBER = re.compile(r"\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s?([.．、])(?!\d)\s*")
_LABEL = re.compile(r"\s*附\s?件\s*([一二三四五六七八九十]{1,3}|\d{1,2})?\s*[：:]?\s*$")


@dataclass(frozen=True, slots=True)
class Listed:
    """An attachment named under the text: its number (0 for none), its title as line.text[start:end]."""

    line: Line
    number: int
    number_start: int
    start: int
    end: int

    @property
    def title(self) -> str:
        return self.line.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Label:
    """附件2 over an attachment: its number (0 for none), and as typed."""

    line: Line
    number: int
    typed: str


def listed(sheet: Sheet) -> tuple[Listed, ...]:
    """The attachments that a sheet lists; a long title that goes on in the next line is one."""
    items: list[Listed] = []
    for line in sheet.of(Role.LISTED):
        begun = _BEGIN.match(line.text)
        at = begun.end() if begun else len(line.text) - len(line.text.lstrip())
        number = _NUMBER.match(line.text, at)
        typed = "" if number or not line.mark or line.mark in line.text else line.mark.strip("（）() 、.．")
        start = number.end() if number else at
        end = len(line.text.rstrip())
        if start < end and (begun or number or typed):
            items.append(Listed(line, parse_chinese(number[1] if number else typed) or 0, at, start, end))
    return tuple(items)


def labels(draft: Draft) -> tuple[Label, ...]:
    return tuple(label for sheet in draft.sheets if sheet.kind is Kind.ATTACHMENT for label in labels_in(sheet))


def labels_in(sheet: Sheet) -> Iterator[Label]:
    for line in sheet.of(Role.LABEL)[:1]:
        if found := _LABEL.match(line.text):
            yield Label(line, parse_chinese(found[1]) or 0 if found[1] else 0, found[1] or "")
