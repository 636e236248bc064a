"""YAML read as it was typed: every scalar a text, every key and value with its place in the file.

YAML's own types do not apply (1.10, 12:30, 007, 是, on and ~ stay text); tags, bombs and repeated keys are refused.
What is wrong is said in Chinese, with what to write instead; several unquoted slots are found in one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from docgen.encoding import decode, place
from docgen.errors import DocgenError, Problem
from docgen.slips import Mended, indent_words, mend, told
from docgen.yaml_faults import GENERAL, NO_DASH, UNQUOTED, explain, quote_hint
from docgen.yaml_tree import Map, Node, Seq, Text, unfold

MAX_BYTES = 2_000_000  # a speech of 14,000 characters takes 45,000
MAX_DEPTH = 60
MAX_SIZE = 3_000_000  # characters, once every alias is written out
MAX_SLOTS = 50  # unquoted slots told in one run


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that was read: its root, its text (for places), and what is to be said about it.

    Nodes count in the mended text; what users are told counts in the text as it was typed.
    """

    path: str
    mended: Mended
    root: Node
    problems: tuple[Problem, ...] = ()

    def typed(self, node: Node) -> str:
        """The lines of a node as they stand in the file."""
        return self.mended.text[node.start : node.end]

    def before(self, node: Node) -> str:
        """What stands before a node in its line."""
        return self.mended.text[self.mended.text.rfind("\n", 0, node.start) + 1 : node.start]

    def is_in_flow(self, key: Node) -> bool:
        """Whether a key without a value stands in braces, where a comma may have cut a text in two."""
        return bool(re.match(r"\s*[,}]", self.mended.text[key.end :]))

    def place(self, node: Node, part: str = "", nth: int = 0) -> tuple[int, int]:
        """Line and column of a node, or of the nth occurrence of a part of it."""
        found = [match.start() for match in re.finditer(re.escape(part), self.typed(node))] if part else []
        return _place(self.mended, node.start + (found[nth] if nth < len(found) else 0))


def read(path: Path) -> YamlFile:
    """Reads a file. Raises DocgenError as `parse` does, and for a file that is missing, a folder or too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DocgenError(_too_large(str(path)))
        return parse(path.read_bytes(), str(path))
    except FileNotFoundError:
        raise DocgenError(Problem("找不到这个文件", "请核对文件名和所在的文件夹", str(path))) from None
    except OSError as error:
        reason = "这是文件夹，不是文件" if path.is_dir() else f"打不开这个文件（{error.strerror}）"
        raise DocgenError(Problem(reason, "请核对文件名和权限", str(path))) from None


def parse(data: bytes | str, path: str = "") -> YamlFile:
    """Parses one YAML document. Raises DocgenError with every problem found where it cannot be read.

    Unquoted slots are read as if they were quoted, and slips of the hand as they were meant; both are told in
    `problems`, so that they hide nothing else.
    """
    if len(data) > MAX_BYTES:
        raise DocgenError(_too_large(path))
    source, problems = decode(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"), path)
    faults: tuple[Problem, ...] = ()
    try:
        file = _parse(Mended(source, source), path, problems)
        if not isinstance(file.root, Text):
            return file
    except _SyntaxError as fault:
        file, faults = None, fault.problems
    mended = mend(source)
    if not mended.slips and file:
        return file
    if not mended.slips:
        raise DocgenError(*faults)
    slips = [(slip, _place(mended, slip.start, typed=True)) for slip in told(mended)]
    problems += tuple(Problem(slip.message, slip.hint, path, *where) for slip, where in slips)
    try:
        return _parse(mended, path, problems)
    except _SyntaxError as fault:
        # Most likely what a slip brought about: an indent may have been meant otherwise.
        *others, last = fault.problems
        of_indent = "缩进" in last.message and any(slip.of_indent for slip, _ in slips)
        follows = of_indent or any(last.line == line for _, (line, _) in slips)
        raise DocgenError(*_in_order(others if follows else fault.problems)) from None
    except DocgenError as error:
        raise DocgenError(*_in_order(error.problems)) from None


def _parse(mended: Mended, path: str, problems: tuple[Problem, ...]) -> YamlFile:
    """Raises _SyntaxError where the YAML is wrong, its own problem the last, and DocgenError for all else."""
    source = masked = mended.text
    slots = list(problems)
    while True:
        builder = _Builder(masked, source, mended, path)
        try:
            root = builder.document()
            return YamlFile(path, mended, root, tuple(slots + builder.problems))
        except _UnquotedError as found:
            end = source.find("}}", found.index) + 2
            line_end = (source + "\n").index("\n", found.index)
            end = end if 2 <= end <= line_end else line_end
            line, col = _place(mended, found.index)
            slots.append(Problem(UNQUOTED, quote_hint(source, found.index, end), path, line, col, found.path))
            masked = masked[: found.index] + "x" * (end - found.index) + masked[end:]
            if len(slots) > MAX_SLOTS:
                raise DocgenError(*slots) from None
        except _FatalError as fault:
            kind = _SyntaxError if fault.of_syntax else DocgenError
            raise kind(*slots, *builder.problems, fault.problem) from None


class _SyntaxError(DocgenError):
    """No parser can read on."""


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.line, problem.col))


def _place(mended: Mended, index: int, typed: bool = False) -> tuple[int, int]:
    return place(mended.before, index if typed else mended.original(index))


class _FatalError(Exception):
    def __init__(self, problem: Problem, of_syntax: bool) -> None:
        self.problem = problem
        self.of_syntax = of_syntax


class _UnquotedError(Exception):
    """A slot that YAML reads as a map; `path` is gathered from the inside out."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.path = ""


