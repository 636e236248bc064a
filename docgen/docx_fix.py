"""Fixes, put into the person's own .docx by position: only letters inside a finding change, their formatting stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from os.path import commonprefix
from typing import Any, NamedTuple

from docgen.lint import Finding
from docgen.wordfile import opened
from docgen.wordxml import SPACE, TEXTS, Piece, T, pieces, text_of


class Edit(NamedTuple):
    """text[start:end] of a paragraph becomes `text`."""

    start: int
    end: int
    text: str


def fixed(data: bytes, findings: Iterable[Finding]) -> bytes:
    """The file after every fix among the findings (the caller chooses the safe ones); of two that overlap, the first.

    Parts without a fix stay byte for byte. Raises DocgenError for what is no .docx.
    """
    file = opened(data)
    wanted = sorted((f for f in findings if f.fix is not None), key=lambda f: (f.place.line, f.place.col))
    for number, group in groupby(wanted, key=lambda finding: finding.place.line):
        if paragraph := file.paragraphs.get(number):
            text = text_of(paragraph.element)
            apart = _apart(edit for finding in group if (edit := _edit(finding, text)))
            edits = [_least(edit, text) for edit in apart]
            if edits:
                _apply(list(pieces(paragraph.element)), edits)
                file.touch(paragraph.element)
    return file.saved() if file.changed else data


def _edit(finding: Finding, text: str) -> Edit | None:
    """None where the words do not stand there."""
    place = finding.place
    start, end = place.col - 1, place.end_col - 1
    if place.end_line != place.line or not 0 <= start <= end <= len(text) or finding.fix is None:
        return None
    if finding.line is not None and text[start:end] != finding.quote:
        return None
    return Edit(start, end, finding.fix)


def _least(edit: Edit, text: str) -> Edit:
    """What really changes of an edit, so that every other letter keeps its look."""
    old, new = text[edit.start : edit.end], edit.text
    before = len(commonprefix([old, new]))  # noqa: RUF071 – by characters is what is meant
    behind = len(commonprefix([old[before:][::-1], new[before:][::-1]]))  # noqa: RUF071
    return Edit(edit.start + before, edit.end - behind, new[before : len(new) - behind])


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    done = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        if edit.start >= done:
            yield edit
            done = max(edit.end, edit.start + 1)


def _apply(shown: Sequence[Piece], edits: list[Edit]) -> None:
    """One walk over the pieces, each of which takes its share of every edit that reaches into it.

    What is put between two pieces joins the letters before it.
    """
    offset = n = 0
    for piece in shown:
        end = offset + len(piece.text)
        open_end = piece.element.tag in TEXTS or piece is shown[-1]
        share: list[Edit] = []
        while n < len(edits) and (edits[n].start < end or (open_end and edits[n].start == edits[n].end == end)):
            start, stop, text = edits[n]
            share.append(Edit(start - offset, min(stop, end) - offset, text))
            if stop > end:  # the rest goes from the next piece
                edits[n] = Edit(end, stop, "")
                break
            n += 1
        if share and piece.element.tag in TEXTS:
            _rewrite(piece.element, share)
        elif share:
            _replace(piece.element, share)
        offset = end


def _rewrite(element: Any, edits: Sequence[Edit]) -> None:
    """The letters of a w:t."""
    old, done = element.text, 0
    kept = []
    for start, end, text in edits:
        kept += [old[done:start], text]
        done = end
    _set(element, "".join((*kept, old[done:])))


def _replace(sign: Any, edits: Sequence[Edit]) -> None:
    """A tab or sign: letters come before or after it, or in its place."""
    for start, _, text in edits:
        if text:
            letters = _set(sign.makeelement(T, {}), text)
            sign.addnext(letters) if start else sign.addprevious(letters)
    if any(end > start for start, end, _ in edits):
        sign.getparent().remove(sign)


def _set(element: Any, text: str) -> Any:
    element.text = text
    if text != text.strip():
        element.set(SPACE, "preserve")
    return element
