"""The names that a draft itself sets up: its campaigns, the titles it cites, the short names it declares.

Quotation marks are no part of a name: “作风建设年”活动 and 作风建设年活动 are one, so names are looked up in the
text of the draft without them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, permutations

from docgen.analysis.sentences import Piece, shared
from docgen.draft import Draft, Line, Role, Sheet

QUOTES = "“”‘’"
_NO_QUOTES = str.maketrans("", "", QUOTES)
HEADS = ("活动", "行动", "运动")
_LONGEST = 16
_COMMON = 2  # a name that is said so often is the draft's own


@dataclass(frozen=True, slots=True)
class Flat:
    """All lines of a draft in one string without quotation marks, and the way back."""

    text: str
    places: tuple[tuple[Line, int], ...]

    def piece(self, start: int, end: int) -> Piece:
        """text[start:end] in its line; from the first to the last character of it."""
        line, first = self.places[start]
        return Piece(line, first, self.places[end - 1][1] + 1)


@lru_cache(maxsize=1)
def flat(draft: Draft) -> Flat:
    places: list[tuple[Line, int]] = []
    texts: list[str] = []
    for line in draft.lines:
        text = line.text
        places += [(line, at) for at, char in enumerate(text) if char not in QUOTES]
        places.append((line, len(text)))  # where the line ends
        texts.append(text.translate(_NO_QUOTES))
    return Flat("".join(text + "\n" for text in texts), tuple(places))


@dataclass(frozen=True, slots=True)
class Name:
    """A campaign's name (作风建设年活动) with its head (活动), how often the draft says it, and if in a title too."""

    text: str
    head: str
    count: int
    titled: bool = False

    @property
    def core(self) -> str:
        return self.text.removesuffix(self.head)


@lru_cache(maxsize=1)
def campaigns(draft: Draft) -> tuple[Name, ...]:
    """The campaigns that a draft names at least twice, in quotes, in a title or in a heading too."""
    counts = _recurring(flat(draft).text)
    longer: Counter[str] = Counter()
    for name, count in counts.items():
        longer[name[1:]] = max(longer[name[1:]], count)
    titles = _titles(draft)
    whole = {name for name, count in counts.items() if longer[name] < 0.7 * count} | (_quoted(draft) & set(counts))
    whole.update(_longest(titles, counts))
    found = sorted((Name(name, name[-2:], counts[name]) for name in whole), key=_weight)[:50]
    shown = titles + "\n" + _shown(draft)
    kept = [replace(name, titled=name.text in titles) for name in found if name.text in shown]
    return tuple(name for at, name in enumerate(kept) if not any(n.text in name.text for n in kept[:at]))


def _weight(name: Name) -> tuple[int, str]:
    return -name.count, name.text


_QUOTED = re.compile(rf"“([一-鿿]{{4,{_LONGEST}}})”({'|'.join(HEADS)})?")
_TITLED = re.compile(r"《[^《》]{4,60}》")


def _quoted(draft: Draft) -> set[str]:
    """“作风建设年”活动 and “作风建设年活动”."""
    found = (match for line in draft.lines for match in _QUOTED.finditer(line.text))
    return {name for match in found if (name := match[1] + (match[2] or "")).endswith(HEADS)}


def _recurring(text: str) -> dict[str, int]:
    """How often what ends with a head is said, if often; with six to sixteen characters before it."""
    counts = Counter(before[-n:] + head for before, head in _heads(text) for n in range(6, len(before) + 1))
    return {name: count for name, count in counts.items() if count >= _COMMON}


def _longest(titles: str, counts: Mapping[str, int]) -> Iterator[str]:
    """Of what recurs, the longest that ends at each head in the titles."""
    for before, head in _heads(titles):
        names = (before[-n:] + head for n in range(len(before), 5, -1))
        yield from islice((name for name in names if name in counts), 1)


def _heads(text: str) -> Iterator[tuple[str, str]]:
    """Every head with the characters before it."""
    for found in re.finditer("|".join(HEADS), text):
        before = re.search(r"[一-鿿]*$", text[max(0, found.start() - _LONGEST) : found.start()])
        yield before.group() if before else "", found.group()


def _titles(draft: Draft) -> str:
    """The titles of a draft, and those that it cites."""
    cited = (title for line in draft.lines for title in _TITLED.findall(line.text))
    return _plain([*(sheet.title for sheet in draft.sheets), *cited])


def _shown(draft: Draft) -> str:
    """What a draft puts before the reader's eyes below its titles: headings and quoted names."""
    headings = (line.heading for line in draft.lines if line.heading)
    return _plain([*headings, *sorted(_quoted(draft))])


def _plain(parts: list[str]) -> str:
    return re.sub(f"[{QUOTES}]", "", "\n".join(parts))


@dataclass(frozen=True, slots=True)
class Short:
    """A short name (应急局) declared in brackets after its full name (市应急管理局)."""

    text: str
    full: str
    piece: Piece
    declared: Piece


