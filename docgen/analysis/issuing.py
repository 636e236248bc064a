"""Who issues a draft, and at which level: by its head and its signature, surely or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from docgen.analysis.signing import is_office, signing
from docgen.analysis.titles import title_of
from docgen.draft import Draft, Kind, Line, Role, Sheet

LEVELS = ("province", "city", "county")
_NO_COUNTY = (
    "社区|园区|景区|发区|校区|片区|城区|地区|灾区|辖区|小区|街区|库区|山区|郊区|新区|示范区|试验区|保税区|功能区"
)
_PLACE = re.compile(
    r"(?:中共|共青团|中国共产党)?(?P<province>[一-鿿]{2,8}?(?:省|自治区))?"
    r"(?P<city>[一-鿿]{1,7}?(?:市(?!场)|自治州|地区|州(?!市)|盟))?"
    rf"(?P<county>(?![一-鿿]{{0,6}}?(?:{_NO_COUNTY}))[一-鿿]{{1,7}}?(?:自治[县旗]|[县区旗]|(?<!城)市(?!场)))?"
)
_BARE = re.compile(r"(?:中共|共青团)?(省|市(?!场)|县|区)(?=[一-鿿]{2})")
_BARE_LEVEL = {"省": "province", "市": "city", "县": "county", "区": "county"}
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")  # provinces that are called cities
_TITLED = re.compile(r"^(?P<name>[^《》“”，。]{2,30}?)(?:关于|印发|转发|批转)")
_OFFICE_END = re.compile(r"(?:局|厅|委员会|人民政府|办公室|党组|党委|委|中心)(?=[^局厅]{2,40}$)")
_FORWARDED = re.compile(r"(?:转发|批转)")
_SHELL = re.compile(r"印发|转发|批转")  # a notice that is titled so hands on what stands elsewhere
_MEASURES = 2  # numbered items of a notice that lays down tasks itself
_DEEPEST = 3  # level of an item that is one: （1） is part of one


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its name (岚川市医疗保障局), the place in it (岚川市) and that above the place (澄岭省).

    level: province, city, county; "" where the name does not tell. unit: the name without its place (医疗保障局).
    """

    name: str
    level: str = ""
    region: str = ""
    beyond: str = ""
    unit: str = ""


def office(name: str) -> Office:
    """What the name of an office says of its place and its level."""
    name = "".join(name.split()).removesuffix("文件")
    found = _PLACE.match(name)
    steps = [(level, part) for level in LEVELS if (part := found[level] or "")] if found else []
    if not found or not steps:
        bare = _BARE.match(name)
        return Office(name, _BARE_LEVEL[bare[1]], unit=name[bare.end() :]) if bare else Office(name)
    level, region = steps[-1]
    beyond = "".join(part for _, part in steps[:-1])
    if steps[0][1] in _MUNICIPALITIES:
        level = "province" if len(steps) == 1 else "county"
    return Office(name, level, region, beyond, name[found.end() :])


@lru_cache(maxsize=4)
def issuer(draft: Draft) -> Office | None:
    """Who issues a draft: the first name in its head, else its signature; None where neither is there."""
    for sheet in draft.sheets[:2]:
        for line in _named(sheet):
            names = line.words.split("　")[0] if line.role is Role.ISSUER else line.words
            if is_office("".join(names.split()).removesuffix("文件")):
                return office(names)
    return None


def titled(draft: Draft) -> Office | None:
    """The office that the title of a draft begins with, for one without head and signature."""
    for sheet in draft.sheets:
        title = title_of(sheet)
        found = _TITLED.match(title)
        name = found["name"] if found else title[: end.end()] if (end := _OFFICE_END.search(title)) else ""
        if name and (known := office(name)).level and known.unit:
            return known
    return None


def _named(sheet: Sheet) -> Iterator[Line]:
    yield from sheet.of(Role.ISSUER)
    yield from signing(sheet).names


def own(draft: Draft) -> tuple[Sheet, ...]:
    """The sheets in which the issuer speaks itself: not those of another office that it forwards (转发)."""
    main = draft.sheets[:1]
    if any(_FORWARDED.search(title_of(sheet)) for sheet in main):
        return main
    return draft.sheets


def own_lines(draft: Draft, roles: Iterable[Role] = (Role.BLOCK, Role.CELL)) -> Iterator[Line]:
    wanted = tuple(roles)
    return (line for sheet in own(draft) for line in sheet.lines if line.role in wanted)


def is_plan(draft: Draft) -> bool:
    """Whether a draft is a plan, or a notice that issues one."""
    return any(sheet.genre == "plan" for sheet in own(draft) if sheet.kind is not Kind.ATTACHMENT) or (
        draft.genre == "notice" and any(sheet.kind is Kind.ISSUED for sheet in own(draft))
    )


def is_order(draft: Draft) -> bool:
    """Whether a draft is a notice that lays down tasks itself, in numbered items; no shell (现将……印发给你们)."""
    main = next((sheet for sheet in draft.sheets if sheet.genre == "notice" and sheet.kind is Kind.MAIN), None)
    if main is None or _SHELL.search(title_of(main)):
        return False
    return sum(0 < line.level <= _DEEPEST for line in main.body) >= _MEASURES


def sets_tasks(draft: Draft) -> bool:
    """Whether a draft says what is to be done, so that it can be held against the tasks of the upper level's."""
    return is_plan(draft) or is_order(draft)
