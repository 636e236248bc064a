"""The words of a paragraph in WordprocessingML with tracked changes: w:ins around runs that came, w:del around those
that went, and the mark at the paragraph's end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any, Literal, NamedTuple

from docgen.changed_words import words
from docgen.notation import Date
from docgen.wordxml import SPACE, R, T, W

Sort = Literal["ins", "del"]
_PPR, _RPR = f"{W}pPr", f"{W}rPr"
_SIGNS = tuple(chr(code) for code in range(1, 32) if chr(code) not in "\t\n\r")  # XML cannot hold them


@dataclass(frozen=True, slots=True)
class Tracker:
    """Who changed it and when; without a date none is written. Every change has a number of its own."""

    author: str = "docgen"
    date: Date | None = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def change(self, beside: Any, tag: str) -> Any:
        """An element that says what was done: w:ins, w:del, w:pPrChange. `beside`: any element of the same file."""
        values = {f"{W}id": str(next(self.numbers)), f"{W}author": self.author}
        if self.date:
            values[f"{W}date"] = f"{self.date.first.isoformat()}T00:00:00Z"
        return beside.makeelement(W + tag, values)


class _Atom(NamedTuple):
    """A character with its format; what stands in a run beside characters (a tab, a break, a drawing) as one sign."""

    sign: str
    element: Any
    format: Any
    look: bytes


def struck(paragraph: Any, sort: Sort, track: Tracker, mark: bool = True) -> Any:
    """A paragraph that came or went as a whole, with its mark unless that stays."""
    made = deepcopy(paragraph)
    runs = [child for child in made if child.tag != _PPR]
    if runs:
        made.append(_tracked(made, runs, sort, track))
    if mark:
        strike_mark(made, sort, track)
    return made


def changed(old: Any, new: Any, track: Tracker) -> Any:
    """The new paragraph with the words that came, and those of the old one that went. Its mark stays."""
    signs: dict[bytes, str] = {}
    before, after = (list(_atoms(paragraph, signs)) for paragraph in (old, new))
    olds, news = ("".join(atom.sign for atom in atoms) for atoms in (before, after))
    made = deepcopy(new)
    if olds == news:
        return made
    for run in [child for child in made if child.tag == R and _says_something(child)]:
        made.remove(run)
    at = to = 0
    for kind, text in words(olds, news):
        size = len(text)
        if kind == "removed":
            made.append(_tracked(made, _runs(made, before[at : at + size]), "del", track))
        elif kind == "added":
            made.append(_tracked(made, _runs(made, after[to : to + size]), "ins", track))
        else:
            made.extend(_runs(made, after[to : to + size]))
        at += size * (kind != "added")
        to += size * (kind != "removed")
    return made


def strike_mark(paragraph: Any, sort: Sort, track: Tracker) -> None:
    """Say that the mark at the end of a paragraph came or went."""
    properties = _properties(paragraph)
    letters = properties.makeelement(_RPR, {})
    letters.append(track.change(paragraph, sort))
    before = properties.find(f"{W}pPrChange")
    properties.insert(len(properties) if before is None else properties.index(before), letters)


def insertion_ends(paragraph: Any, before: Any) -> bool:
    """Whether an insertion ends right before a mark that was there: LibreOffice takes it and one that begins right
    after the mark for a single one, and the mark for inserted.
    """
    if _has_new_mark(paragraph):
        return False
    words = _words(paragraph)
    return words[-1].tag == f"{W}ins" if words else before is not None and _has_new_mark(before)


def _has_new_mark(paragraph: Any) -> bool:
    return paragraph.find(f"{_PPR}/{_RPR}/{W}ins") is not None


def _words(paragraph: Any) -> list[Any]:
    return [child for child in paragraph if child.tag != _PPR and not (child.tag == R and not _says_something(child))]


def part_insertions(before: Any, after: Any, track: Tracker) -> None:
    """Keep the insertion at the end of a paragraph from one that begins right after it. Words that came are followed
    by the first letter that stayed, struck out before them and written after them; where there is no word and the
    mark is new, what went from the paragraph before comes last there.
    """
    words = _words(after)
    if not words and _has_new_mark(after):
        before.extend(child for child in _words(before)[-2:-1] if child.tag == f"{W}del")
    if [word.tag for word in words[:2]] != [f"{W}ins", R]:
        return
    inserted, kept = words[:2]
    letter, *rest = _atoms_of(kept, {})
    inserted.addprevious(_tracked(after, _runs(after, [letter]), "del", track))
    inserted.extend(_runs(after, [letter]))
    for run in _runs(after, rest):
        kept.addprevious(run)
    after.remove(kept)


def set_format(paragraph: Any, now: Any, was: Any, track: Tracker) -> None:
    """Give a paragraph the properties of the paragraph `now`, tracked as those of `was` changed."""
    own, before = (_properties(deepcopy(source)) for source in (now, was))
    paragraph.replace(_properties(paragraph), own)
    if look(own) != look(before):
        change = track.change(paragraph, "pPrChange")
        change.append(before)
        own.append(change)


def look(element: Any) -> bytes:
    """An element as bytes, the same for what looks the same."""
    from lxml import etree

    return b"" if element is None else etree.tostring(element, method="c14n")


def _properties(paragraph: Any) -> Any:
    found = paragraph.find(_PPR)
    if found is None:
        found = paragraph.makeelement(_PPR, {})
        paragraph.insert(0, found)
    return found


def _atoms(paragraph: Any, signs: dict[bytes, str]) -> Iterator[_Atom]:
    return (atom for run in paragraph.findall(R) for atom in _atoms_of(run, signs))


def _atoms_of(run: Any, signs: dict[bytes, str]) -> Iterator[_Atom]:
    format_ = run.find(_RPR)
    own = look(format_)
    for child in run:
        if child.tag == T:
            yield from (_Atom(letter, None, format_, own) for letter in child.text or "")
        elif child.tag != _RPR:
            sign = signs.setdefault(look(child), _SIGNS[min(len(signs), len(_SIGNS) - 1)])
            yield _Atom(sign, child, format_, own)


def _says_something(run: Any) -> bool:
    """An empty run in the style of a number says that there is none: it stays."""
    return any(child.tag != _RPR for child in run)


def _runs(beside: Any, atoms: Iterable[_Atom]) -> list[Any]:
    """Atoms as runs, one for all of one format that follow each other."""
    return [_run(beside, list(alike)) for _, alike in groupby(atoms, key=lambda atom: atom.look)]


def _run(beside: Any, atoms: list[_Atom]) -> Any:
    run = beside.makeelement(R, {})
    if atoms[0].format is not None:
        run.append(deepcopy(atoms[0].format))
    for is_text, group in groupby(atoms, key=lambda atom: atom.element is None):
        if is_text:
            run.append(_letters(run, "".join(atom.sign for atom in group)))
        else:
            run.extend(deepcopy(atom.element) for atom in group)
    return run


def _letters(run: Any, text: str) -> Any:
    letters = run.makeelement(T, {SPACE: "preserve"} if text[0].isspace() or text[-1].isspace() else {})
    letters.text = text
    return letters


def _tracked(beside: Any, runs: list[Any], sort: Sort, track: Tracker) -> Any:
    change = track.change(beside, sort)
    change.extend(runs)
    if sort == "del":
        for letters in change.iterfind(f"{R}/{T}"):
            letters.tag = f"{W}delText"
    return change
