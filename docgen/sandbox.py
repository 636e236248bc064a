"""Templates as sandboxed Jinja: what a template sees of a campaign, and what comes out of it.

A body prints its values behind placeholders; they are put back when it has been split (docgen.body), so data is never
parsed.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen import genre as genres
from docgen.campaign import Goal, Item, Result
from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.filters import FILTERS
from docgen.genre import Genre, GenreSection
from docgen.keys import SECTIONS, Model
from docgen.remembered import remembered
from docgen.style import Style, style

HELD = re.compile("\ue010(\\d*)\ue011")  # the place of a value, by its number; without one, of an empty value
_NOTHING = "\ue010\ue011"  # not "": a blank line ends the stanza
_SECTIONS = {chinese: english for english, chinese in SECTIONS.items()}


class SectionHeading(str):
    """A section's heading as the body prints it; it knows which section it opens."""

    section: str

    def __new__(cls, text: str, section: str) -> SectionHeading:
        heading = super().__new__(cls, text)
        heading.section = section
        return heading


class Said(dict[str, Any]):
    """Headings, leads, closings or enumerators by section; it remembers which were asked for.

    absent: what stands for a section of which nothing was said; without it, asking is an error.
    """

    def __init__(self, said: Mapping[str, Any], absent: Any = None) -> None:
        super().__init__(said)
        self.asked: set[str] = set()
        self.absent = absent

    def __getitem__(self, section: str) -> Any:
        self.asked.add(section)
        return super().__getitem__(section)

    def __missing__(self, section: str) -> Any:
        if self.absent is None:
            raise KeyError(section)
        return self.absent


class Items(tuple[Item, ...]):
    """A list of items that knows under which key it stands, hence whose habits it follows, and the campaign's own."""

    key: str
    given: tuple[Item, ...]

    @classmethod
    def of(cls, items: tuple[Item, ...], key: str) -> Items:
        listed = cls(items)
        listed.key, listed.given = key, items
        return listed


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Items with their style, waiting for the lead before them. The same of both are one object (`_listed`)."""

    items: Sequence[Item]
    style: Style


@remembered(3, most=64)
def _listed(items: Sequence[Item], section: GenreSection, answered: tuple[Goal, ...], chosen: Sequence[str]) -> Listed:
    return Listed(items, style(section, chosen, answered))


Piece = str | Listed
_PIECES = (str, Listed)


def rendered(genre: Genre, places: tuple[Path, ...], context: Mapping[str, Any]) -> tuple[str, Sequence[Piece]]:
    """The genre's body over these values, and the values that are held aside. Raises DocgenError for a fault in it."""
    held: list[Piece] = []
    sandbox = _sandbox(places)
    text = _guarded(lambda: sandbox.get_template(genre.id).render({**context, "genre_": genre, "held_": held}))
    return text, held


def line(source: str, places: tuple[Path, ...], context: Mapping[str, Any]) -> str:
    """A line of the front matter over these values."""
    if "{" not in source:
        return source
    return _guarded(lambda: _line_template(source, places).render(context)).strip()


class Rendered(str):
    """A block of a template as it came out, its values held aside already: what `{{ super() }}` prints."""


class Unknown(StrictUndefined):
    """A name that the campaign does not have: an error wherever it is used."""

    @property
    def _undefined_message(self) -> str:
        return f"没有“{self._undefined_name}”这个名称"


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja in which names resolve to the keys of a campaign and to nothing else, and nothing can grow without end."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"这里不能用 {operator}")

    concat = staticmethod(lambda pieces: Rendered("".join(pieces)))

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Said):
            try:
                return obj[_SECTIONS.get(attribute, attribute)]
            except KeyError:
                return self.getitem(obj, attribute)
        if isinstance(obj, Unknown):
            return obj
        if isinstance(obj, Model) and (key := type(obj).spellings().get(attribute)):
            return seen(getattr(obj, key), key)
        if isinstance(obj, Document) and attribute == "title":
            return obj.title
        if isinstance(obj, Mapping):
            return self.getitem(obj, _SECTIONS.get(attribute, attribute))
        return self.undefined(obj=obj, name=attribute)

    def join_path(self, template: str, parent: str) -> str:
        return genres.parent(parent, f'{{% extends "{template}" %}}')


class Templates(BaseLoader):
    """The bodies of the genres in these folders."""

    def __init__(self, places: tuple[Path, ...]) -> None:
        self.places = places

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = genres.source(template, self.places)
        if found is None:
            raise TemplateNotFound(template)
        text, path = found
        return genres.body(text), str(path), lambda: True


def seen(value: Any, key: str) -> Any:
    """A value as templates see it: None is nothing, a list of items knows its key."""
    if isinstance(value, tuple) and value and isinstance(value[0], Item):
        return Items.of(value, key)
    return "" if value is None else value


@pass_context
def _hold(context: Context, value: Any) -> str:
    if isinstance(value, Rendered):
        return value
    if type(value) is str and not value:  # not of a subclass, which knows more
        return _NOTHING
    held: list[Any] = context["held_"]
    held.append(value if isinstance(value, _PIECES) else str(value))
    return f"\ue010{len(held) - 1}\ue011"


@pass_context
def _items(context: Context, value: Sequence[Item], section: str = "", enumerators: str = "") -> Listed:
    """`measures | items`: the items in the style of their section, or of another one named."""
    genre: Genre = context["genre_"]
    name = section or getattr(value, "key", "")
    chosen = context["enumerators"][name] or ((enumerators,) if enumerators else ())
    items = getattr(value, "given", value) or ()
    answered = getattr(context["goals"], "given", ()) if any(isinstance(item, Result) for item in items) else ()
    return _listed(items, genre.section(name), answered, tuple(chosen))


@lru_cache(maxsize=16)
def _sandbox(places: tuple[Path, ...], hold: bool = True) -> Sandbox:
    sandbox = Sandbox(
        loader=Templates(places),
        undefined=Unknown,
        finalize=_hold if hold else None,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=100,
    )
    sandbox.globals.clear()
    usual = {name: sandbox.filters[name] for name in ("default", "first", "last", "length", "replace", "trim")}
    sandbox.filters = {**usual, "items": _items, **FILTERS}
    return sandbox


@lru_cache(maxsize=256)
def _line_template(source: str, places: tuple[Path, ...]) -> Any:
    return _sandbox(places, hold=False).from_string(source)


def _guarded(render: Callable[[], str]) -> str:
    """A rendering whose faults are told with the template's file and line."""
    try:
        return render()
    except TemplateSyntaxError as error:
        raise DocgenError(
            Problem(f"模板写法有误：{error.message}", path=error.filename or "", line=error.lineno)
        ) from None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        # Besides Jinja's own: what arithmetic and filters do with a value of the wrong kind.
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
        path, number = (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)
        hint = "请核对名称；可用的名称见活动文件的键"
        raise DocgenError(Problem(f"模板不能渲染：{error}", hint=hint, path=path, line=number)) from None
