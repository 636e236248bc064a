"""Lines of a draft → parts: the room that the readers share, where only its place on the page says what a line is.

A reader turns its format into parts (docgen.readers.parts) where the format itself says the role, else into lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from docgen.document import (
    Block,
    Heading,
    Source,
    Table,
    line_block,
    numbered,
)
from docgen.draft import Role
from docgen.notation import level_of_mark, split_mark
from docgen.readers.parts import Part

DEEP = 3.5  # characters: an indent that is no paragraph's, but a signature's or a byline's
FLUSH = 0.75  # characters: an indent below it is none


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a draft: its stripped text, the indent in characters, the blank lines before it.

    `block` is set where the format itself says what the line is (a table, a heading).
    """

    text: str
    indent: float = 0
    gap: int = 0
    source: Source | None = None
    block: Block | None = None

    @property
    def flush(self) -> bool:
        return self.indent < FLUSH and self.block is None

    @property
    def deep(self) -> bool:
        return self.indent >= DEEP and self.block is None


# ── lines → parts ──


def clean(text: str) -> str:
    """Stripped, and without what cannot be seen and no format can hold: control characters, a stray BOM."""
    return "".join(char for char in text if category(char) not in _UNSEEN and char != "\ufeff").strip()


_UNSEEN = ("Cc", "Cs", "Zl", "Zp")

_LABEL = re.compile(r"附件\s*\d*")
_LISTED = re.compile(r"附件\s*[：:]\s*")
_DATE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.*|【待补：[^】]*】")
_SECRECY = ("绝密", "机密", "秘密")
_SIGNED = re.compile(r"(?:(?P<number>.+?)\s{2,})?签发人[：:](?P<names>.+)")


def is_label(text: str) -> bool:
    return _LABEL.fullmatch(text) is not None


def is_opening(text: str) -> bool:
    """主送机关 or 称谓: ends with a colon, or is a gap in a draft."""
    return text.endswith(("：", ":")) or text.startswith("【待补")


def split_sheets(lines: Sequence[Line]) -> list[list[Line]]:
    """Sheets of paper: two blank lines and a flush line part them, once the one before them holds text."""
    sheets: list[list[Line]] = [[]]
    for line in lines:
        sheet = sheets[-1]
        if sheet and line.gap >= 2 and line.flush and _is_full(sheet):
            sheets.append([])
        sheets[-1].append(line)
    return [sheet for sheet in sheets if sheet]


def _is_full(sheet: Sequence[Line]) -> bool:
    if is_label(sheet[0].text):
        return len(sheet) > 1
    return any(not line.flush and not line.deep for line in sheet)


def sheet(lines: Sequence[Line]) -> Iterator[Part]:
    """The parts of one sheet: an attachment under its label, or a document from its title to its note."""
    rest = list(lines)
    if rest and rest[0].flush and is_label(rest[0].text):
        yield Part(Role.LABEL, rest.pop(0).text)
        if rest and rest[0].flush:
            yield Part(Role.TITLE, rest.pop(0).text)
        yield from blocks(rest)
        return
    if rest and rest[0].block is None:
        yield Part(Role.TITLE, rest.pop(0).text)
    while rest and rest[0].deep and not rest[0].gap:
        yield Part(Role.BYLINE, rest.pop(0).text)
    if rest and rest[0].flush and is_opening(rest[0].text):
        yield Part(Role.OPENING, rest.pop(0).text)
    yield from _text(rest)


def blocks(lines: Iterable[Line]) -> Iterator[Part]:
    for line in lines:
        yield Part(Role.BLOCK, block=line.block or line_block(line.text, line.source))


def _text(lines: Sequence[Line]) -> Iterator[Part]:
    """Body, list of attachments, signature and note. Each after the body stands apart, the body is never empty."""
    groups = _groups(lines)
    note = _take(groups, _is_note)
    signature = _take(groups, _is_signature)
    listed = _take(groups, _is_listed)
    yield from blocks(line for group in groups for line in group)
    yield from (Part(Role.LISTED, text) for text in listed_titles([line.text for line in listed]))
    yield from signature_parts([line.text for line in signature])
    yield from (Part(Role.NOTE, line.text[1:-1].strip()) for line in note)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _take(groups: list[list[Line]], wanted: Callable[[Sequence[Line]], bool]) -> list[Line]:
    return groups.pop() if len(groups) > 1 and wanted(groups[-1]) else []