@dataclass(slots=True)
class _Builder:
    """Builds the tree from the parser's events, so that every limit holds before anything is expanded."""

    masked: str
    source: str
    mended: Mended
    path: str
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, Node | None] = field(default_factory=dict)
    events: Iterator[Any] = field(default_factory=lambda: iter(()))

    def document(self) -> Node:
        self.events = self._events()
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise self._fatal(0, "文件是空的", "可以用 docgen new 生成一份样子，照着填写")
        root = self._node(event, 0)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._fatal(
                event.start_mark.index, "一个文件里只能写一份内容", "请删去这里以下多余的“---”，或拆成几个文件"
            )
        return root

    def _events(self) -> Iterator[Any]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self.masked)
        try:
            while loader.check_event():
                event = loader.get_event()
                if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent | yaml.DocumentEndEvent):
                    yield event
        except yaml.MarkedYAMLError as error:
            index = min(error.problem_mark.index if error.problem_mark else 0, len(self.source))
            if self.masked.startswith("{{", index):
                raise _UnquotedError(index) from None
            raise self._fatal(*explain(error, self.source, index), of_syntax=True) from None
        except yaml.YAMLError:
            raise self._fatal(0, "这个文件不符合 YAML 的写法", GENERAL) from None
        finally:
            loader.dispose()

    def _node(self, event: Any, depth: int) -> Node:
        start = event.start_mark.index
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event.anchor or "", start)
        if depth > MAX_DEPTH:
            raise self._fatal(start, f"层次太深（超过 {MAX_DEPTH} 层）", "请减少层次")
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            raise self._fatal(start, "不能用“!”开头的 YAML 标记", "文字以“!”开头时，请给整句加上英文引号")
        if event.anchor:
            self.anchors[event.anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            node: Node = self._text(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._seq(start, depth)
        else:
            node = self._map(event, start, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        if node.size > MAX_SIZE:
            raise self._fatal(start, "引用（*）展开后内容过大", "请不要成倍地重复引用")
        return node

    def _alias(self, name: str, start: int) -> Node:
        if name not in self.anchors:
            raise self._fatal(start, f"没有名为“{name}”的锚点", f"要写以“*”开头的文字，请加英文引号，如 '*{name}'")
        if (node := self.anchors[name]) is None:
            raise self._fatal(start, f"“*{name}”引用了它自己所在的内容", "请把内容写出来，不用引用")
        return node

    def _text(self, event: Any) -> Text:
        start, end = event.start_mark.index, event.end_mark.index
        value = event.value
        if self.masked is not self.source and self.masked[start:end] != self.source[start:end]:
            value = self.source[start:end].strip()
        elif event.start_mark.line != event.end_mark.line and event.style != "|":
            value = unfold(value, self.source[start:end].strip(event.style if event.style in ("'", '"') else None))
        return Text(value.strip(), start, end, len(value) + 1)

    def _seq(self, start: int, depth: int) -> Seq:
        entries: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            entries.append(_at(f"[{len(entries) + 1}]", self._node, event, depth + 1))
        return Seq(tuple(entries), start, _end(event), 1 + sum(entry.size for entry in entries))

    def _map(self, event: Any, start: int, depth: int) -> Map:
        if event.flow_style and self.masked.startswith("{{", start):
            raise _UnquotedError(start)
        pairs: list[tuple[Text, Node]] = []
        seen: dict[str, Text] = {}
        again: list[Text] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self._node(event, depth + 1)
            if not isinstance(name, Text):
                raise self._fatal(name.start, "键名应当是一个词", "请检查冒号前面的写法")
            value = _at(name.value, self._node, next(self.events), depth + 1)
            if self.source[name.start : name.start + 1].isspace():
                line, col = _place(self.mended, name.start)
                self.problems.append(Problem(*indent_words(self.source[name.start]), self.path, line, col))
            elif name.value in seen:
                again.append(name)
            else:
                seen[name.value] = name
                pairs.append((name, value))
        self.problems += self._twice(start, seen, again)
        size = 1 + sum(key.size + value.size for key, value in pairs)
        return Map(tuple(pairs), start, _end(event), size)

    def _twice(self, start: int, seen: dict[str, Text], again: list[Text]) -> Iterator[Problem]:
        """Keys that are there already; in an entry of a list, a whole row of them is an entry without its dash."""
        in_list = re.search(r"(^|[ \t])-[ \t]+$", self.source[self.source.rfind("\n", 0, start) + 1 : start])
        names = list(dict.fromkeys(name.value for name in again))
        if in_list and len(names) > 1:
            line, col = _place(self.mended, again[0].start)
            listed = "、".join(names[:4]) + ("等" if len(names) > 4 else "")
            yield Problem(f"从这一行起，{listed}又写了一遍", NO_DASH, self.path, line, col)
            return
        for name in again:
            line, col = _place(self.mended, name.start)
            first = _place(self.mended, seen[name.value].start)[0]
            hint = "请合并成一处" + ("；如果是另一项，请在前面加上“- ”" if in_list else "")
            yield Problem(f"“{name.value}”写了两次，第{first}行已经写过", hint, self.path, line, col, name.value)

    def _fatal(self, index: int, message: str, hint: str, of_syntax: bool = False) -> _FatalError:
        line, col = _place(self.mended, index)
        return _FatalError(Problem(message, hint, self.path, line, col), of_syntax)


def _at(step: str, build: Callable[[Any, int], Node], event: Any, depth: int) -> Node:
    try:
        return build(event, depth)
    except _UnquotedError as found:
        found.path = step + ("." if found.path and not found.path.startswith("[") else "") + found.path
        raise


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _too_large(path: str) -> Problem:
    size = MAX_BYTES // 1_000_000
    return Problem(f"文件太大（超过 {size} MB），没有读入", "活动文件一般不到 100 KB，请核对是不是给错了文件", path)
