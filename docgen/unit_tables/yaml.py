"""A units table as .yaml: a list of mappings, or one under 单位."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import DocgenError, Problem
from docgen.unit_tables.columns import meaning
from docgen.unit_tables.lines import Line, Place, Table, trimmed
from docgen.yaml_tree import Map, Node, Seq, Text
from docgen.yamlfile import MAX_BYTES, YamlFile, read

SUFFIX = "yaml"
UNDER = ("单位", "units")
_SHAPE = "请写成一个列表，每个单位一项，如“- {名称: 江川市医疗保障局, 简称: 市医保局}”"


@contextmanager
def opened(path: Path) -> Iterator[tuple[Table, ...]]:
    """The file as one table. Raises DocgenError where it cannot be read or is no list."""
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        message = f"文件太大（超过 {MAX_BYTES // 1_000_000} MB），没有读入"
        raise DocgenError(Problem(message, "单位很多时，请改用 .xlsx 或 .csv", str(path)))
    file = read(path)
    lines = tuple(_lines(file))
    yield (Table(lambda: iter(lines), problems=file.problems),)


def _lines(file: YamlFile) -> Iterator[Line]:
    """A header made of all keys, in the order in which they first come, then a line for each unit."""
    entries = _entries(file)
    heads: dict[str, _Pair] = {}
    for entry in entries:
        for pair in _pairs(entry):
            heads.setdefault(pair.column, pair)
    index = {column: n for n, column in enumerate(heads)}
    shown = {n: pair.header for n, pair in enumerate(heads.values())}
    nodes = {n: pair.key for n, pair in enumerate(heads.values())}
    yield _placed(file, entries[0], shown, nodes)
    for entry in entries:
        yield _line(file, entry, index)


@dataclass(frozen=True, slots=True)
class _Pair:
    """column: its meaning, else the header. key, value: where it stands and what it says."""

    column: str
    header: str
    key: Node
    value: Node


def _pairs(entry: Node) -> list[_Pair]:
    """What is said of a unit; a mere text is its name."""
    if not isinstance(entry, Map):
        return [_Pair("name", "名称", entry, entry)]
    return [_Pair(meaning(key.value) or trimmed(key.value), key.value, key, value) for key, value in entry.pairs]


def _line(file: YamlFile, entry: Node, index: Mapping[str, int]) -> Line:
    nodes: dict[int, Node] = {}
    cells: dict[int, str] = {}
    faults: dict[int, tuple[str, str]] = {}
    for pair in _pairs(entry):
        n, text = index[pair.column], _text(pair.value)
        if n in nodes:
            faults[n] = (f"“{pair.header}”和前面的一个键说的是同一列", "请只留一个")
        elif text is None:
            faults[n] = ("这里应当写一句文字", "一格只写一句文字，不再分层" if isinstance(entry, Map) else _SHAPE)
        elif text:
            cells[n] = text
        nodes[n] = pair.value
    return _placed(file, entry, cells, nodes, faults)


def _placed(
    file: YamlFile,
    entry: Node,
    cells: Mapping[int, str],
    nodes: Mapping[int, Node],
    faults: Mapping[int, tuple[str, str]] | None = None,
) -> Line:
    def place(column: int) -> Place:
        line, col = file.place(nodes.get(column, entry))
        return Place(file.path, f"第{line}行", line, col)

    return Line(file.place(entry)[0], cells, place, faults or {})


def _text(value: Node) -> str | None:
    """The text of a cell; of a list of texts those with 、 between them; None for what is deeper."""
    if isinstance(value, Text):
        return trimmed(value.value)
    if isinstance(value, Seq) and all(isinstance(entry, Text) for entry in value.entries):
        return "、".join(entry.value for entry in value.entries if isinstance(entry, Text))
    return None


def _entries(file: YamlFile) -> tuple[Node, ...]:
    root: Node = file.root
    if isinstance(root, Map) and len(root.pairs) == 1 and root.pairs[0][0].value in UNDER:
        root = root.pairs[0][1]
    if not isinstance(root, Seq) or not root.entries:
        line, col = file.place(root)
        raise DocgenError(*file.problems, Problem("这里应当列出各单位", _SHAPE, file.path, line, col))
    return root.entries
