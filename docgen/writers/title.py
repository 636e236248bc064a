"""A title over several lines: a trapezoid or a rhombus, its words whole (GB/T 9704-2012, 7.3.1).

Every way of breaking the title between words is weighed and the lightest taken. What must not be (a line too long,
a mark at the wrong end, a lone last character) is never tried; then shape and the places of the breaks decide.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, islice, pairwise
from math import ceil, comb, inf

from docgen.writers.layout import CLOSING, OPENING, full
from docgen.writers.layout import width as characters

HALF = 0.64  # of a character: a digit of the title's face is wider than half
LONGEST = 120  # characters: a longer title is filled line by line
MOST = 20_000  # ways of breaking a title that are weighed; one with more is filled as well
LAST = 2  # characters that the last line has at least

WHOLE = re.compile(  # never broken, whatever the dictionary says
    r"[0-9０-９]+(?:[.．—–～~至-]+[0-9０-９]+)*[年月日号届次批期个项条%％]*|第[一二三四五六七八九十百0-9]+[届次批期号条]|[一二三四五六七八九十百]+届"
    r"|[A-Za-z0-9.\-]+|的(?:[通公]知|通[报告]|公[告报]|决[定议]|命令|意见|请示|报告|批复|函|方案|办法|规定|细则|讲话)$"
)
TIGHT = re.compile(  # broken only where nothing else will do
    r"专项(?:行动|整治|治理)(?:行动)?|(?:实施|工作|行动|推进|整改|应急)方案|领导小组|动员(?:部署)?(?:大会|会议?)|工作(?:会议|要点|计划|总结|报告)"
    r"|医疗保[障险]|公积金|住房公积金|情况的?报告|实施(?:意见|办法|细则)|管理(?:办法|规定|中心|局)|(?:委员|办公)[会室厅]|[三两\d]年行动(?:方案|计划)?"
    r"|作风建设|营商环境|安全生产|能力提升|就业创业|高质量发展|任务分解表|(?:问题|任务|责任|重点任务)清单"
    r"|校园食品安全|食品(?:药品)?安全|道路交通安全|(?:农村)?人居环境|市政基础设施|(?:医疗(?:卫生)?|养老)机构|困难群众|重点行业(?:领域)?"
)
NAMES = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）")  # broken only when they cannot be avoided
STUBS = re.compile(r"[《“（].{1,3}")  # one or two characters after an opening mark never end a line
_REGION = r"(?:[一-龥]{1,3}?[省市县区州盟旗镇乡])"
_LEADING = r"(?:(?<![一-龥])|(?<=印发)|(?<=转发)|(?<=批转)|(?<=关于))"  # where 市财政局 can only be the city's office
_OFFICE = (  # what the name of an institution ends with, where it is not the beginning or the end of another word
    r"(?:委员会|(?:党|工|市|县|省|区|政法|纪)委(?![员托任派书])|委(?=办公[室厅])|(?<![大格布结开时])局(?![部面势限长])"
    r"|办公[室厅]|(?<!客)厅(?![堂长])|(?:人民)?政府(?!采购|投资|购买|网站|债务|性|信息|工作)|(?:组织|宣传|统战)部|[支大总]队|办事处|指挥部"
    r"|中心(?![组城镇村校]|工作|任务)|法院|检察院|医院|学院|联合会|协会|总工会|公司|集团)"
)
INSTITUTION = re.compile(
    rf"(?:(?:中共)?{_REGION}{{1,3}}|{_LEADING}[省市县区])(?:(?!关于|印发|转发|工作|活动|行动)[一-龥]){{0,11}}?{_OFFICE}"
    rf"(?:(?!{_REGION}|关于|印发|转发)[一-龥]{{0,5}}?{_OFFICE}){{0,3}}"
)
YEAR = re.compile(r"[省市县区镇乡村局厅委会院校]\d{4}年$")  # right after whose year it is
UNITS = "省市县区乡镇州盟旗局厅委办科处室院所站队会部"  # end the name of a place or an office: never begin a line

GAP = "\u3000"  # between the issuers of a joint document: where a line ends at one, it is not printed

Way = tuple[int, ...]  # the breaks that are chosen
Edges = tuple[Sequence[float], Sequence[float]]  # where each character begins, and where a line before it would end

APART, EASY, FAIR, PLAIN, HARD, NAMED = -6.0, 0.0, 3.0, 8.0, 18.0, 40.0  # weights of a break
FLAT, HOLLOW, STEEP, SHORT, EXTRA = 40.0, 80.0, 2.5, 12.0, 12.0  # weights of a shape; EXTRA of a line more than needed


@lru_cache(maxsize=128)  # a batch writes the same titles again and again
def title_lines(title: str, width: float = 20) -> tuple[str, ...]:
    """The lines of a centred title, each at most `width` characters wide; joined again they are the title.

    A line may end with the space between two issuers, which then is neither printed nor counted (`printed`).
    """
    total = characters(title, HALF)
    if total <= width:
        return (title,)
    if total <= LONGEST:
        least = ceil(total / width)
        for breaks_of in (_breaks, _anywhere):
            if way := _lightest(title, breaks_of(title), width, (least, least + 1)):
                return _cut(title, way)
    return _filled(title, _breaks(title), width)


def printed(line: str) -> str:
    """A line as it is printed: without the space at which it ends."""
    return line.removesuffix(GAP)


def _cut(title: str, places: Way) -> tuple[str, ...]:
    return tuple(title[start:end] for start, end in pairwise((0, *places, len(title))))


def _anywhere(title: str) -> dict[int, float]:
    return _legal(title, dict.fromkeys(range(1, len(title)), HARD))


def _legal(title: str, breaks: Mapping[int, float]) -> dict[int, float]:
    """Without breaks before a closing mark or a space, after an opening one, or before a lone last character."""
    return {
        place: weight
        for place, weight in breaks.items()
        if title[place] not in CLOSING and title[place - 1] not in OPENING and len(title) - place >= LAST
        if not title[place].isspace() and (not title[place - 1].isspace() or _is_gap(title, place - 1))
    }


def _is_gap(title: str, place: int) -> bool:
    """A space on its own. One of half width stays at the end of its line, where nobody sees it."""
    return title[place] in (GAP, " ") and place > 0 and not title[place - 1].isspace()


def _breaks(title: str) -> dict[int, float]:
    """Where a line may end, between words, and how bad each place is."""
    from docgen.lexicon import cut

    places = {place: _ease(title, place) for place in accumulate(map(len, cut(title)))}
    leading = 0  # the end of the names that a title begins with
    names = tuple(_institutions(title, places))
    for name in names:
        for place in range(name.start() + 1, name.end()):
            if place in places:
                places[place] += NAMED
        if title[leading : name.start()].strip(GAP) == "":
            leading = name.end()
        after_all = name.end() == leading and not any(other.start() == leading for other in names)
        places[name.end()] = EASY if after_all else FAIR
    for pattern, weight in ((TIGHT, HARD), (NAMES, NAMED), (STUBS, NAMED)):
        for found in pattern.finditer(title):
            for place in range(found.start() + 1, found.end()):
                if place in places:
                    places[place] += weight
    for found in WHOLE.finditer(title):
        for place in range(found.start() + 1, found.end()):
            places.pop(place, None)
    places.pop(len(title), None)
    return _legal(title, {p: w for p, w in places.items() if title[p] != "的" and not _splits_name(title, p)})


def _institutions(title: str, places: Mapping[int, float]) -> Iterator[re.Match[str]]:
    """The names of institutions, each beginning where a word begins."""
    at = 0
    while found := INSTITUTION.search(title, at):
        begins = found.start() == 0 or (found.start() in places and title[found.start()] not in "在对向由与和及致报请")
        if begins:
            yield found
        at = found.end() if begins else found.start() + 1


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
    last = title[place - 1]
    if last.isspace():
        return APART
    if last in "、》”" or title.startswith(("关于", "《", "（"), place):
        return EASY
    if title.endswith("关于", 0, place):
        return NAMED
    fair = last == "的" or title.startswith(("和", "与", "及", "暨", "以及", "并"), place)
    return FAIR if fair or (last == "年" and YEAR.search(title, 0, place)) else PLAIN


def _edges(title: str) -> Edges:
    begins = [0.0, *accumulate(1.0 if wide else HALF for wide in full(title))]
    if GAP not in title:
        return begins, begins
    return begins, [edge - (title[place - 1 : place] == GAP) for place, edge in enumerate(begins)]  # as printed


def _ways(edges: Edges, breaks: Mapping[int, float], width: float, count: int) -> Iterator[tuple[float, Way]]:
    """Every choice of `count` − 1 breaks, one or more, that leaves no line too long, with what they weigh."""
    begins, ends = edges
    places = sorted(breaks)

    def extend(start: int, left: int) -> Iterator[tuple[float, Way]]:
        for place in places[bisect(places, start) :]:
            if ends[place] - begins[start] > width:
                return
            if begins[-1] - begins[place] > width * (left - 1):
                continue
            if left == 2:
                yield breaks[place], (place,)
            else:
                for weight, rest in extend(place, left - 1):
                    yield breaks[place] + weight, (place, *rest)

    return extend(0, count)


def _lightest(title: str, breaks: Mapping[int, float], width: float, counts: tuple[int, ...]) -> Way:
    """The breaks of the way that weighs least with its shape, of these numbers of lines, the first of several; () where
    there is none, or more than MOST.

    A shape, slow to weigh, only adds to the breaks: ways of light breaks are tried first, and most others never.
    """
    edges = _edges(title)
    if sum(comb(len(breaks), count - 1) for count in counts) > MOST:
        every = chain.from_iterable(_ways(edges, breaks, width, count) for count in counts)
        if sum(1 for _ in islice(every, MOST + 1)) > MOST:
            return ()
    wide = [0, *accumulate(full(title))]

    def length(start: int, end: int) -> float:
        """As `characters` has it."""
        end -= title[end - 1] == GAP
        return wide[end] - wide[start] + HALF * (end - start - (wide[end] - wide[start]))

    lightest, best = (inf, 0, 0), Way()
    for count in counts:
        if lightest[0] <= EXTRA * count + (count - 1) * min(breaks.values(), default=0.0):
            break
        for n, (weight, way) in sorted(enumerate(_ways(edges, breaks, width, count)), key=lambda found: found[1][0]):
            if weight + EXTRA * count > lightest[0]:
                break
            shape = _shape([length(*line) for line in pairwise((0, *way, len(title)))])
            if (whole := (weight + shape + EXTRA * count, count, n)) < lightest:
                lightest, best = whole, way
    return best


def _shape(lengths: list[float]) -> float:
    """0 for a trapezoid that widens, little for one that narrows, much for a rectangle, most for an hourglass."""
    steps = [after - before for before, after in pairwise(lengths)]
    weight = FLAT if all(abs(step) < 1 for step in steps) else 0.0
    weight += HOLLOW * any(fall < 0 < rise and rise - fall > 2 for fall, rise in pairwise(steps))  # one is not seen
    if steps[0] < 0:
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
            if characters(printed(title[start:end]), HALF) <= width or end == start + 1
        )
        fitting = [place for place in breaks if start < place <= room]
        end = max(fitting, default=room)
        lines.append(title[start:end])
        start = end
    return (*lines, title[start:])
