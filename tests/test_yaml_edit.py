"""YAML text from data, and edits on a person's file: what is meant changes, nothing else."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import yamlfile
from docgen.errors import DocgenError
from docgen.yaml_edit import (
    AddEntry,
    AddKey,
    Comment,
    Edit,
    Remove,
    Replace,
    Way,
    edited,
)
from docgen.yaml_places import Page, Place
from docgen.yaml_text import dumped, in_flow, scalar
from docgen.yaml_tree import Plain, plain

CASES = Path(__file__).parent / "yaml_edit"
SHIPPED = sorted(Path(__file__).parent.parent.glob("campaigns/*/campaign.yaml"))


def replaced(source: str, way: Way, value: Plain) -> str:
    return edited(source, [Replace(way, value)])


def with_key(source: str, way: Way, key: str, value: Plain, note: str = "") -> str:
    return edited(source, [AddKey(way, key, value, note)])


def with_entry(source: str, way: Way, value: Plain, at: int | None = None, note: str = "") -> str:
    return edited(source, [AddEntry(way, value, at, note)])


def removed(source: str, way: Way) -> str:
    return edited(source, [Remove(way)])


def commented(source: str, lines: Sequence[str], way: Way = ()) -> str:
    return edited(source, [Comment(way, tuple(lines))])


def read(text: str) -> Plain:
    file = yamlfile.parse(text)
    assert not file.problems, text
    return plain(file.root)


# ── YAML text from data ──────────────────────────────────────

ODD = "甲乙丙。，、：“”《》a1 :,#-?{}[]&*!|>'\"%@`\\~=\t\n\u3000\u2028\x85\xa0\ufeff😀"
texts = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs", "Cc"])), max_size=30).map(
    str.strip
)
keys = texts.map(lambda text: text.replace("\n", " "))
values = st.recursive(texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4))


@settings(max_examples=400, deadline=None)
@given(values, st.integers(1, 4))
def test_what_is_written_is_read_back(value: Plain, indent: int) -> None:
    assert read(dumped({"k": value})) == {"k": value}
    assert read(f"k: {in_flow(value)}") == {"k": value}
    assert read("k:\n" + dumped({"k": value}, indent)) == {"k": {"k": value}}
    if not isinstance(value, str):
        assert read("k:\n" + dumped(value, indent)) == {"k": value}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("加强教育培训", "加强教育培训"),
        ("2026-05", "2026-05"),
        ("98", "98"),
        ("是", "是"),
        ("12:30", "12:30"),
        ("", "''"),
        ("%", '"%"'),
        ("{{ 名称 }}印发", '"{{ 名称 }}印发"'),
        ("第{{ 数 }}项", "第{{ 数 }}项"),
        ("注意: 两处", '"注意: 两处"'),
        ("甲 # 乙", '"甲 # 乙"'),
        ('- "甲"', "'- \"甲\"'"),
        ("一\n二", '"一\\n二"'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_clerk_would_write_it_so() -> None:
    source = (CASES / "written.yaml").read_text(encoding="utf-8")
    assert dumped(read(source)) == source


# ── Edits: cases that a person can read ──────────────────────

MAKERS: dict[str, Any] = {
    "replaced": replaced,
    "with_key": with_key,
    "with_entry": with_entry,
    "removed": removed,
    "commented": lambda source, lines, way=(): commented(source, lines, way),
}


def cases() -> Iterator[Any]:
    """before ──── call ──── after, and the next case after a line of =."""
    for file in sorted(CASES.glob("*.txt")):
        for n, case in enumerate(file.read_text(encoding="utf-8").split("\n====\n"), 1):
            title, _, rest = case.strip("\n").partition("\n")
            yield pytest.param(*rest.split("\n----\n"), id=f"{file.stem}-{n}-{title.lstrip('# ')}")


@pytest.mark.parametrize(("before", "call", "after"), list(cases()))
def test_case(before: str, call: str, after: str) -> None:
    name, _, arguments = call.strip().partition("(")
    made = eval(f"make(before, {arguments}", {"make": MAKERS[name], "before": before + "\n"})  # a case of ours
    assert made == after.rstrip("\n") + "\n"


@pytest.mark.parametrize(
    ("source", "edit", "words"),
    [
        ("a: &x {b: 1}\nc: *x\n", Replace(("a", "b"), "2"), "锚点"),
        ("a: &x {b: 1}\nc: *x\n", Replace(("c",), "2"), "锚点"),
        ("a: 1\n", Remove(("b",)), "文件里没有“b”"),
        ("a: [1]\n", Remove(("a", 3)), "文件里没有“a[4]”"),
        ("a: 1\n", Remove(("a",)), "什么也不剩"),
        ("a: 1\n", AddKey((), "a", "2"), "已经有“a”"),
        ("a: 1\n", AddEntry(("a",), "2"), "不是列表"),
        ("a: [1]\n", AddKey(("a",), "b", "2"), "不能加键"),
        ("a: 1\na: 2\n", Remove(("a",)), "写了两次"),
        ("a: {{ b }}\n", Replace(("a",), "2"), "{{ }}"),
        ("a：1\nb: 2\n", Replace(("b",), "3"), "中文冒号"),
    ],
)
def test_what_cannot_be_edited_is_refused(source: str, edit: Edit, words: str) -> None:
    with pytest.raises(DocgenError) as caught:
        edited(source, [edit])
    assert words in str(caught.value)


def test_anchors_elsewhere_do_not_matter() -> None:
    source = "甲: &x {牵头: 人事科}    # 锚点\n乙: [*x, {牵头: 办公室}]\n丙: *x\n"
    edits = [AddEntry(("乙",), "党委"), Replace(("乙", 1, "牵头"), "财务科"), AddKey((), "丁", "另加")]
    assert edited(source, edits) == (
        "甲: &x {牵头: 人事科}    # 锚点\n乙: [*x, {牵头: 财务科}, 党委]\n丙: *x\n丁: 另加\n"
    )
    assert removed(source, ("丙",)) == source.replace("丙: *x\n", "")
    assert removed(source, ("乙", 0)) == source.replace("*x, ", "")


def test_two_edits_on_one_value_are_refused() -> None:
    with pytest.raises(DocgenError, match="同一个地方"):
        edited("a: {b: 1}\n", [Replace(("a",), "2"), Replace(("a", "b"), "3")])


# ── Edits on the campaigns that ship ─────────────────────────


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_every_item_of_a_shipped_campaign(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    ways = [way for way in ways_in(read(source)) if way]
    every = [Replace(way, f"改{n}") for n, way in enumerate(ways) if isinstance(at(read_once(source), way), str)]
    check(source, every)
    check(source, [Remove(way) for way in ways if len(way) == 3][::2])
    check(source, [Comment(way, ("看这里",)) for way in ways])
    for way in ways[:: len(ways) // 12]:
        for edit in (Remove(way), Replace(way, {"甲": "乙", "丙": ["丁", "一\n二"]}), Comment(way, ("看这里",))):
            check(source, [edit])


def test_sixty_edits_in_two_hundred_items_take_well_under_a_second() -> None:
    item = "  - 编号: m{n}\n    标题: 加强第{n}项工作   # 说明\n    内容: 逐项梳理，精简环节。\n    牵头: 某科\n"
    source = "措施:\n" + "".join(item.format(n=n) for n in range(200))
    edits: list[Edit] = []
    for n in range(0, 200, 10):
        edits += (
            Replace(("措施", n, "牵头"), "另一科"),
            AddKey(("措施", n + 1), "时限", "2026-05"),
            Remove(("措施", n + 2)),
        )
    start = time.perf_counter()
    result = edited(source, edits)
    assert time.perf_counter() - start < 1
    assert result.count("另一科") == 20 and result.count("2026-05") == 20 and result.count("编号") == 180


# ── Edits on anything ────────────────────────────────────────

TEXTS = (
    "标题", "加强教育培训，考核合格后上岗", "98", "是", "2026-05", "%", "", "a: b", "甲 # 乙", "- x", "[x]", "it's",
    'say "x"', "{{ 名称 }}文件", "一\n二", "三\n\n  四", "some words in a row", "“引”", "http://example.com/a,b", "~",
)  # fmt: skip
KEYS = ("编号", "标题", "内容", "要点", "牵头", "a", "b", "a b", "x: y", "是")


def grown(random: Random, depth: int) -> Plain:
    kind = random.random()
    if depth == 0 or kind < 0.4:
        return random.choice(TEXTS)
    if kind < 0.7:
        return [grown(random, depth - 1) for _ in range(random.randint(0, 4))]
    return {key: grown(random, depth - 1) for key in random.sample(KEYS, random.randint(0, 4))}


@dataclass
class Clerk:
    """Types a tree as YAML in any style, with comments wherever one may stand."""

    random: Random
    lines: list[str] = field(default_factory=list)
    comments: int = 0

    def typed(self, tree: dict[str, Plain]) -> str:
        if self.random.random() < 0.1:
            self.lines.append("---" + self.tail())
        if self.random.random() < 0.1:
            self.lines += [self.flow(tree) + self.tail()]
        else:
            self.map(tree, 0)
        self.own_lines()
        text = "\n".join(self.lines)
        return text if self.random.random() < 0.2 else text + "\n"

    def note(self) -> str:
        self.comments += 1
        return f"# c{self.comments}"

    def own_lines(self) -> None:
        """Comments and blank lines before the next key or entry."""
        while self.random.random() < 0.15:
            self.lines.append(
                " " * self.random.choice((0, 0, 2, 4, 6)) + self.note() if self.random.random() < 0.7 else ""
            )

    def tail(self) -> str:
        return "  " + self.note() if self.random.random() < 0.15 else ""

    def map(self, tree: dict[str, Plain], column: int, first: str = "") -> None:
        for n, (key, value) in enumerate(tree.items()):
            if n or not first:
                self.own_lines()
            head = (first if first and n == 0 else " " * column) + self.key(key) + ":"
            self.value(head, value, column)

    def key(self, key: str) -> str:
        return f'"{key}"' if self.random.random() < 0.1 else scalar(key)

    def seq(self, entries: list[Plain], column: int, first: str = "", gap: int = 1) -> None:
        for n, value in enumerate(entries):
            if n or not first:
                self.own_lines()
            self.value((first if first and n == 0 else " " * column) + "-", value, column, gap)

    def value(self, head: str, value: Plain, column: int, gap: int = 1) -> None:
        """What stands after a key or a dash."""
        is_dash = head.endswith("-")
        blank = " " * (gap if is_dash else self.random.choice((1, 1, 1, 4)))
        style = self.random.random()
        if isinstance(value, str):
            self.text(head, value, column, blank)
        elif not value or style < 0.3:
            self.lines.append(head + blank + self.flow(value) + self.tail())
        elif style < 0.45:
            self.long_flow(head + blank, value, column + 2)
        elif is_dash and style < 0.9:
            inner = len(head) + gap
            if isinstance(value, dict):
                self.map(value, inner, head + blank)
            else:
                self.seq(value, inner, head + blank, self.random.choice((1, 1, 3)))
        else:
            self.lines.append(head + self.tail())
            if isinstance(value, dict):
                self.map(value, column + self.random.choice((2, 4)))
            else:
                shift = self.random.choice((2, 4) if is_dash else (0, 2, 4))
                self.seq(value, column + shift, gap=self.random.choice((1, 1, 3)))

    def text(self, head: str, value: str, column: int, blank: str) -> None:
        style, inner = self.random.random(), " " * (column + 2)
        if not value and style < 0.5:
            self.lines.append(head + self.tail())
        elif value and ("\n" in value or style < 0.15) and style < 0.8:
            self.lines.append(head + blank + self.random.choice(("|", "|-", "|+", "|")) + self.tail())
            self.lines += (inner + line if line else "" for line in value.split("\n"))
            self.lines += [""] * self.random.choice((0, 0, 1))
        elif value and "\n" not in value and style < 0.25:
            self.lines.append(head + blank + self.random.choice((">-", ">")) + self.tail())
            self.lines += (inner + word for word in value.split(" "))
        elif re.fullmatch(r"[a-z ]+", value) and style < 0.4:
            words = value.split(" ")
            self.lines += (
                head + blank + words[0],
                *(inner + word for word in words[1:-1]),
                inner + words[-1] + self.tail(),
            )
        elif "\n" not in value and style < 0.5:
            quoted = "'" + value.replace("'", "''") + "'"
            self.lines.append(head + blank + quoted + self.tail())
        elif style < 0.55:
            self.lines.append(head + self.tail())
            self.lines.append(inner + scalar(value) + self.tail())
        else:
            self.lines.append(head + blank + scalar(value) + self.tail())

    def flow(self, value: Plain) -> str:
        """Brackets on one line."""
        if isinstance(value, str):
            return f'"{value}"' if re.fullmatch(r"\w+", value) and self.random.random() < 0.2 else in_flow(value)
        blank = self.random.choice(("", "", " "))
        inner = self.random.choice((", ", ", ", " , ", ",")).join(self.parts(value))
        comma = "," if inner and self.random.random() < 0.1 else ""
        left, right = "{}" if isinstance(value, dict) else "[]"
        return f"{left}{blank}{inner}{comma}{blank}{right}"

    def parts(self, value: list[Plain] | dict[str, Plain]) -> list[str]:
        if isinstance(value, dict):
            return [self.part(key, inner) for key, inner in value.items()]
        return [self.entry(part) for part in value]

    def entry(self, value: Plain) -> str:
        """An entry in brackets; a lone key may go without its braces."""
        if isinstance(value, dict) and len(value) == 1 and "" not in value.values() and self.random.random() < 0.5:
            return self.part(*next(iter(value.items())))
        return self.flow(value)

    def part(self, key: str, value: Plain) -> str:
        style = self.random.random()
        if not value and isinstance(value, str) and style < 0.5:
            return scalar(key, True) + ("" if style < 0.3 else ": ")
        return f'"{key}":{self.flow(value)}' if style < 0.1 else f"{scalar(key, True)}: {self.flow(value)}"

    def long_flow(self, head: str, value: Plain, column: int) -> None:
        """Brackets over several lines."""
        assert not isinstance(value, str)
        left, right = "{}" if isinstance(value, dict) else "[]"
        parts = self.parts(value)
        opens, closes = self.random.random() < 0.5, self.random.random() < 0.5
        comma = "," if self.random.random() < 0.3 else ""
        inner = " " * (len(head) + 1 if opens and column < 20 and head.isascii() else column)
        if not opens:
            self.lines.append(head + left + self.tail())
        for n, part in enumerate(parts):
            if n or not opens:
                self.own_lines()
            is_last = n == len(parts) - 1
            end = (comma if is_last else ",") + (right if is_last and closes else "")
            if n and self.random.random() < 0.2 and "#" not in self.lines[-1] and self.lines[-1].endswith(","):
                self.lines[-1] += " " + part + end
            else:
                self.lines.append((head + left if opens and n == 0 else inner) + part + end + self.tail())
        if not closes:
            self.own_lines()
            self.lines.append(" " * column + right + self.tail())


def ways_in(tree: Plain, way: Way = ()) -> Iterator[Way]:
    yield way
    if not isinstance(tree, str):
        for name, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from ways_in(part, (*way, name))


def at(tree: Plain, way: Way) -> Plain:
    for step in way:
        tree = tree[step]  # type: ignore[index, call-overload, assignment]
    return tree


def chosen(random: Random, tree: Plain, count: int) -> list[Edit]:
    """Edits that do not stand in each other's way."""
    ways = list(ways_in(tree))
    edits: list[Edit] = []
    closed: set[Way] = set()  # replaced or removed: nothing may change in there
    kinds: dict[Way, type] = {}
    for n in range(count * 3):
        if len(edits) == count:
            break
        way = random.choice(ways)
        kind = random.choice((Replace, AddKey, AddEntry, Remove, Comment))
        value, note = grown(random, 2), random.choice(("", "", f"注{n}"))
        if any(way[:length] in closed for length in range(len(way) + 1)):
            continue
        old = at(tree, way)
        if kind is Comment:
            edits.append(Comment(way, (f"说明{n}", "又一行")))
        elif kind in (Replace, Remove) and way and not any(edit.way[: len(way)] == way for edit in edits):
            closed.add(way)
            edits.append(Replace(way, value) if kind is Replace else Remove(way))
        elif kind in (AddKey, AddEntry) and kinds.setdefault(way, kind) is kind:
            if kind is AddKey and (isinstance(old, dict) or not old) and (way or isinstance(old, dict)):
                edits.append(AddKey(way, f"新{n}", value, note))
            elif kind is AddEntry and (isinstance(old, list) or not old) and way:
                where = random.choice((None, random.randint(0, len(old))))
                edits.append(AddEntry(way, value, where, note))
    return edits


