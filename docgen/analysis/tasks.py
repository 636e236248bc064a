"""What a plan says that is to be done, as read from a draft: its measures with owner and deadline, its phases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from docgen.analysis.moments import moments
from docgen.draft import Draft, Line, Role, Sheet

_MEASURES = re.compile(r"任务|措施|举措|工作内容|整治内容|行动内容|工作重点|重点工作|重点内容")
_NO_MEASURES = re.compile(r"保障|要求|组织|纪律|步骤|安排|阶段|目标|原则|思路|总体|意义|背景|监督|职责|分工|问题|问责")
_ASSIGNED = re.compile("各(?:牵头|责任|承办|主办)(?:单位|部门)")  # who they are is said elsewhere
_SHARED = re.compile(r"(?:任务|职责|责任|工作)(?:分工|分解|清单)|分工(?:表|方案)|责任(?:分解|清单)|推进计划表|进度表")
MOST = 8  # measures that a message names
FEW = 3  # measures, of which something can be said
POINT = re.compile(r"(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十][，,、]|[①-⑳])")
_LIST = re.compile(r"[，。；：]")

# The owner of a task: a label, a tail in brackets, “由……牵头”, or a unit at the head of a sentence that must do it.
_LABEL = re.compile(
    r"(?:责任|牵头|配合|主办|协办|承办|落实|主责|参与)(?:单位|部门|科室|处室|机构|股室|领导|人员?)[：:]"
)
_BY = re.compile(r"由[^，。；]{2,24}?(?:负责|牵头|组织|承担|落实|主抓|实施)|[^，。；（]{2,16}(?:牵头|分工负责|按职责)")
_UNIT = re.compile(
    r"(?:局|委|办|厅|部|科|处|室|股|队|中心|政府|乡镇|街道|单位|部门|学校|企业|医院|公司|党组|党委|支部|银行|院|会|区|县|市)"
    r"(?:（[^）]{1,12}）)?(?:主要负责人)?(?:要|应当?|须|必须|负责|具体|会同|每[年季月周]|按照职责|统筹|定期)"
)
_EACH = re.compile(
    r"各(?:级|县|市|区|乡|镇|街|村|部|单|科|处|室|支|基|有关|相关|责任|成员|党)[^，。；]{0,12}?(?:要|应|须|负责)"
)
_TAIL = re.compile(
    r"^[（(【]?(?:责任|牵头|配合|主办|承办)(?:单位|部门|科室|处室)"
    r"|[（(【][^（）()]{2,60}(?:负责|牵头|配合|落实)[^（）()]{0,40}[）)】][。；]?$"
)

_TERM = re.compile(r"(?:时限|期限|时间|日期|进度)(?:要求|安排)?[：:]")
_STANDING = re.compile(
    r"长期(?:坚持|开展|实施)|持续(?:推进|实施|开展)[）)。；]|常态化|每(?:年|季|月|周|半年|日)|全年|贯穿|立即|即日起|按[季月年周]|"
    r"(?:\d+|[一二三四五六七八九十]+)个?(?:工作日|日|天|周|月|年)(?:之?内|前)|[年月]底|季度|年内|\d{4}年"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the first level with the lines under it, its own deeper headings among them."""

    heading: str
    lines: tuple[Line, ...]


class Said(IntEnum):
    """How an owner or a deadline is given: not at all, in the words of the text, or under a label (责任单位：)."""

    NOT = 0
    TOLD = 1
    LABELLED = 2


@dataclass(frozen=True, slots=True)
class Task:
    """A measure: the line that opens it, what it is called, and how its owner and its deadline are given."""

    line: Line
    title: str
    owner: Said
    deadline: Said


# ── sections ──


def sections(sheet: Sheet) -> tuple[Section, ...]:
    """The sections under headings of the first level; what stands before the first has no heading."""
    found: list[Section] = []
    heading, lines = "", list[Line]()
    for line in sheet.of(Role.BLOCK, Role.CELL):
        if line.level == 1 and len(line.words) <= 40:
            found.append(Section(heading, tuple(lines)))
            heading, lines = line.words.rstrip("。，、；："), []
        else:
            lines.append(line)
    return (*found, Section(heading, tuple(lines)))


# ── measures ──


@lru_cache(maxsize=1)
def measures(draft: Draft) -> tuple[tuple[Sheet, tuple[Task, ...]], ...]:
    """The measures of each plan in a draft."""
    plans = (sheet for sheet in draft.sheets if sheet.genre == "plan")
    return tuple((sheet, tuple(_tasks(sheet))) for sheet in plans)


