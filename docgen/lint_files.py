"""Many files → their findings: folders looked into, one broken file in nobody's way, on whatever engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.allowed import without_allowed
from docgen.analysis.sections import genre_of
from docgen.carried import mapped_with_files
from docgen.draft import Above, Brief, Draft
from docgen.engine import Engine, jobs_for
from docgen.errors import DocgenError, Problem
from docgen.fix import fixed
from docgen.guess import guessed
from docgen.lint import Finding, lint
from docgen.notation import Date
from docgen.read import STDIN, draft_bytes, read_draft, readable
from docgen.rulebook import Loaded, chosen
from docgen.settings import Allowance, Settings, beside

if TYPE_CHECKING:
    from docgen.above import UpperPlan  # it loads pydantic, which a run without an upper plan does not need

HERE = Engine()
SECONDS_A_BYTE = 4e-6  # what a draft takes one process, roughly, of whatever format
SECONDS_TO_CONVERT, CONVERTED = 1.5, (".doc", ".wps", ".rtf", ".odt")  # what LibreOffice adds
NOTED = "-批注"  # in the name of a file that docgen wrote beside a draft
_NOTED = re.compile(rf"{NOTED}\d*")


_DAMAGED = re.compile("[\x00\ufffd\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run asks for. genre: "" to guess. terms: 必备提法, {genre: terms}, "" those of every genre.

    templates: the folder of an office's own genres. upper: the upper level's plan that the drafts adapt.
    """

    genre: str = ""
    date: Date | None = None
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    templates: Path | None = None
    upper: UpperPlan | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: its draft and what is wrong with it, or why it could not be read."""

    path: str
    draft: Draft | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    used: frozenset[Allowance] = frozenset()


def drafts(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant: of a folder, every draft in it that can be read, sorted; Word's own ~$ files never."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
            ours = _NOTED.search(file.stem[-len(NOTED) - 3 :]) is not None
            if not hidden and not ours and file.is_file() and readable(file.suffix) and not _left_out(file):
                yield file


def _left_out(file: Path) -> bool:
    settings = settings_for(file)
    return any(fnmatch(file.name, pattern) or fnmatch(file.as_posix(), f"*/{pattern}") for pattern in settings.ignore)


def check_all(paths: Sequence[Path], wanted: Wanted, engine: Engine = HERE) -> Iterator[Checked]:
    """Each file checked, in the order given. Workers elsewhere are sent the drafts, and need no docgen.yaml."""
    if STDIN in paths:  # it is read once, and here
        engine = HERE
    given = [wanted.templates] if wanted.templates else []
    tasks = (_task(path) for path in paths)
    return mapped_with_files(engine, _checked, wanted, tasks, given, _read)


def worth(engine: Engine, paths: Iterable[Path]) -> Engine:
    """The engine with as many of its processes as so many drafts earn."""
    files = [path for path in paths if path.is_file()]
    converted = sum(path.suffix.lower() in CONVERTED for path in files)
    seconds = sum(path.stat().st_size for path in files) * SECONDS_A_BYTE + converted * SECONDS_TO_CONVERT
    return replace(engine, jobs=jobs_for(seconds, engine.jobs))


def check(path: Path, wanted: Wanted) -> Checked:
    """One file, read and judged."""
    return _checked(wanted, _task(path))


@dataclass(frozen=True, slots=True)
class _Task:
    """A draft to check. settings: those of its folder; problems: why there are none."""

    path: Path
    settings: Settings
    problems: tuple[Problem, ...] = ()


def _task(path: Path) -> _Task:
    try:
        return _Task(path, settings_for(path))
    except DocgenError as error:
        return _Task(path, Settings(), error.problems)


def _read(task: _Task) -> Iterator[Path]:
    yield task.path
    if task.settings.templates:
        yield task.settings.templates


def _checked(wanted: Wanted, task: _Task) -> Checked:
    if task.problems:
        return Checked(str(task.path), problems=task.problems)
    try:
        draft = read_draft(task.path)
    except DocgenError as error:
        return Checked(str(task.path), problems=error.problems)
    return judged(draft, str(task.path), wanted, task.settings)


def judged(draft: Draft, path: str, wanted: Wanted, settings: Settings) -> Checked:
    """A draft that was read, with what is wrong with it beyond what the office lets pass."""
    draft = guessed(draft, wanted.genre or settings.genre, wanted.templates or settings.templates)
    brief = Brief(wanted.date, tuple(_terms(draft, wanted)), settings.accepted, _above(draft, wanted))
    draft = draft.briefed(brief)
    found = lint(draft, rules(wanted, settings), settings.levels)
    findings, used = without_allowed(found, settings.allow, Path(path).name, wanted.date)
    return Checked(path, draft, findings, tuple(_damage(draft)), used)


def _above(draft: Draft, wanted: Wanted) -> Above | None:
    if wanted.upper is None or not draft.lines:
        return None
    from docgen.above import above

    return above(wanted.upper, draft)


def _damage(draft: Draft) -> Iterator[Problem]:
    """The first place where what was read is no text any more."""
    for line in draft.lines:
        if found := _DAMAGED.search(line.text):
            hint = "请在记事本里补好这里，另存为 UTF-8；其余文字照常检查"
            yield Problem("这里有损坏的字符，读不出来", hint, "", *line.at(found.start()))
            return


def fix(path: Path, data: bytes, wanted: Wanted, unsafe: bool = False) -> bytes:
    """The bytes of a file after its fixes. Raises DocgenError where it cannot be fixed."""
    settings = settings_for(path)
    suffix = draft_bytes(data, path.suffix, str(path)).suffix

    def findings(now: bytes) -> tuple[Finding, ...]:
        return judged(draft_bytes(now, path.suffix, str(path)), str(path), wanted, settings).findings

    return fixed(data, suffix, findings, unsafe)


def settings_for(path: Path) -> Settings:
    """What the office's docgen.yaml beside a file says. Raises DocgenError where it is wrong."""
    found = beside(path)
    return _settings(found) if found else Settings()


@cache
def _settings(path: Path) -> Settings:
    from docgen.settings_file import load

    return load(path)


def rules(wanted: Wanted, settings: Settings) -> tuple[Loaded, ...]:
    select = (*settings.on, *wanted.select)
    off = tuple(name for name in settings.off if name not in wanted.select)
    return chosen(select, (*off, *wanted.ignore))


def _terms(draft: Draft, wanted: Wanted) -> dict[str, None]:
    """必备提法, each once: of the campaign, and of an office's own genres."""
    terms = list(wanted.terms.get("", ()))
    for sheet in draft.sheets:
        terms += wanted.terms.get(sheet.genre, ())
        if sheet.templates and (genre := genre_of(sheet)):
            terms += genre.terms
    return dict.fromkeys(terms)
