"""What stands in the cells of a 对照表, whatever the format: the words, the columns, what is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.trace import RELATIONS, Entry, Relation, Row, Trace
from docgen.trace_match import SURE

TITLE = "上级部署与本级安排对照表"
CALLED: dict[Relation, str] = {
    "carried": "沿用",
    "changed": "改动",
    "added": "新增",
    "dropped": "删去",
    "unanswered": "未回应",
}
SAME = "内容与上级相同"
LEGEND = "本级一栏中带下划线的，是与上级不同的文字"
ALIKE = 0.3  # share from which it helps to mark the words that differ


@dataclass(frozen=True, slots=True)
class Sheet:
    """A trace and what the two documents are called."""

    upper: str
    local: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Line:
    """A row as printed. number: running, of what both levels have; band: the part, where a new one begins.

    again: the upper item is that of the line before. words: the local text in pieces, with whether each is new.
    """

    number: int
    row: Row
    band: str
    again: bool
    words: tuple[tuple[str, bool], ...]
    notes: tuple[str, ...]


def lines(trace: Trace) -> Iterator[Line]:
    """The rows in order, under the parts of the upper document."""
    parts = {row.upper.section for row in trace.rows if row.upper}
    by_text = any(row.confidence is not None for row in trace.rows)
    part, upper, number = "", None, 0
    for row in trace.rows:
        before, again = part, row.upper is not None and row.upper is upper
        section = (row.upper or row.local or _NOBODY).section
        if row.upper or not by_text or section in parts:
            part = section
        number += not again
        upper = row.upper
        yield Line(number, row, part if part != before else "", again, _words(row), tuple(_notes(row)))


_NOBODY = Entry("", "", "", "")


def titled(entry: Entry) -> str:
    """What an item is called, in a draft with its number."""
    part = entry.address.partition(".")[0].replace("_", "")  # measures, leading_group: an address of a campaign
    return entry.title if part.isascii() and part.isalpha() else f"{entry.address}{entry.title}"


def brief(entry: Entry, most: int = 22) -> str:
    """An item on one short line."""
    name = titled(entry)
    text = name if entry.title else f"{name} {entry.text}".strip()
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def columns(trace: Trace) -> tuple[bool, bool]:
    """Whether any item has an owner, and whether any has a deadline: else the columns are not printed."""
    entries = [entry for row in trace.rows for entry in (row.upper, row.local) if entry]
    return any(entry.owner for entry in entries), any(entry.deadline for entry in entries)


def totals(trace: Trace) -> str:
    """上级共12项：沿用5项……；本级新增2项。沿用上级文字63%。"""
    counts = trace.counts
    answered = "，".join(f"{CALLED[name]}{counts[name]}项" for name in RELATIONS if name != "added" and counts[name])
    late = sum(row.is_late for row in trace.rows)
    parts = (
        f"上级共{sum(counts.values()) - counts['added']}项" + (f"：{answered}" if answered else ""),
        f"本级新增{counts['added']}项" if counts["added"] else "",
        f"时限晚于上级的{late}项" if late else "",
    )
    return f"{'；'.join(filter(None, parts))}。沿用上级文字{percent(trace.share)}。"


def percent(share: float) -> str:
    """Rounded down: 100% is all of it."""
    return f"{int(share * 100 + 1e-9)}%"


def _notes(row: Row) -> Iterator[str]:
    if row.relation == "unanswered":
        yield "本级没有相应安排，请补上，或写明不作安排的理由"
    if row.reason:
        yield f"理由：{row.reason.rstrip('。')}"
    if row.relation == "changed":
        yield f"沿用上级文字{percent(row.share)}" if row.share < 1 else "上级文字全部沿用，另有补充或调整"
    if row.confidence is not None:
        yield f"对应把握{percent(row.confidence)}" + ("，请核对" if row.confidence < SURE else "")


def _words(row: Row) -> tuple[tuple[str, bool], ...]:
    """The local text; nothing is marked in what is new as a whole, or has little in common."""
    upper, local = row.upper, row.local
    if local is None or upper is None or (upper.text == local.text) or row.share < ALIKE:
        return ((local.text, False),) if local and local.text else ()
    from docgen.changed_words import words

    return tuple(
        (piece.text, piece.kind == "added") for piece in words(upper.text, local.text) if piece.kind != "removed"
    )


def is_same(row: Row) -> bool:
    """Whether the local text need not be printed again."""
    return row.upper is not None and row.local is not None and bool(row.local.text) and row.upper.text == row.local.text


def late(row: Row) -> str:
    return "（晚于上级）" if row.is_late else ""


def told(items: Sequence[Entry]) -> str:
    """The names of a few items."""
    return "、".join(f"“{brief(item)}”" for item in items)
