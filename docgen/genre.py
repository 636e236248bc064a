"""A templates/*.j2 file as a Genre: YAML front matter (its sections, what it needs) and a Jinja body.

An office's own folder comes before the shipped one. A template there may extend the shipped file of the same
name ({% extends "plan.j2" %}) and override one block; its front matter then replaces ours, key by key, sections by id.
A genre's file may have its Chinese name (方案.j2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from docgen import shipped
from docgen.encoding import decode
from docgen.errors import DocgenError, Problem
from docgen.nearest import did_you_mean
from docgen.notation import Enumerator, parse_enumerator

Presence = Literal["required", "usual", "optional"]
CHINESE = {
    "plan": ("方案", "实施方案"),
    "notice": ("通知", "印发通知"),
    "speech": ("讲话", "动员讲话"),
    "report": ("总结", "总结报告"),
}
ORDER = tuple(CHINESE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")
_EXTENDS = re.compile(r"""\{%-?\s*extends\s+["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class GenreSection:
    """One section of a genre: its heading, other headings that are accepted for it, and its house habits.

    id: the campaign key that it prints; `keys` where those keys are others (report.practices), any of which will do.
    heading: 无 for a section without one.
    signs: what else shows that a draft has this section: words of its text (0 for any number), #words of a top heading,
        # a top heading that is no section's, ?words that are no more than a hint (docgen.analysis.sections).
    enumerators: house style by depth.
    owners: what lead, support and deadline are called in the brackets at an item's end (牵头单位, 配合单位, 时限).
    ending: what an item's title and points end with (“的问题”); points: the words before such points (“重点整改”).
    label: the words before an item's label (“突出表现为”).
    """

    id: str
    heading: str
    also: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    presence: Presence = "optional"
    keys: tuple[str, ...] = ()
    enumerators: tuple[Enumerator, ...] = (Enumerator(),)
    owners: tuple[str, ...] = ()
    ending: str = ""
    points: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Genre:
    """One kind of document. Texts in it are Jinja templates that see the campaign.

    opening: 主送机关 or 称谓. byline: 题注. signature: whether it is signed. date: the day it is signed.
    head: 版头, by the field names of document.Head. imprint: whether it has a 版记. issues: the genre it issues.
    needs: {campaign key: what it is called}, without which the text cannot be written.
    terms: 必备提法 that every draft of this genre must say.
    carries: of the campaign's own `sections` and `attachments`, those that this genre prints.
    """

    id: str
    name: str
    title: str
    sections: tuple[GenreSection, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    byline: tuple[str, ...] = ()
    opening: str = ""
    head: tuple[tuple[str, Any], ...] = ()
    signature: bool = False
    date: str = "{{ date }}"
    note: str = ""
    imprint: bool = False
    issues: str = ""
    carries: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def section(self, name: str) -> GenreSection:
        """The section with this id; one without habits where the genre has none."""
        for section in self.sections:
            if section.id == name:
                return section
        return GenreSection(name, "")


def folders(own: Path | None = None) -> tuple[Path, ...]:
    """Where genres are looked for: an office's own folder first, then the shipped one."""
    return (*([own] if own else []), shipped.folder("templates"))


def names(places: tuple[Path, ...]) -> tuple[str, ...]:
    """All genres there are, in the order in which they are written."""
    found = {english(file.stem) for place in places for file in place.glob("*.j2")}
    return (*(name for name in ORDER if name in found), *sorted(found.difference(ORDER)))


def english(name: str) -> str:
    """A genre's name as its file has it: plan for 方案 and 实施方案; others as they are."""
    return next((genre for genre, words in CHINESE.items() if name in words), name)


def named(name: str, places: tuple[Path, ...]) -> str:
    """The genre that a user means: by its file, its Chinese name, or the name that its front matter gives."""
    known, meant = names(places), english(name)
    if meant in known:
        return meant
    return next((genre for genre in known if genre not in ORDER and load(genre, places).name == name), name)


@lru_cache(maxsize=64)
def load(name: str, places: tuple[Path, ...]) -> Genre:
    """Read the genre `name`. Raises DocgenError when there is none or its front matter is wrong."""
    found = source(name, places)
    if found is None:
        near = "、".join(names(places))
        raise DocgenError(Problem(f"没有“{name}”这个文种", hint=f"可用的文种：{near}"))
    front, path = _front(name, places)
    return _genre(name, front, path)


@lru_cache(maxsize=64)
def source(name: str, places: tuple[Path, ...]) -> tuple[str, Path] | None:
    """A template's text and file, from the first folder that has it. `shipped/plan` asks for the shipped one."""
    wanted, where = (name.removeprefix("shipped/"), places[-1:]) if name.startswith("shipped/") else (name, places)
    for place in where:
        for stem in (wanted, *CHINESE.get(wanted, ())):
            path = place / f"{stem}.j2"
            if path.is_file():
                return decode(path.read_bytes(), str(path))[0], path
    return None


def parent(name: str, text: str) -> str:
    """The genre that a template extends, "" for none; a file that extends its own name means the shipped one."""
    found = _EXTENDS.search(text)
    if not found:
        return ""
    other = english(found.group(1).removesuffix(".j2"))
    return f"shipped/{other}" if other == name else other


def body(text: str) -> str:
    """A template without its front matter, its lines kept at their numbers."""
    found = _FRONT.match(text)
    return "\n" * found.group().count("\n") + text[found.end() :] if found else text


def _front(name: str, places: tuple[Path, ...]) -> tuple[dict[str, Any], Path]:
    found = source(name, places)
    if found is None:
        raise DocgenError(Problem(f"找不到模板 {name}.j2", hint="请核对 extends 后面的文件名"))
    text, path = found
    match = _FRONT.match(text)
    try:
        own = yaml.load(match.group(1), _LOADER) if match else {}
    except yaml.YAMLError as error:
        raise DocgenError(Problem(f"文件头写法有误（{error}）", path=str(path))) from None
    if not isinstance(own or {}, dict):
        raise DocgenError(Problem("文件头应当是“键: 值”的形式", path=str(path)))
    base = parent(name, text)
    if not base:
        return own or {}, path
    _refuse_unknown_blocks(name, text, path, places)
    inherited = _front(base, places)[0]
    return {
        **inherited,
        **(own or {}),
        "sections": _merged(inherited.get("sections"), (own or {}).get("sections")),
    }, path


def _merged(inherited: Any, own: Any) -> list[Any]:
    """Sections by id: what an office says of one of ours is added to it, others come at the end."""
    mine = {entry.get("id"): entry for entry in own or () if isinstance(entry, dict)}
    merged = [{**entry, **mine.pop(entry.get("id"), {})} for entry in inherited or ()]
    return [*merged, *mine.values(), *(entry for entry in own or () if not isinstance(entry, dict))]


def _refuse_unknown_blocks(name: str, text: str, path: Path, places: tuple[Path, ...]) -> None:
    """A block that no parent has would be printed nowhere."""
    known, base = set[str](), parent(name, text)
    while base and (found := source(base, places)):
        known |= set(_BLOCK.findall(found[0]))
        base = parent(base, found[0])
    for block in _BLOCK.findall(text):
        if block not in known:
            line = text[: text.index(f"block {block}")].count("\n") + 1 if f"block {block}" in text else 0
            message = f"原来的模板里没有“{block}”这一块，写了也不会印出来"
            raise DocgenError(Problem(message, did_you_mean(block, sorted(known)), str(path), line))


def _genre(name: str, front: Mapping[str, Any], path: Path) -> Genre:
    known = {field.name for field in fields(Genre)} - {"id"}
    _refuse_unknown(front, known, path)
    for key in ("name", "title"):
        if not front.get(key):
            raise DocgenError(Problem(f"文件头缺少 {key}", path=str(path)))
    texts: dict[str, Any] = {
        key: str(front[key]) for key in ("name", "title", "opening", "date", "note", "issues") if key in front
    }
    flags: dict[str, Any] = {key: bool(front.get(key)) for key in ("signature", "imprint")}
    return Genre(
        id=name,
        **texts,
        **flags,
        sections=tuple(_section(entry, path) for entry in front.get("sections") or ()),
        needs=tuple((front.get("needs") or {}).items()),
        byline=_listed(front.get("byline")),
        head=tuple((front.get("head") or {}).items()),
        carries=_listed(front.get("carries")),
        terms=_listed(front.get("terms")),
    )


def _listed(value: Any) -> tuple[str, ...]:
    """A list of the front matter; one text stands for a list of one."""
    return (value,) if isinstance(value, str) else tuple(map(str, value or ()))


def _section(entry: Any, path: Path) -> GenreSection:
    if not isinstance(entry, dict) or not {"id", "heading"} <= entry.keys():
        raise DocgenError(Problem("每个章节都要写 id 和 heading", path=str(path)))
    _refuse_unknown(entry, {field.name for field in fields(GenreSection)}, path)
    parsed = tuple(map(parse_enumerator, _listed(entry.get("enumerators", ""))))
    lists = {name: _listed(entry.get(name)) for name in ("also", "signs", "owners", "keys")}
    if len(lists["owners"]) not in (0, 3):
        raise DocgenError(Problem("owners 要写三个名称，如 [牵头单位, 配合单位, 时限]", path=str(path)))
    return GenreSection(**{**entry, **lists, "enumerators": parsed})


def _refuse_unknown(given: Mapping[str, Any], known: set[str], path: Path) -> None:
    for key in given:
        if key not in known:
            hint = did_you_mean(key, sorted(known))
            raise DocgenError(Problem(f"文件头里没有“{key}”这个键", hint=hint, path=str(path)))
