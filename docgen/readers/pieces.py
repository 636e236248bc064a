"""A line of 版头, of the foot of a sheet or of 版记 → its parts, each with the piece of the line that says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docgen.draft import Role
from docgen.readers import shapes
from docgen.readers.parts import Part
from docgen.readers.raw import Raw, clean

_SIGNED = re.compile(r"签发人\s?[：:]\s*")


def pieces(raw: Raw, role: Role) -> Iterator[Part]:
    """The parts that a line in this role says; most say one."""
    yield from _SPLIT.get(role, _whole)(raw, role)


def _whole(raw: Raw, role: Role) -> Iterator[Part]:
    yield Part(role, raw.words, raws=(raw,))


def _date(raw: Raw, role: Role) -> Iterator[Part]:
    """署名 and 成文日期 may stand on one line."""
    found = None if shapes.is_date(raw.words) else shapes.name_and_date(raw.text[raw.begin :].rstrip())
    if found:
        name, date = raw.begin + found[0], raw.begin + found[1]
        yield from _whole(raw.cut(0, name), Role.NAME)
        yield from _whole(raw.cut(date, len(raw.text)), Role.DATE)
    else:
        yield from _whole(raw, role)


def _printed(raw: Raw, role: Role) -> Iterator[Part]:
    """印发机关 and 印发日期."""
    if found := shapes.printed(raw.text[raw.begin :].rstrip()):
        by, on = raw.begin + found[0], raw.begin + found[1]
        if found[0]:
            yield from _whole(raw.cut(0, by), Role.PRINTED_BY)
        day = raw.cut(on if found[0] else 0, len(raw.text))
        yield Part(Role.PRINTED_ON, re.sub(r"\s?印\s?发$", "", day.words), raws=(day,))
    else:
        yield from _whole(raw, role)


def _number(raw: Raw, role: Role) -> Iterator[Part]:
    """发文字号, and 签发人 on the same line."""
    found = _SIGNED.search(raw.text)
    cut = found.start() if found else len(raw.text)
    if clean(raw.text[:cut]):
        yield from _whole(raw.cut(0, cut), Role.NUMBER)
    if found:
        signed = raw.cut(cut if clean(raw.text[:cut]) else 0, len(raw.text))
        yield Part(Role.SIGNATORY, signed.words, raws=(signed,))


_SPLIT: dict[Role, Callable[[Raw, Role], Iterator[Part]]] = {
    Role.DATE: _date,
    Role.PRINTED_BY: _printed,
    Role.NUMBER: _number,
    Role.SIGNATORY: _number,
}
