"""Inline Markdown → the text that is seen, with its places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docgen.readers import shapes
from docgen.readers.marked import Pieces
from docgen.readers.numbering import numbering
from docgen.readers.raw import Raw, clean

if TYPE_CHECKING:
    from markdown_it.token import Token

_WIDE = "\u3000\u2003"  # an indent that Markdown does not count
_NEAR = 200  # characters in which a character that is written otherwise is looked for
_LINK = re.compile(r"\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])?")


def lines_of(inline: Token, rows: Sequence[str], col: int = 0, item: Token | None = None) -> tuple[list[Pieces], int]:
    """The lines of a paragraph, from a column of its first row on, and the column after them.

    Hard breaks part lines, soft ones are closed up. `item` is the list item that begins with it.
    """
    row = line_of(inline) - 1
    lines = [Pieces()]
    if item:  # the number of a list item is text, its bullet is not
        number, first = item.info + item.markup, line_of(item) - 1
        at = max(0, rows[first].find(number, col))
        end = at + len(number)
        lines[-1].add(number + " " * rows[first][end : end + 1].isspace(), first + 1, at + 1)
        col = end if first == row else 0
    elif not col:
        col = _first(inline, rows[row])
        indent = len(rows[row][:col]) - len(rows[row][:col].rstrip(_WIDE))
        lines[-1].add(rows[row][col - indent : col], row + 1, col - indent + 1)
    for child in inline.children or []:
        if child.type in ("softbreak", "hardbreak"):
            row = min(row + 1, len(rows) - 1)
            col = 0
            if child.type == "hardbreak" or _is_line(lines[-1], rows[row]):
                lines.append(Pieces())
            elif lines[-1].length and lines[-1].tail(1).isascii():
                lines[-1].add(" ", row, len(rows[row - 1]))
        elif child.type in ("link_close", "image") and (found := _LINK.search(rows[row], col)):
            if child.type == "image":
                _place(lines[-1], rows, (row, col), child.content, child.content)
            col = found.end()
        elif child.content:
            written = child.markup if child.type == "text_special" else child.content
            row, col = _place(lines[-1], rows, (row, col), child.content.replace("\n", " "), written)
    return lines, col


def _first(inline: Token, row: str) -> int:
    """Where the content begins in its first row."""
    return max(0, row.find(inline.content.split("\n", 1)[0]))


def _is_line(line: Pieces, row: str) -> bool:
    """Whether a soft break ends a line, as whoever types one line a paragraph means it."""
    before = line.tail(_NEAR)
    words = clean(row)
    after = Raw(row[: 2 * _NEAR], ((0, 1, 1),))
    starts = numbering(after).level or shapes.is_label(words) or shapes.listed(words) or row.startswith(tuple(_WIDE))
    signed = shapes.is_date(words) or (shapes.is_organ(clean(before)) and shapes.is_organ(words))
    called = shapes.is_hailed(words) or (shapes.ends_title(before) and shapes.is_addressed(words))
    return bool(starts or signed or called) or before.rstrip().endswith(("。", "：", "！", "；"))


def _place(line: Pieces, rows: Sequence[str], at: tuple[int, int], words: str, written: str) -> tuple[int, int]:
    """Add words where they stand in the file from a place on; the place after them."""
    row, col = at
    found = rows[row].find(written, col)
    if found >= 0:
        line.add(words, row + 1, found + 1)
        return row, found + len(written)
    for char in words:  # code over several rows, or what is written otherwise
        col = max(col, rows[row].find(char, col, col + _NEAR))
        if col >= len(rows[row]) and not char.isspace() and row + 1 < len(rows):
            row, col = row + 1, max(0, rows[row + 1].find(char, 0, _NEAR))
        line.add(char, row + 1, min(col, max(0, len(rows[row]) - 1)) + 1)
        col += 1
    return row, col


def one_line(lines: Sequence[Pieces], inline: Token) -> Raw:
    """Several lines as one."""
    whole = Pieces()
    for line in lines:
        for n, (offset, row, col) in enumerate(line.places):
            end = line.places[n + 1][0] if n + 1 < len(line.places) else line.length
            whole.add(line.text[offset:end], row, col)
    return Raw(whole.text, whole.segments(line_of(inline)))


def line_of(token: Token) -> int:
    """The line of the file in which a block begins."""
    return token.map[0] + 1 if token.map else 1
