"""Findings as Word comments (批注) in the person's own .docx, each on the very words; nothing else in it changes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from docgen.draft import Place, Role
from docgen.lint import CALLED, Finding
from docgen.notation import Date
from docgen.rulebook import ids, load
from docgen.wordfile import WordFile, opened
from docgen.wordxml import BOX, SPACE, TEXTS, P, Paragraph, Piece, R, W, pieces, text_of

_EMPTY = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
_HOLDERS = frozenset(
    W + name
    for name in ("p", "hyperlink", "ins", "moveTo", "smartTag", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)  # where the ends of a comment may stand
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Spot(NamedTuple):
    """The words from text[start] of one paragraph to text[end - 1] of another, mostly the same one."""

    first: int
    start: int
    last: int
    end: int


@dataclass(frozen=True, slots=True)
class _Shown:
    """A paragraph once its runs are split: its pieces, and where in its text each begins."""

    element: Any
    pieces: tuple[Piece, ...]
    begins: tuple[int, ...]

    def at(self, offset: int) -> Any:
        """What holds the character there and may have the end of a comment beside it; the paragraph if empty."""
        if not self.pieces:
            return self.element
        return _holder(self.pieces[max(0, bisect_right(self.begins, offset) - 1)].run)


def commented(data: bytes, findings: Iterable[Finding], author: str = "docgen", date: Date | None = None) -> bytes:
    """The file with one comment a finding; one on the whole document stands at the title.

    date: of the comments; they have none without. Raises DocgenError for what is no .docx.
    """
    file = opened(data)
    found = list(findings)
    if not found or not file.paragraphs:
        return data
    name = file.related("comments") or file.add("comments", _EMPTY)
    notes = file.root(name)
    taken = (note.get(f"{W}id", "") for note in notes)
    first = 1 + max((int(n) for n in taken if n.isdecimal()), default=-1)
    title = _title(data, file) if any(not finding.place.line for finding in found) else 1
    spots = [_spot(file, finding.place, title) for finding in found]
    shown = dict(_split(file, spots))
    for n, (finding, spot) in enumerate(zip(found, spots, strict=True), first):
        _anchor(shown[spot.first].at(spot.start), shown[spot.last].at(spot.end - 1), str(n))
        notes.append(_note(notes, finding, {"id": str(n), "author": author, "initials": author[:2]} | _dated(date)))
    file.changed |= {name, file.main}
    return file.saved()


def _title(data: bytes, file: WordFile) -> int:
    """The paragraph of the title, else the first that says something."""
    from docgen.read import draft_bytes

    lines = draft_bytes(data, "docx").lines
    titles = (line.number for line in lines if line.role is Role.TITLE)
    written = (number for number, paragraph in file.paragraphs.items() if text_of(paragraph.element).strip())
    return next(titles, next(written, 1))


def _spot(file: WordFile, place: Place, title: int) -> _Spot:
    """Where the comment stands: on one character at least, on the whole paragraph where the place is not in it."""
    number = place.line if place.line in file.paragraphs else title
    length = len(text_of(file.paragraphs[number].element))
    start, last, end = place.col - 1, place.end_line, place.end_col - 1
    if number != place.line or last not in file.paragraphs or not 0 <= start <= length:
        return _Spot(number, 0, number, max(1, length))
    if last == number and end <= start:
        start = max(0, start - 1)
        end = start + 1
    return _Spot(number, start, last, max(1, end))


def _split(file: WordFile, spots: Iterable[_Spot]) -> Iterator[tuple[int, _Shown]]:
    """The paragraphs of the spots, their runs split at every end of one."""
    cuts: dict[int, set[int]] = {}
    for spot in spots:
        cuts.setdefault(spot.first, set()).add(spot.start)
        cuts.setdefault(spot.last, set()).add(spot.end)
    for number, offsets in cuts.items():
        host = _host(file, file.paragraphs[number])
        if host is not None:
            yield number, _Shown(host, (Piece(host, host, "?"),), (0,))
            continue
        element = file.paragraphs[number].element
        _split_runs(list(pieces(element)), sorted(offsets))
        after = tuple(pieces(element))
        yield number, _Shown(element, after, tuple(accumulate((len(p.text) for p in after), initial=0))[:-1])


def _host(file: WordFile, paragraph: Paragraph) -> Any:
    """What a text box hangs on, what refers to a note, for a paragraph in one: no comment can stand in there."""
    boxes = list(paragraph.element.iterancestors(BOX))
    if boxes:
        return boxes[-1].getparent()
    for kind, note in (("footnote", f"{W}footnote"), ("endnote", f"{W}endnote")):
        for owner in paragraph.element.iterancestors(note):
            calls = file.root(file.main).iter(f"{W}{kind}Reference")
            called = (call for call in calls if call.get(f"{W}id") == owner.get(f"{W}id"))
            return next(called, file.paragraphs[1].element)
    return None


# ── runs ──


def _split_runs(shown: Sequence[Piece], cuts: Sequence[int]) -> None:
    offset, marks = 0, dict[Any, list[int]]()
    for piece in shown:
        end = offset + len(piece.text)
        inside = cuts[bisect_left(cuts, offset) : bisect_left(cuts, end)]
        if inside and piece.element.getparent() is piece.run and piece.run.getparent().tag in _HOLDERS:
            marks[piece.element] = [cut - offset for cut in inside]
        offset = end
    for run in dict.fromkeys(element.getparent() for element in marks):
        _split_run(run, marks)


def _split_run(run: Any, marks: Mapping[Any, Sequence[int]]) -> None:
    """Into several alike, one after the other, parted before the marked letters of its elements."""
    now, filled = run, False
    for child in [child for child in run if child.tag != f"{W}rPr"]:
        cuts = marks.get(child, ())
        if filled and 0 in cuts:
            now = _next_run(now)
        if now is not run:
            now.append(child)
        filled = True
        inner = [cut for cut in cuts if cut]
        if inner and child.tag in TEXTS:
            letters = child.text or ""
            texts = [letters[start:end] for start, end in pairwise((0, *inner, len(letters)))]
            _set(child, texts[0])
            for text in texts[1:]:
                now = _next_run(now)
                now.append(_set(child.makeelement(child.tag, {}), text))


def _next_run(run: Any) -> Any:
    """An empty run after this one, formatted as it is."""
    after = run.makeelement(R, dict(run.attrib))
    after.extend(deepcopy(list(run.findall(f"{W}rPr"))))
    run.addnext(after)
    return after


def _set(element: Any, text: str) -> Any:
    element.text = text
    if text != text.strip():
        element.set(SPACE, "preserve")
    return element


# ── comments ──


def _holder(element: Any) -> Any:
    """The element or what is around it, beside which the end of a comment may stand."""
    while element.tag != P and element.getparent().tag not in _HOLDERS:
        element = element.getparent()
    return element


def _anchor(first: Any, last: Any, n: str) -> None:
    begin, end = (first.makeelement(W + f"commentRange{name}", {f"{W}id": n}) for name in ("Start", "End"))
    call = first.makeelement(R, {})
    call.append(call.makeelement(f"{W}commentReference", {f"{W}id": n}))
    if first.tag == P:
        first.append(begin)
    else:
        first.addprevious(begin)
    if last.tag == P:
        last.extend((end, call))
    else:
        last.addnext(end)
        end.addnext(call)


def _note(notes: Any, finding: Finding, values: Mapping[str, str]) -> Any:
    note = notes.makeelement(f"{W}comment", {W + name: value for name, value in values.items()})
    title = load(finding.rule).title if finding.rule in ids() else ""
    for text in (finding.message, f"{CALLED[finding.level]}：{title}（{finding.rule}）"):
        paragraph, run, letters = (note.makeelement(W + name, {}) for name in "prt")
        run.append(_set(letters, _UNWRITABLE.sub("", text)))
        paragraph.append(run)
        note.append(paragraph)
    return note


def _dated(date: Date | None) -> dict[str, str]:
    return {"date": f"{date.first.isoformat()}T00:00:00Z"} if date else {}
