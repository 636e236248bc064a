"""Lines that people typed → lines with their roles, by what they say and how they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.document import Heading, RunIn, line_block
from docgen.draft import Kind, Line, Role, Sheet
from docgen.notation import split_mark

_BREAK = re.compile(r"\r\n|\n|\r")
_DATE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,4}月.{1,4}日")
_TITLE = re.compile(r"(?:通知|方案|讲话|报告|总结|意见|函|决定|纪要|办法|动员会上的讲话)(?:（.*）)?")


def split_lines(text: str) -> list[str]:
    """Lines as an editor counts them: only \\n, \\r\\n and \\r end one; U+2028, U+0085 and \\f are characters."""
    return _BREAK.split(text)


def sheets(text: str) -> tuple[Sheet, ...]:
    return (Sheet(tuple(_lines(split_lines(text))), Kind.MAIN),)


def _lines(raws: list[str]) -> Iterator[Line]:
    seen = False
    for number, raw in enumerate(raws, 1):
        words = raw.strip()
        if not words:
            continue
        role = Role.BLOCK
        if not seen and len(words) < 60 and _TITLE.search(words) and words[-1] not in "。；：，":
            role = Role.TITLE
        elif len(words) < 40 and words.endswith(("：", ":")) and not split_mark(words)[0] and number < 6:
            role = Role.OPENING
        elif _DATE.fullmatch(words):
            role = Role.DATE
        seen = True
        yield _line(raw, words, number, role)


def _line(raw: str, words: str, number: int, role: Role) -> Line:
    begin = raw.index(words)
    segments = ((0, number, 1),)
    if role is not Role.BLOCK:
        return Line(raw, segments, role, start=begin, split=begin)
    block = line_block(words)
    mark, rest = split_mark(words)
    if isinstance(block, Heading | RunIn):
        start = begin + len(words) - len(rest)
        split = len(raw.rstrip()) if isinstance(block, Heading) else start + block.split
        return Line(raw, segments, role, block.level, mark, start, split, isinstance(block, Heading))
    return Line(raw, segments, role, start=begin, split=begin)
