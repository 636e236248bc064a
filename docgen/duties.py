"""Which unit of a units table leads and supports which measure, and what does not fit: names, measures, units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from docgen import slots, versions
from docgen.assigned import assigned
from docgen.campaign import Campaign, Measure, Superior, covers, spelled
from docgen.general_owners import General, general, is_meant
from docgen.item_text import named
from docgen.keys import Loc
from docgen.nearest import nearest
from docgen.owner_names import is_institution, keys, owners, parted, region_of, unit_keys
from docgen.units import Unit

SLOT = "{{"
_LITERAL = versions.OF_ROW
_ALL: Sequence[int] = ()
_LEVEL = re.compile("(?:总局|[部厅局])$")  # one office in the capital, a province, a city: 商务部, 商务厅, 商务局


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the 任务分解表. place: as a clerk finds it, 措施[2].要点[1]. address: by ids, relief.papers.

    leads, supports: the units, by their position in the table; a unit that leads does not support besides.
    said: the owners as they were typed. is_led: whether anyone is said to lead, be it no unit of the table.
    """

    place: str
    address: str
    title: str
    said: str
    leads: Sequence[int] = _ALL
    supports: Sequence[int] = _ALL
    is_led: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A name among the owners, with every place where it stands. units: whom it may mean, by position.

    near: the name in the table that is most like it, "" where none is or where another body of this very name is known.
    general: what it means that is no single unit's.
    """

    name: str
    places: tuple[str, ...]
    units: Sequence[int] = _ALL
    near: str = ""
    general: General | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether it may mean several units, and a person must say which."""
        return len(self.units) > 1 and self.general is None


@dataclass(frozen=True, slots=True)
class Duties:
    """The matrix measure × unit, and what does not fit.

    unowned: no unit leads or supports them, nor what they stand in, nor a point of theirs. unled: units support them,
    and nobody leads them, nor those. idle: units without a task. unknown: names that are no unit's. ambiguous: names
    of several. general: 各部门, 有关单位, 局机关各科室. otherwise: names of a unit, but not as the table writes them.
    """

    units: tuple[Unit, ...]
    tasks: tuple[Task, ...]
    unowned: tuple[Task, ...]
    unled: tuple[Task, ...]
    idle: tuple[int, ...]
    unknown: tuple[Named, ...]
    ambiguous: tuple[Named, ...]
    general: tuple[Named, ...]
    otherwise: tuple[Named, ...]

    def counts(self) -> list[tuple[int, int]]:
        """How many tasks each unit leads and supports, in the order of the table."""
        leads, supports = [0] * len(self.units), [0] * len(self.units)
        for task in self.tasks:
            for one in task.leads:
                leads[one] += 1
            for one in task.supports:
                supports[one] += 1
        return list(zip(leads, supports, strict=True))


def duties(campaign: Campaign, units: Iterable[Unit]) -> Duties:
    """Who does what, as the campaign itself says: overlays of single units are not looked at.

    campaign: as it is read, its slots not yet rendered; {{ unit.简称 }} among the owners is looked at for each unit.
    """
    reading = _Reading.of(campaign, tuple(units))
    tasks = tuple(_tasks(campaign, reading))
    busy = frozenset(chain.from_iterable(each for task in tasks for each in (task.leads, task.supports)))
    return Duties(
        reading.units,
        tasks,
        tuple(task for task in tasks if not _is_under(task, [t for t in tasks if t.leads or t.supports])),
        tuple(task for task in tasks if task.supports and not _is_under(task, [t for t in tasks if t.is_led])),
        tuple(n for n in range(len(reading.units)) if n not in busy),
        *reading.noted(),
    )


def _is_under(task: Task, those: Sequence[Task]) -> bool:
    """Whether a task is one of those, stands in one or has one as its point."""
    return any(covers(task.address, one.address) or covers(one.address, task.address) for one in those)


def _tasks(campaign: Campaign, reading: _Reading) -> Iterator[Task]:
    for n, measure in enumerate(campaign.measures):
        for entry in assigned(measure):
            place: Loc = ("measures", n, *entry.loc)
            texts = tuple(_texts(entry.measure, place))
            found = [one for text, leads, loc in texts for one in reading.who(text, leads, spelled(loc))]
            lead = frozenset(chain.from_iterable(who for who, leads in found if leads))
            support = frozenset(chain.from_iterable(who for who, leads in found if not leads))
            is_led = any(owner.leads for text, leads, _ in texts for owner in owners(text, leads))
            yield Task(
                spelled(place),
                entry.address,
                named(entry.measure),
                "、".join(text for text, _, _ in texts),
                tuple(sorted(lead)),
                tuple(sorted(support - lead)),
                is_led,
            )


def _texts(measure: Measure, loc: Loc) -> Iterator[tuple[str, bool, Loc]]:
    """The texts that name owners, whether those lead, and where they stand."""
    if measure.lead:
        yield measure.lead, True, (*loc, "lead")
    for n, text in enumerate(measure.support):
        yield text, False, (*loc, "support", n)


