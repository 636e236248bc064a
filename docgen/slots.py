"""Slots (`{{ … }}`) in the texts of a campaign, replaced by the campaign's own values.

Names resolve to keys of the campaign file, in either language, and to nothing else; a value that itself holds a slot
is rendered first; what comes from a units table is never rendered. A campaign file from anyone stays data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from docgen.campaign import Campaign, Item, LeadingGroup, Person, spelled
from docgen.changed_places import Ways, changed, ways
from docgen.expression import MAX_TEXT, ONLY_KEYS, TOO_LONG, TOO_LONG_HINT, SlotError, evaluate, text
from docgen.keys import SECTIONS, Fault, Loc, Model, as_deadline, section_id
from docgen.leading_group import leading_group_sentence
from docgen.nearest import did_you_mean, nearest
from docgen.notation import SLOT, Date
from docgen.slot_text import Slot, slot_text
from docgen.unit_cell import cell

LEADING_GROUP = "\ue000"  # stands before the sentence that prints the leading group
HEADING_COUNT = "\ue003"  # stands for the number of first-level headings, which only compose knows
COUNTED = ("heading_count", "大标题数")
BROUGHT, BROUGHT_END = SLOT  # around what a slot brought into an enumerator
MAX_TOTAL = 3_000_000  # characters that all slots of a campaign bring together

_MARKED = re.compile(r"\{[{%#]|\}\}")
_UNIT = ("unit", "单位")
_OF_UNIT = (*_UNIT, *("issuer", "superior"), *map(Campaign.spelling, ("issuer", "superior")))
_NO_MARKS = str.maketrans("", "", LEADING_GROUP + BROUGHT + BROUGHT_END)
_NO_BROUGHT = str.maketrans("", "", BROUGHT + BROUGHT_END)
_FILL_IN = "请在活动文件里写上这一项"
_WITH_TABLE = (
    "给各单位各生成一套的，请运行 docgen batch 这份文件 --units 单位表 --check；"
    "只给本单位用的，请换成活动里的键名，如 {{ 发文机关.简称 }}"
)
_CYCLE = "请把其中一处改成文字"
_M = TypeVar("_M", bound=Model)


def render(
    campaign: Campaign,
    unit: Mapping[str, str] | None = None,
    *,
    draft: bool = False,
    literal: Collection[str] = (),
    without: Collection[int] = (),
) -> tuple[Campaign, tuple[Fault, ...]]:
    """The campaign with every slot replaced, and what is wrong with the slots; a faulty text stays as it is.

    unit: a row of a units table; without one, `unit` is the issuer.
    draft: a text whose slot names a key without a value becomes 【待补：…】 instead of a fault.
    literal: keys of the campaign whose texts come from a units table and are never rendered.
    without: what is known to hold no slots, by identity (`slotless`).
    """
    renderer = _Renderer(campaign, unit, draft, literal, without)
    done = renderer.model(campaign, ())
    return done, tuple(renderer.faults)


def slotless(model: Model) -> set[int]:
    """The models in one in which no slot stands, by identity, and itself if that is true of all."""
    found: set[int] = set()

    def has_slots(value: Any) -> bool:
        if isinstance(value, str):
            return "{" in value or "}" in value
        if isinstance(value, Model):
            some = sum(map(has_slots, value.__dict__.values())) > 0  # all are looked at
            if not some:
                found.add(id(value))
            return some
        entries = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
        return sum(map(has_slots, entries)) > 0

    has_slots(model)
    return found


@dataclass(frozen=True, slots=True)
class Shared:
    """A campaign rendered as far as it is the same for every unit. particular: where it is not, its slots still there:
    what a text says of the unit, or of whoever issues for it.
    """

    campaign: Campaign
    particular: Ways


def holds_slots(value: Any) -> bool:
    """Whether a text of a value, or of what is in it, holds a slot still, or looks so."""
    if isinstance(value, str):
        return "{{" in value
    inside = value.__dict__ if isinstance(value, Model) else value
    entries = inside.values() if isinstance(inside, dict) else inside if isinstance(inside, tuple) else ()
    return any(map(holds_slots, entries))


def share(
    campaign: Campaign, unit: Mapping[str, str], *, draft: bool, literal: Collection[str]
) -> tuple[Shared, tuple[Fault, ...]]:
    """What the versions of all units share, and what is wrong with the slots. unit: any row."""
    renderer = _Renderer(campaign, unit, draft, literal, sparing=True)
    done = renderer.model(campaign, ())
    return Shared(done, ways(renderer.particular)), tuple(renderer.faults)


def render_particular(
    campaign: Campaign, unit: Mapping[str, str], particular: Ways, *, draft: bool, literal: Collection[str]
) -> tuple[Campaign, tuple[Fault, ...]]:
    """As `render`, of a campaign that holds slots at these places alone. All else stays the same objects."""
    renderer = _Renderer(campaign, unit, draft, literal)
    done = changed(campaign, particular, (), renderer.any) if particular else campaign
    return done, tuple(renderer.faults)


class _ToldError(Exception):
    """A text that this one needs is faulty, which has been told where it stands."""


@dataclass(frozen=True, slots=True)
class _At:
    """A value of the campaign and where it stands."""

    value: Any
    loc: Loc
    of_unit: bool = False  # it stands for the unit where there is no units table


@dataclass(slots=True)
class _Renderer:
    """The scope of the expressions (see expression.Scope) and the walk over the texts."""

    campaign: Campaign
    unit: Mapping[str, str] | None
    draft: bool
    literal: Collection[str] = ()
    without: Collection[int] = ()
    sparing: bool = False  # what speaks of the unit stays as it is
    faults: list[Fault] = field(default_factory=list)
    particular: set[Loc] = field(default_factory=set)
    of_unit: bool = False  # whether the text that is being rendered has come to speak of the unit
    done: dict[Loc, str | None] = field(default_factory=dict)
    stack: list[Loc] = field(default_factory=list)
    total: int = 0

    # The walk

    def model(self, model: _M, loc: Loc) -> _M:
        changes = {
            name: after
            for name, before in model.__dict__.items()
            if before and (after := self.any(before, (*loc, name))) is not before
        }
        return model.model_copy(update=changes) if changes else model

    def any(self, value: Any, loc: Loc) -> Any:
        """A value with its slots replaced; the same object when there were none."""
        if isinstance(value, str):
            return self._field(value, loc) if "{" in value or "}" in value else value
        if isinstance(value, Model):
            return value if id(value) in self.without else self.model(value, loc)
        if isinstance(value, tuple):
            entries = tuple(self.any(entry, (*loc, n)) for n, entry in enumerate(value))
            return entries if any(a is not b for a, b in zip(entries, value, strict=True)) else value
        if isinstance(value, dict):
            texts = {key: self.any(entry, (*loc, key)) for key, entry in value.items()}
            return texts if any(texts[key] is not value[key] for key in value) else value
        return value

    def _field(self, value: str, loc: Loc) -> Any:
        try:
            rendered = self.text(value, loc)
            if self.sparing and loc in self.particular:
                return value
            return as_deadline(rendered) if loc[-1] == "deadline" and rendered is not value else rendered
        except ValueError as error:
            self.faults.append(Fault(loc, str(error)))
        except _ToldError:
            pass
        return value

    def text(self, value: str, loc: Loc) -> str:
        """A text with its slots replaced.

        Raises _ToldError where something is wrong, after telling it; SlotError where it is being rendered already.
        """
        if ("{" not in value and "}" not in value) or loc[0] in self.literal:
            return value
        if not _MARKED.search(value):
            return value
        if loc in self.stack:
            here, there = spelled(loc), spelled(self.stack[-1])
            raise SlotError(f"“{here}”引用了它自己" if here == there else f"“{there}”和“{here}”互相引用", _CYCLE)
        if loc not in self.done:
            outside, self.of_unit = self.of_unit, False
            self.stack.append(loc)
            self.done[loc] = self._replace(value, loc)
            self.stack.pop()
            if self.of_unit:
                self.particular.add(loc)
            self.of_unit = outside
        self.of_unit = self.of_unit or loc in self.particular
        known = self.done[loc]
        if known is None:
            raise _ToldError
        return known

    def _replace(self, value: str, loc: Loc) -> str | None:
        """None where something is wrong, once everything that is wrong has been told."""
        read = slot_text(value)
        if read.statement:
            self._tell(loc, SlotError(f"这里不支持 {read.statement}", "只能用 {{ }} 引用活动里的内容"), read.statement)
            return None
        if read.unpaired:
            self._tell(loc, SlotError("{{ 和 }} 没有配对", "请写成 {{ 键名 }}，前后各两个花括号"), *read.unpaired)
        right = not read.unpaired
        pieces: list[str] = []
        length = 0
        for slot in read.slots:
            try:
                piece = _joined(self._slot(slot, loc), slot.after)
                pieces += (slot.before, piece)
                length += len(slot.before) + len(piece)
                if length > MAX_TEXT:
                    raise SlotError(TOO_LONG, TOO_LONG_HINT)
            except _ToldError:
                right = False
            except SlotError as error:
                if self.draft and error.missing:
                    return f"【待补：{error.missing}】"
                self._tell(loc, error, slot.written, value.count(slot.written, 0, slot.start))
                right = False
        return "".join(pieces) + read.end if right else None

    def _slot(self, slot: Slot, loc: Loc) -> str:
        if self.unit is not None and slot.column:
            self.of_unit = True
            piece = self._cell(self.unit, slot.column)
        else:
            piece = text(evaluate(slot.expression, self))
        return BROUGHT + piece.translate(_NO_MARKS) + BROUGHT_END if "enumerators" in loc else piece

    def _tell(self, loc: Loc, error: SlotError, part: str, nth: int = 0) -> None:
        if error.message != TOO_LONG or all(fault.message != TOO_LONG for fault in self.faults):
            self.faults.append(Fault(loc, error.message, error.hint, part=part, nth=nth, empty=bool(error.missing)))

    # The scope

    def name(self, name: str) -> object:
        if name in COUNTED:
            return HEADING_COUNT
        self.of_unit = self.of_unit or name in _OF_UNIT
        if name in _UNIT:
            return self.unit if self.unit is not None else _At(self.campaign.issuer, ("issuer",), of_unit=True)
        return self._key(_At(self.campaign, ()), name, _UNIT)

    def attribute(self, base: object, name: str) -> object:
        if isinstance(base, Mapping):
            return self._cell(base, name)
        if not isinstance(base, _At):
            raise SlotError(f"文字后面不能再接“.{name}”", ONLY_KEYS)
        value = base.value
        if isinstance(value, Model):
            return self._key(base, name)
        where = spelled(base.loc)
        if isinstance(value, dict):
            english = section_id(name)
            if english in value:
                return _At(value[english], (*base.loc, english))
            hint = "" if english in SECTIONS else did_you_mean(name, [*value, *SECTIONS, *SECTIONS.values()])
            missing = _words((*base.loc, english)) if english in SECTIONS else ""
            raise SlotError(f"“{where}”里没有写“{name}”", hint, missing)
        if isinstance(value, tuple) and value and isinstance(value[0], Item):
            if (n := next((n for n, item in enumerate(value) if item.id == name), -1)) >= 0:
                return _At(value[n], (*base.loc, n))
            hint = "第几项请用 [0]、[1] 指明（从 0 数起），或写它的编号"
            raise SlotError(f"“{where}”里没有编号为“{name}”的一项", hint)
        if value is None or value == ():
            raise SlotError(f"“{where}”还没有填写", _FILL_IN, _words(base.loc))
        raise SlotError(f"“{where}”后面不能再接“.{name}”", ONLY_KEYS)

    def item(self, base: object, index: int) -> object:
        if not isinstance(base, _At) or not isinstance(base.value, tuple):
            raise SlotError(f"这里不能用 [{index}]", "只有列表才能指明第几项")
        count = len(base.value)
        if not -count <= index < count:
            raise SlotError(f"“{spelled(base.loc)}”只有 {count} 项，没有 [{index}]", "从 0 数起，第一项是 [0]")
        return _At(base.value[index], (*base.loc, index % count))

    def count(self, base: object) -> int:
        value = base.value if isinstance(base, _At) else base
        if not isinstance(value, tuple | str):
            raise SlotError("这里数不出个数", "只有列表和文字才能数个数")
        return len(value)

    def plain(self, value: object) -> Any:
        if self.total > MAX_TOTAL:
            raise SlotError(TOO_LONG, TOO_LONG_HINT)
        if isinstance(value, Mapping):
            raise SlotError("“unit”后面要接一个列名", "如 {{ unit.名称 }}")
        if not isinstance(value, _At):
            return value
        found, loc = value.value, value.loc
        if isinstance(found, str) and found:
            return self._counted(self.text(found, loc).translate(_NO_BROUGHT))
        if isinstance(found, LeadingGroup):
            name = self.plain(_At(self.campaign.name, ("name",)))
            return LEADING_GROUP + self._counted(leading_group_sentence(name, self.model(found, loc)))
        if isinstance(found, Person) and str(found):
            return self._counted(str(self.model(found, loc)))
        if isinstance(found, Model) and found.plain:
            return self.plain(_At(getattr(found, found.plain), (*loc, found.plain)))
        if isinstance(found, Model | dict):
            names = found if isinstance(found, dict) else map(type(found).spelling, type(found).model_fields)
            raise SlotError(f"“{spelled(loc)}”里有好几项内容，要指明哪一项", "可以接：" + "、".join(names))
        if isinstance(found, tuple) and found:
            return tuple(self.plain(_At(entry, (*loc, n))) for n, entry in enumerate(found))
        if isinstance(found, bool):
            return found
        if isinstance(found, Date):
            return str(found)
        raise SlotError(f"“{spelled(loc)}”还没有填写", _FILL_IN, _words(loc))

    def _key(self, at: _At, name: str, others: tuple[str, ...] = ()) -> _At:
        keys = type(at.value).spellings()
        if english := keys.get(name):
            return _At(getattr(at.value, english), (*at.loc, english))
        if at.of_unit and not name.startswith("_"):
            raise SlotError(f"“unit.{name}”是单位表里的列，这里没有单位表", _WITH_TABLE)
        place = f"“{spelled(at.loc)}”里" if at.loc else "活动文件里"
        known = [*keys, *others]
        told = not name.startswith("_") and (at.loc or nearest(name, known))
        hint = did_you_mean(name, known) if told else ONLY_KEYS
        raise SlotError(f"{place}没有“{name}”这个键", hint)

    def _cell(self, row: Mapping[str, str], name: str) -> str:
        return self._counted(text(cell(row, name).translate(_NO_MARKS)))

    def _counted(self, brought: str) -> str:
        self.total += len(brought)
        if self.total > MAX_TOTAL:
            raise SlotError(TOO_LONG, TOO_LONG_HINT)
        return brought


def _joined(piece: str, rest: str) -> str:
    """A sentence gives up its 。 where the text goes on with a mark of its own."""
    return piece.rstrip("。") if piece.startswith(LEADING_GROUP) and rest[:1] in tuple("。；，！？、：") else piece


def _words(loc: Loc) -> str:
    return re.sub(r"\[\d+\]|\.", "", spelled(loc))
