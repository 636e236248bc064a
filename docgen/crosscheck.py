"""What holds between the keys of a campaign: ids, references, periods, tables. Types are the schema's business."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from itertools import pairwise

from docgen import formalities
from docgen.campaign import (
    Campaign,
    Item,
    Measure,
    NextStep,
    Phase,
    Practice,
    RequiredTerm,
    Result,
    Section,
    Wording,
    Written,
    addressed,
)
from docgen.keys import SECTIONS, Fault, Loc, Model, deadline_date
from docgen.nearest import did_you_mean, nearest
from docgen.notation import Date, recount
from docgen.remembered import while_it_lives

_Placed = Sequence[tuple[Loc, Model]]
_POSITION = re.compile(r"p([1-9]\d*)")
_NOT_IN_IDS = re.compile(r"[\s.\[\]{}|]")


def faults(
    campaign: Campaign, *, broken: Set[str] = frozenset(), in_chinese: bool = True, without: Container[int] = ()
) -> Iterator[Fault]:
    """Everything that is wrong or doubtful. `broken`: keys at the top in which something was left out to make it valid;
    a reference into an empty list of these is passed over, as the list may be what was left out.
    in_chinese: the file's own keys are, and so are those that a message lists.
    without: parts that have been looked at before, with all that is in them, by identity. Which items they refer to is
    looked at all the same, which of the campaign's own sections is not.
    """
    for loc, model in _models(campaign, (), without):
        yield from _lists(model, loc, without)
        if isinstance(model, Written):
            yield from _table(model, loc)
        if isinstance(model, Item):
            yield from _label(model, loc)
        if isinstance(model, Phase):
            yield from _period(model, loc)
        if isinstance(model, Wording):
            yield from _wording(model, loc, campaign, in_chinese)
        if isinstance(model, Section | RequiredTerm):
            yield from _section_names(model, loc, campaign, in_chinese)
    parts = tuple(_parts(campaign))
    yield from _references(campaign, parts, broken)
    yield from _deadlines(campaign, parts)
    yield from formalities.faults(campaign)


def _models(model: Model, loc: Loc, without: Container[int] = ()) -> Iterator[tuple[Loc, Model]]:
    """A model and those in it, to any depth."""
    yield loc, model
    for at, part in _parts(model):
        if id(part) not in without:
            yield from _models(part, (*loc, *at), without)


def _parts(model: Model) -> Iterator[tuple[Loc, Model]]:
    """The models right in one."""
    for name, value in model.__dict__.items():
        if isinstance(value, Model):
            yield (name,), value
        elif isinstance(value, tuple):
            for n, entry in enumerate(value):
                if isinstance(entry, Model):
                    yield (name, n), entry


def _lists(model: Model, loc: Loc, without: Container[int]) -> Iterator[Fault]:
    for name, value in model.__dict__.items():
        if isinstance(value, tuple) and value and isinstance(value[0], Item | Section):
            yield from _ids(value, (*loc, name))
            if isinstance(value[0], Phase):
                yield from _sequence(value, (*loc, name))
            for n, entry in enumerate(value):
                if id(entry) not in without and isinstance(entry, Item) and not _says_anything(entry):
                    yield Fault((*loc, name, n), "这一项没有标题、内容和要点", "请补上，或删去这一项", "warning")


def _says_anything(item: Item) -> bool:
    return any(value for name, value in item.__dict__.items() if name != "id")


def _ids(siblings: tuple[Item | Section, ...], loc: Loc) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for n, item in enumerate(siblings):
        at = (*loc, n, "id")
        position = _POSITION.fullmatch(item.id)
        if _NOT_IN_IDS.search(item.id):
            yield Fault(at, f"编号“{item.id}”里不能有空格、点号和括号", "请只用字母、汉字、数字、- 和 _")
        elif isinstance(item, Section) and item.id in SECTIONS:
            yield Fault(at, f"编号“{item.id}”是原有章节的名字", "请换一个编号")
        elif position and n + 1 != int(position[1]) <= len(siblings) and siblings[int(position[1]) - 1].id == item.id:
            yield Fault(at, f"编号“{item.id}”重复：它是第{position[1]}项的缺省编号", "请换一个编号")
        elif item.id and item.id in first:
            yield Fault(at, f"编号“{item.id}”重复：第{first[item.id] + 1}项已经用了", "同级的编号不能相同，请换一个")
        first.setdefault(item.id, n)


def _table(block: Written, loc: Loc) -> Iterator[Fault]:
    if not block.table:
        return
    columns = len(block.table[0])
    if columns < 2:
        yield Fault((*loc, "table"), "表格至少要有两列", "每行请写成 [甲, 乙]，第一行是表头")
        return
    for n, row in enumerate(block.table[1:], start=1):
        if len(row) != columns:
            hint = "请补齐或删去多余的格；空格写成 ''；格里有逗号的，请给这一格加英文引号"
            yield Fault((*loc, "table", n), f"表格第{n + 1}行有{len(row)}格，表头有{columns}格", hint)


def _label(item: Item, loc: Loc) -> Iterator[Fault]:
    """A label that counts, over another number of points; composing counts it anew."""
    label, total = item.label.strip("“”"), len(item.points)
    if item.points and recount(label, total) != label:
        hint = f"请核对要点；生成时会写成“{recount(label, total)}”"
        yield Fault((*loc, "label"), f"概括语“{label}”与要点的条数（{total}条）不符", hint, "warning")


def _period(phase: Phase, loc: Loc) -> Iterator[Fault]:
    if phase.start and phase.end and phase.end.last < phase.start.first:
        yield Fault((*loc, "end"), f"结束（{phase.end}）早于开始（{phase.start}）", "请核对这两个日期")


def _sequence(phases: tuple[Phase, ...], loc: Loc) -> Iterator[Fault]:
    """Phases that overlap or leave a gap for certain; a month and a day in it may well meet."""
    for n, (one, two) in enumerate(pairwise(phases), start=1):
        if not (one.end and two.start) or (one.start and one.end.last < one.start.first):
            continue
        sure = bool(one.end.day) == bool(two.start.day)
        at = (*loc, n, "start")
        if two.start.first <= (one.end.last if sure else one.end.first):
            yield Fault(at, f"与上一步重叠：上一步到{one.end}才结束", "请核对两步的日期", "warning")
        elif two.start.first > one.end.last + timedelta(days=1):
            yield Fault(at, f"与上一步之间有空档：上一步到{one.end}结束", "请核对两步的日期", "warning")


def _wording(wording: Wording, loc: Loc, campaign: Campaign, in_chinese: bool) -> Iterator[Fault]:
    own = [section.id for section in campaign.sections]
    for name in ("headings", "leads", "closings", "enumerators"):
        texts: Mapping[str, object] = getattr(wording, name)
        known = {**SECTIONS, **dict.fromkeys(own, "")}
        if name != "headings":
            del known["title"]
        for section in texts:
            if section not in known:
                hint = _which_section(SECTIONS.get(section, section), known, in_chinese)
                yield Fault((*loc, name, section), f"没有“{SECTIONS.get(section, section)}”这个章节", hint)


def _which_section(word: str, known: Mapping[str, str], in_chinese: bool) -> str:
    """The nearest section in either language; without one, those of the file's language and the campaign's own."""
    spellings = [spelling for pair in known.items() for spelling in pair if spelling]
    if (hint := did_you_mean(word, spellings)).startswith("是不是"):
        return hint
    return "这里可以写：" + "、".join((chinese or own) if in_chinese else own for own, chinese in known.items())


def _section_names(model: Section | RequiredTerm, loc: Loc, campaign: Campaign, in_chinese: bool) -> Iterator[Fault]:
    places = (
        [((*loc, "after"), model.after)]
        if isinstance(model, Section)
        else [((*loc, "sections", n), section) for n, section in enumerate(model.sections)]
    )
    own = {section.id for section in campaign.sections} - {model.id if isinstance(model, Section) else ""}
    for at, section in places:
        if section and section not in SECTIONS and section not in own:
            hint = _which_section(section, {**SECTIONS, **dict.fromkeys(sorted(own), "")}, in_chinese)
            yield Fault(at, f"没有“{section}”这个章节", hint)


_REFERRING: Mapping[type[Model], str] = {
    Measure: "addresses",
    NextStep: "addresses",
    Practice: "answers",
    Result: "goal",
}


@while_it_lives  # a batch looks at the same items again and again
def _referring(part: Model) -> tuple[tuple[Loc, type[Model], str], ...]:
    """Each reference in a part, with its place there and the kind of the item that it stands in."""
    found = []
    for loc, model in _models(part, ()):
        if name := _REFERRING.get(type(model)):
            value: str | tuple[str, ...] = getattr(model, name)
            texts = {(): value} if isinstance(value, str) else {(n,): text for n, text in enumerate(value)}
            found += [((*loc, name, *at), type(model), text) for at, text in texts.items() if text]
    return tuple(found)


def _references(campaign: Campaign, parts: _Placed, broken: Set[str]) -> Iterator[Fault]:
    problems, measures = set(_addresses(campaign.problems)), set(_addresses(campaign.measures))
    either = problems | set(_addresses(campaign.report.shortcomings))
    targets: Mapping[type[Model], tuple[set[str], str, set[str]]] = {
        Measure: (problems, "问题清单", {"problems"}),
        NextStep: (either, "问题清单和不足", {"problems", "report"}),
        Practice: (measures, "措施", {"measures"}),
        Result: (set(_addresses(campaign.goals)), "目标", {"goals"}),
    }
    misnamed = broken - Campaign.model_fields.keys()  # an unknown key may well be the list that is missed
    for loc, part in parts:
        for at, kind, reference in _referring(part):
            known, where, lists = targets[kind]
            if reference in known or (not known and (misnamed or lists & broken)):
                continue
            yield Fault((*loc, *at), f"{where}里没有编号为“{reference}”的一项", _which(reference, known, where))


def _which(reference: str, known: set[str], where: str) -> str:
    if not known:
        return f"请先写{where}，或删去这一处"
    several = re.split(r"[，、；,\s]+", reference)
    if len(several) > 1 and known.issuperset(several):
        return f"几个编号请写成 [{', '.join(several)}]，逗号用英文的"
    near = nearest(reference, sorted(known), at_least=70)
    return f"是不是“{near}”？" if near else "现有的编号：" + "、".join(sorted(known)[:12])


def _addresses(items: tuple[Item, ...]) -> Iterator[str]:
    return (address for address, _ in addressed(items))


@while_it_lives
def _limits(part: Model) -> tuple[tuple[Loc, Date], ...]:
    """The days by which something in a part is to be done, with their places there."""
    limits = [
        ((*loc, "deadline"), deadline_date(model.deadline))
        for loc, model in _models(part, ())
        if isinstance(model, Measure)
    ]
    return tuple((loc, day) for loc, day in limits if day)


def _deadlines(campaign: Campaign, parts: _Placed) -> Iterator[Fault]:
    days = [day for phase in campaign.phases for day in (phase.start, phase.end) if day]
    if not any(phase.start for phase in campaign.phases) or not any(phase.end for phase in campaign.phases):
        return
    first, last = min(day.first for day in days), max(day.last for day in days)
    for loc, part in parts:
        for at, day in _limits(part):
            if day.first > last or day.last < first:
                span = f"{_said(first)}至{_said(last)}"
                message = f"时限（{day}）不在各步骤的期间（{span}）里"
                yield Fault((*loc, *at), message, "请核对时限和步骤", "warning")


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
