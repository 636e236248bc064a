"""A word of a level, and how levels are called at a place: 省, 市, 县（区）; 自治区, 州, 盟, 地区 have no rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

# area: 全省; body: 省政府, 省财政厅; issuer: the upper issuer's own names; above: the one it reports to itself, a level
# higher; inner: 处室, 厅党组; lower: 各市, 市局 in a province's plan; own: 县局 in a city's plan, for a county;
# domain: what a sister office is in charge of, 医保; person: of the person's own table
Kind = Literal["area", "body", "issuer", "above", "inner", "lower", "own", "domain", "person"]
LEVELS = ("province", "city", "county")
MARKS = {"province": "省", "city": "市", "county": "县"}
COUNTY = "县（区）"  # how the rows write the county's character
_USUAL = {"province": "省", "city": "市", "county": "县区市旗"}
_ENDS = {"province": r"省|自治区", "city": r"市|州|盟|地区", "county": r"县|(?<!自治)(?<!地)区|旗"}
_PLACE = re.compile(r"^[一-鿿]{2,9}?(?:省|自治区|市|州|盟|地区|县|区|旗)")
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the upper plan; `becomes` is its counterpart here, "" where there is none.
    `ask` says why a person decides; "" where it is renamed as a matter of course."""

    word: str
    becomes: str
    kind: Kind
    ask: str = ""


def level_of(level: str, region: str) -> str:
    """As it is written, else as the end of the region's name shows; "" where neither says it."""
    return level or next((name for name, ends in _ENDS.items() if re.search(f"(?:{ends})$", region)), "")


def place_of(name: str) -> str:
    """The place that an office's name begins with: 禾陵县 of 禾陵县医疗保障局."""
    found = _PLACE.match(name)
    return found.group() if found else ""


def mark_of(level: str, region: str) -> str:
    """What this level is called at this place: 省, 市, 区, 州."""
    if region.endswith(("自治区", "地区")):
        return "自治区" if region.endswith("自治区") else "地区"
    if level == "county":
        return region[-1] if region and region[-1] in _USUAL[level] else COUNTY
    return region[-1] if region and is_odd(level, region) else MARKS.get(level, "")


def is_odd(level: str, region: str) -> bool:
    """Whether this level is called otherwise here than in the rows: 自治区, 直辖市, 州, 盟, 地区."""
    usual = _USUAL.get(level, "")
    return bool(usual and region) and (
        region[-1] not in usual or region.endswith(("自治区", "地区")) or region in MUNICIPALITIES
    )


def respelt(term: Term, above: str, here: str, mark: str, own: str, odd: Iterable[str]) -> Term:
    """A row of 省 and 市 for places that call them otherwise: never sure."""
    becomes = term.becomes if here == "county" else _spelt(term.becomes, MARKS[here], own)
    why = f"{'、'.join(odd)}一级的叫法没有现成的对照"
    return replace(term, word=_spelt(term.word, MARKS[above], mark), becomes=becomes, ask=term.ask or why)


def _spelt(word: str, usual: str, mark: str) -> str:
    if mark == usual:
        return word
    if mark == "自治区":
        word = re.sub(f"(?<=[全我本]){usual}", "区", word).replace(f"{usual}委", "自治区党委")
    return re.sub(f"(?<![（、各]){usual}(?![、（）场])", mark, word)
