"""Figures in one sentence of which one follows from the others: shares, rates, growth, what is left, so much a year.

Each law is a pattern, the figure that can be worked out, and how.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.analysis.amounts import DIGITS, ROUGH, UNIT, base, blur, full, plain, prefix, scale, value
from docgen.analysis.figures import Mismatch
from docgen.draft import Draft, Line
from docgen.notation import parse_chinese

_EXACT = r"(?!以上|左右|多|余)"
_PERCENT = rf"(?P<percent>\d{{1,4}}(?:\.\d{{1,3}})?)(?P<sign>[%％]){_EXACT}"
_POINTS = r"(?P<points>\d{1,3}(?:\.\d{1,3})?)(?P<sign>个百分点)"


def _amount(name: str) -> str:
    return rf"(?<![\d.,])(?P<{name}>{DIGITS})\s?(?P<{name}_unit>{UNIT})"


_THEN = r"(?:\d{4}年|[上去今前]年|年初)(?:年?[底初末]|同期)?的?"
_GREW = "增长|增幅|提高|上升|下降|降幅|减少|降低|增加|提升"
_SHARE = re.compile(
    rf"{_amount('part')}(?:[，,][^\d。；，]{{0,8}}\d[\d.]{{0,5}}[%％](?=[，,]))?[^\d。；%％]{{0,12}}"
    rf"(?P<verb>占|完成|实现|相当于|为|是|达到?)[^\d。；，%％]{{0,14}}{_amount('whole')}"
    rf"[^\d。；，%％]{{0,6}}的{_PERCENT}"
)
_PLANNED = re.compile(
    rf"(?:(?P<kind>计划|任务|目标)|总数|共有?)[^\d。；，]{{0,14}}{_amount('whole')}[，,；][^\d。；]{{0,14}}{_amount('part')}[，,]"
    rf"(?:占|完成)[^\d。；，]{{0,6}}?(?(kind)(?P=kind)|总数)的{_PERCENT}"
)
_RATE = re.compile(
    rf"{_amount('whole')}(?P<between>[^\d。；%％]{{0,16}}){_amount('part')}"
    rf"[^\d。；%％]{{0,8}}?(?P<name>[一-鿿]{{2}})率(?:达到|达|为|是)?{_PERCENT}"
)
_FROM = re.compile(
    rf"[由从](?:{_THEN})?{_amount('whole')}(?:增加|增长|提高|上升|扩大|提升|下降|减少|降低|降|压减|缩减)(?:到|至|为)"
    rf"(?:{_THEN})?{_amount('part')}，(?:同比)?(?:{_GREW})(?:达到|达|为|了)?{_PERCENT}"
)
_AGAINST = re.compile(
    rf"{_amount('part')}[，,](?:比|较)(?:上年|去年|上一年|前年|同期|去年同期|上年同期|\d{{4}}年)(?:同期)?的?"
    rf"{_amount('whole')}(?:{_GREW})了?{_PERCENT}"
)
_ADDED = re.compile(
    rf"{_amount('part')}[，,](?:(?:比|较)(?:上年|去年|上一年|去年同期|上年同期)|同比)(?P<how>增加|减少|净增|多|少)了?"
    rf"{_amount('more')}[，,](?:{_GREW})了?{_PERCENT}"
)
_LEFT = re.compile(
    rf"{_amount('whole')}[^\d。；]{{0,12}}已(?P<done>[^\d。；，、]{{0,10}}){_amount('part')}[，、；,]"
    rf"(?:[^，。；\d]{{0,8}}\d[\d.]{{0,5}}[%％][，、；,])?(?P<rest>[^\d。；，、]{{0,8}}){_amount('left')}(?P<tail>[^\d。；，、]{{0,8}})"
)
_MORE = re.compile(
    rf"{_amount('whole')}[，,](?:比|较)(?:上年|去年|上一年|前年|计划|任务|目标)[^\d。；，]{{0,6}}{_amount('part')}"
    rf"(?:增加|减少|多|少|增长|下降)了?{_amount('left')}"
)
_RESTS = re.compile("剩|其余|余下|尚余")
_SET = re.compile("年度计划|目标任务|年度任务|年度目标|计划数|任务数|预算")  # set by someone, so not rounded
_ANY = re.compile(_amount("any"))
_SHORT = re.compile(
    rf"(?P<have>\d{{1,3}}(?:\.\d{{1,3}})?)[%％][，,][^\d。；，]{{0,4}}(?:离|距|与|比|较)[^\d。；，]{{0,12}}"
    rf"(?P<goal>\d{{1,3}}(?:\.\d{{1,3}})?)[%％][^\d。；，]{{0,12}}(?:差|低|少|高|超)[^\d。；，]{{0,3}}{_POINTS}"
)
_SHORT_FIRST = re.compile(
    rf"(?:离|距|与|比|较)[^\d。；，]{{0,12}}(?P<goal>\d{{1,3}}(?:\.\d{{1,3}})?)[%％][^\d。；，]{{0,12}}(?:差|低|少)"
    rf"[^\d。；，]{{0,3}}{_POINTS}[，,][^\d。；，]{{0,10}}(?:只有|仅有|仅为|仅|只)(?P<have>\d{{1,3}}(?:\.\d{{1,3}})?)[%％]"
)
_ROSE = re.compile(
    rf"[由从][^\d。；，]{{0,10}}(?P<have>\d{{1,3}}(?:\.\d{{1,3}})?)[%％](?:增加|提高|上升|提升|增长|下降|降低|降)(?:到|至|为)[^\d。；，]{{0,8}}"
    rf"(?P<goal>\d{{1,3}}(?:\.\d{{1,3}})?)[%％][，,][^\d。；，]{{0,8}}{_POINTS}"
)
_MEAN = re.compile(
    rf"{_amount('total')}[^\d。；]{{0,10}}{_amount('times')}[^\d。；]{{0,4}}(?P<per>[人户村])均[^\d。；，]{{0,6}}{_amount('rate')}"
)
_EACH = re.compile(
    rf"每(?P<per>年|月|季度|周|天|户|人|村|亩|家|所|个村)[^\d。；，]{{0,8}}{_amount('rate')}[^\d。；，]{{0,6}}[，,]"
    rf"(?P<times>[一二两三四五六七八九十]{{1,3}}|\d{{1,4}})个?(?P=per)(?:共计|合计|总计|累计|共)[^\d。；，]{{0,6}}{_amount('total')}"
)


@dataclass(frozen=True, slots=True)
class _Law:
    """`worked` shows the arithmetic; None where all is right or nothing is known. `first` to `last` is the result."""

    pattern: re.Pattern[str]
    first: str
    last: str
    worked: Callable[[re.Match[str]], str | None]


def mismatched_percentages(draft: Draft) -> Iterator[Mismatch]:
    """90 个，占 120 个的 80%; 应整改 120 处，已整改 90 处，整改率 80%; 由 100 个增加到 120 个，增长 25%."""
    return _broken(draft, _PERCENTAGES)


def mismatched_differences(draft: Draft) -> Iterator[Mismatch]:
    """80 个，已整改 70 个，未整改 15 个; 75%，离 90% 差 12 个百分点."""
    return _broken(draft, _DIFFERENCES)


def mismatched_products(draft: Draft) -> Iterator[Mismatch]:
    """每年 1500 万元，三年共计 5500 万元."""
    return _broken(draft, _PRODUCTS)


def _broken(draft: Draft, laws: tuple[_Law, ...]) -> Iterator[Mismatch]:
    for line in draft.body:
        for law in laws if _may_hold(line, laws) else ():
            for found in law.pattern.finditer(line.text):
                said = line.text[max(0, found.start() - 2) : found.end()].replace("以上的", "的")  # 90%以上的目标
                if not ROUGH.search(said) and (why := law.worked(found)):
                    yield Mismatch(line, found.start(law.first), found.end(law.last), why)


def _may_hold(line: Line, laws: tuple[_Law, ...]) -> bool:
    """A cheap look before the patterns."""
    if laws is _PERCENTAGES:
        return "%" in line.text or "％" in line.text
    return bool(re.search("百分点|已|[比较]" if laws is _DIFFERENCES else "每|均", line.text))


# ── percentages ──


def _of(found: re.Match[str], name: str) -> Decimal:
    return full(found[name], found[f"{name}_unit"])


def _alike(found: re.Match[str], *names: str) -> bool:
    return len({base(found[f"{name}_unit"]) for name in names}) == 1


def _percent_off(found: re.Match[str], right: Decimal, doubt: Decimal, shown: str) -> str | None:
    """The arithmetic, where it misses the percentage by more than rounding explains."""
    told = value(found["percent"])
    step = Decimal(1).scaleb(int(told.as_tuple().exponent))
    if abs(right - told) <= step + doubt:
        return None
    return f"{shown}={plain(right.quantize(min(step, Decimal('0.1')), ROUND_HALF_UP))}%"


def _doubt(found: re.Match[str], part: Decimal, whole: Decimal) -> Decimal:
    """By how much a percentage may be off because its terms were rounded."""
    of_part = blur(found["part"], found["part_unit"])
    of_whole = Decimal(0) if _SET.search(found.group()) else blur(found["whole"], found["whole_unit"])
    return (of_part + of_whole * part / whole) / whole * 100


def _shown(found: re.Match[str], name: str) -> str:
    """A term of the arithmetic; with 万 or 亿 where the two terms do not have it alike."""
    units = {found[key] for key in ("part_unit", "whole_unit")}
    return found[name] + (prefix(found[f"{name}_unit"]) if len(units) > 1 else "")


def _ratio(found: re.Match[str], beyond: bool = False) -> str | None:
    """The part in percent of the whole; a part `beyond` its whole is no slip of reading where a plan is exceeded."""
    part, whole, told = _of(found, "part"), _of(found, "whole"), value(found["percent"])
    if not whole or not _alike(found, "part", "whole") or (part > whole and told < 100 and not beyond):
        return None
    if any(abs(other / whole * 100 - told) < 1 for other in _others(found)):
        return None
    shown = f"{_shown(found, 'part')}÷{_shown(found, 'whole')}"
    return _percent_off(found, part / whole * 100, _doubt(found, part, whole), shown)


def _others(found: re.Match[str]) -> Iterator[Decimal]:
    """The amounts of the unit earlier in the sentence: 32 座，其中小型 30 座，占…128 座的 25% speaks of the 32."""
    sentence = found.string[max(0, found.start() - 120) : found.start()].rpartition("。")[2]
    for one in _ANY.finditer(sentence):
        if base(one["any_unit"]) == base(found["part_unit"]):
            yield _of(one, "any")


def _share(found: re.Match[str]) -> str | None:
    before = found.string[max(0, found.start() - 14) : found.start()]
    clause = re.split("[，。；：、]", before)[-1]
    compared = re.search("同比|增加|减少|净增|[比较](?:上|去|前|同)", clause)
    return None if compared else _ratio(found, found["verb"] in ("完成", "实现"))


def _rate(found: re.Match[str]) -> str | None:
    clause = re.split("[，。；：]", found.string[max(0, found.start() - 20) : found.start()])[-1]
    siblings = found["between"].startswith("、") and "其中" in clause
    return _ratio(found) if found["name"] in found["between"] and not siblings else None


def _growth(found: re.Match[str]) -> str | None:
    part, whole = _of(found, "part"), _of(found, "whole")
    if not whole or not _alike(found, "part", "whole"):
        return None
    large, small = ("part", "whole") if part > whole else ("whole", "part")
    shown = f"（{_shown(found, large)}-{_shown(found, small)}）÷{_shown(found, 'whole')}"
    return _percent_off(found, abs(part - whole) / whole * 100, _doubt(found, part, whole), shown)


def _growth_by(found: re.Match[str]) -> str | None:
    part, more = _of(found, "part"), _of(found, "more")
    whole = part + more if found["how"] in ("减少", "少") else part - more
    if whole <= 0 or not _alike(found, "part", "more"):
        return None
    doubt = (blur(found["more"], found["more_unit"]) + blur(found["part"], found["part_unit"]) * more / whole) / whole
    unit = scale(found["more_unit"])
    shown = f"{found['more']}÷{plain(whole / unit)}"
    return _percent_off(found, more / whole * 100, doubt * 100, shown)


_PERCENTAGES = (
    _Law(_SHARE, "percent", "sign", _share),
    _Law(_PLANNED, "percent", "sign", _ratio),
    _Law(_RATE, "percent", "sign", _rate),
    _Law(_FROM, "percent", "sign", _growth),
    _Law(_AGAINST, "percent", "sign", _growth),
    _Law(_ADDED, "percent", "sign", _growth_by),
)


# ── differences and products ──


def _left(found: re.Match[str]) -> str | None:
    """What is left of a whole: 剩余 so many, or so many 未整改 where others are 已整改."""
    verb = found["done"][-2:]
    unlike = f"未{verb}" in found["rest"] or f"未{verb}" in found["tail"]
    if not (_RESTS.search(found["rest"]) or (len(verb) == 2 and unlike)) or not _alike(found, "whole", "part", "left"):
        return None
    return _differs(found)


def _differs(found: re.Match[str], either: bool = False) -> str | None:
    """The whole less the part, or `either` less the other, where what is told is not that."""
    names = ("part", "whole") if either and _of(found, "part") > _of(found, "whole") else ("whole", "part")
    right, told = _of(found, names[0]) - _of(found, names[1]), _of(found, "left")
    doubt = sum((blur(found[name], found[f"{name}_unit"]) for name in ("whole", "part", "left")), Decimal(0))
    if right < 0 or abs(right - told) <= doubt:
        return None
    unit = scale(found["left_unit"])
    terms = (plain(_of(found, name) / unit) for name in names)
    return "-".join(terms) + f"={plain(right / unit)}（{found['left_unit']}）"


def _more(found: re.Match[str]) -> str | None:
    """This year's figure, last year's, and by how many it is more or less."""
    return _differs(found, either=True) if _alike(found, "whole", "part", "left") else None


def _mean(found: re.Match[str]) -> str | None:
    """发放 260 万元，惠及 1300 户，户均 2000 元; a mean may be rounded to two digits."""
    times = _of(found, "times")
    if base(found["times_unit"]) != ("个" if found["per"] == "村" else found["per"]) or not times:
        return None
    right, told = _of(found, "total") / times, _of(found, "rate")
    if not _alike(found, "total", "rate") or abs(right - told) * 20 <= max(right, told):
        return None
    unit = found["rate_unit"]
    terms = f"{found['total']}{found['total_unit']}÷{found['times']}{found['times_unit']}"
    return f"{terms}={plain((right / scale(unit)).quantize(Decimal('0.1')))}{unit}"


def _points(found: re.Match[str]) -> str | None:
    one, other = sorted((value(found["goal"]), value(found["have"])), reverse=True)
    right = one - other
    return None if right == value(found["points"]) else f"{plain(one)}-{plain(other)}={plain(right)}（个百分点）"


def _product(found: re.Match[str]) -> str | None:
    times = parse_chinese(found["times"])
    if not times or not _alike(found, "rate", "total"):
        return None
    right, unit = _of(found, "rate") * times, scale(found["total_unit"])
    if abs(right - _of(found, "total")) <= blur(found["rate"], found["rate_unit"]) * times * ("." in found["rate"]):
        return None
    return f"{plain(_of(found, 'rate') / unit)}×{times}={plain(right / unit)}（{found['total_unit']}）"


_DIFFERENCES = (
    _Law(_LEFT, "left", "left_unit", _left),
    _Law(_MORE, "left", "left_unit", _more),
    _Law(_SHORT, "points", "sign", _points),
    _Law(_SHORT_FIRST, "points", "sign", _points),
    _Law(_ROSE, "points", "sign", _points),
)
_PRODUCTS = (
    _Law(_EACH, "total", "total_unit", _product),
    _Law(_MEAN, "rate", "rate_unit", _mean),
)
