"""正文里同一个单位有两种写法。

同一级的同一个单位，一处用这种简称、一处用那种简称；或者一处用全称、一处用简称，而且都在并列的单位中间，前面又没有“（以下简称
……）”。正文先写全称、后面用规范化简称的不算；责任单位里不一的见 owner-spelling。
名单见 wordlists/institutions.json；确实是两个单位的，请忽略。

依据：同一机关的名称前后一致，用全称或者规范化简称（条例第九条对发文机关、主送机关的要求，正文同此是实务）。
错：市卫生健康委要牵头抓好落实……请市卫健委、市财政局每月报送进度
对：市卫生健康委要牵头抓好落实……请市卫生健康委、市财政局每月报送进度
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from docgen.analysis.names import shorts
from docgen.analysis.owners import known, owners
from docgen.analysis.sentences import Piece
from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.wordlist import load

RULE = Rule(level="info")

_TITLED = re.compile(r"《[^《》]{1,80}》|“[^“”]{1,60}”")
_LISTED = re.compile(r"、|[，,：:](?=[省市县区州旗])")


def check(draft: Draft) -> Iterator[Fault]:
    declared = {short.text for sheet in draft.sheets for short in shorts(sheet)}
    told = {owner.name for owner in owners(draft)}
    for (place, _), forms in _units(draft).items():
        kept = {name: pieces for name, pieces in forms.items() if {name, place + name}.isdisjoint(declared)}
        short = sorted((name for name in kept if name not in _full()), key=lambda name: (-len(kept[name]), _rank(name)))
        full = [name for name in kept if name in _full() and _in_list(kept[name], told)]
        if len(short) > 1:
            yield from _faults(place, short[0], short[1:], kept, told)
        elif short and full and _in_list(kept[short[0]], told):
            usual, rare = (full[0], short[0]) if len(kept[full[0]]) >= len(kept[short[0]]) else (short[0], full[0])
            yield from _faults(place, usual, [rare], kept, told)


def _faults(place: str, usual: str, rare: list[str], kept: dict[str, list[Piece]], told: set[str]) -> Iterator[Fault]:
    for name in rare:
        if {place + usual, place + name} <= told:
            continue  # owner-spelling says it
        piece = kept[name][0]
        message = (
            f"同一个单位有两种写法：“{place}{usual}”{len(kept[usual])}处，“{place}{name}”{len(kept[name])}处，请统一"
        )
        yield Fault(piece.line, piece.start, piece.end, message)


def _units(draft: Draft) -> dict[tuple[str, str], dict[str, list[Piece]]]:
    """By place (市) and full name, where each of its names stands; titles and quotations apart."""
    found: defaultdict[tuple[str, str], defaultdict[str, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for line in draft.body:
        cited = [title.span() for title in _TITLED.finditer(line.text)]
        for unit in _pattern().finditer(line.text):
            elsewhere = any(line.text[max(0, unit.start() - n) : unit.start()] in _places() for n in (2, 3, 4))
            if not elsewhere and not any(start < unit.start() < end for start, end in cited):
                found[unit[1], known()[unit[2]]][unit[2]].append(Piece(line, *unit.span()))
    return {key: dict(forms) for key, forms in found.items() if len(forms) > 1}


def _in_list(pieces: list[Piece], told: set[str]) -> bool:
    return any(piece.text in told or _beside(piece) for piece in pieces)


def _beside(piece: Piece) -> bool:
    """Whether it stands among other units: 市审批局、市司法局."""
    text = piece.line.text
    return text[piece.end : piece.end + 1] == "、" or bool(_LISTED.match(text, piece.start - 1))


@cache
def _places() -> frozenset[str]:
    """哈尔滨: with a name before it, it may be the unit of another place."""
    return frozenset(name for record in load("places") for name in record["names"].split())


@cache
def _full() -> frozenset[str]:
    return frozenset(known().values())


@cache
def _ranks() -> dict[str, int]:
    return {name: at for record in load("institutions") for at, name in enumerate(record.get("short", ()))}


def _rank(name: str) -> int:
    """The place of a short name in its record: the proper one is the first."""
    return _ranks().get(name, 0)


@cache
def _pattern() -> re.Pattern[str]:
    """Names of units that have more than one, after the level of their place; the longest first."""
    shortened = {full for name, full in known().items() if name != full and not full.startswith("人民政府")}
    names = sorted((name for name, full in known().items() if full in shortened), key=lambda name: (-len(name), name))
    return re.compile(rf"([省市县区州旗])({'|'.join(names)})")
