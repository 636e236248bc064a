"""Two texts in WordprocessingML as one with tracked changes: the new one, with what the old one had struck out in it.

docgen.redlines.docx says what Word makes of the marks. Every stretch of paragraphs between two tables (or edges of a
text, a cell, a box) keeps its last mark, which no program can take away; hence each needs a paragraph of either text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from docgen.alignment import Line
from docgen.tracked_order import (
    NEW,
    OLD,
    Pair,
    groups_of,
    has,
    headed,
    is_table,
    pairs_of,
    parted,
    sides_of,
    spread,
    tables_joined,
)
from docgen.tracked_words import (
    Sort,
    Tracker,
    changed,
    insertion_ends,
    part_insertions,
    set_format,
    strike_mark,
    struck,
)
from docgen.wordxml import BOX, TBL, P, W, text_of, value

_TR, _TC, _TCPR = f"{W}tr", f"{W}tc", f"{W}tcPr"
LOW = 200  # twips: a line in which nothing can be read
_DEL: Sort = "del"
_INS: Sort = "ins"
_SORTS = (_DEL, _INS)  # what is done to what stands on that side alone


@dataclass(frozen=True, slots=True)
class Merger:
    """line: what a paragraph is compared by; only those of one kind become each other."""

    line: Callable[[Any], Line]
    track: Tracker

    def merged(self, old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
        """The paragraphs and tables of a text, a cell or a box, with all changes tracked."""
        stretches, walls = parted(tables_joined(self._paired(old, new)))
        for side in (OLD, NEW):
            spread(stretches, walls, side)
        made = self._stretch(stretches[0])
        for wall, stretch in zip(walls, stretches[1:], strict=True):
            made += [self._table(*wall) if is_table(wall) else self._paragraph(wall), *self._stretch(stretch)]
        return made

    def _paired(self, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Pair]:
        """All of both in order, what went before what came."""
        return pairs_of(old, new, list(map(self._line, old)), list(map(self._line, new)))

    def _line(self, element: Any) -> Line:
        if element.tag == TBL:
            return Line("table", "\n".join(map(_row_text, element.iterfind(_TR))))
        return self.line(element)

    # ── paragraphs ──

    def _stretch(self, pairs: list[Pair]) -> list[Any]:
        """Paragraphs up to a table or an edge: the last mark stays, whatever became of the words before it."""
        groups = groups_of(pairs)
        made: list[Any] = []
        for n, group in enumerate(groups):
            made += self._group(group, made[-1] if made else None, last=n + 1 == len(groups))
        for before, paragraph, after in zip([None, *made], made, made[1:], strict=False):
            if insertion_ends(paragraph, before):
                part_insertions(paragraph, after, self.track)
        return made

    def _group(self, group: Sequence[Pair], before: Any, last: bool) -> Iterator[Any]:
        """A paragraph of both texts and what goes or comes after it, before the next that is in both."""
        if last and not all(has(group[0])):
            group = headed(group)
        head, (gone, come) = group[0], sides_of(group)
        if all(has(head)):
            reaches = come and not gone and insertion_ends(self._both(*head), before)
            if reaches or (last and (gone or come)):
                return self._run_on(head, gone, come)
        return map(self._paragraph, group)

    def _run_on(self, kept: Pair, gone: list[Any], come: list[Any]) -> Iterator[Any]:
        """A paragraph and what follows it, so that the last mark of all stays. As one long line it is: `kept`,
        deleted: ¶ gone ¶ gone, inserted: ¶ come ¶ come, and then the mark that is in both texts. What stays takes
        the format of the first mark that stays after it.
        """
        old, new = kept
        sorts = [_DEL] * len(gone) + [_INS] * len(come)
        first = self._both(old, new)
        if gone:
            set_format(first, old, old, self.track)
        strike_mark(first, sorts[0], self.track)
        yield first
        following = [*gone, *come]
        for n, each in enumerate(following[:-1]):
            made = struck(each, sorts[n], self.track, mark=False)
            if sorts[n] != sorts[n + 1]:
                set_format(made, _legible(new, made), each, self.track)
            strike_mark(made, sorts[n + 1], self.track)
            yield made
        last = struck(following[-1], sorts[-1], self.track, mark=False)
        now, was = (come[-1] if come else new), (gone[-1] if gone else old)
        set_format(last, _legible(now, last), was, self.track)
        yield last

    def _paragraph(self, pair: Pair) -> Any:
        old, new = pair
        if old is None or new is None:
            return struck(new if old is None else old, _SORTS[old is None], self.track)
        made = self._both(old, new)
        if _style(old) != _style(new):
            set_format(made, new, old, self.track)
        return made

    def _both(self, old: Any, new: Any) -> Any:
        was, box = next(old.iter(BOX), None), next(new.iter(BOX), None)
        if was is None or box is None or text_of(old) != text_of(new):
            return changed(old, new, self.track)
        made = deepcopy(new)
        next(made.iter(BOX))[:] = self.merged(list(was), list(box))
        return made

    # ── tables ──

    def _table(self, old: Any, new: Any) -> Any:
        made = deepcopy(old if new is None else new)
        rows = [[] if table is None else table.findall(_TR) for table in (old, new)]
        for row in made.findall(_TR):
            made.remove(row)
        if not (rows[OLD] and rows[NEW]):
            side = NEW if rows[NEW] else OLD
            made.extend(_row_struck(row, _SORTS[side], self.track) for row in rows[side])
            return made
        lines = [[Line(f"{len(row)}", _row_text(row), n == 0) for n, row in enumerate(each)] for each in rows]
        _fit(made, old, rows[OLD], rows[NEW])
        made.extend(map(self._row, pairs_of(*rows, *lines)))
        return made

    def _row(self, pair: Pair) -> Any:
        old, new = pair
        if old is None or new is None:
            return _row_struck(new if old is None else old, _SORTS[old is None], self.track)
        made = deepcopy(new)
        for cell, was, now in zip(*(row.findall(_TC) for row in (made, old, new)), strict=True):
            content = self.merged(_content(was), _content(now))
            for child in _content(cell):
                cell.remove(child)
            cell.extend(content)
        return made


def _row_struck(row: Any, sort: Sort, track: Tracker) -> Any:
    made = deepcopy(row)
    properties = made.find(f"{W}trPr")
    if properties is None:
        properties = made.makeelement(f"{W}trPr", {})
        made.insert(0, properties)
    properties.append(track.change(made, sort))
    for cell in made.iterfind(_TC):
        for paragraph in _content(cell):
            cell.replace(paragraph, struck(paragraph, sort, track))
    return made


def _fit(table: Any, other: Any, others: list[Any], own: list[Any]) -> None:
    """Rows that went as wide as the table now is; a grid for both where they had another number of columns."""
    grid, was = table.find(f"{W}tblGrid"), other.find(f"{W}tblGrid")
    widths, before = ([int(column.get(f"{W}w")) for column in each] for each in (grid, was))
    if len(widths) == len(before):
        for row in others:
            for cell, width in zip(row.findall(_TC), widths, strict=False):
                cell.find(f"{_TCPR}/{W}tcW").set(f"{W}w", str(width))
        return
    edges = sorted({0, *accumulate(widths), *accumulate(before)})
    grid[:] = [grid.makeelement(f"{W}gridCol", {f"{W}w": str(right - left)}) for left, right in pairwise(edges)]
    for rows, columns in ((own, widths), (others, before)):
        places = [edges.index(edge) for edge in (0, *accumulate(columns))]
        for row in rows:
            for cell, (first, last) in zip(row.findall(_TC), pairwise(places), strict=False):
                size = cell.find(f"{_TCPR}/{W}tcW")
                size.addnext(size.makeelement(f"{W}gridSpan", {f"{W}val": str(last - first)}))


def _legible(format_: Any, words: Any) -> Any:
    """A paragraph as the format for others: the spacer under a table is too low to read struck words in."""
    spacing = format_.find(f"{W}pPr/{W}spacing")
    if spacing is None or len(words) < 2 or int(spacing.get(f"{W}line", LOW)) >= LOW:  # its w:pPr, and words
        return format_
    made = deepcopy(format_)
    made[0].remove(made[0].find(f"{W}spacing"))
    return made


def _row_text(row: Any) -> str:
    return "\t".join("\n".join(map(text_of, cell.iterfind(P))) for cell in row.iterfind(_TC))


def _content(cell: Any) -> list[Any]:
    return [child for child in cell if child.tag != _TCPR]


def _style(paragraph: Any) -> str:
    return value(paragraph, "pPr/pStyle")
