"""Where the words of a level stand in a text as words: 全省|会议 holds 全省, 安全|省心 does not.

The longest word or protected word first, from the left; the dictionary's cut says where words end (unknown words are
not guessed at: an unsure place is said to be unsure).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from docgen.levels.terms import Term
from docgen.levels.words import LevelWords
from docgen.wordlist import Record, load

UNKNOWN = "对照表里没有这个名称"
_RARE = "省"  # rare enough outside names to be explained each time; 市 and 县 stand in every other word
_HAN = re.compile(r"[一-鿿]")
_HOTLINE = re.compile(r"\d{2,5}(?![年月日时点个家项名人万亿所次号条件元亩户])(?=[一-鿿])")  # 市120急救指挥中心
_NO_BODY = re.compile(
    r"[、（]|级(?:财政)?$|^..$(?<=[省市县区][县里])"
)  # no place can have it: 临溪市局, but not 临溪市级
_NUMBERED = re.compile(r"(?:第?[〇零一二三四五六七八九十百\d]+(?:届|次)|令)")


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A candidate: text[start:end]. `term` is the word of the level, None for a protected word or a bare character.
    `part_of` is the longer word that it is only a part of; `unsure` says why nobody but a person can tell."""

    start: int
    end: int
    word: str
    term: Term | None = None
    part_of: str = ""
    unsure: str = ""
    record: Record | None = None  # of a protected word
    becomes: str = ""  # of a name that no table has: 省大数据中心

    @property
    def holds(self) -> bool:
        """Whether it stands there as a word of the level."""
        return self.term is not None and not self.part_of


def hits(text: str, words: LevelWords, closed: Mapping[int, int]) -> tuple[Hit, ...]:
    """All candidates in order, not overlapping; nothing is looked for from a key of `closed` to its value."""
    found = sorted(_found(text, words, closed), key=lambda hit: (_rank(hit, words), hit.start))
    apart: list[Hit] = []
    for hit in found:
        if _rank(hit, words) < 3 and not any(_overlap(hit, other) for other in apart):
            apart.append(hit)
    return tuple(sorted(apart, key=lambda hit: hit.start))


def _rank(hit: Hit, words: LevelWords) -> int:
    """What counts most where two overlap: words of the level, then what is only a part of a longer word (a literal
    renaming would hit it), then protected words; 3 for those that nobody need be told of."""
    if hit.record:
        return _told(words).get(hit.word, 3)
    return 1 if hit.part_of else 0


@lru_cache(maxsize=8)
def _told(words: LevelWords) -> Mapping[str, int]:
    """The protected words that one is told of: those that hold a word of the level, or its character where that is
    rare (省)."""
    told = {}
    for word, record in _protected().items():
        if any(term in word for term in words.terms) or (record.get("mode") == "ask" and words.mark == _RARE):
            told[word] = 0
        elif words.mark == _RARE and _RARE in word:
            told[word] = 2
    return told


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


@dataclass(frozen=True)
class _Cut:
    """A text cut into words of the dictionary, when first asked."""

    text: str

    @cached_property
    def tokens(self) -> tuple[list[int], list[str]]:
        from docgen.lexicon import dictionary_words

        starts, found = [], []
        for run in re.finditer(r"[一-鿿]+", self.text):
            at = run.start()
            for word in dictionary_words(run.group()):
                starts.append(at)
                found.append(word)
                at += len(word)
        return starts, found

    def at(self, place: int) -> tuple[int, int]:
        """The word that holds this character, from where to where."""
        starts, found = self.tokens
        index = bisect_right(starts, place) - 1
        if index < 0 or place >= starts[index] + len(found[index]):
            return place, place + 1
        return starts[index], starts[index] + len(found[index])

    def across(self, edge: int) -> tuple[int, int] | None:
        """The word that begins before this edge and ends after it."""
        if not 0 < edge < len(self.text):
            return None
        start, end = self.at(edge)
        return (start, end) if start < edge < end else None