def meant(tree: Plain, edits: list[Edit]) -> Plain:
    """What the edits mean, on objects that keep their identity: an independent reading of the contract."""

    def boxed(part: Plain) -> list[Any]:
        if isinstance(part, dict):
            return [{key: boxed(value) for key, value in part.items()}]
        return [[boxed(entry) for entry in part]] if isinstance(part, list) else [part]

    def opened(box: list[Any]) -> Plain:
        if isinstance(box[0], dict):
            return {key: opened(value) for key, value in box[0].items()}
        return [opened(entry) for entry in box[0]] if isinstance(box[0], list) else box[0]

    def chain(way: Way) -> list[list[Any]]:
        boxes = [root]
        for step in way:
            boxes.append(boxes[-1][0][step])
        return boxes

    root = boxed(tree)
    chains = [(edit, chain(edit.way)) for edit in edits]
    before = [
        (edit, boxes[-1][0][edit.at])
        for edit, boxes in chains
        if isinstance(edit, AddEntry) and edit.at is not None and edit.at < len(boxes[-1][0])
    ]
    for edit, boxes in chains:
        box = boxes[-1]
        if isinstance(edit, Replace):
            box[0] = boxed(edit.value)[0]
        elif isinstance(edit, AddKey):
            box[0] = box[0] or {}
            box[0][edit.key] = boxed(edit.value)
        elif isinstance(edit, AddEntry):
            box[0] = box[0] or []
            old = next((old for other, old in before if other is edit), None)
            where = next((n for n, entry in enumerate(box[0]) if entry is old), len(box[0]))
            box[0].insert(where, boxed(edit.value))
    for edit, boxes in chains:
        while isinstance(edit, Remove) and len(boxes) > 1:
            gone = boxes.pop()
            holder = boxes[-1][0]
            if isinstance(holder, dict):
                for key in [key for key, value in holder.items() if value is gone]:
                    del holder[key]
            else:
                holder[:] = [entry for entry in holder if entry is not gone]
            if holder:
                break
    return opened(root)


