"""Where the keys, entries and values of a YAML text stand, to the character: what an edit needs and a reader does not.

A parser's own marks will not do: a block ends for it only where the next token begins, and an alias stands where its
anchor is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.yaml_tree import Map, Node, Seq, Text

ROOT = -1  # the name of the whole file, which is neither a key nor an entry

_BETWEEN = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*")
_ALIAS = re.compile(r"\*[^\s,\[\]{}]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A key with its value, or an entry with its dash, in a text with line ends as \\n.

    `head` is where the key or the dash begins (in brackets: the entry itself), `after` where the colon or the dash
    ends; the value is text[start:end], empty where nothing is written. `row` and `row_end` are the head and the end of
    the nearest key or entry that does not stand in brackets: lines of their own.
    """

    name: str | int
    node: Node
    head: int
    after: int
    start: int
    end: int
    is_in_flow: bool
    row: int
    row_end: int
    is_alias: bool = False
    has_colon: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A text, and the places in it; `path` is the file that it came from."""

    text: str
    path: str = ""

    def root(self, node: Node) -> Place:
        end = self._end(node, False)
        return Place(ROOT, node, node.start, node.start, node.start, end, False, node.start, end)

    def children(self, parent: Place) -> list[Place]:
        """The keys or the entries of a node; of a text none."""
        node, in_flow = parent.node, self.is_flow(parent)
        if isinstance(node, Text):
            return []
        found: list[Place] = []
        at = self.content(parent) + in_flow
        if isinstance(node, Map):
            found += (self._pair(key, value, in_flow, parent) for key, value in node.pairs)
        else:
            for n, entry in enumerate(node.entries):
                found.append(self._entry(n, entry, at, in_flow, parent))
                at = self.past_comma(found[-1].end) or found[-1].end if in_flow else found[-1].end
        return found

    def is_flow(self, place: Place) -> bool:
        """Whether a node is written in brackets, or within some."""
        return place.is_in_flow or self.text[self.content(place) : self.content(place) + 1] in ("{", "[")

    def content(self, place: Place) -> int:
        """Where the value begins, behind anchor and tag."""
        return self._content(place.start)

    def skip(self, at: int) -> int:
        """The next character that is neither blank nor in a comment."""
        return _BETWEEN.match(self.text, at).end()  # type: ignore[union-attr]

    def past_comma(self, at: int) -> int:
        """The place behind the comma that follows, 0 where none does."""
        comma = self.skip(at)
        return comma + 1 if self.text.startswith(",", comma) else 0

    def line(self, at: int) -> int:
        """Where a line begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where a line ends, before its line break."""
        end = self.text.find("\n", at)
        return end if end >= 0 else len(self.text)

    def column(self, at: int) -> int:
        return at - self.line(at)

    def begins_line(self, at: int) -> bool:
        return not self.text[self.line(at) : at].strip(" ")

    def comments_below(self, at: int, column: int) -> Iterator[re.Match[str]]:
        """The lines of comment that follow `at` and stand deeper than `column`: they belong to what is above them."""
        deeper = re.compile(rf"(?:[ \t]*\n)*(?P<indent> {{{column + 1},}})#[^\n]*\n")
        while found := deeper.match(self.text, at):
            yield found
            at = found.end()

    def _content(self, at: int) -> int:
        while found := _PROPERTY.match(self.text, at):
            at = self.skip(found.end())
        return at

    def _pair(self, key: Text, value: Node, in_flow: bool, parent: Place) -> Place:
        colon = self.skip(key.end)
        has_colon = self.text.startswith(":", colon)
        after = colon + 1 if has_colon else key.end
        start, end, is_alias = self._extent(value, after, key.start, in_flow)
        row, row_end = (parent.row, parent.row_end) if in_flow else (key.start, end)
        return Place(key.value, value, key.start, after, start, end, in_flow, row, row_end, is_alias, has_colon)

    def _entry(self, n: int, node: Node, at: int, in_flow: bool, parent: Place) -> Place:
        head = self.skip(at)
        after = head + (not in_flow)
        start, end, is_alias = self._extent(node, after, at, in_flow)
        row, row_end = (parent.row, parent.row_end) if in_flow else (head, end)
        return Place(n, node, head, after, start, end, in_flow, row, row_end, is_alias)

    def _extent(self, node: Node, after: int, before: int, in_flow: bool) -> tuple[int, int, bool]:
        """Where a value begins and ends, and whether it is an alias: its node then stands somewhere before."""
        if node.start < before:
            found = _ALIAS.match(self.text, self.skip(after))
            return (found.start(), found.end(), True) if found else (after, after, True)
        if not self.text[node.start : node.end].strip() and isinstance(node, Text):
            return after, after, False
        return node.start, self._end(node, in_flow), False

    def _end(self, node: Node, in_flow: bool) -> int:
        if isinstance(node, Text):
            return node.start + len(self.text[node.start : node.end].rstrip())
        content = self._content(node.start)
        if self.text[content : content + 1] in ("{", "["):
            return node.end
        if isinstance(node, Seq) and node.entries[-1].start >= node.start:
            last = node.entries[-1]
            return self._end(last, in_flow) if last.end > last.start else last.start
        whole = Place(ROOT, node, node.start, node.start, node.start, node.start, in_flow, 0, 0)
        if isinstance(node, Seq):
            return self.children(whole)[-1].end
        return self._pair(*node.pairs[-1], in_flow, whole).end