def _found(text: str, words: LevelWords, closed: Mapping[int, int]) -> Iterator[Hit]:
    index, cut, at, last = _index(words), _Cut(text), 0, -1
    while at < len(text):
        if at in closed:
            at = last = closed[at]
            continue
        hit = _hit(text, at, words, cut, index.get(text[at], ()), last)
        if hit:
            yield hit
        if hit and not hit.part_of:
            at = last = hit.end
        else:
            at += 1


def _hit(text: str, at: int, words: LevelWords, cut: _Cut, candidates: tuple[str, ...], last: int) -> Hit | None:
    """The longest that stands here as a word; else the longest that may, else the longest that does not."""
    refused: Hit | None = None
    doubtful: Hit | None = None
    for word in candidates:
        if not text.startswith(word, at):
            continue
        end = at + len(word)
        term = words.terms.get(word)
        if term is None or (word in _protected() and term.kind != "person"):
            if len(word) >= 4 or not any(_splits(cut, edge, at, end) for edge in (at, end)):
                return Hit(at, end, word, record=_protected()[word])
            continue
        if longer := _elsewhere(text, at, word, words, cut, last):
            return Hit(at, end, word, term, part_of=longer)
        part_of, unsure = _fit(text, at, end, term, words, cut)
        if unsure:
            doubtful = doubtful or Hit(at, end, word, term, unsure=unsure)
        elif not part_of:
            if term.kind != "person" and word[0] in "省市县区" and not _NO_BODY.search(word):
                unsure = _place_before(text, at, cut, last)
            return Hit(at, end, word, term, unsure=unsure)
        else:
            refused = refused or Hit(at, end, word, term, part_of=part_of)
    if doubtful:
        return doubtful
    if text[at] == words.mark and (not refused or cut.at(at) == (at, at + 1)):  # 省|领导小组, not 浙江省|局
        return _bare(text, at, words, cut, last) or refused
    return refused


def _splits(cut: _Cut, edge: int, start: int, end: int) -> bool:
    """Whether a word lies across this edge that is not longer on both sides."""
    token = cut.across(edge)
    return token is not None and not (token[0] <= start and end <= token[1])


def _fit(text: str, start: int, end: int, term: Term, words: LevelWords, cut: _Cut) -> tuple[str, str]:
    """The word that this is a part of, and why one cannot tell; both "" where it stands as a word."""
    if "（" in text[start:end]:  # 重点|县（市、区）: no word goes on so
        return "", ""
    left, right = cut.across(start), cut.across(end)
    if left and not (left[1] == end and term.kind == "inner"):
        word = text[slice(*left)]
        return ("", f"也可能是“{word}”") if _ends_word(text, start, left[0]) else (word, "")
    if right and right[0] != start:
        word = text[slice(*right)]
        if word in words.terms or any(text.startswith(name, end) for name in words.names):
            return "", ""
        return ("", f"也可能是“{word}”") if _begins_word(text, end, right[1]) else (word, "")
    if right and text[slice(*right)] in _protected():
        return text[slice(*right)], ""
    return "", ""


def _ends_word(text: str, edge: int, before: int) -> bool:
    from docgen.lexicon import is_known

    return any(is_known(text[begin:edge]) for begin in range(max(0, edge - 4), before))


def _begins_word(text: str, edge: int, after: int) -> bool:
    from docgen.lexicon import is_known

    return any(is_known(text[edge:end]) for end in range(after + 1, min(len(text), edge + 4) + 1))


def _elsewhere(text: str, at: int, word: str, words: LevelWords, cut: _Cut, last: int) -> str:
    """The longer name where another place or level stands before a department without one (财政厅), or a name before
    what an office calls itself (国资委|机关)."""
    if at == last:
        return ""
    if word[0] in "委办" and words.terms[word].kind == "inner" and at and _HAN.match(text[at - 1]):
        start, end = cut.at(at - 1)
        return "" if text[start:end] in _edges("before") else text[start : at + len(word)]
    if word not in words.names:
        return ""
    found = re.search(r"(?:国家|中央|全国|[省市县区])$", text[:at])
    return found.group() + word if found else ""


