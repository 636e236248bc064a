"""Lines that people typed → parts: by what they say, and by how they stand where that says something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.document import Paragraph
from docgen.draft import Role
from docgen.readers import shapes
from docgen.readers.blocks import block, table
from docgen.readers.fitted import fitted
from docgen.readers.foot import foot, foot_end, is_list, is_signature, list_end, names_before
from docgen.readers.front import front, title_end
from docgen.readers.numbering import is_short
from docgen.readers.parts import Part
from docgen.readers.pieces import pieces
from docgen.readers.raw import Raw
from docgen.readers.seen import Seen, titled

_BACK = 40  # lines between a title and its 一、 at most


def parts(raws: Sequence[Raw]) -> list[Part]:
    """The parts of any lines, in their order. What is no text (page numbers, rules) is kept but not shown."""
    lines: list[Seen] = []
    aside: dict[int, list[Raw]] = {}
    for raw in raws:
        if not raw.rows and (shapes.is_page(raw.words) or shapes.is_rule(raw.words)):
            aside.setdefault(len(lines), []).append(raw)
        else:
            lines.append(Seen(raw))
    begins = starts(lines)
    sheets = [
        list(_sheet(lines, begin, end, aside)) for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True)
    ]
    sheets[-1] += _aside(aside.get(len(lines), []))
    return list(fitted(sheets))


def _aside(raws: Sequence[Raw]) -> Iterator[Part]:
    yield from (Part(Role.BLOCK, block=Paragraph(raw.words, raw.source)) for raw in raws)


# ── where sheets begin ──


@dataclass(slots=True)
class _Scan:
    """What is known of a sheet while its lines go by: where it and its text begin, its last 一、, if it has text."""

    begin: int
    text: int
    count: int = 0
    begun: bool = False
    found: list[int] = field(default_factory=list)


def starts(lines: Sequence[Seen]) -> list[int]:
    """The first line of each sheet."""
    end = len(lines)
    scan = _open(lines, 0, [])
    names = _issued_names(lines, scan)
    n = scan.text
    while n < end:
        line = lines[n]
        begin, n_after = _new_sheet(lines, n, end, scan, names)
        if begin is not None:
            scan = _open(lines, begin, scan.found)
            n = scan.text
            if begin < n_after and n <= n_after:
                n = _recount(lines, n, n_after, scan)
            continue
        if line.number.level == 1:
            scan.count = line.number.count or scan.count + 1
        scan.begun = scan.begun or line.is_sentence or not line.plain
        n = n_after
    return scan.found


def _open(lines: Sequence[Seen], begin: int, found: list[int]) -> _Scan:
    text = begin + len(front(lines, begin, len(lines))) if lines else 0
    if found and text == begin and lines[begin].is_label:
        text += 1
    return _Scan(begin, text, found=[*found, begin])


def _recount(lines: Sequence[Seen], at: int, end: int, scan: _Scan) -> int:
    """Go over the lines between a title found by looking back and the 一、 that told it."""
    for line in lines[at:end]:
        scan.begun = scan.begun or line.is_sentence or not line.plain
    return max(at, end)


def _new_sheet(lines: Sequence[Seen], n: int, end: int, scan: _Scan, names: Sequence[str]) -> tuple[int | None, int]:
    """Where a sheet begins at or after line `n` (None: it does not), and the next line to look at without one."""
    line = lines[n]
    if line.raw.rows:
        return None, n + 1
    if line.raw.role is Role.TITLE and scan.begun:
        return n, n
    if stop := _label_end(lines, n, end, scan):
        return (n, n) if stop < 0 else (None, stop)
    if scan.begun and is_signature(line):
        return _after_signature(lines, n, end, scan)
    if scan.begun and line.may_be_title and any(_is_issued(lines, n, end, name) for name in names):
        return n, n
    if line.number.level == 1 and line.number.count == 1 and scan.count >= 2:
        begin = _title_before(lines, n, scan.text)
        return (begin, n) if begin is not None else (None, n + 1)
    return None, n + 1


def _label_end(lines: Sequence[Seen], n: int, end: int, scan: _Scan) -> int:
    """-1 where an attachment begins at `n`, the end of a list of attachments that does, else 0."""
    line = lines[n]
    if not line.plain:
        return 0
    stop = list_end(lines, n, end)
    if stop > n and is_list(lines, stop, end):
        return stop
    if line.is_label and n + 1 < end and stop == n:
        return -1
    sheet = stop == n + 1 and scan.begun and len(line.words) <= 60 and not line.is_sentence
    return -1 if sheet and shapes.titled_label(line.words) else 0


def _after_signature(lines: Sequence[Seen], n: int, end: int, scan: _Scan) -> tuple[int | None, int]:
    after = foot_end(lines, n + 1, end)
    if after >= end or lines[after].is_label:
        return None, after
    names = lines[names_before(lines, n, scan.text) : n]
    signed = not lines[n].is_date or any(name.shifted or shapes.is_organ(name.words) for name in names)
    line = lines[after]
    if (stop := title_end(lines, after, end)) > after:
        whole = titled(lines[after:stop])
        if shapes.ends_title(whole) or (signed and (line.set_apart or stop < end)):
            return after, after
    first = line.number.level == 1 and line.number.count == 1
    if signed and not line.raw.rows and (first or shapes.is_hailed(line.words) or shapes.is_addressed(line.words)):
        return after, after
    return None, after


def _issued_names(lines: Sequence[Seen], scan: _Scan) -> list[str]:
    """What the title says that the document issues: the title of a sheet to come."""
    title = shapes.squeezed(titled([line for line in lines[: scan.text] if line.may_be_title]))
    found = re.search("(?:印发|转发|批转|发布|公布)(.{4,80})的通知", title)
    name = found[1].strip("《》") if found else ""
    return [name] if len(name) >= 4 else []


def _is_issued(lines: Sequence[Seen], n: int, end: int, name: str) -> bool:
    words = shapes.squeezed(lines[n].words).strip("《》")
    if len(words) < 4 or not (words.endswith(name) or name.startswith(words)):
        return False
    return shapes.squeezed(titled(lines[n : title_end(lines, n, end)])).strip("《》").endswith(name)


def _title_before(lines: Sequence[Seen], n: int, floor: int) -> int | None:
    """The title over the text that begins again with 一、 at `n`."""
    for last in range(n - 1, max(floor, n - _BACK) - 1, -1):
        if lines[last].number.level == 1:
            return None
        if lines[last].may_be_title and shapes.ends_title(lines[last].words):
            first = last
            while first > floor and lines[first - 1].may_be_title and _one_title(lines[first - 1], lines[first]):
                first -= 1
            return first
    return None


def _one_title(before: Seen, line: Seen) -> bool:
    return not shapes.ends_title(before.words) and shapes.goes_on(shapes.squeezed(before.words), line.words)


# ── one sheet ──


def _sheet(lines: Sequence[Seen], begin: int, end: int, aside: dict[int, list[Raw]]) -> Iterator[Part]:
    roles: dict[int, Role] = dict(enumerate(front(lines, begin, end), begin))
    text = begin + len(roles)
    roles |= foot(lines, text, end)
    headed = _headed([n for n in range(text, end) if n not in roles], lines)
    if begin and Role.TITLE not in roles.values() and Role.LABEL not in roles.values():
        label = shapes.titled_label(lines[begin].words) if begin not in roles else 0
        if not label:
            yield Part(Role.TITLE)
    n = begin
    waiting: list[Raw] = []  # what stands among the lines of the front is kept after them
    while n < end:
        waiting += aside.get(n, [])
        if n >= text:
            yield from _aside(waiting)
            waiting = []
        role = roles.get(n, Role.BLOCK)
        stop = n + 1
        while role is Role.TITLE and roles.get(stop) is Role.TITLE:
            stop += 1
        yield from _parts(lines[n:stop], role, n in headed, first=n == begin)
        n = stop
    yield from _aside(waiting)


def _parts(lines: Sequence[Seen], role: Role, headed: bool, first: bool) -> Iterator[Part]:
    line, *_ = lines
    raw = line.raw
    if role is Role.TITLE:
        yield Part(role, titled(lines), raws=tuple(line.raw for line in lines))
    elif raw.rows:
        yield Part(Role.BLOCK, block=table(raw), raws=(raw,))
    elif role is not Role.BLOCK:
        yield from pieces(raw, role)
    elif first and line.plain and (length := shapes.titled_label(line.words)):
        cut = raw.begin + length
        yield Part(Role.LABEL, line.words[:length].strip(), raws=(raw.cut(0, cut),))
        yield Part(Role.TITLE, line.words[length:].strip(), raws=(raw.cut(cut, len(raw.text)),))
    else:
        yield Part(role, block=block(raw, line.number, headed), raws=(raw,), headed=headed)


def _headed(text: Sequence[int], lines: Sequence[Seen]) -> set[int]:
    """Headings that nothing numbers: short lines over paragraphs, in bold, in the middle, or several of one kind."""
    alike: list[int] = []
    found: set[int] = set()
    for before, n, after in zip([None, *text], text, [*text[1:], None], strict=False):
        line = lines[n]
        if line.raw.rows or not line.plain or after is None or not is_short(line.words):
            continue
        paragraph = lines[after].is_sentence or not lines[after].plain
        if line.raw.level or (paragraph and _stands_out(before, line, lines)):
            found.add(n)
        elif paragraph and _parted(before, line, lines[after], lines):
            alike.append(n)
    return found | (set(alike) if len(alike) > 1 else set())


def _stands_out(before: int | None, line: Seen, lines: Sequence[Seen]) -> bool:
    """In bold, or in the middle; blanks before it tell less: lists in columns have them."""
    if line.raw.bold or line.raw.align == "center":
        return True
    ended = before is None or lines[before].is_sentence
    return line.raw.deep and ended and len(line.words.split()) == 1


def _parted(before: int | None, line: Seen, after: Seen, lines: Sequence[Seen]) -> bool:
    """Between paragraphs, and much shorter than the one it heads."""
    ended = before is None or (
        lines[before].is_sentence and not lines[before].words.endswith(("：", ":", "；", "，", "、"))
    )
    short = 4 <= len(line.words) <= 20 and not re.search("[，：:；、（）()]|[XxＸ×*]{2}", line.words)
    return ended and short and len(after.words) >= 3 * len(line.words) and "。" in after.words[:2000]
