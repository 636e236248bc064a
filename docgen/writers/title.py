"""A title over several lines: a trapezoid or a rhombus, its words whole (GB/T 9704-2012, 7.3.1).

Every way of breaking the title between words is weighed and the lightest taken. What must not be (a line too long,
a mark at the wrong end, a lone last character) is never tried; then shape and the places of the breaks decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from itertools import accumulate, pairwise
from math import ceil

from docgen.writers.layout import CLOSING, OPENING
from docgen.writers.layout import width as characters

HALF = 0.64  # of a character: a digit of the title's face is wider than half
LONGEST = 120  # characters: a longer title is filled line by line
LAST = 2  # characters that the last line has at least

WHOLE = re.compile(  # never broken, whatever the dictionary says
    r"[0-9０-９]+(?:[.．—–～~至-]+[0-9０-９]+)*[年月日号届次批期个项条%％]*|第[一二三四五六七八九十百0-9]+[届次批期号条]|[一二三四五六七八九十百]+届"
    r"|[A-Za-z0-9.\-]+|的(?:[通公]知|通[报告]|公[告报]|决[定议]|命令|意见|请示|报告|批复|函|方案|办法|规定|细则|讲话)$"
)
TIGHT = re.compile(  # broken only where nothing else will do
    r"专项(?:行动|整治|治理)(?:行动)?|(?:实施|工作|行动|推进|整改|应急)方案|领导小组|动员(?:部署)?(?:大会|会议?)|工作(?:会议|要点|计划|总结|报告)"
    r"|医疗保[障险]|公积金|住房公积金|情况的?报告|实施(?:意见|办法|细则)|管理(?:办法|规定|中心|局)|(?:委员|办公)[会室厅]|[三两\d]年行动(?:方案|计划)?"
    r"|作风建设|营商环境|安全生产|能力提升|就业创业|高质量发展|任务分解表|(?:问题|任务|责任|重点任务)清单"
)
NAMES = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）")  # broken only when they cannot be avoided
UNITS = "省市县区乡镇州盟旗局厅委办科处室院所站队会部"  # end the name of a place or an office: never begin a line

EASY, FAIR, PLAIN, HARD, NAMED = 0.0, 3.0, 8.0, 18.0, 40.0  # weights of a break
FLAT, HOLLOW, STEEP, SHORT, EXTRA = 40.0, 80.0, 2.5, 12.0, 12.0  # weights of a shape; EXTRA of a line more than needed


@lru_cache(maxsize=1024)  # a batch writes the same titles again and again
def title_lines(title: str, width: float = 20) -> tuple[str, ...]:
    """The lines of a centred title, each at most `width` characters wide; joined again they are the title."""
    total = characters(title, HALF)
    if total <= width:
        return (title,)
    anywhere = dict.fromkeys(range(1, len(title)), HARD)
    if total <= LONGEST:
        least = ceil(total / width)
        for breaks in (_breaks(title), _legal(title, anywhere)):
            ways = [way for count in (least, least + 1) for way in _ways(title, breaks, width, count)]
            if ways:
                return _cut(title, min(ways, key=partial(_weight, title, breaks)))
    return _filled(title, _breaks(title), width)


def _cut(title: str, places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(title[start:end] for start, end in pairwise((0, *places, len(title))))


def _legal(title: str, breaks: Mapping[int, float]) -> dict[int, float]:
    """Without breaks before a closing mark, after an opening one, or one that leaves a lone last character."""
    return {
        place: weight
        for place, weight in breaks.items()
        if title[place] not in CLOSING and title[place - 1] not in OPENING and len(title) - place >= LAST
    }


def _breaks(title: str) -> dict[int, float]:
    """Where a line may end, between words, and how bad each place is."""
    from docgen.lexicon import words

    places = {place: _ease(title, place) for place in accumulate(map(len, words(title)))}
    for pattern, weight in ((TIGHT, HARD), (NAMES, NAMED)):
        for found in pattern.finditer(title):
            for place in range(found.start() + 1, found.end()):
                if place in places:
                    places[place] += weight
    for found in WHOLE.finditer(title):
        for place in range(found.start() + 1, found.end()):
            places.pop(place, None)
    places.pop(len(title), None)
    return _legal(title, {p: w for p, w in places.items() if title[p] != "的" and not _splits_name(title, p)})


def _splits_name(title: str, place: int) -> bool:
    return title[place] in UNITS and (place + 1 == len(title) or title[place : place + 2] not in _WORDS_OF_UNITS)


_WORDS_OF_UNITS = (
    "会议",
    "会上",
    "办法",
    "办理",
    "部署",
    "部门",
    "委托",
    "区域",
    "处理",
    "处置",
    "院校",
    "队伍",
    "县域",
    "市场",
    "市域",
    "乡村",
)


def _ease(title: str, place: int) -> float:
    before, after = title[:place], title[place:]
    if after.startswith(("关于", "《", "（")) or before.endswith(("、", "》", "”")):
        return EASY
    if before.endswith("关于"):
        return NAMED
    if before[-1] in "省市县区" and "关于" in after:
        return NAMED  # between the place of an office and its name
    return FAIR if before.endswith("的") or after.startswith(("和", "与", "及", "暨", "以及", "并")) else PLAIN


def _ways(title: str, breaks: Mapping[int, float], width: float, count: int) -> Iterator[tuple[int, ...]]:
    """Every choice of `count` − 1 breaks that leaves no line too long."""
    edges = [0.0, *accumulate(characters(char, HALF) for char in title)]
    places = sorted(breaks)

    def extend(start: int, left: int) -> Iterator[tuple[int, ...]]:
        if edges[-1] - edges[start] > width * left:
            return
        if left == 1:
            yield ()
            return
        for place in places:
            if place > start and edges[place] - edges[start] <= width:
                for rest in extend(place, left - 1):
                    yield (place, *rest)

    return extend(0, count)


def _weight(title: str, breaks: Mapping[int, float], way: tuple[int, ...]) -> float:
    lengths = [characters(line, HALF) for line in _cut(title, way)]
    return sum(breaks[place] for place in way) + _shape(lengths) + EXTRA * len(lengths)


def _shape(lengths: list[float]) -> float:
    """0 for a trapezoid that widens, little for one that narrows, much for a rectangle, most for an hourglass."""
    steps = [after - before for before, after in pairwise(lengths)]
    weight = FLAT if all(abs(step) < 1 for step in steps) else 0.0
    falls = [step < 0 for step in steps]
    weight += HOLLOW * any(fell and not falling for fell, falling in pairwise(falls))  # narrow in the middle
    if falls[0]:
        weight += 4.0
    spread = max(lengths) - min(lengths)
    weight += STEEP * max(0.0, spread - 6)
    return weight + SHORT * (lengths[-1] < 4) + SHORT * (lengths[0] < 4)


def _filled(title: str, breaks: Mapping[int, float], width: float) -> tuple[str, ...]:
    """Lines as full as they go, broken between words where that can be."""
    lines, start = [], 0
    while characters(title[start:], HALF) > width:
        room = next(
            end
            for end in range(len(title), start, -1)
            if characters(title[start:end], HALF) <= width or end == start + 1
        )
        fitting = [place for place in breaks if start < place <= room]
        end = max(fitting, default=room)
        lines.append(title[start:end])
        start = end
    return (*lines, title[start:])
