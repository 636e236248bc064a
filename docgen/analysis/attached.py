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
_REFERENCE = re.compile(
    r"(?:见|按照?|填写|填报|填好|（)本?(?:方案|通知)?(附件\s?([一二三四五六七八九十]{1,2}|\d{1,2})?)(?![\d：:])"
)
_RANGE = re.compile(r"附件\s?(\d{1,2})\s?(?:、|和|至|-|—|～|，)\s?(?:附件)?\s?(\d{1,2})(?!\d)")
_MOST, _TITLE = 20, 80  # attachments of one text; characters of a title


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
class Reference:
    """见附件3 in the text: the number (0 for none), 附件3 as line.text[start:end]; `title`: 《名单》（附件3）."""

    line: Line
    number: int
    start: int
    end: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """附件2 over an attachment: its number (0 for none), and as typed."""

    line: Line
    number: int
    typed: str


def listed(sheet: Sheet) -> tuple[Listed, ...]:
    """The attachments that a sheet lists; a long title that goes on in the next line is one."""
    items: list[Listed] = []
    for line in sheet.of(Role.LISTED) or _closing(sheet):
        begun = _BEGIN.match(line.text)
        at = begun.end() if begun else len(line.text) - len(line.text.lstrip())
        number = _NUMBER.match(line.text, at)
        typed = "" if number or not line.mark or line.mark in line.text else line.mark.strip("（）() 、.．")
        start = number.end() if number else at
        end = len(line.text.rstrip())
        if start < end and (begun or number or typed):
            items.append(Listed(line, parse_chinese(number[1] if number else typed) or 0, at, start, end))
    return tuple(items)


def _closing(sheet: Sheet) -> tuple[Line, ...]:
    """附件：1.…… as the last paragraphs of a text that nobody signs, with the numbered lines after it."""
    lines = sheet.of(Role.BLOCK)[-_MOST:]
    for at, line in enumerate(lines):
        rest = lines[at + 1 :]
        if _BEGIN.match(line.text) and len(line.text) <= _TITLE and all(map(_goes_on, rest)):
            return lines[at:]
    return ()


def _goes_on(line: Line) -> bool:
    return len(line.text) <= _TITLE and _NUMBER.match(line.text) is not None


def labels(draft: Draft) -> tuple[Label, ...]:
    return tuple(label for sheet in draft.sheets if sheet.kind is Kind.ATTACHMENT for label in labels_in(sheet))


def labels_in(sheet: Sheet) -> Iterator[Label]:
    for line in sheet.of(Role.LABEL)[:1]:
        if found := _LABEL.match(line.text):
            yield Label(line, parse_chinese(found[1]) or 0 if found[1] else 0, found[1] or "")


def present(draft: Draft) -> frozenset[int]:
    """The numbers of the attachments that a draft lists or holds."""
    items = [item for sheet in draft.sheets for item in listed(sheet)]
    under = sum(sheet.kind is Kind.ATTACHMENT for sheet in draft.sheets)
    numbers = {item.number or 1 for item in items} | {label.number or 1 for label in labels(draft)}
    return frozenset(numbers | set(range(1, max(len(items), under) + 1)))


def references(draft: Draft) -> Iterator[Reference]:
    """Where the text sends its reader to an attachment; of 附件1至3 the ends."""
    for line in draft.lines:
        if line.role in (Role.BLOCK, Role.CELL, Role.FOOTNOTE) and "附件" in line.text:
            found = [
                Reference(line, _count(match[2]), *match.span(1), _titled(line.text[: match.start()]))
                for match in _REFERENCE.finditer(line.text)
            ]
            ranges = _RANGE.finditer(line.text) if found else ()
            yield from found
            yield from (Reference(line, int(match[n]), *match.span(n)) for match in ranges for n in (1, 2))


def _titled(before: str) -> str:
    """The title in 《》 that a bracket with a reference stands right behind."""
    found = re.search(r"《([^《》]{2,60})》[（(]?$", before[-70:])
    return found[1] if found else ""


def _count(number: str | None) -> int:
    return (parse_chinese(number) or 0) if number else 0


def titles(draft: Draft) -> tuple[tuple[int, str], ...]:
    """The numbers of the attachments with what they are called, where they are listed and over their own text."""
    items = [(item.number or 1, item.title) for sheet in draft.sheets for item in listed(sheet)]
    under = [sheet for sheet in draft.sheets if sheet.kind is Kind.ATTACHMENT]
    heads = [(label.number or 1, sheet.title) for sheet in under for label in labels_in(sheet) if sheet.title]
    return tuple((number, "".join(title.split()).rstrip("。；，、;,")) for number, title in (*items, *heads))
