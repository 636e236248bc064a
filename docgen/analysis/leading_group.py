"""The leading group (领导小组) that a draft sets up: who is named in which post, as a sentence or as a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docgen.draft import Draft, Line, Role, Sheet

_GROUP = re.compile(r"领导小组|工作小组|工作专班|指挥部|工作组|委员会")
_LABEL = re.compile(r"(第一组长|常务副组长|副\s*组\s*长|组\s*长|总指挥|副总指挥|成\s*员(?:单位)?)\s*[：:]\s*")
_AS = re.compile(r"(?<!兼)任(第一组长|常务副组长|副组长|组长)|(?<![副一])(组长)(?:由|为)|(副组长)(?:由|为)")
_BLANK = re.compile(r"[\s\u3000]+")
_PERSON = re.compile(r"([\u4e00-\u9fff][ \u3000]{1,3}[\u4e00-\u9fff]|[\u4e00-\u9fff]{2,4})(?:[ \u3000\t]+|[（(])\S")
_MASKED = re.compile(r"某|同志|[×xX*○]")


@dataclass(frozen=True, slots=True)
class Post:
    """A post that text[start:end] of a line names: 组长, 副组长, 成员."""

    line: Line
    start: int
    end: int
    name: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A person or a unit with its place."""

    line: Line
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """A leading group: its posts in order, and who is named in it."""

    posts: tuple[Post, ...]
    members: tuple[Member, ...]

    def holders(self, name: str) -> tuple[Post, ...]:
        return tuple(post for post in self.posts if post.name == name)


@lru_cache(maxsize=1)
def groups(draft: Draft) -> tuple[Group, ...]:
    return tuple(group for sheet in draft.sheets for group in (*_listed(sheet), *_told(sheet)))


# ── as a list: 组长：… 副组长：… 成员：… ──


def _listed(sheet: Sheet) -> Iterator[Group]:
    """A run of labelled lines and the names under the last label; 组长 begins the next one."""
    posts, members = list[Post](), list[Member]()
    quiet = 0
    for line in sheet.of(Role.BLOCK, Role.OPENING):
        label = _LABEL.match(line.text.lstrip())
        if label:
            name = _BLANK.sub("", label[1])
            if name in ("组长", "总指挥") and any(post.name not in ("组长", "第一组长", "总指挥") for post in posts):
                yield Group(tuple(posts), tuple(members))
                posts, members = [], []
            begin = len(line.text) - len(line.text.lstrip())
            posts.append(Post(line, begin, begin + label.end(1), name, True))
            members += _members(line, begin + label.end(), name)
            quiet = 0
        elif posts:
            found = list(_members(line, len(line.text) - len(line.text.lstrip()), "")) if not line.level else []
            members += found
            quiet = 0 if found else quiet + 1
        if posts and quiet > 1:
            yield Group(tuple(posts), tuple(members))
            posts, members, quiet = [], [], 0
    if posts:
        yield Group(tuple(posts), tuple(members))


def _members(line: Line, start: int, post: str) -> Iterator[Member]:
    """The person at `start`, or, after 成员：, units in a row."""
    words = line.text[start:].rstrip("。； \u3000")
    if post.startswith("成员") and words.count("、") > 1 and not re.search(r"[\s\u3000，；]", words):
        yield from _row(line, start, words)
    elif (found := _PERSON.match(line.text, start)) and not _MASKED.search(found[1]):
        yield Member(line, found.start(1), found.end(1), _BLANK.sub("", found[1]))


def _row(line: Line, start: int, words: str) -> Iterator[Member]:
    for name in words.split("、"):
        yield Member(line, start, start + len(name), name)
        start += len(name) + 1


# ── as a sentence: 由……任组长，……任副组长，……任成员 ──


def _told(sheet: Sheet) -> Iterator[Group]:
    for line in sheet.body:
        if "组长" in line.text and _GROUP.search(line.text):
            posts = [Post(line, *found.span(), next(filter(None, found.groups()))) for found in _AS.finditer(line.text)]
            if posts:
                yield Group(tuple(posts), tuple(_units(line)))


_MEMBERS = re.compile(
    r"[，；]([^，；。]{2,400})(?:为|任|担任)成员|成员(?:单位)?(?:为|由|包括)([^，；。]{2,400}?)(?:组成)?[，；。]"
)


def _units(line: Line) -> Iterator[Member]:
    for found in _MEMBERS.finditer(line.text):
        at = 1 if found[1] else 2
        words = re.sub(r"(?:等单位|等部门|等)?(?:的?主要负责(?:人|同志)|负责(?:人|同志)|等)?$", "", found[at])
        yield from _row(line, found.start(at), words)
