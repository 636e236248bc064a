"""What of a hand-written draft is traced to the level below: its tasks, each with owner and deadline as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.analysis.moments import moments
from docgen.draft import Draft, Kind, Line, Sheet
from docgen.trace_of_campaign import Piece, owner

DEEPEST = 3  # levels that open an item; （1） and ① are read within it
LEAST = 60  # characters of a lead over several items that says something by itself

_LEADS_ON = re.compile(r"[：:]\s*$")
_CLOSING = re.compile(
    r"^本(?:方案|意见|办法|计划|通知|行动方案|实施方案).{0,12}(?:施行|实施|执行|有效期|负责解释)|^特此通知|^附件[：:]"
)
_UNITS = r"[^（）()；。：:\n]{2,120}?(?:（[^（）]{1,12}）[^（）()；。：:\n]{0,60}?){0,3}"
_LEAD = re.compile(
    rf"(?:责任|牵头|主办|承办|落实|主责|实施)(?:单位|部门|科室|处室|股室)[：:]\s*({_UNITS})(?=[；。）)\n]|$)"
)
_HELP = re.compile(rf"(?:配合|协办|参与|协助)(?:单位|部门|科室|处室|股室)[：:]\s*({_UNITS})(?=[；。）)\n]|$)")
_TOLD = re.compile(
    r"[（(]((?:[^（）()；。：:]|（[^（）]{1,12}）){2,120}?)(?:共同|分别)?(?:牵头|负责|按(?:照)?职责分工负责)"
    r"(?:[，；、](?:((?:[^（）()；。：:]|（[^（）]{1,12}）){2,120}?)(?:等)?(?:按(?:照)?职责(?:分工)?)?(?:参与|参加|协助)?(?:配合|负责|参与))?)?(?:[，；][^（）()]{0,30})?[）)]"
)
_OWNED = re.compile(  # at the end of a line: brackets that assign the task, or a label with its units
    r"[（(](?:[^（）()\n]|（[^（）\n]{1,12}）){0,200}(?:单位：|部门：|科室：|处室：|牵头|负责|配合)(?:[^（）()\n]|（[^（）\n]{1,12}）){0,200}[）)]。?(?=\n|$)"
    r"|(?:(?<=[。；\n])|^)(?:责任|牵头|主办|承办|落实|主责|实施)(?:单位|部门|科室|处室|股室)[：:][^\n。]{2,120}。?(?=\n|$)"
    r"|^(?:完成|办结|整改)(?:时限|期限|时间)[：:].{2,40}$",
    re.MULTILINE,
)
_TERM = re.compile(r"(?:完成|办结|整改|工作)?(?:时限|期限|时间|日期)(?:要求|安排)?[：:]\s*([^；。，）)\n]{2,40})")
_BEFORE = re.compile(r"\s?(?:以前|之前|前|底前|内)")


@dataclass(slots=True)
class _Group:
    """A numbered line, or none at the head of a sheet, with the lines up to the next one."""

    level: int
    mark: str
    heading: str
    lines: list[str] = field(default_factory=list)
    read: list[Line] = field(default_factory=list)


def draft_pieces(draft: Draft) -> tuple[Piece, ...]:
    """Every task of a draft, in its order. A shell (印发通知) around a plan is left out."""
    numbered = [sheet for sheet in draft.sheets if any(map(_opens, sheet.body))]
    found: list[Piece] = []
    for sheet in numbered or draft.sheets:
        way = "" if len(numbered) < 2 else _called(sheet, draft)
        found += _of_sheet(sheet, way)
    return tuple(found)


def _called(sheet: Sheet, draft: Draft) -> str:
    if sheet.kind is Kind.ATTACHMENT:
        attached = [each for each in draft.sheets if each.kind is Kind.ATTACHMENT]
        return f"附件{attached.index(sheet) + 1 if len(attached) > 1 else ''} "
    return ""


def _opens(line: Line) -> bool:
    return 0 < line.level <= DEEPEST


def _of_sheet(sheet: Sheet, way: str) -> Iterator[Piece]:
    """The innermost items; what stands over several of them where it says something by itself."""
    groups = _groups(sheet)
    trail: list[_Group] = []
    for n, group in enumerate(groups):
        trail = [over for over in trail if over.level < group.level] + [group]
        section = trail[0].heading if trail[0].level == 1 else ""
        marks = way + "".join(each.mark for each in trail)
        within = n + 1 < len(groups) and groups[n + 1].level > group.level
        yield from _lead(group, section, marks) if within else _whole(group, section, marks)


def _groups(sheet: Sheet) -> list[_Group]:
    lines = [line for line in sheet.body if not _CLOSING.match(line.words)]
    numbered = any(map(_opens, lines))
    groups: list[_Group] = [] if numbered else [_Group(1, "", "")]
    for line in lines:
        if _opens(line) or (not numbered and line.alone):
            heading = line.heading
            groups.append(_Group(line.level or 1, line.mark, heading.rstrip("。，；：:"), [], [line]))
            said = line.body if heading else line.words
            if said.strip() and said.strip() != heading:
                groups[-1].lines.append(said.strip())
        elif groups:
            groups[-1].lines.append(line.words)
            groups[-1].read.append(line)
    return groups


def _lead(group: _Group, section: str, marks: str) -> Iterator[Piece]:
    text = "\n".join(group.lines)
    if len(text) >= LEAST and not _LEADS_ON.search(text):
        yield _piece(marks, section, group.heading, text, group.read)


def _whole(group: _Group, section: str, marks: str) -> Iterator[Piece]:
    """An item; under a heading of the first level each paragraph is one."""
    if group.level == 1 and len(group.lines) > 1:
        later = group.read[-len(group.lines) :]
        for n, (text, line) in enumerate(zip(group.lines, later, strict=True), start=1):
            yield _piece(f"{marks}第{n}段", section, "", text, [line])
    elif group.lines or group.heading:
        yield _piece(marks, section, group.heading, "\n".join(group.lines), group.read)


def _piece(address: str, section: str, title: str, text: str, lines: Sequence[Line]) -> Piece:
    """An item; who is to do it stands beside its text, not in it."""
    who = owner_of(text)
    said = "\n".join(filter(None, map(str.strip, _OWNED.sub("", text).split("\n")))) if who else text
    return Piece(address, "", section, title, said, who, deadline_of(text, lines))


def owner_of(text: str) -> str:
    """牵头（配合：…） as a text says it at its end or under a label; "" where it does not."""
    lead, support = _LEAD.search(text), _HELP.search(text)
    if lead or support:
        return owner(_units(lead[1]) if lead else "", [_units(support[1])] if support else [])
    if told := _TOLD.search(text):
        return owner(_units(told[1]), [_units(told[2])] if told[2] else [])
    return ""


def _units(text: str) -> str:
    return re.sub(r"[，,]", "、", text.strip("，,、； ")).removeprefix("由").removesuffix("牵头").removesuffix("配合")


def deadline_of(text: str, lines: Sequence[Line]) -> str:
    """By when, as the text says it: under a label, else every “…前” and “…底”, in order."""
    if found := _TERM.search(text):
        return found[1].strip()
    dates = [
        moment for line in lines for moment in moments(line) if _is_limit(moment.line.text, moment.end, moment.part)
    ]
    return "、".join(dict.fromkeys(m.text + _before(m.line.text, m.end) for m in dates))


def _is_limit(text: str, end: int, part: str) -> bool:
    return part in ("底", "末") or _BEFORE.match(text, end) is not None


def _before(text: str, end: int) -> str:
    found = _BEFORE.match(text, end)
    return found.group().strip() if found else ""