def _is_note(group: Sequence[Line]) -> bool:
    line = group[0]
    return len(group) == 1 and line.block is None and not line.deep and is_bracketed(line.text)


def _is_signature(group: Sequence[Line]) -> bool:
    return all(line.deep for line in group)


def _is_listed(group: Sequence[Line]) -> bool:
    return group[0].block is None and _LISTED.match(group[0].text) is not None


def is_bracketed(text: str) -> bool:
    return len(text) > 2 and text[0] in "（(" and text[-1] in "）)"


# ── texts of one element → parts ──


def listed_titles(texts: Sequence[str]) -> list[str]:
    """附件说明 as its titles, without “附件：” and, where there are several, their numbers."""
    titles = [_LISTED.sub("", text, count=1) if n == 0 else text for n, text in enumerate(texts)]
    return [re.sub(r"^\d{1,2}[.．、]\s*", "", title) for title in titles] if len(titles) > 1 else titles


def signature_parts(texts: Sequence[str]) -> Iterator[Part]:
    """署名 and, where the last text looks like one, 成文日期."""
    for n, text in enumerate(texts, 1):
        yield Part(Role.DATE if n == len(texts) and _DATE.fullmatch(text) else Role.NAME, text)


def mark_part(text: str) -> Part:
    """份号, 密级 or 紧急程度, told by what is written."""
    if re.fullmatch(r"\d+", text):
        return Part(Role.COPY_NUMBER, text)
    return Part(Role.SECRECY if text.startswith(_SECRECY) else Role.URGENCY, text)


def issuer_parts(texts: Sequence[str]) -> Iterator[Part]:
    """发文机关标志: “文件” stands after the only name, or apart after the middle one."""
    middle = (len(texts) - 1) // 2
    word = "文件" if len(texts) == 1 else "　文件"
    for n, text in enumerate(texts):
        yield Part(Role.ISSUER, text.removesuffix(word).rstrip() if n == middle else text)


def number_parts(text: str) -> Iterator[Part]:
    """发文字号, and in a document that goes upward 签发人 on the same line."""
    found = _SIGNED.fullmatch(text)
    number = found["number"] if found else text
    if number:
        yield Part(Role.NUMBER, number)
    if found:
        yield from (Part(Role.SIGNATORY, name) for name in re.split(r"\s{2,}", found["names"].strip()))


def imprint_parts(texts: Sequence[str]) -> Iterator[Part]:
    """版记: 抄送, and 印发机关 with 印发日期 on one line."""
    for text in texts:
        if text.startswith(("抄送：", "抄送:")):
            yield Part(Role.COPIES_TO, text[3:].removesuffix("。").strip())
            continue
        printed_by, *printed_on = ("", text) if _is_day_of_print(text) else re.split(r"\s{2,}", text, maxsplit=1)
        if printed_by:
            yield Part(Role.PRINTED_BY, printed_by)
        yield from (Part(Role.PRINTED_ON, day.removesuffix("印发").rstrip()) for day in printed_on)


def _is_day_of_print(text: str) -> bool:
    day = text.removesuffix("印发")
    return (day != text or day.startswith("【待补")) and _DATE.fullmatch(day) is not None


def heading(level: int, text: str, source: Source | None = None, mark: str = "") -> Block:
    """A heading where the format itself says so: a number typed in it decides on the level, else its depth does."""
    typed, rest = ("", text) if mark else split_mark(text)
    if typed and rest:
        return numbered(level_of_mark(typed), rest, mark=typed, source=source)
    return Heading(level, text, mark, source)


def table(rows: Sequence[Sequence[str]], source: Source | None = None) -> Table:
    """Rows as a table; short rows are filled up with empty cells."""
    width = max(map(len, rows))
    header, *body = (tuple(row) + ("",) * (width - len(row)) for row in rows)
    return Table(header, tuple(body), source=source)
