"""Slips of the hand that a raw line of YAML shows by itself, and the text that was meant.

A parser stops at the first of them, often lines below. These are looked for only in a file that no parser can read,
and only where a key or an entry must stand: never inside a text that goes on over lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

_KEY = re.compile(r"([\w\u4e00-\u9fff-]{1,20})[ ]*(：[ \u3000]*|:(?=[ \t]|$)|:(?!//))")
_GOOD_KEY = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s#:：{}\[\]｛［\"'|>][^:：]*):(?:\s|$)")
# What follows an opening quote, up to the closing one.
_QUOTED = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'(?!')")}
_OPENING = re.compile(r"(?:[&][^\s]+\s+)?")
_WIDE = str.maketrans("｛｝［］", "{}[]")
_PARTING = re.compile(r"，\s*(?=\w{1,20}:\s)")
_COMMA = "花括号里的各个键要用英文逗号隔开，这里用了中文逗号"
_SPACES = "\u3000\u00a0\u2002\u2003"
_INDENT = re.compile(rf"[ \t{_SPACES}]*")
_MANY = 10  # line numbers in one message
_MOST = 200  # slips looked for in one file


@dataclass(frozen=True, slots=True)
class Slip:
    """source[start:end] ought to read `text`; `of_indent` where it is unsure how deep the line was meant to stand."""

    start: int
    end: int
    text: str
    message: str
    hint: str
    of_indent: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its slips put right, and where its characters were before."""

    before: str
    text: str
    slips: tuple[Slip, ...] = ()

    def original(self, index: int) -> int:
        """The place in the text as it was typed."""
        shift = 0
        for slip in self.slips:
            here = slip.start + shift
            if index < here:
                break
            if index < here + len(slip.text):
                return slip.start
            shift += len(slip.text) - (slip.end - slip.start)
        return index - shift


def mend(source: str) -> Mended:
    slips = sorted(islice(_Scanner(source).slips(), _MOST), key=lambda slip: slip.start)
    pieces: list[str] = []
    end = 0
    for slip in slips:
        pieces += (source[end : slip.start], slip.text)
        end = slip.end
    return Mended(source, "".join(pieces) + source[end:], tuple(slips))


def told(mended: Mended) -> Iterator[Slip]:
    """The slips to tell: indents of one kind once for the whole file, all others one by one."""
    groups: dict[str | int, list[Slip]] = {}
    for slip in mended.slips:
        if slip.message:
            groups.setdefault(slip.message if slip.of_indent else slip.start, []).append(slip)
    for first, *others in groups.values():
        lines = [str(mended.before.count("\n", 0, slip.start) + 1) for slip in others]
        also = f"；第{'、'.join(lines[:_MANY])}行{'等' if len(lines) > _MANY else ''}也是" if lines else ""
        yield replace(first, hint=first.hint + also)


