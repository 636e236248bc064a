"""Edits on a person's YAML: the text is changed in the places meant, everything else stays as it was typed.

A parser and a dumper would move comments, indents and quotes. Here the places come from one parse, the text is changed
by position, and a second parse proves that the result says what was meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from docgen import encoding, yaml_splices, yamlfile
from docgen.errors import DocgenError, Problem
from docgen.yaml_places import Page, Place
from docgen.yaml_splices import New, Splice
from docgen.yaml_text import comment_lines, in_flow, pair_in_flow
from docgen.yaml_tree import Map, Plain, Seq, plain

Way = tuple[str | int, ...]  # keys as they are typed in the file, and positions in lists from 0, from the root


@dataclass(frozen=True, slots=True)
class Replace:
    """The value at `way` becomes `value`. Comments inside a list or a mapping go with it, those around it stay."""

    way: Way
    value: Plain


@dataclass(frozen=True, slots=True)
class AddKey:
    """A new key at the end of the mapping at `way`, () for the file itself; `note` becomes a comment on its line."""

    way: Way
    key: str
    value: Plain
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddEntry:
    """A new entry in the list at `way`, before the entry that stands at `at`, None for the end."""

    way: Way
    value: Plain
    at: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """The key or the entry at `way` goes, with what holds it if that becomes empty.

    A comment at the end of its own line goes with it, so do comments inside its value; comments on lines of their own
    before and after it stay.
    """

    way: Way


@dataclass(frozen=True, slots=True)
class Comment:
    """Lines (without “#”) as comment above the key or entry at `way`, or at the end of the file for ().

    What stands in brackets has its comment above the line where the brackets begin.
    """

    way: Way
    lines: tuple[str, ...]


Edit = Replace | AddKey | AddEntry | Remove | Comment


def edited(source: str, edits: Sequence[Edit], path: str = "") -> str:
    """The text after all edits. Every way and position counts in the text as it was given, whatever the others do.

    Additions to one place stand in the order of the edits; the end of the text, BOM and line breaks stay as they were.
    Raises DocgenError for a text that cannot be read without faults, a way that leads nowhere, two edits on one value,
    an edit that an anchor or an alias stands in the way of, and a file that would be left empty; `path` is the file
    that it names.
    """
    if not edits:
        return source
    typed = _Typed.of(source)
    file = yamlfile.parse(typed.text, path)
    if faults := [problem for problem in file.problems if problem.level == "error"]:
        raise DocgenError(*faults)
    page = Page(typed.text, path)
    at_end = [line for edit in edits if isinstance(edit, Comment) and not edit.way for line in edit.lines]
    others = [(edit.way, edit) for edit in edits if not isinstance(edit, Comment) or edit.way]
    wanted, splices = _changed(page, page.root(file.root), others)
    if wanted is None:
        raise DocgenError(Problem("这样改，文件里就什么也不剩了", "请直接删去这个文件", path))
    result = typed.spliced([*splices, (len(page.text), len(page.text), comment_lines(at_end))])
    if _read(result) != wanted:
        raise DocgenError(*(Problem("程序没能照原样改这个文件", f"请手工改：{_told(edit)}", path) for edit in edits))
    return result


def _read(text: str) -> Plain | None:
    """What a text says, None for one that cannot be read without faults."""
    try:
        file = yamlfile.parse(text)
    except DocgenError:
        return None
    return None if any(problem.level == "error" for problem in file.problems) else plain(file.root)


def _changed(page: Page, place: Place, edits: list[tuple[Way, Edit]]) -> tuple[Plain | None, list[Splice]]:
    """What a value will be (None: it goes), and how its text becomes so. The ways of the edits count from here."""
    if not edits:
        return plain(place.node), []
    first = edits[0][1]
    if place.is_alias or page.text.startswith("&", place.start):
        raise _refused(page, place, "这里用了 YAML 的引用（*）或锚点（&），程序不改", f"请手工改：{_told(first)}")
    here = [edit for way, edit in edits if not way]
    for edit in here:
        if not isinstance(edit, AddKey | AddEntry) and (len(edits) > 1 or not isinstance(edit, Replace)):
            raise _refused(page, place, "两处改动改的是同一个地方", "请分两次改")
        if isinstance(edit, Replace):
            value = _stripped(edit.value)
            return value, yaml_splices.replaced(page, place, value)
    children = page.children(place)
    names = {child.name for child in children}
    if lost := next((edit for way, edit in edits if way and way[0] not in names), None):
        raise _refused(page, place, f"文件里没有“{_name(lost.way)}”", f"请核对后手工改：{_told(lost)}")
    if any(child.head < place.start for child in children):
        raise _refused(page, place, "这里的键名用了 YAML 的引用（*），程序不改", f"请手工改：{_told(first)}")
    below: dict[str | int, list[tuple[Way, Edit]]] = {}
    for way, edit in edits:
        if way:
            below.setdefault(way[0], []).append((way[1:], edit))
    values: list[Plain | None] = []
    inside: list[list[Splice]] = []
    for child in children:
        then, splices = _child(page, child, below.get(child.name, []))
        values.append(then)
        inside.append(splices)
    gone = [then is None for then in values]
    if len({type(edit) for edit in here}) > 1:
        raise _refused(page, place, "同一个地方既加键又加项", "列表只能加项，其他只能加键")
    here.sort(key=lambda edit: len(children) if not isinstance(edit, AddEntry) or edit.at is None else edit.at)
    new = [_new(page, place, edit, gone) for edit in here if isinstance(edit, AddKey | AddEntry)]
    wanted = _together(page, place, children, values, new)
    if not wanted:
        return None, []
    if all(gone) and (not children or page.is_flow(place) or not page.begins_line(children[0].head)):
        return wanted, yaml_splices.replaced(page, place, wanted, "；".join(note for *_, note in new if note))
    change = yaml_splices.in_brackets if page.is_flow(place) else yaml_splices.in_block
    return wanted, change(page, place, children, inside, gone, new)


def _child(page: Page, child: Place, edits: list[tuple[Way, Edit]]) -> tuple[Plain | None, list[Splice]]:
    comments = [edit for way, edit in edits if not way and isinstance(edit, Comment)]
    splices = [yaml_splices.above(page, child, edit.lines) for edit in comments]
    others = [(way, edit) for way, edit in edits if way or not isinstance(edit, Comment)]
    if [type(edit) for way, edit in others if not way] == [Remove] and len(others) == 1:
        return None, splices
    value, inside = _changed(page, child, others)
    return value, splices + inside


def _new(page: Page, place: Place, edit: AddKey | AddEntry, gone: list[bool]) -> New:
    is_key = isinstance(edit, AddKey)
    if plain(place.node) and not isinstance(place.node, Map if is_key else Seq):
        kind = "不能加键" if is_key else "不是列表，不能加一项"
        raise _refused(page, place, f"“{_name(edit.way) or '文件'}”{kind}", f"请核对后手工改：{_told(edit)}")
    value = _stripped(edit.value)
    if isinstance(edit, AddKey):
        return New(None, edit.key.strip(), value, edit.note)
    if edit.at is not None and not 0 <= edit.at <= len(gone):
        raise _refused(page, place, f"“{_name(edit.way)}”没有那么多项", f"请核对后手工改：{_told(edit)}")
    at = len(gone) if edit.at is None else edit.at
    return New(next((n for n in range(at, len(gone)) if not gone[n]), None), None, value, edit.note)


def _together(
    page: Page, place: Place, children: list[Place], values: list[Plain | None], new: list[New]
) -> dict[str, Plain] | list[Plain]:
    """The mapping or the list that will be."""
    if isinstance(place.node, Map) if not new else new[0].key is not None:
        mapping = {str(child.name): value for child, value in zip(children, values, strict=True) if value is not None}
        for _, key, value, _ in new:
            if str(key) in mapping:
                raise _refused(page, place, f"已经有“{key}”这个键了", "请改它的值，不要再加")
            mapping[str(key)] = value
        return mapping
    entries: list[Plain] = []
    for n, old in enumerate([*values, None]):
        entries += (value for at, _, value, _ in new if (len(values) if at is None else at) == n)
        entries += [] if old is None else [old]
    return entries


def _stripped(value: Plain) -> Plain:
    """A value as it is read back."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(part) for part in value]
    return {key.strip(): _stripped(part) for key, part in value.items()}


def _refused(page: Page, place: Place, message: str, hint: str) -> DocgenError:
    line, col = encoding.place(page.text, place.head)
    return DocgenError(Problem(message, hint, page.path, line, col))


def _name(way: Way) -> str:
    """A way as users read it: 措施[2].时限."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in way).removeprefix(".")


def _told(edit: Edit) -> str:
    """What an edit does, for a person who has to do it by hand."""
    name = f"“{_name(edit.way)}”" if edit.way else "文件"
    match edit:
        case Replace():
            return f"把{name}的值改为 {in_flow(edit.value)}"
        case AddKey():
            return f"在{name}下加一行 {pair_in_flow(edit.key, edit.value)}"
        case AddEntry():
            where = "末尾" if edit.at is None else f"第{edit.at + 1}项前"
            return f"在{name}的{where}加一项 {in_flow(edit.value)}"
        case Remove():
            return f"删去{name}"
        case Comment():
            return f"在{name}上面加注释“{'；'.join(edit.lines)}”"


@dataclass(frozen=True, slots=True)
class _Typed:
    """A source as it was typed, and its text as the parser counts it: no BOM, line breaks as \\n, one at the end."""

    source: str
    text: str
    starts: tuple[int, ...]  # where the lines of the text begin
    typed_starts: tuple[int, ...]  # where they begin in the source
    line_break: str
    is_open: bool  # the source has no line break at its end

    @classmethod
    def of(cls, source: str) -> _Typed:
        found = re.search(r"\r\n|\r|\n", source)
        line_break = found.group() if found else "\n"
        is_open = not source.endswith(("\r", "\n"))
        source += line_break if is_open else ""
        bom = len(source) - len(source.removeprefix("\ufeff"))
        ends = [found.end() for found in re.finditer(r"\r\n|\r|\n", source)]
        text = source[bom:].replace("\r\n", "\n").replace("\r", "\n")
        starts = accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0)
        return cls(source, text, tuple(starts), (bom, *ends), line_break, is_open)

    def spliced(self, splices: Iterable[Splice]) -> str:
        """Raises DocgenError where two pieces overlap."""
        pieces: list[str] = []
        end = 0
        for start, stop, text in sorted(splices, key=lambda splice: splice[:2]):
            if self._typed(start) < end:
                raise DocgenError(Problem("两处改动改的是同一个地方", "请分两次改"))
            pieces += (self.source[end : self._typed(start)], text.replace("\n", self.line_break))
            end = self._typed(stop)
        result = "".join(pieces) + self.source[end:]
        return re.sub(r"(?:\r\n|\r|\n)\Z", "", result) if self.is_open else result

    def _typed(self, index: int) -> int:
        """The place in the source of a place in the text."""
        line = bisect_right(self.starts, index) - 1
        return self.typed_starts[line] + index - self.starts[line]
