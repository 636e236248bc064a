"""Which text of one draft answers which of another, by their words; what two levels call differently counts as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

RUN = 4  # characters in a row that are no chance; 贯彻落实 alone is little against a whole item
ANSWERS = 0.5  # confidence below which nothing is said to answer
SURE = 0.65  # confidence below which a person is asked to check
WITHIN = 0.36  # of the lesser one's words that the other must hold, to answer beside a better answer

_LEVEL = re.compile(r"[省市县区旗州镇街]")
_SAME_RANK = str.maketrans({"厅": "局", "处": "科", "股": "科", "室": "科"})
_NO_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9%％.]+")
_LABEL = re.compile(r"^[^：\n]{2,6}：", re.MULTILINE)
_AND = re.compile(r"[、；\n]")
_NUMBER = re.compile(r"\d[\d.]*")
_WHEN = re.compile(r"（[^（）]*\d[^（）]*）")  # （2026年3月至5月） behind the name of a phase


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Match:
    """The upper text at this index is answered by the local one at that, with what confidence (0 to 1)."""

    upper: int
    local: int
    confidence: float


# ── how much of a text stands in another ──


def share(upper: str, local: str) -> float:
    """The share (0 to 1) of the upper text's characters that stand in the local one, in runs of a few at least."""
    text, other = _characters(upper), _characters(local)
    if not text:
        return 1.0
    length = min(RUN, len(text))
    runs = {other[n : n + length] for n in range(len(other) - length + 1)}
    covered = bytearray(len(text))
    for start in range(len(text) - length + 1):
        if text[start : start + length] in runs:
            covered[start : start + length] = b"\1" * length
    return sum(covered) / len(text)


def is_taken_over(upper: str, local: str) -> bool:
    """Whether a text is the other one but for names of levels and a few characters; the same figures stand in both."""
    near = min(share(upper, local), share(local, upper)) >= 0.9
    return near and _NUMBER.findall(upper) == _NUMBER.findall(local)


def share_of_list(upper: str, local: str) -> float:
    """The share (0 to 1) of the upper list's names that the local one has; a label (组长：) before names is no name."""
    names, others = (Counter(_AND.split(_LABEL.sub("", text))) for text in (upper, local))
    whole = sum(len(name) * count for name, count in names.items())
    return sum(len(name) * count for name, count in (names & others).items()) / whole if whole else 1.0


def is_alike(upper: str, local: str) -> bool:
    """Whether two texts say the same but for names of levels."""
    return _characters(upper) == _characters(local)


def is_only_longer(upper: str, local: str, level: bool = True) -> bool:
    """Whether all of the upper text stands in the local one, with more; names of levels count when `level` is set."""
    from docgen.changed_words import words

    texts = (upper, local) if level else (_characters(upper), _characters(local))
    return all(piece.kind != "removed" for piece in words(*texts))


@lru_cache(maxsize=1024)
def _characters(text: str) -> str:
    """What is compared: no marks, no blanks, no names of levels."""
    return _LEVEL.sub("", _NO_WORDS.sub("", text)).translate(_SAME_RANK)


# ── which text answers which ──


def matches(uppers: Sequence[Text], locals_: Sequence[Text]) -> list[Match]:
    """The pairs, in the order of the upper texts, those of one upper text in the order of the local ones.

    First one to one, the surest pair first. Then what is left over joins a text that holds most of its words: several
    local parts may answer one upper one, and one local part several.
    """
    weights = _weights([_words(text) for text in (*uppers, *locals_)])
    measured = [_Measured.of(text, weights) for text in uppers], [_Measured.of(text, weights) for text in locals_]
    scores = {
        (u, n): _alike(one, other, weights) for u, one in enumerate(measured[0]) for n, other in enumerate(measured[1])
    }
    paired = dict(_one_to_one({pair: score.confidence for pair, score in scores.items()}))
    for pair, score in sorted(scores.items(), key=lambda entry: (-entry[1].held, entry[0])):
        loose = pair[0] not in {u for u, _ in paired} or pair[1] not in {n for _, n in paired}
        if loose and score.held >= WITHIN and score.confidence >= ANSWERS:
            paired[pair] = score.confidence
    found = [Match(u, n, confidence) for (u, n), confidence in paired.items()]
    return sorted(found, key=lambda match: (match.upper, match.local))


def _one_to_one(scores: Mapping[tuple[int, int], float]) -> Iterator[tuple[tuple[int, int], float]]:
    """The surest pair, the surest of those left, and so on; of equal ones the first in order."""
    uppers, locals_ = set[int](), set[int]()
    for (u, n), score in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
        if score >= ANSWERS and u not in uppers and n not in locals_:
            uppers.add(u)
            locals_.add(n)
            yield (u, n), score


@dataclass(frozen=True, slots=True)
class _Score:
    """confidence: that one answers the other. held: the share of the lesser one's words that the other holds."""

    confidence: float
    held: float


@dataclass(frozen=True, slots=True)
class _Measured:
    """A text ready to be compared: its words with their counts, and what these weigh together."""

    title: str
    titled: Counter[str]
    words: Counter[str]
    weight: float

    @classmethod
    def of(cls, text: Text, weights: Mapping[str, float]) -> _Measured:
        words, title = _words(text), _WHEN.sub("", text.title)
        return cls(_characters(title), _cut(title), words, _weigh(words, weights))


def _alike(upper: _Measured, local: _Measured, weights: Mapping[str, float]) -> _Score:
    common = _weigh(upper.words & local.words, weights)
    if not common:
        return _Score(0, 0)
    together = 2 * common / (upper.weight + local.weight)
    held = common / min(upper.weight, local.weight)
    body = 0.6 * together + 0.4 * held
    if upper.title and local.title:
        body = max(body, 0.55 * body + 0.45 * _titles(upper, local, weights))
    return _Score(min(1.0, sqrt(body)), held)


def _titles(upper: _Measured, local: _Measured, weights: Mapping[str, float]) -> float:
    """How alike two titles are: by their characters and by their words, of which 加强 says less than 目录."""
    from rapidfuzz import fuzz

    whole = _weigh(upper.titled, weights) + _weigh(local.titled, weights)
    words = 2 * _weigh(upper.titled & local.titled, weights) / whole if whole else 0.0
    return (fuzz.ratio(upper.title, local.title) / 100 + words) / 2


def _weigh(words: Counter[str], weights: Mapping[str, float]) -> float:
    return sum(count * weights[word] for word, count in words.items())


def _weights(texts: Sequence[Counter[str]]) -> dict[str, float]:
    """What each word weighs: the fewer texts have it, the more it says which is meant."""
    having = Counter(word for words in texts for word in words)
    return {word: log((len(texts) + 1) / count) for word, count in having.items()}


def _words(text: Text) -> Counter[str]:
    return _cut(f"{text.title}\n{text.body}")


@lru_cache(maxsize=1024)
def _cut(text: str) -> Counter[str]:
    """The words that say something: of two characters or more, without names of levels, without figures."""
    from docgen.lexicon import words

    cut = (_LEVEL.sub("", word).translate(_SAME_RANK) for word in words(_NUMBER.sub("", text)))
    return Counter(word for word in cut if len(word) > 1 and not _NO_WORDS.fullmatch(word))
