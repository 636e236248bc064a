"""Blocks with the number printed before them, joined so that a reader finds it again."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document import Block, Heading, RunIn, with_marks
from docgen.notation import split_mark


def joined(mark: str, text: str) -> str:
    """“1.加强领导”, but “1. 2026年底前完成”: a digit right after the point would make it a decimal."""
    line = mark + text
    return line if split_mark(line) == (mark, text) else f"{mark} {text}"


def numbered_lines(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Block]]:
    """Each block with its text as one line, "" for a table."""
    for mark, block in with_marks(blocks):
        match block:
            case Heading() | RunIn():
                yield (joined(mark, block.text) if mark else block.text), block
            case _:
                yield getattr(block, "text", ""), block
