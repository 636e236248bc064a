"""Fixes, put into the person's own file by position: nothing outside a finding is touched, not a byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from docgen.draft import Place
from docgen.encoding import decode_any
from docgen.errors import DocgenError, Problem
from docgen.lint import Finding

ROUNDS = 5  # one fix may make room for another: 。。。。 → 。
FIXABLE = ("txt", "md", "docx")
_BREAK = re.compile(r"\r\n|\n|\r")
_ENCODINGS = (
    ("", "utf-8"),
    ("\ufeff", "utf-8"),
    ("", "gb18030"),
    ("\ufeff", "utf-16-le"),
    ("\ufeff", "utf-16-be"),
    ("", "utf-16-le"),
    ("", "utf-16-be"),
)


def fixed(data: bytes, suffix: str, lint: Callable[[bytes], Sequence[Finding]], unsafe: bool = False) -> bytes:
    """The file after its fixes; `lint` says what is wrong with such bytes. The safe fixes alone unless `unsafe`.

    Raises DocgenError for a format that is not written back, or text that cannot be.
    """
    if suffix not in FIXABLE:
        raise DocgenError(Problem(f"不能在 .{suffix} 文件里自动改", "请另存为 .docx 再改，或者照着结果手工改"))
    for _ in range(ROUNDS):
        wanted = [finding for finding in lint(data) if finding.fix is not None and (finding.safe or unsafe)]
        after = _apply(data, suffix, wanted) if wanted else data
        if after == data:
            break
        data = after
    return data


def _apply(data: bytes, suffix: str, findings: Sequence[Finding]) -> bytes:
    if suffix == "docx":
        from docgen.docx_fix import fixed as docx_fixed

        return docx_fixed(data, findings)
    bom, encoding, text = _decoded(data)
    return (bom + replaced(text, findings)).encode(encoding)


def _decoded(data: bytes) -> tuple[str, str, str]:
    """BOM, encoding and text, such that they give back the very same bytes."""
    text = decode_any(data)
    for bom, encoding in _ENCODINGS:
        try:
            if (bom + text).encode(encoding) == data:
                return bom, encoding, text
        except UnicodeEncodeError:
            continue
    raise DocgenError(Problem("文件里有损坏的字符，不能自动改", "请先用记事本另存为 UTF-8，再核对这些字"))


def replaced(text: str, findings: Iterable[Finding]) -> str:
    """The text after the fixes; of two that overlap the first is made."""
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]
    pieces, done = [], 0
    for finding in sorted(findings, key=lambda f: (f.place.line, f.place.col, f.place.end_col)):
        start, end = _span(finding.place, starts)
        if start < done or finding.fix is None or text[start:end] != finding.quote:
            continue  # overlaps, or stands on pieces that markup or a line break parts
        pieces += [text[done:start], finding.fix]
        done = end
    return "".join([*pieces, text[done:]])


def _span(place: Place, starts: Sequence[int]) -> tuple[int, int]:
    return starts[place.line - 1] + place.col - 1, starts[place.end_line - 1] + place.end_col - 1
