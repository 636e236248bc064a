"""An official document (公文) as one frozen tree: everything that makes or judges a document meets here.

The tree says what a document holds, never how it looks. Text is plain Chinese text without line breaks.
What a format cannot show (a source position, a typed mark, a seal, a column width) takes no part in equality,
so that ``read(write(d)) == d`` can hold for every readable format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.notation import LEVELS, count_of_mark, heading_mark, level_of_mark, split_mark


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block was read: line and column count from 1, in code points. In a .docx `line` is the paragraph."""

    line: int
    col: int = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a line of its own (一、 to （1）: level 1 to 4; GB/T 9704-2012, 7.3.3).

    `mark` is the number as typed (“一、”), "" for a heading typed without one, None when the writer is to count.
    """

    level: int
    text: str
    mark: str | None = field(default=None, compare=False)
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RunIn:
    """A numbered paragraph. Its first `split` characters are its heading (“加强组织领导。”), the rest its text.

    `split` is 0 for a numbered paragraph without a heading. Plain text cannot show where a heading ends, hence
    the field takes no part in equality.
    """

    level: int
    text: str
    split: int = field(default=0, compare=False)
    mark: str | None = field(default=None, compare=False)
    source: Source | None = field(default=None, compare=False)

    @property
    def heading(self) -> str:
        return self.text[: self.split]

    @property
    def body(self) -> str:
        return self.text[self.split :]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of at least two columns. `widths` are the columns' shares of the text width, in any unit."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = field(default=(), compare=False)
    source: Source | None = field(default=None, compare=False)


Block = Heading | RunIn | Paragraph | Table
NUMBERED = (Heading, RunIn)


@dataclass(frozen=True, slots=True)
class Head:
    """版头 (GB/T 9704-2012, 7.2). `issuers` are the names in the masthead, without “文件”, the host first.

    Signatories stand only in a document that goes upward.
    """

    issuers: tuple[str, ...]
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signatories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: its title as in the list under the text, and its blocks on a new page."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期 (7.3.5). `sealed` says that a seal is put over them, which moves them."""

    names: tuple[str, ...]
    date: str = ""
    sealed: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (7.4). `copies_to` and `printed_by` are one line of text each, without “抄送：” and without a final 。"""

    copies_to: str = ""
    printed_by: str = ""
    printed_on: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document, from the head to the imprint, in the order in which it is printed.

    byline: 题注, the lines under the title (“（2026年3月5日）”, a speaker).
    opening: 主送机关 or 称谓, flush left, with its colon (“各县（市、区）医疗保障局：”, “同志们：”).
    note: 附注, without its brackets (“此件公开发布”).
    issued: 被印发件, the document that this one issues, printed after the note on a page of its own.
    """

    title: str
    head: Head | None = None
    byline: tuple[str, ...] = ()
    opening: str = ""
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signature: Signature | None = None
    note: str = ""
    issued: Document | None = None
    imprint: Imprint | None = None


def numbered(level: int, text: str, split: int = 0, mark: str | None = None, source: Source | None = None) -> Block:
    """A numbered line as a Heading or a RunIn, by the one rule that readers and compose share.

    It is a heading when it is no sentence: no 。 in it, no ；：， at its end.
    """
    if is_heading(text):
        return Heading(level, text, mark, source)
    return RunIn(level, text, split or first_sentence(text), mark, source)


def is_heading(text: str) -> bool:
    return "。" not in text and not text.endswith(("；", "：", "，", "、"))


def first_sentence(text: str) -> int:
    """Length of a run-in heading: up to the first 。 when short enough to be one and something follows, else 0."""
    end = text.find("。") + 1
    return end if 0 < end <= 40 and end < len(text) else 0


def line_block(text: str, source: Source | None = None) -> Block:
    """One typed line as a block: a line that begins with a mark (一、（一）1.（1）) is numbered as it stands."""
    mark, rest = split_mark(text)
    level = level_of_mark(mark)
    if not mark or not level or not rest:
        return Paragraph(text, source)
    return numbered(level, rest, mark=mark, source=source)


def with_marks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Block]]:
    """Each block with the mark to print before it. A typed mark stands, and counting goes on from it."""
    counts = [0] * LEVELS
    for block in blocks:
        if not isinstance(block, NUMBERED):
            yield "", block
            continue
        slot = block.level - 1
        if block.mark is None:
            counts[slot] += 1
            mark = heading_mark(block.level, counts[slot])
        else:
            mark = block.mark
            counts[slot] = count_of_mark(mark) or counts[slot]
        counts[slot + 1 :] = [0] * (LEVELS - slot - 1)
        yield mark, block


def attachment_label(index: int, total: int) -> str:
    """“附件”, or “附件1” where there are several (7.3.7)."""
    return "附件" if total == 1 else f"附件{index}"