COMMENT = re.compile(r"# c\d+\b")
_READ: dict[str, Plain] = {}


def read_once(source: str) -> Plain:
    if source not in _READ:
        _READ.clear()
        _READ[source] = read(source)
    return _READ[source]


def check(source: str, edits: list[Edit]) -> None:
    wanted = meant(read_once(source), edits)
    if not wanted:
        with pytest.raises(DocgenError, match="不剩"):
            edited(source, edits)
        return
    result = edited(source, edits)
    assert read(result) == wanted
    if not any(isinstance(edit, Remove | Replace) for edit in edits):  # else the last line may be a blank one
        assert result.endswith("\n") == source.endswith("\n")
    lines = result.split("\n")
    at = 0
    for line in untouched(source, edits):  # all of them, in this order
        found = (n for n in range(at, len(lines)) if line in (lines[n], lines[n].lstrip(), *COMMENT.findall(lines[n])))
        at = next(found, -1)
        assert at >= 0, (line, result)
        at += line == lines[at]
    for edit in edits:
        if isinstance(edit, Comment) and not any(isinstance(other, Remove) for other in edits):
            assert all(f"# {line}" in result for line in edit.lines)


def untouched(source: str, edits: list[Edit]) -> Iterator[str]:
    """The lines that no edit may change, of those that may change the comments that must stay.

    A comment on a line of its own without its indent.
    """
    text = source if source.endswith("\n") else source + "\n"
    page = Page(text)
    root = page.root(yamlfile.parse(text).root)
    touched: set[int] = set()
    lost: list[tuple[int, int]] = []
    for edit in edits:
        path = [root]
        for step in edit.way:
            path.append(next(child for child in page.children(path[-1]) if child.name == step))
        place = path[-1]
        if isinstance(edit, Comment):
            continue
        if isinstance(edit, Remove):
            while len(path) > 2 and is_gone(page, path[-2], edit.way[: len(path) - 2], edits):
                path.pop()
            place, holder = path[-1], path[-2]
            way = edit.way[: len(path) - 2]
            staying = [child for child in page.children(holder) if not is_gone(page, child, (*way, child.name), edits)]
            lost.append((place.head, page.line_end(place.end)))
            if not page.begins_line(place.row):  # it stands after a dash, where the next moves
                touched |= rows(page, place.row, staying[0].head if staying else place.row_end)
            if not staying:  # written anew with what is added
                touched |= rows(page, holder.row, holder.row_end)
                lost.append((holder.start, page.line_end(holder.end)))
        elif isinstance(edit, Replace):
            is_block = not page.is_flow(place) and not isinstance(plain(place.node), str)
            lost.append((place.start, page.line_end(place.end) if is_block else place.end))
        elif not page.is_flow(place) and plain(place.node) and page.begins_line(place.start):
            continue  # whole lines come, nothing else changes
        touched |= rows(page, place.row, place.row_end)
    start = 0
    for n, line in enumerate(text.split("\n")[:-1]):
        if n not in touched:
            yield line.lstrip() if line.lstrip().startswith("#") else line
        elif (note := COMMENT.search(line)) and not any(left <= start + note.start() < right for left, right in lost):
            yield note.group()
        start += len(line) + 1