@dataclass(slots=True)
class _Scanner:
    """Goes over the lines and keeps in mind what goes on over their ends.

    columns, dashes: where keys and texts, and where dashes stood so far. last: the last of the columns.
    text_below: lines deeper than this go on a text that began above (None: no text does); block: after | or >.
    unsure: the next line may be a text as well as a key.
    """

    source: str
    lines: list[str] = field(init=False)
    starts: list[int] = field(init=False)
    text_below: int | None = None
    columns: set[int] = field(default_factory=lambda: {0})
    dashes: set[int] = field(default_factory=set)
    last: int = 0
    block: int | None = None
    unsure: bool = False
    skip_to: int = 0

    def __post_init__(self) -> None:
        self.lines = self.source.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def slips(self) -> Iterator[Slip]:
        for n, line in enumerate(self.lines):
            bare = line.strip(" \t")
            if n < self.skip_to or not bare:
                continue
            depth = len(line) - len(line.lstrip(" "))
            if self.block is not None and depth > self.block:
                continue
            self.block = None
            if bare.startswith("#") or line.startswith(("---", "%")):
                continue
            if self.text_below is not None and depth > self.text_below:
                continue
            yield from self._line(n, line)

    def _line(self, n: int, line: str) -> Iterator[Slip]:
        at = _INDENT.match(line).end()  # type: ignore[union-attr]
        indent, start = line[:at], self.starts[n]
        depth = self._meant_depth(indent, self.dashes if line.startswith("- ", at) else self.columns)
        shift = depth - at  # how much farther right the rest stands once the indent is put right
        if strange := re.search(rf"[\t{_SPACES}]", indent):
            yield Slip(start, start + at, " " * depth, *indent_words(strange.group()), of_indent=True)
        column, after_dash = depth, False
        while dash := re.compile(r"-[ ]+").match(line, at):
            column, at, after_dash = at + shift, dash.end(), True
            self.dashes.add(column)
        if not self.unsure and depth in self.dashes and re.compile(r"-[^\s\d-]").match(line, at):
            hint = f"请在“-”后面空一格，如“- {line[at + 1 : at + 5]}”"
            yield Slip(start + at, start + at + 1, "- ", "“-”后面缺少一个空格", hint)
            self.text_below = depth
            return
        rest = line[at:]
        if not rest.strip() or rest == "-":
            self.text_below, self.unsure = None, True
            return
        self.last = at + shift
        self.columns.add(self.last)
        may_be_text, self.unsure = self.unsure or after_dash, False
        text_below = column if after_dash else column - 1
        if not (found := _KEY.match(line, at)):
            key = _GOOD_KEY.match(rest)
            if key or may_be_text or line[at] in "{[":
                yield from self._value(n, at + (key.end() if key else 0), at + shift if key else text_below)
            return
        if found[2].startswith("：") or line[found.end() : found.end() + 1].strip(" \t"):
            if may_be_text and not self._key_follows(n, at + shift):
                self.text_below = text_below
                return
            yield _colon(found, start)
        yield from self._value(n, found.end(), at + shift)

    def _meant_depth(self, indent: str, known: set[int]) -> int:
        """How many spaces an indent with tabs or wide spaces stands for: what fits the lines above."""
        plain = indent.count(" ")
        choices = [plain + (len(indent) - plain) * width for width in (2, 1, 4)]
        if self.unsure:
            return next((depth for depth in choices if depth > self.last), choices[0])
        return next((depth for depth in choices if depth in known), choices[0])

    def _key_follows(self, n: int, column: int) -> bool:
        """Whether the next line is a key in the same column, so that this one must be a key too."""
        below = (self.lines[later] for later in range(n + 1, len(self.lines)))
        following = next((line for line in below if line.strip() and line.strip()[0] != "#"), "")
        depth = len(following) - len(following.lstrip(" "))
        return depth == column and bool(_GOOD_KEY.match(following.strip())) and not following.strip().startswith("- ")

    def _value(self, n: int, at: int, column: int) -> Iterator[Slip]:
        """What stands after a key or a dash in `column`."""
        line, start = self.lines[n], self.starts[n]
        at = _INDENT.match(line, at).end()  # type: ignore[union-attr]
        at = _OPENING.match(line, at).end()  # type: ignore[union-attr]
        first = line[at : at + 1]
        self.text_below = None
        if not first or first == "#":
            self.unsure = True
        elif first in "|>":
            self.block = column
        elif first in _QUOTED:
            yield from self._quoted(n, at, column)
        elif first in "{[":
            yield from self._flow(n, at, column)
        elif first == "｛":
            hint = "请改成英文的 { }，里面的冒号、逗号也用英文的"
            meant = re.sub(r"，\s*(?=[\w]{1,20}: )", ", ", line[at:].translate(_WIDE))
            yield Slip(start + at, start + len(line), meant, "用了全角的花括号｛｝", hint)
        else:
            self.text_below = column

    def _quoted(self, n: int, at: int, column: int) -> Iterator[Slip]:
        mark = self.lines[n][at]
        if _QUOTED[mark].match(self.lines[n], at + 1):
            return
        for later in range(n + 1, len(self.lines)):
            if self._begins_anew(later, column):
                break
            if _QUOTED[mark].match(self.lines[later]):
                self.skip_to = later + 1
                return
        end = self.starts[n] + len(self.lines[n].rstrip())
        begin = self.starts[n] + at
        hint = f"请在这句话的末尾补上同样的英文引号 {mark}"
        yield Slip(begin, begin, "", f"这里开头的引号 {mark} 没有配对", hint)
        yield Slip(end, end, mark, "", "")

    def _flow(self, n: int, at: int, column: int) -> Iterator[Slip]:
        """Braces and brackets, perhaps over several lines; one that never closes is the parser's to tell."""
        opened = ""
        for later in range(n, len(self.lines)):
            if later > n and self._begins_anew(later, column):
                return
            line = self.lines[later]
            opened, commas = _brackets(line, at if later == n else 0, opened)
            for comma in commas:
                place = self.starts[later] + comma.start()
                yield Slip(place, place + len(comma.group()), ", ", _COMMA, "请把“，”改成“, ”")
            self.skip_to = later + 1
            if not opened:
                return
            if wide := re.search(r"[｝］](?=\s*$)", line):
                place = self.starts[later] + wide.start()
                right = wide.group().translate(_WIDE)
                yield Slip(place, place + 1, right, f"用了全角的括号{wide.group()}", f"请改成英文的 {right}")
                return

    def _begins_anew(self, n: int, column: int) -> bool:
        """Whether a line is a key or an entry at `column` or farther left."""
        line = self.lines[n]
        bare = line.strip()
        return (
            bool(bare) and len(line) - len(line.lstrip(" ")) <= column and bool(re.match(r"- |[\w-]{1,20}[:：]", bare))
        )


def _brackets(line: str, at: int, opened: str) -> tuple[str, list[re.Match[str]]]:
    """The brackets and the quote open at the end of a line, and the Chinese commas that part two keys in braces."""
    commas, before = [], ","
    while at < len(line) and not (line[at] == "#" and line[at - 1 : at] in ("", " ")):
        char = line[at]
        if opened and opened[-1] in _QUOTED:
            if not (found := _QUOTED[opened[-1]].match(line, at)):
                break
            opened, at = opened[:-1], found.end()
        elif char in _QUOTED and before in "{[,:":
            opened, at = opened + char, at + 1
        elif opened.endswith("{") and (found := _PARTING.match(line, at)):
            commas.append(found)
            at = found.end()
        else:
            opened = opened + char if char in "{[" else opened[:-1] if char in "}]" else opened
            at += 1
        before = char if char != " " else before
    return opened, commas


def _colon(found: re.Match[str], start: int) -> Slip:
    word, colon = found.groups()
    place = start + found.start(2)
    if colon.startswith("："):
        hint = f"请改成英文冒号加一个空格，如“{word}: ”"
        return Slip(place, place + len(colon), ": ", "键名后面用了中文冒号“：”", hint)
    return Slip(place, place + 1, ": ", "冒号后面缺少一个空格", f"请在冒号后面空一格，如“{word}: ”")


def indent_words(char: str) -> tuple[str, str]:
    """What to say of an indent with a character that is no space: what, what to write."""
    kind = {"\t": "制表符（Tab 键）", "\u3000": "全角空格"}.get(char, "特殊空格")
    return f"缩进用了{kind}", "请改用半角空格，每层缩进两个空格" if char != "\t" else "请改用空格，每层缩进两个空格"
