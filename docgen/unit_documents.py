"""The documents of some units as bytes: what a process or a machine of its own can do, and no file is written."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import genre as genres
from docgen.campaign import Campaign
from docgen.compose import composed
from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.made import Found
from docgen.notation import Date
from docgen.settings import Settings
from docgen.units import Unit
from docgen.versions import Versions, versions
from docgen.write import write

if TYPE_CHECKING:
    from docgen.lint_files import Wanted  # it loads what rules need, of which a run without them needs nothing

PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Recipe:
    """What all documents of a batch have in common. row: the values of any unit, by which slots are checked.
    stamp: of the content of the files that are read, so that nobody goes on with what they held before.
    """

    campaign: Path
    row: Mapping[str, str]
    places: tuple[Path, ...]
    date: Date | None
    draft: bool
    letterhead: Path | None
    level: int
    lint: Wanted | None
    settings: Settings
    stamp: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """A unit and the documents of it that are to be made: (genre, suffix) pairs, those of one genre side by side."""

    unit: Unit
    wanted: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One document: its bytes with what is doubtful about it, or None and why there are none."""

    data: bytes | None
    problems: tuple[Problem, ...] = ()
    findings: tuple[Found, ...] | None = None


Results = tuple[Result, ...]  # of one task, in the order of what it wants


def make(recipe: Recipe, tasks: Sequence[Task]) -> tuple[Results, ...]:
    """The documents of each task. Whatever goes wrong with one is said in its place, and stops no other."""
    made = [tuple(_caught(recipe, task)) for task in tasks]
    if any(suffix == "pdf" for task in tasks for _, suffix in task.wanted):
        made = _printed(tasks, made)
    return tuple(made)


def _caught(recipe: Recipe, task: Task) -> Sequence[Result]:
    try:
        return list(_results(recipe, task))
    except DocgenError as error:
        return [Result(None, error.problems)] * len(task.wanted)
    except Exception as error:
        return [Result(None, (_unexpected(error),))] * len(task.wanted)


def _results(recipe: Recipe, task: Task) -> Iterator[Result]:
    """What is to be a .pdf is a .docx still: LibreOffice is called once for all."""
    key = (recipe.campaign, tuple(recipe.row.items()), recipe.date, recipe.draft, recipe.stamp)
    campaign, problems, of_genre = _versions(*key).version(task.unit)
    if campaign is None:
        yield from (Result(None, problems) for _ in task.wanted)
        return
    letterhead = task.unit.letterhead or recipe.letterhead
    for name, pairs in groupby(task.wanted, key=itemgetter(0)):
        wrong = [of_genre[genre] for genre in _printed_in(recipe, name) if genre in of_genre]
        document, told = (None, wrong[0]) if wrong else _composed(recipe, campaign, name)
        files: dict[str, Result] = {}
        for suffix in ("docx" if suffix == "pdf" else suffix for _, suffix in pairs):
            if suffix not in files:
                files[suffix] = _file(recipe, name, document, suffix, letterhead, (*problems, *told))
            yield files[suffix]


def _printed_in(recipe: Recipe, name: str) -> Iterator[str]:
    """A genre, and what it issues."""
    while name:
        yield name
        name = genres.load(name, recipe.places).issues


def _composed(recipe: Recipe, campaign: Campaign, name: str) -> tuple[Document | None, tuple[Problem, ...]]:
    try:
        return composed(campaign, name, recipe.places, recipe.date, recipe.draft)
    except DocgenError as error:
        return None, error.problems


def _file(
    recipe: Recipe,
    name: str,
    document: Document | None,
    suffix: str,
    letterhead: Path | None,
    told: tuple[Problem, ...],
) -> Result:
    if document is None:
        return Result(None, told)
    try:
        data = write(document, suffix, letterhead, recipe.level)
        return Result(data, told, _findings(recipe, name, suffix, data))
    except DocgenError as error:
        return Result(None, error.problems)


@lru_cache(maxsize=2)
def _versions(
    campaign: Path, row: tuple[tuple[str, str], ...], date: Date | None, draft: bool, stamp: bytes
) -> Versions:
    return versions(campaign, dict(row), date, draft)


def _findings(recipe: Recipe, name: str, suffix: str, data: bytes) -> tuple[Found, ...] | None:
    """What the rules say of a document; of a .pdf, what they say of the .docx that it is printed from."""
    if recipe.lint is None:
        return None
    from docgen.lint_files import judged
    from docgen.read import draft_bytes

    genre = genres.load(name, recipe.places)
    wanted = replace(recipe.lint, genre=name, date=recipe.lint.date or recipe.date)
    checked = judged(draft_bytes(data, suffix), f"{genre.name}.{suffix}", wanted, recipe.settings)
    return tuple(Found(found.place.line, found.rule, found.level, found.message) for found in checked.findings)


def _printed(tasks: Sequence[Task], made: Sequence[Results]) -> list[Results]:
    """The .docx that are to be .pdf, printed in one call; one by one where that fails: a bad one fails alone."""
    flat = [result for results in made for result in results]
    suffixes = [suffix for task in tasks for _, suffix in task.wanted]
    waiting = [n for n, suffix in enumerate(suffixes) if suffix == "pdf" and flat[n].data is not None]
    for n, printed in zip(waiting, _pdfs([flat[n].data or b"" for n in waiting]), strict=True):
        ok = isinstance(printed, bytes)
        flat[n] = replace(flat[n], data=printed) if ok else Result(None, printed)  # type: ignore[arg-type]
    left = iter(flat)
    return [tuple(next(left) for _ in task.wanted) for task in tasks]


def _pdfs(files: Sequence[bytes]) -> list[bytes | tuple[Problem, ...]]:
    from docgen.writers import pdf

    try:
        return list(pdf.convert(files))
    except DocgenError as error:
        return [error.problems] if len(files) == 1 else [each for file in files for each in _pdfs([file])]


def _unexpected(error: Exception) -> Problem:
    """A fault of docgen itself, with the place that whoever mends it must look at."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)] or list(frames)
    where = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"
    said = " ".join(str(error).split())[:200]
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    hint = (
        f"这是 docgen 自己的毛病，其余单位照常生成。请把这一行、活动文件和表里的这一行发给 docgen 的维护人（{python}）"
    )
    return Problem(f"程序出错（{type(error).__name__}：{said}，在 {where}）", hint)
