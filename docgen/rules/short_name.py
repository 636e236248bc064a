"""简称与它的说明不相应。

“（以下简称‘×’）”之前先用了简称；声明之后一次也没有用；声明之后又写全称；同一简称声明了两次。
简称就是全称末尾几个字的（领导小组、专项行动），不看声明之前；标题、书名号里的不看。

依据：首次出现写全称并注明简称，此后用简称（实务）。
错：市应急局要牵头整改。江川市应急管理局（以下简称“市应急局”）……
对：江川市应急管理局（以下简称“市应急局”）……市应急局要牵头整改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.names import Short, shorts
from docgen.analysis.sentences import Piece
from docgen.draft import Draft, Line, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_TITLED = re.compile(r"《[^《》]{1,80}》")
_MOST = 30  # declarations in one sheet


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        first: dict[str, Short] = {}
        for short in list(shorts(sheet))[:_MOST]:
            piece = short.declared
            earlier = first.setdefault(short.text, short)
            if earlier is not short:
                message = f"简称“{short.text}”第{earlier.piece.line.number}行已经声明过，请删去一处"
                yield Fault(piece.line, piece.start, piece.end, message)
            else:
                yield from _used(draft, sheet, short)


def _used(draft: Draft, sheet: Sheet, short: Short) -> Iterator[Fault]:
    declared = short.declared
    before = next(_places(sheet, short.text, None, declared), None)
    if before and len(short.text) > 2 and short.full and not short.full.endswith(short.text):
        message = f"先用了简称“{short.text}”，第{declared.line.number}行才声明，请把声明移到首次出现处"
        yield Fault(before.line, before.start, before.end, message)
    if not any(short.text in text for text in _after(draft, declared)):
        message = f"简称“{short.text}”声明后没有用过，请删去声明或改用简称"
        yield Fault(declared.line, declared.start, declared.end, message, level="info")
    full = next(_again(sheet, short), None) if len(short.full) >= 6 and short.text not in short.full else None
    if full:
        message = f"第{declared.line.number}行已声明简称“{short.text}”，这里又写全称“{short.full}”，请用简称"
        yield Fault(full.line, full.start, full.end, message, level="info")


def _again(sheet: Sheet, short: Short) -> Iterator[Piece]:
    """Where the full name stands after its declaration, headings and other declarations apart."""
    for full in _places(sheet, short.full, short.declared, None):
        if not full.line.alone and full.line.text[full.end : full.end + 1] not in ("（", "("):
            yield full


def _places(sheet: Sheet, words: str, after: Piece | None, before: Piece | None) -> Iterator[Piece]:
    """Where the running text says it, after one piece and before the other; cited titles apart."""
    begun = after is None
    for line in sheet.lines:
        start, end = 0, len(line.text)
        if after and line is after.line:
            begun, start = True, after.end
        if before and line is before.line:
            end = before.start
        if begun and line.role is Role.BLOCK:
            yield from _within(line, words, start, end)
        if before and line is before.line:
            return


def _within(line: Line, words: str, start: int, end: int) -> Iterator[Piece]:
    if words in line.text:
        titles = [found.span() for found in _TITLED.finditer(line.text)]
        for found in re.finditer(re.escape(words), line.text[start:end]):
            piece = Piece(line, start + found.start(), start + found.end())
            if not any(a < piece.start < b for a, b in titles):
                yield piece


def _after(draft: Draft, declared: Piece) -> Iterator[str]:
    """All that follows, also in the document that a notice issues."""
    yield declared.line.text[declared.end :]
    yield from (line.text for line in draft.lines if line.number > declared.line.number)
