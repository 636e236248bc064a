"""What stands in the cells of a 对照表, whatever the format: the words, the columns, what is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.trace import LISTS, RELATIONS, Entry, Relation, Row, Trace, counts
from docgen.trace_match import SURE, is_alike

TITLE = "上级部署与本级安排对照表"
CALLED: dict[Relation, str] = {
    "carried": "沿用",
    "changed": "改动",
    "added": "新增",
    "dropped": "删去",
    "unanswered": "未回应",
}
SAME = "文字与上级相同"
LEGEND = "本级一栏中带下划线的，是与上级不同的文字"
MEASURES = re.compile(r"(?<!目标|保障)(?:措施|任务|举措)")  # in what a part is called
HELPED = "（配合："
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


def brief(entry: Entry) -> str:
    """An item on one short line."""
    return _cut(line_of(entry))


def line_of(entry: Entry) -> str:
    """What an item is called, on one line; where it has no title, its text."""
    name = titled(entry)
    return " ".join((name if entry.title else f"{name} {entry.text}").split())


def _cut(text: str, most: int = 22) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def columns(trace: Trace) -> tuple[bool, bool]:
    """Whether any item has an owner, and whether any has a deadline: else the columns are not printed."""
    entries = [entry for row in trace.rows for entry in (row.upper, row.local) if entry]
    return any(entry.owner for entry in entries), any(entry.deadline for entry in entries)


def totals(trace: Trace) -> str:
    """措施6项：沿用2项，改动3项，删去1项；本级新增1项。 then all else, then the share: a line each."""
    called = next((word for row in trace.rows if row.upper and (word := _measure(row))), "")
    groups: dict[str, list[Row]] = {"measures": [], "points": [], "others": []}
    for row in trace.rows:
        groups["points" if row.within else "measures" if called and _measure(row) else "others"].append(row)
    late = sum(row.is_late for row in trace.rows)
    told = (
        (_counted(called, groups["measures"]), _counted("单列的要点", groups["points"])),
        (_counted("其他" if called else "上级共", groups["others"]),),
        (f"时限晚于上级的{late}项" if late else "", f"沿用上级文字{percent(trace.share)}"),
    )
    return "\n".join(filter(None, ("".join(f"{part}。" for part in parts if part) for parts in told)))


def _measure(row: Row) -> str:
    """The word for measures in what the row's part is called; "" for another part."""
    found = MEASURES.search((row.upper or row.local or _NOBODY).section)
    return found.group() if found else ""


def _counted(called: str, rows: Sequence[Row]) -> str:
    """措施6项：沿用2项，改动3项，删去1项；本级新增1项."""
    found = counts(rows)
    added = f"本级新增{found['added']}项" if found["added"] else ""
    slight = sum(not row.apart and 0 < len(row.altered) == len({*row.altered} & {"owner", "deadline"}) for row in rows)
    some = f"其中{slight}项" if slight < found["changed"] else ""
    told = {"changed": f"（{some}只改单位或时限）" if slight else ""}
    answers = "，".join(
        f"{CALLED[name]}{found[name]}项{told.get(name, '')}" for name in RELATIONS if name != "added" and found[name]
    )
    if not answers:
        return f"{called}：{added}" if added else ""
    return f"{called}{sum(found.values()) - found['added']}项：{'；'.join(filter(None, (answers, added)))}"


def percent(share: float) -> str:
    """Rounded down: 100% is all of it."""
    return f"{int(share * 100 + 1e-9)}%"


def _notes(row: Row) -> Iterator[str]:
    if row.within:
        yield f"在“{_cut(row.within)}”里"
    if row.relation == "unanswered":
        yield "本级没有相应安排，请补上，或写明不作安排的理由"
    if row.reason:
        yield f"理由：{row.reason.rstrip('。')}"
    if row.relation == "changed":
        yield "；".join(_changes(row))
    elif row.relation == "carried" and percent(row.share) != "100%":  # a few characters of a draft
        yield f"沿用上级文字{percent(row.share)}"
    if row.confidence is not None:
        yield f"对应把握{percent(row.confidence)}" + ("，请核对" if row.confidence < SURE else "")


def _changes(row: Row) -> Iterator[str]:
    """What differs; of an item with other words, who is to do it and by when are seen side by side."""
    if "more" in row.altered:
        yield "上级文字全部沿用，另有补充"
    elif "text" not in row.altered:
        yield "文字未动" if is_same(row) else "除称呼外文字未动"
        yield from _reassigned(row)
    else:
        yield _rewritten(row)
    if row.apart:
        told = "、".join(f"{CALLED[name]}{row.apart.count(name)}项" for name in RELATIONS if name in row.apart)
        yield f"要点{told}，见下"
    if not row.altered and not row.apart:
        yield "本级分在几处安排"


def _rewritten(row: Row) -> str:
    listed = row.upper is not None and row.upper.address in LISTS
    if percent(row.share) == "0%":
        return "全部改换" if listed else "全部改写"
    if percent(row.share) == "100%":
        return "个别字词有改动"
    return f"与上级相同的占{percent(row.share)}" if listed else f"沿用上级文字{percent(row.share)}"


def _reassigned(row: Row) -> Iterator[str]:
    if row.upper and row.local and "owner" in row.altered:
        (lead, _, help_), (own, _, own_help) = (
            entry.owner.removesuffix("）").partition(HELPED) for entry in (row.upper, row.local)
        )
        others = not is_alike(help_, own_help)
        if not (others and is_alike(lead, own)):
            yield _became("牵头单位", lead, own)
        if others:
            yield _became("配合单位", help_, own_help)
    if row.upper and row.local and "deadline" in row.altered:
        upper, local = row.upper.deadline, row.local.deadline
        yield _became("时限", upper, local, f"由{upper}" if upper else "")


def _became(called: str, upper: str, local: str, before: str = "") -> str:
    if not local:
        return f"{called}没有写（上级为{upper}）"
    return f"{called}{before}{'改为' if upper else '明确为'}{local}"


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
