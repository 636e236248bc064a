"""Data as YAML text, as a clerk would write it: one key a line, short things in brackets, quotes only where needed.

Whatever is written here, `yamlfile.parse` reads back as it was (texts as docgen reads them: stripped).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.terminal import columns
from docgen.yaml_tree import Plain

WIDTH = 100  # columns; what fits is written in brackets on one line
_SHORT = 40  # columns of a text that may stand in brackets in a list
STEP = 2  # spaces of indent

# A text that begins with an indicator, or holds a comment or a second key. Checked on stripped texts only.
_NEEDS_QUOTES = re.compile(r"[,\[\]{}#&*!|>'\"%@`=]|[-?:](?![^\s,\[\]{}\-?:])|\Z|.*?(?:\s#|:(?:\s|\Z))")
_NEEDS_QUOTES_IN_FLOW = re.compile(r"[-?:]|.*?[,\[\]{}?]|.*?:(?=\s|\Z|[\"'])")
# What neither a plain nor a single-quoted text can hold.
_NEEDS_ESCAPES = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue004-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_SENTENCE = re.compile("[，。；：！？]")


def scalar(text: str, in_flow: bool = False) -> str:
    """A text on one line: plain where that is safe, else in quotes. `in_flow`: it is to stand in [ ] or { }."""
    if not text:
        return "''"
    if _NEEDS_ESCAPES.search(text):
        return '"' + "".join(map(_escape, text)) + '"'
    if not _NEEDS_QUOTES.match(text) and not (in_flow and _NEEDS_QUOTES_IN_FLOW.match(text)):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def dumped(value: Plain, indent: int = 0) -> str:
    """Whole lines, each ending in a line break: the keys of a mapping, the entries of a list, `indent` spaces deep.

    So `dumped({"措施": [...]})` is a key with its value, ready to stand in a file.
    """
    if isinstance(value, str) or not value:
        inline, lines = written(value, indent)
        return "\n".join([" " * indent + inline, *lines]) + "\n"
    return "\n".join(_lines(value, indent)) + "\n"


def written(value: Plain, indent: int, used: int = 0, in_block: bool = False) -> tuple[str, list[str]]:
    """What stands after a key or a dash: the rest of its own line, and the lines below, `indent` spaces deep.

    `used` columns of the own line are taken; `in_block`: no brackets, though they would fit.
    """
    if isinstance(value, str):
        return _text(value, indent)
    if not value or (not in_block and _fits(value, max(used, indent))):
        return in_flow(value), []
    return "", _lines(value, indent)


def in_flow(value: Plain) -> str:
    """A value on one line, as it may stand in [ ] or { }."""
    if isinstance(value, str):
        return scalar(value, in_flow=True)
    if isinstance(value, list):
        return "[" + ", ".join(map(in_flow, value)) + "]"
    return "{" + ", ".join(pair_in_flow(key, part) for key, part in value.items()) + "}"


def pair_in_flow(key: str, value: Plain) -> str:
    """A key with its value, as it may stand in { }."""
    return f"{scalar(key, in_flow=True)}: {in_flow(value)}"


def pair(key: str, value: Plain, indent: int, note: str = "") -> list[str]:
    """A key with its value as lines; the note is a comment at the end of the first."""
    return _after(" " * indent + scalar(key) + ":", value, indent + STEP, note)


def entry(value: Plain, indent: int, gap: int = 1, note: str = "", in_block: bool = False) -> list[str]:
    """An entry of a list as lines, its dash `indent` spaces deep and `gap` spaces before its content."""
    return _after(" " * indent + "-", value, indent + 1 + gap, note, gap, in_block)


def comment(note: str) -> str:
    """A note as a comment that may follow something on its line."""
    return f"  # {' '.join(note.split())}" if note else ""


def comment_lines(lines: Iterable[str], indent: int = 0) -> str:
    """Comment on lines of its own, each ending in a line break."""
    typed = (part for line in lines for part in line.split("\n"))
    return "".join(f"{' ' * indent}# {line}".rstrip() + "\n" for line in typed)


def _after(head: str, value: Plain, indent: int, note: str = "", gap: int = 1, in_block: bool = False) -> list[str]:
    inline, lines = written(value, indent, columns(head) + gap, in_block)
    if not inline and head.endswith("-"):  # what stands after a dash begins on its line
        inline, *lines = lines
        inline = inline[indent:]
    return [head + (" " * gap + inline if inline else "") + comment(note), *lines]


def _lines(value: list[Plain] | dict[str, Plain], indent: int) -> list[str]:
    if isinstance(value, dict):
        return [line for key, part in value.items() for line in pair(key, part, indent)]
    # Entries look alike: all of them in brackets, or none.
    in_block = not all(_fits(part, indent + STEP) for part in value if isinstance(part, dict))
    return [line for part in value for line in entry(part, indent, in_block=in_block and isinstance(part, dict))]


def _text(text: str, indent: int) -> tuple[str, list[str]]:
    lines = text.split("\n")
    if len(lines) == 1 or any(map(_NEEDS_ESCAPES.search, lines)):
        return scalar(text), []
    return "|", [" " * indent + line if line else "" for line in lines]


def _fits(value: Plain, used: int) -> bool:
    """Whether a mapping of texts or a list of short texts may stand in brackets on what is left of a line."""
    if not value:
        return True
    if isinstance(value, dict):
        few = all(isinstance(part, str) and "\n" not in part for part in value.values())
    else:
        few = isinstance(value, list) and all(isinstance(part, str) and _is_short(part) for part in value)
    return few and used + columns(in_flow(value)) <= WIDTH


def _is_short(text: str) -> bool:
    return "\n" not in text and columns(text) <= _SHORT and not _SENTENCE.search(text)


def _escape(char: str) -> str:
    if known := _ESCAPES.get(char):
        return known
    if not _NEEDS_ESCAPES.match(char):
        return char
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"
