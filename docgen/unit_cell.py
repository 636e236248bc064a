"""A cell of the units table as a slot brings it into a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from docgen.campaign import Issuer
from docgen.expression import SlotError
from docgen.nearest import did_you_mean
from docgen.notation import parse_date

_WIDE_BREAK = re.compile(r"(?<=[^\x00-\xff])\s*\n\s*|\s*\n\s*(?=[^\x00-\xff])")
_BREAK = re.compile(r"\s*\n\s*")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")


def cell(row: Mapping[str, str], name: str) -> str:
    """What a row has under a header, in either language, on one line: a break in a cell is no paragraph.

    Raises SlotError for a column that there is not, and for an empty cell.
    """
    found = name if name in row else next((word for word in _spellings(name) if word in row), None)
    if found is None:
        raise SlotError(f"单位表里没有“{name}”这一列", did_you_mean(name, map(_called, row)))
    text = row[found].strip()
    if not text:
        column = _called(found)
        raise SlotError(f"单位表里这个单位的“{column}”是空的", "请在单位表里补上", missing=column)
    return _as_date(_on_one_line(text))


@cache
def _spellings(name: str) -> tuple[str, ...]:
    english = Issuer.spellings().get(name, name)
    return english, Issuer.spelling(english) if english in Issuer.model_fields else name


def _called(column: str) -> str:
    return Issuer.spelling(column) if column in Issuer.model_fields else column


def _on_one_line(text: str) -> str:
    return _BREAK.sub(" ", _WIDE_BREAK.sub("", text)) if "\n" in text else text


def _as_date(text: str) -> str:
    """A date of a sheet (2026-03-05) as documents write it."""
    try:
        return str(parse_date(text)) if _DATE.fullmatch(text) else text
    except ValueError:
        return text
