"""All that can be wrong with a batch as a whole, found before a single file is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen import genre as genre_files
from docgen import units_file
from docgen.batch_inputs import Inputs
from docgen.batch_order import Order
from docgen.build import UNFIT, letterhead_faults
from docgen.campaign import Campaign
from docgen.campaign_file import opened
from docgen.compose import composed
from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.expression import SlotError
from docgen.file_names import Pattern, pattern
from docgen.manifest import foreign
from docgen.nearest import nearest
from docgen.settings import Settings
from docgen.unit_cell import cell
from docgen.unit_documents import Recipe
from docgen.units import Unit
from docgen.upper_file import told
from docgen.versions import Versions, opened_for, versions_of
from docgen.write import writers

COLUMN = re.compile(r"\{\{\s*(?:unit|单位)\.([^\W\d]\w*)")
MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Ready:
    """A batch that can begin. genres: (id, name) in order. units, documents: how many it comes to. problems: warnings
    that concern all of it.
    """

    order: Order
    recipe: Recipe
    inputs: Inputs
    pattern: Pattern
    genres: tuple[tuple[str, str], ...]
    units: int
    documents: int
    problems: tuple[Problem, ...]

    def genres_of(self, unit: Unit) -> Sequence[tuple[str, str]]:
        return _genres_of(unit, self.genres)


def ready(order: Order) -> Ready:
    """The batch of an order. Raises DocgenError with every fault of table, campaign, templates and letterheads."""
    problems: list[Problem] = []
    if order.folder.exists() and not order.folder.is_dir():
        problems.append(Problem("这是一个文件，不能把公文放在里面", "请另写一个文件夹", str(order.folder)))
    problems += foreign(order.folder)
    genres = tuple(_loaded(order, problems))
    seen = _Seen(order, genres)
    try:
        problems += units_file.check(order.table, order.places, seen.names).problems
    except DocgenError as error:
        problems += error.problems
    problems += (*seen.problems, *seen.unknown[:MOST_TOLD], *_nobody(order, seen))
    if seen.first is None or seen.pattern is None:
        raise DocgenError(*problems)
    base = _base(order, seen, problems)
    if base is not None:
        problems += _of_templates(order, base, seen, [name for name, _ in genres])
    settings = _settings(order, problems)
    if any(problem.level == "error" for problem in problems):
        raise DocgenError(*dict.fromkeys(problems))
    inputs = Inputs(order, settings)
    own = (order.campaign, seen.first.values, order.places, order.date, order.draft, order.letterhead, order.level)
    recipe = Recipe(*own, order.lint, settings, inputs.stamp)
    told = tuple(dict.fromkeys(problems))
    return Ready(order, recipe, inputs, seen.pattern, genres, seen.units, seen.documents, told)


class _Seen:
    """What the one pass over the table brings to light, beside its own faults."""

    def __init__(self, order: Order, genres: Sequence[tuple[str, str]]) -> None:
        self.order, self.genres = order, genres
        self.first: Unit | None = None
        self.pattern: Pattern | None = None
        self.problems: tuple[Problem, ...] = ()
        self.letterheads: dict[tuple[Path, frozenset[str]], int] = {}  # with the genres of a unit: its row
        self.missing = set(order.only)
        self.unknown: list[Problem] = []  # columns that an overlay names and the table has not
        self.units = self.documents = 0

    def names(self, unit: Unit) -> list[str]:
        """The paths of a unit's files. Raises DocgenError where its row cannot give them."""
        if self.first is None:
            self.first = unit
            try:
                self.pattern = self._pattern(unit)
            except DocgenError as error:
                self.problems = error.problems
        genres = _genres_of(unit, self.genres)
        if is_chosen(unit, self.order.only):
            self.missing -= {unit.id, unit.name, unit.short}
            self.units += 1
            self.documents += len(genres) * len(self.order.formats)
        if unit.overlay:
            self.unknown += _unknown_columns(unit.overlay, unit)
        if unit.letterhead:
            self.letterheads.setdefault((unit.letterhead, frozenset(name for name, _ in genres)), unit.row)
        return self.pattern.checked(unit, genres) if self.pattern else []

    def _pattern(self, unit: Unit) -> Pattern:
        try:
            found = opened(self.order.campaign, unit.values, draft=True).campaign
        except DocgenError:  # told when the campaign's turn comes
            found = None
        return pattern(self.order.name, unit.values, found.name if found else "活动", tuple(writers()))