def _place_before(text: str, at: int, cut: _Cut, last: int) -> str:
    if at in (0, last) or not _HAN.match(text[at - 1]):
        return ""
    start, end = cut.at(at - 1)
    word = text[start:end]
    if word in _edges("before") or end != at:
        return ""
    if len(word) > 1 and text[at] == "省" and word not in _places():
        return ""
    while len(word) == end - start == 1 and start and cut.at(start - 1)[0] == start - 1:  # 岚|川: unknown, in pieces
        if not _HAN.match(text[start - 1]) or text[start - 1] in _edges("before"):
            break
        start, end = start - 1, start
    if at - start < 2:  # no place has a name of one character
        return ""
    return f"前面的“{text[start:at]}”像是地名"


def _bare(text: str, at: int, words: LevelWords, cut: _Cut, last: int) -> Hit | None:
    """The level's character in a name that no table has; 市 only where a name plainly begins."""
    start, end = cut.at(at)
    watched = words.mark == _RARE
    if end - start > 1 and (start < at or not watched):
        return Hit(at, at + 1, words.mark, part_of=text[start:end]) if watched else None
    if _NUMBERED.match(text, at + 1):
        return Hit(at, at + 1, words.mark, part_of="届次、令号")
    if text[at - 1 : at] in ("大", "强"):  # 教育大省, 强市先强县
        return Hit(at, at + 1, words.mark, part_of=f"{text[at - 1]}省") if watched else None
    if watched and text.startswith("以上", at + 1):
        return Hit(
            at, at + 3, text[at : at + 3], unsure="以哪一级为界，要看本级怎样定", becomes=f"{words.local_mark}以上"
        )
    if text.startswith("以", at + 1):
        return Hit(at, at + 1, words.mark, part_of="几级的并提") if watched else None
    if watched and text[at + 1 : at + 2] in ("抓", "负"):
        end = at + 2
        return Hit(
            at, end, text[at:end], unsure="几级分工并提，各级都要下移一级", becomes=words.local_mark + text[at + 1]
        )
    named = _HOTLINE.match(text, at + 1)
    if not named and (not _HAN.match(text[at + 1 : at + 2]) or text[at + 1] in "县区"):
        return Hit(at, at + 1, words.mark, part_of="几级、几地的并提") if watched else None
    if re.search(r"(?:[〇零一二三四五六七八九十两几\d]个?|部)$", text[:at]):
        return Hit(at, at + 1, words.mark, part_of="几个省市的合称")
    place = _place_before(text, at, cut, last)
    if place and not watched:
        return None
    end = _name_end(text, at, cut, named.end() if named else at + 1)
    word = text[at:end]
    return Hit(at, end, word, unsure=place or UNKNOWN, becomes=words.local_mark + word[1:])


def _name_end(text: str, at: int, cut: _Cut, rest: int) -> int:
    """Where a name that begins here ends: after the first word that ends names, else after the next word."""
    place = first = cut.at(rest)[1]
    while place - at < 24:
        if any(text[at:place].endswith(end) for end in _edges("end")) and place - at > 2:
            return place
        if place >= len(text) or not _HAN.match(text[place]):
            break
        place = cut.at(place)[1]
    return first


@cache
def _protected() -> Mapping[str, Record]:
    return {record["word"]: record for record in load("protected_words")}


@cache
def _edges(edge: str) -> frozenset[str]:
    """The words after which a name of a level begins (before), or with which names end (end)."""
    return frozenset(
        word for record in load("name_edges") if record["edge"] == edge for word in record["words"].split()
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(name for record in load("places") for name in record["names"].split())


@lru_cache(maxsize=8)
def _index(words: LevelWords) -> Mapping[str, tuple[str, ...]]:
    """Terms and protected words by their first character, the longest first."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in (*words.terms, *_protected()):
        found[word[0]].add(word)
    return {first: tuple(sorted(some, key=lambda word: (-len(word), word))) for first, some in found.items()}