def is_gone(page: Page, place: Place, way: Way, edits: list[Edit]) -> bool:
    """Whether a value is removed, or nothing is left in it."""
    if Remove(way) in edits:
        return True
    if any(isinstance(edit, AddKey | AddEntry | Replace) and edit.way == way for edit in edits):
        return False
    children = page.children(place)
    return bool(children) and all(is_gone(page, child, (*way, child.name), edits) for child in children)


def rows(page: Page, start: int, end: int) -> set[int]:
    first = page.text.count("\n", 0, start)
    return set(range(first, first + page.text.count("\n", start, end) + 1))


def campaign(random: Random) -> str | None:
    """A file in some hand, None where it is none that the reader takes without a word."""
    tree = {key: grown(random, 4) for key in random.sample(KEYS, random.randint(1, 5))}
    source = Clerk(random).typed(tree)
    try:
        return source if not yamlfile.parse(source).problems else None
    except DocgenError:
        return None


@settings(max_examples=1000, deadline=None)
@given(st.integers(0, 2**40))
def test_one_edit(seed: int) -> None:
    random = Random(seed)
    if source := campaign(random):
        check(source, chosen(random, read(source), 1))


@settings(max_examples=1000, deadline=None)
@given(st.integers(0, 2**40))
def test_many_edits_at_once(seed: int) -> None:
    random = Random(seed)
    if source := campaign(random):
        check(source, chosen(random, read(source), random.randint(2, 8)))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**40), st.sampled_from(["\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
def test_line_breaks_and_bom_stay(seed: int, line_break: str, bom: str) -> None:
    random = Random(seed)
    if source := campaign(random):
        edits = chosen(random, read(source), 3)
        if meant(read(source), edits):
            typed = bom + source.replace("\n", line_break)
            assert edited(typed, edits) == bom + edited(source, edits).replace("\n", line_break) or "\n" not in source