_DECLARED = re.compile(r"[（(](?:以下|下文|下)?(?:统一)?简称(?:为)?[:：]?[“《‘]?([一-鿿A-Za-z0-9]{2,16})[”》’]?[）)]")


def shorts(sheet: Sheet) -> Iterator[Short]:
    """The short names that a sheet declares, in its order."""
    for line in sheet.lines:
        if line.role is Role.BLOCK and "简称" in line.text:
            for found in _DECLARED.finditer(line.text):
                full = _full(line.text[: found.start()], found[1])
                yield Short(found[1], full, Piece(line, *found.span(1)), Piece(line, *found.span()))


def _full(before: str, short: str) -> str:
    """What `short` stands for: the title just before it, else the shortest words there that hold its characters."""
    if before.endswith("》"):
        return before[before.rfind("《") + 1 : -1]
    at = len(before)
    for char in reversed(short):
        at = before.rfind(char, max(0, len(before) - 40), at)
        if at < 0:
            return ""
    return before[at:] if re.fullmatch(r"[一-鿿（）()、“”]+", before[at:]) else ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands in quotation marks, without them, and up to six characters right after."""

    text: str
    after: str
    piece: Piece


_IN_QUOTES = re.compile(r"“([^“”。；：？！\n]{2,24})”(?=([一-鿿]{0,6}))")


def quoted(draft: Draft) -> Iterator[Quoted]:
    """The quoted words of the running text, in its order."""
    for line in draft.lines:
        if "“" in line.text:
            for found in _IN_QUOTES.finditer(line.text):
                yield Quoted(found[1], found[2], Piece(line, *found.span()))


@dataclass(frozen=True, slots=True)
class Slip:
    """A name with one character too few or too many: `wrong` where the draft elsewhere says `right`, `count` times."""

    wrong: str
    right: str
    count: int


_NAMED = re.compile(
    "活动|行动|运动|领导小组|工作专班|指挥部|专项整治|专项治理|工程|计划|方案|条例|办法|人民政府|委员会|办公[室厅]|局(?![部面势限])"
)
_SAME, _BEFORE = 8, 4  # so many characters must be the same, so many of them before the odd one
_MOST = 60  # names compared with each other
_SINGLE = re.compile(
    r"[一二三四五六七八九十两双几第须非请经可应必不未无多的地得和与及或等各大小新老再总微省市县区州盟旗乡镇村国对因内外性在于为由以化型类级中里上下前后已将被把用从向]"
)
_WHOLE = re.compile("全[省市县区州乡镇村国局系院校行员社面民]")


def slips(draft: Draft) -> Iterator[Slip]:
    """Names that differ from another in one character, and in nothing else around it."""
    text = flat(draft).text
    found: dict[str, None] = {}
    for head in _NAMED.finditer(text):
        before = re.search(r"[一-鿿]*$", text[max(0, head.start() - _LONGEST) : head.start()])
        found.setdefault((before.group() if before else "") + head.group())
    names = [name for name in found if len(name) >= _SAME][:_MOST]
    told: set[tuple[str, str]] = set()
    for one, other in permutations(names, 2):
        if one[-2:] == other[-2:] and (pair := _slip(one, other)) and pair not in told:
            told.add(pair)
            short, long = pair
            counts = text.count(short), text.count(long)
            wrong, right = (short, long) if counts[0] <= counts[1] else (long, short)
            yield Slip(wrong, right, max(counts))


def _slip(short: str, long: str) -> tuple[str, str] | None:
    """What both end with, from _BEFORE characters before the one that only `long` has; None where that is not so."""
    tail = shared((short[::-1], long[::-1]))
    at = len(long) - tail - 1
    if tail >= len(short) or at < _BEFORE or _SINGLE.match(long, at) or _WHOLE.match(long, at):
        return None
    before = shared((short[: len(short) - tail][::-1], long[:at][::-1]))
    if before < _BEFORE or before + tail < _SAME:
        return None
    return short[len(short) - tail - before :], long[at - before :]


_TELLS = re.compile(
    r"[一二三四五六七八九十两双百千万零〇第首次非不无未\d省市县区州乡镇村国全上下前后左右大小老新东西南北中内外]"
)  # 去年, 省, 上: what tells two things apart


def is_slip(one: str, other: str) -> bool:
    """Whether two long names differ in one place only: a character missing, or up to a quarter of them others.

    Numbers, levels and the like tell two things apart.
    """
    if len(one) > len(other):
        one, other = other, one
    head = shared((one, other))
    tail = min(shared((one[::-1], other[::-1])), len(one) - head)
    a, b = one[head : len(one) - tail], other[head : len(other) - tail]
    near = len(b) == 1 and len(one) >= 5 if not a else len(a) == len(b) <= 2 and len(a) * 4 <= len(one)
    return near and head >= 1 and re.fullmatch("[一-鿿]+", a + b) is not None and not _TELLS.search(a + b)