def _names(unit: Unit) -> tuple[str, str]:
    return unit.short, unit.name


@dataclass(slots=True)
class _Reading:
    """The units by the names that they go by, and what was noted of the names on the way."""

    campaign: Campaign
    units: tuple[Unit, ...]
    region: str
    known: dict[str, list[int]]
    meant: dict[str, Named] = field(default_factory=dict)
    places: dict[str, dict[str, None]] = field(default_factory=dict)

    @classmethod
    def of(cls, campaign: Campaign, units: tuple[Unit, ...]) -> _Reading:
        region = region_of(campaign.region.name, campaign.issuer.name)
        known: dict[str, list[int]] = {}
        for n, unit in enumerate(units):
            for key in unit_keys(unit.name, unit.short, region):
                known.setdefault(key, []).append(n)
        return cls(campaign, units, region, known)

    def who(self, text: str, leads: bool, place: str) -> Iterator[tuple[Sequence[int], bool]]:
        """The units that a text means, and whether they lead."""
        for owner in owners(text, leads):
            if SLOT in owner.name and SLOT in (name := self._shared(owner.name)):
                yield [self._own(name, n) for n in range(len(self.units))], owner.leads
                continue
            found = self._meant(name if SLOT in owner.name else owner.name)
            also = [one for name in owner.also if len(one := self._called(name)) == 1]
            yield from ((one, owner.leads) for one in (*also, *(() if found.is_doubtful else (found.units,))))
            if not also or found.units:
                self.places.setdefault(found.name, {})[place] = None

    def _called(self, name: str) -> Sequence[int]:
        """The units of this name: as it is written, of several those of the place that it says; else by its forms."""
        written, formed = (self.known.get(key, []) for key in keys(name, self.region))
        return ([n for n in written if n in formed] or written) if written else formed

    def _meant(self, name: str) -> Named:
        if name not in self.meant:
            self.meant[name] = self._looked_up(name)
        return self.meant[name]

    def _looked_up(self, name: str) -> Named:
        if found := self._called(name):
            return Named(name, (), found)
        if said := self._general(name):
            units = [n for n, unit in enumerate(self.units) if is_meant(said, unit.name, self.region)]
            return Named(name, (), units, general=said)
        if is_institution(name, self.region):
            return Named(name, (), near=self._at_other_level(name))
        return Named(name, (), near=nearest(name, dict.fromkeys(chain.from_iterable(map(_names, self.units)))))

    def _at_other_level(self, name: str) -> str:
        """The unit that is the same office of the same place, but for the word of its level of government."""
        meant = self._without_level(name)
        is_of_level = meant != parted(name, self.region)
        alike = (unit.short for unit in self.units if is_of_level and self._without_level(unit.name) == meant)
        return next(alike, "")

    def _without_level(self, name: str) -> tuple[str, str]:
        place, office = parted(name, self.region)
        return place, _LEVEL.sub("", office)

    def _general(self, name: str) -> General | None:
        issuer = self.campaign.issuer
        is_issuer = not unit_keys(issuer.name, issuer.short, self.region).isdisjoint(keys(name, self.region))
        return General("within") if is_issuer else general(name)

    def noted(self) -> tuple[tuple[Named, ...], tuple[Named, ...], tuple[Named, ...], tuple[Named, ...]]:
        """Names that are unknown, ambiguous, general, a unit's otherwise written, each with its places."""
        found = [replace(self.meant[name], places=tuple(places)) for name, places in self.places.items()]
        return (
            tuple(one for one in found if not one.units and not one.general),
            tuple(one for one in found if one.is_doubtful),
            tuple(one for one in found if one.general),
            tuple(one for one in found if not one.general and self._is_otherwise(one)),
        )

    def _is_otherwise(self, one: Named) -> bool:
        return len(one.units) == 1 and "".join(one.name.split()) not in _names(self.units[one.units[0]])

    def _shared(self, name: str) -> str:
        """A name with its slots rendered as far as they are the same for every unit."""
        row = self.units[0].values if self.units else {}
        shared, _ = slots.share(self._carrying(name), row, draft=True, literal=_LITERAL)
        return shared.campaign.theme

    def _own(self, name: str, n: int) -> int:
        """Whom a name with slots means in the version of a unit: another unit if it says so, else itself."""
        unit = self.units[n]
        version = self._carrying(name).model_copy(update={"issuer": versions.issuer(unit)})
        done, _ = slots.render_particular(version, unit.values, {"theme": {}}, draft=True, literal=_LITERAL)
        found = self._called(done.theme)
        return found[0] if len(found) == 1 else n

    def _carrying(self, name: str) -> Campaign:
        """The campaign with a name in place of a text of its own, so that its slots see what they see there."""
        issuer = self.campaign.issuer
        superior = Superior(name=issuer.name, short=issuer.short)
        return self.campaign.model_copy(update={"theme": name, "superior": superior})