def _tasks(sheet: Sheet) -> Iterator[Task]:
    for section in sections(sheet):
        if _MEASURES.search(section.heading) and not _NO_MEASURES.search(section.heading):
            yield from _of_group(_opened(section.lines), Said.NOT, Said.NOT)


def _opened(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in groups, each under the numbered line, or the point (一是, 一要), that opens it."""
    numbered = any(line.level for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        opens = bool(line.level) if numbered else POINT.match(line.words) is not None
        if opens and line.role is Role.BLOCK:
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    return groups


def _of_group(groups: Sequence[list[Line]], owner: Said, deadline: Said) -> Iterator[Task]:
    """The innermost numbered items; what a group says for all of its items holds for each of them."""
    if not groups:
        return
    top = min(group[0].level for group in groups)
    starts = [n for n, group in enumerate(groups) if group[0].level == top]
    for at, after in pairwise((*starts, len(groups))):
        group, *inner = groups[at:after]
        end = inner[-1][-1] if inner else None
        common = "\n".join(line.words for line in group) + (f"\n{end.words}" if end and _is_tail(end, inner) else "")
        owned, dated = max(owner, owner_in(common)), max(deadline, deadline_in(common, group))
        if inner:
            yield from _of_group(inner, owned, dated)
        else:
            yield Task(group[0], title_of(group[0]), owned, dated)


def _is_tail(end: Line, inner: Sequence[list[Line]]) -> bool:
    """Whether a line after the last item speaks for the whole group: it stands alone, and no other item has one."""
    return len(inner[-1]) > 1 and not end.level and _TAIL.search(end.words) is not None


def title_of(line: Line) -> str:
    """What an item is called: its heading, else its first clause, without 一是 and the like."""
    words = POINT.sub("", line.heading or line.words, count=1)
    return _LIST.split(words, maxsplit=1)[0][:24]


def owner_in(text: str) -> Said:
    lines = text.split("\n")
    if _LABEL.search(text) or any(map(_TAIL.search, lines)):
        return Said.LABELLED
    return Said.TOLD if _BY.search(text) or _EACH.search(text) or any(map(_unit_acts, lines)) else Said.NOT


def _unit_acts(words: str) -> bool:
    """A sentence that begins with a unit and says that it must do something."""
    return any(_UNIT.search(_LIST.split(sentence, maxsplit=1)[0][:40]) for sentence in words.split("。"))


def deadline_in(text: str, lines: Sequence[Line]) -> Said:
    if _TERM.search(text):
        return Said.LABELLED
    return Said.TOLD if _STANDING.search(text) or any(True for line in lines for _ in moments(line)) else Said.NOT


def has_plan_of_work(draft: Draft) -> bool:
    """A table or a section of tasks with their owners, or an attachment that is said to hold one."""
    return any(map(_gives_owners, draft.lines))


def _gives_owners(line: Line) -> bool:
    cell = line.role is Role.CELL or "\t" in line.text
    named = line.level > 0 or line.role is not Role.BLOCK or "附件" in line.text[:60]
    if _ASSIGNED.search(line.text) or (cell and _OWNER_COLUMN.search(line.text)):
        return True
    return named and _SHARED.search(line.words[:60]) is not None


_OWNER_COLUMN = re.compile(r"(?:责任|牵头|主办|承办)(?:单位|部门|科室|处室|人)")


def is_timed(sheet: Sheet) -> bool:
    """Whether a sheet sets any time at all: a date that is not only its own."""
    return any(True for line in sheet.of(Role.BLOCK, Role.CELL) for _ in moments(line))


def lacking(tasks: Sequence[Task], said: Sequence[Said]) -> tuple[Task, ...]:
    """Those that lack something: all of them, or a few where most have it under a label; with less it is no habit."""
    labelled = said.count(Said.LABELLED)
    if len(tasks) < FEW or (any(said) and labelled * 3 < len(tasks) * 2):
        return ()
    return tuple(task for task, how in zip(tasks, said, strict=True) if how is Said.NOT)


def listed(tasks: Sequence[Task]) -> str:
    """“清理台账”“组织验收”: what tasks are called, no more than a few."""
    names = "".join(f"“{task.title}”" for task in tasks[:MOST])
    return names if len(tasks) <= MOST else f"{names}等"