def _unknown_columns(overlay: Path, unit: Unit) -> Iterator[Problem]:
    """What an overlay calls {{ unit.… }} and no column is. Its other faults are told when its unit's turn comes."""
    try:
        lines = overlay.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for number, line in enumerate(lines, start=1):
        for found in COLUMN.finditer(line.partition(" #")[0] if not line.startswith("#") else ""):
            try:
                cell(unit.values, found[1])
            except SlotError as error:
                if not error.missing:  # an empty cell is the row's own fault
                    yield Problem(error.message, error.hint, str(overlay), number, found.start() + 1)


def is_chosen(unit: Unit, only: Sequence[str]) -> bool:
    """Whether a unit is one of those asked for, by its id, name or short name."""
    return not only or not {unit.id, unit.name, unit.short}.isdisjoint(only)


def _genres_of(unit: Unit, genres: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return [genre for genre in genres if genre[0] in unit.genres] if unit.genres else genres


def _loaded(order: Order, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for name in order.genres:
        try:
            yield name, genre_files.load(name, order.places).name
        except DocgenError as error:
            problems += error.problems


def _nobody(order: Order, seen: _Seen) -> Iterator[Problem]:
    """Units asked for that are not in the table."""
    if not seen.missing or seen.first is None:
        return
    known = {name for unit in _rows(order) for name in (unit.id, unit.name, unit.short)}
    for name in sorted(seen.missing):
        near = nearest(name, known)
        hint = f"是不是“{near}”？" if near else "请照表里的写法，写单位的编号、名称或简称"
        yield Problem(f"表里没有“{name}”这个单位", hint, str(order.table))


def _rows(order: Order) -> Iterator[Unit]:
    try:
        yield from units_file.rows(order.table, order.places)
    except DocgenError:  # told already
        return


def _base(order: Order, seen: _Seen, problems: list[Problem]) -> Versions | None:
    """What all versions are made of, unless the campaign is at fault."""
    assert seen.first is not None
    row = seen.first.values
    try:
        found = opened_for(order.campaign, row)
        problems += (problem for problem in (*found.problems, *told(found)) if problem.level == "warning")
        if found.campaign and seen.units > 1:
            problems += _same_for_all(order, found.campaign, seen.genres)
        return versions_of(found, row, order.date, order.draft)
    except DocgenError as error:
        problems += error.problems
        return None


def _same_for_all(order: Order, campaign: Campaign, genres: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """What each unit has of its own, but the campaign says in so many words: a 发文字号, a title with a name in it."""
    number, issuer = campaign.notice.number, campaign.issuer.name
    if number and "{{" not in number and "notice" in dict(genres):
        message = f"各单位的通知都会用同一个发文字号“{number}”"
        hint = "请在单位表里加一列，在活动文件里写成 {{ unit.列名 }}；要留空由各单位自己编号的，请写进各单位的本级改动"
        yield Problem(message, hint, str(order.campaign), level="warning")
    for genre, name in genres:
        wording = getattr(getattr(campaign, genre, None), "wording", campaign.wording)
        title = wording.headings.get("title", "")
        if issuer in title:
            message = f"各单位的{name}都会用同一个标题“{title}”"
            hint = f"请把里面的“{issuer}”改成 {{{{ 发文机关.名称 }}}}"
            yield Problem(message, hint, str(order.campaign), level="warning")


def _of_templates(order: Order, base: Versions, seen: _Seen, genres: Sequence[str]) -> Iterator[Problem]:
    """Faults of templates and letterheads, by documents of the first unit as far as they can be composed."""
    assert seen.first is not None
    trial = replace(base, draft=True)
    campaign = trial.version(replace(seen.first, overlay=None)).campaign
    if campaign is None:
        return
    documents: dict[str, Document] = {}
    for name in genres:
        try:
            document, _ = composed(campaign, name, order.places, order.date, True)
            documents |= {name: document} if document else {}
        except DocgenError as error:
            yield from error.problems
    yield from letterhead_faults(order.letterhead, order.formats, [*documents.values()])
    for (letterhead, given), row in seen.letterheads.items():
        own = [documents[name] for name in documents if name in given]
        for problem in letterhead_faults(letterhead, order.formats, own):
            if problem.message != UNFIT:
                yield problem
            else:  # it may be for the genres of another run
                message = "这个单位的套红模板对这次要生成的文种都不适用，这次用自带的"
                yield Problem(message, problem.hint, str(order.table), row, key="套红模板", level="warning")


def _settings(order: Order, problems: list[Problem]) -> Settings:
    """The office's docgen.yaml, which rules are judged by."""
    if order.lint is None:
        return Settings()
    from docgen.lint_files import settings_for

    try:
        return settings_for(order.folder)
    except DocgenError as error:
        problems += error.problems
        return Settings()
