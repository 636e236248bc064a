"""Defects of official documents, each put at one random place of a text: what the mutation trial (mutations.py) cuts.

A defect takes the lines of a text and a random number generator, and gives the wounded text with the places where a
finding may stand; None where the text offers no place for it. Deterministic for the same seed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from docgen import genre as genres
from docgen import shipped, wordlist
from docgen.notation import chinese, parse_chinese

HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters [start:end] of a line, counted from 0."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wounded:
    """The text with a defect, and where a finding may stand; on line 0 where there are no `spots`."""

    text: str
    spots: tuple[Spot, ...] = ()
    what: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """A clean document: its text, and the name of its campaign."""

    id: str
    text: str
    name: str


Lines = list[str]
Defect = Callable[[Lines, Random, Patient], Wounded | None]
DEFECTS: dict[str, Defect] = {}


def defect(name: str) -> Callable[[Defect], Defect]:
    def register(function: Defect) -> Defect:
        DEFECTS[name] = function
        return function

    return register


# ── wounds ──


def _replace(lines: Lines, line: int, start: int, end: int, new: str) -> Wounded:
    text = lines[line]
    whole = [*lines[:line], text[:start] + new + text[end:], *lines[line + 1 :]]
    return Wounded("\n".join(whole), (Spot(line, start, start + len(new)),))


def _sub(lines: Lines, rng: Random, pattern: str, new: Callable[[re.Match[str]], str]) -> Wounded | None:
    """One match of a pattern, anywhere in the running text, replaced."""
    matches = [(n, found) for n, line in enumerate(lines) if _is_text(line) for found in re.finditer(pattern, line)]
    if not matches:
        return None
    line, found = rng.choice(matches)
    return _replace(lines, line, found.start(), found.end(), new(found))


def _is_text(line: str) -> bool:
    return len(line.strip()) > 30 and "\t" not in line and not line.lstrip().startswith(("附件", "抄送", "关于"))


def _listed(lines: Lines, rng: Random, wordlist_name: str, wrong: str, right: str) -> Wounded | None:
    """A word of a list of words, replaced by the wrong one that the list knows for it."""
    text = "\n".join(filter(_is_text, lines))
    records = [
        (record[wrong], good)
        for record in wordlist.load(wordlist_name)
        if record.get("sure", True) and not record.get("soft") and isinstance(record.get(right), str)
        for good in record[right].split("/")
        if good in text and record[wrong] not in good and not record.get("until")
    ]
    if not records:
        return None
    bad, good = rng.choice(records)
    return _sub(lines, rng, re.escape(good), lambda _: bad)


_MARK = re.compile(r"\s*(?:(?P<one>[一二三四五六七八九十]+)、|（(?P<two>[一二三四五六七八九十]+)）)")


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    level: int
    number: int
    spot: Spot


def _headings(lines: Lines) -> list[_Heading]:
    found = []
    for n, line in enumerate(lines):
        if mark := _MARK.match(line):
            group = "one" if mark["one"] else "two"
            number = parse_chinese(mark[group]) or 0
            found.append(_Heading(n, 1 if group == "one" else 2, number, Spot(n, mark.start(group), mark.end(group))))
    return found


def _renumbered(lines: Lines, heading: _Heading, number: int, others: Iterable[_Heading]) -> Wounded:
    wounded = _replace(lines, heading.line, heading.spot.start, heading.spot.end, chinese(number))
    return Wounded(wounded.text, (*wounded.spots, *(other.spot for other in others)))


@defect("duplicate-number")
def _duplicate_number(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    marked = _headings(lines)
    pairs = [
        (one, other)
        for n, other in enumerate(marked)
        if (one := next((m for m in reversed(marked[:n]) if m.level <= other.level), None))
        and one.level == other.level
        and one.number == other.number - 1
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    after = [m for m in marked if m.level == other.level and m.line > other.line][:1]
    return _renumbered(lines, other, one.number, (one, *after))


@defect("skipped-number")
def _skipped_number(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    marked = _headings(lines)
    last = [
        heading
        for n, heading in enumerate(marked)
        if heading.number > 1
        and all(m.number < heading.number for m in marked[n + 1 : n + 2] if m.level >= heading.level)
    ]
    if not last:
        return None
    heading = rng.choice(last)
    return _renumbered(lines, heading, heading.number + 1, ())


@defect("heading-end-mark")
def _heading_end_mark(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    alone = [h for h in _headings(lines) if not re.search("[，。；：]", lines[h.line]) and len(lines[h.line]) < 30]
    if not alone:
        return None
    line = rng.choice(alone).line
    return _replace(lines, line, len(lines[line]), len(lines[line]), rng.choice("、，：；"))


@defect("half-width-mark")
def _half_width_mark(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    narrow = str.maketrans("，；：！？", ",;:!?")
    return _sub(lines, rng, f"(?<=[{HAN}])[，；：！？](?=[{HAN}])", lambda found: found[0].translate(narrow))


@defect("doubled-de")
def _doubled_de(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _sub(lines, rng, f"(?<=[{HAN}]{{2}})(?<!目)的(?![确士])(?=[{HAN}]{{2}})", lambda _: "的的")


@defect("typo")
def _typo(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _listed(lines, rng, "typos", "wrong", "right")


@defect("variant-character")
def _variant(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _listed(lines, rng, "variant_characters", "wrong", "right")


@defect("lone-quote")
def _lone_quote(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    quoted = [
        (n, found) for n, line in enumerate(lines) if _is_text(line) for found in re.finditer("“[^“”]{2,20}”", line)
    ]
    if not quoted:
        return None
    line, found = rng.choice(quoted)
    at = rng.choice((found.start(), found.end() - 1))
    wounded = _replace(lines, line, at, at + 1, "")
    return Wounded(wounded.text, (Spot(line, found.start(), found.end()),))


def _enumerators(lines: Lines) -> list[tuple[int, list[re.Match[str]]]]:
    """Lines with 一是……二是……三是, and where those stand."""
    found = [
        (n, list(re.finditer(r"(?<=[，。；])[一二三四五六]是|^\s*[一二三四五六]是", line)))
        for n, line in enumerate(lines)
    ]
    return [(n, marks) for n, marks in found if len(marks) > 2]


def _enumerated(lines: Lines, rng: Random, last: bool, new: Callable[[str], str]) -> Wounded | None:
    rows = _enumerators(lines)
    if not rows:
        return None
    line, marks = rng.choice(rows)
    mark = marks[-1] if last else rng.choice(marks[1:])
    start = mark.end() - 2
    wounded = _replace(lines, line, start, start + 2, new(lines[line][start : start + 2]))
    return Wounded(wounded.text, tuple(Spot(line, m.start(), m.end()) for m in marks))


@defect("enumerator-mix")
def _enumerator_mix(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _enumerated(lines, rng, False, lambda old: old[0] + "要")


@defect("enumerator-gap")
def _enumerator_gap(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _enumerated(lines, rng, True, lambda old: chinese((parse_chinese(old[0]) or 0) + 1) + "是")


@defect("enumerator-repeat")
def _enumerator_repeat(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _enumerated(lines, rng, True, lambda old: chinese((parse_chinese(old[0]) or 2) - 1) + "是")


@defect("count-claim")
def _count_claim(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    def other(found: re.Match[str]) -> str:
        return chinese((parse_chinese(found[0]) or 3) + rng.choice((1, -1)))

    claims = ("(?<=讲)N(?=点)", "(?<=突出表现为“)N(?=[^“”]{1,5}”)", "(?<=以下)N(?=[个项])", "(?<=抓好)N(?=[个项])")
    claim = "|".join(claims).replace("N", "[三四五六]")
    return _sub(lines, rng, claim, other)


@defect("placeholder")
def _placeholder(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _sub(
        lines, rng, f"(?<=[，。；][{HAN}])[{HAN}]{{2}}(?=[{HAN}])", lambda _: rng.choice(("XX", "××", "**", "某某"))
    )


@defect("name-drift")
def _name_drift(lines: Lines, rng: Random, patient: Patient) -> Wounded | None:
    name = patient.name
    at = rng.randrange(2, len(name) - 2)
    if sum(line.count(name) for line in lines) < 3:
        return None
    return _sub(lines, rng, f"(?<!《){re.escape(name)}", lambda _: name[:at] + name[at + 1 :])


@defect("inner-blank")
def _inner_blank(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _sub(lines, rng, f"(?<=[{HAN}]{{2}})(?=[{HAN}]{{2}})", lambda _: rng.choice((" ", "　")))


@defect("title-without-about")
def _title_without_about(lines: Lines, _: Random, __: Patient) -> Wounded | None:
    found = [(n, line.index("关于印发")) for n, line in enumerate(lines[:12]) if "关于印发" in line]
    if not found:
        return None
    line, at = found[0]
    wounded = _replace(lines, line, at, at + 2, "")
    return Wounded(wounded.text, (Spot(line, 0, len(lines[line])),))


@defect("impossible-date")
def _impossible_date(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _sub(lines, rng, r"(?<!\d)\d{1,2}月\d{1,2}日", lambda _: rng.choice(("2月30日", "4月31日", "13月5日")))


@defect("deadline-before-date")
def _deadline_before_date(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _sub(lines, rng, r"(?<=时限：)\d{4}(?=年)", lambda found: str(int(found[0]) - 2))


@defect("reversed-period")
def _reversed_period(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    period = r"(\d{4}年)(\d{1,2}月\d{1,2}日)至(\d{1,2}月\d{1,2}日)"
    return _sub(lines, rng, period, lambda found: f"{found[1]}{found[3]}至{found[2]}")


@defect("phase-gap")
def _phase_gap(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    starts = [n for n, line in enumerate(lines) if re.match(r"\s*（[二三四]）.{2,12}阶段（\d{4}年", line)]
    if not starts:
        return None
    line = rng.choice(starts)
    found = re.search(r"\d{1,2}日至", lines[line])
    return _replace(lines, line, found.start(), found.end(), "20日至") if found else None


@defect("missing-owner")
def _missing_owner(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    tails = [(n, line.index("（牵头单位：")) for n, line in enumerate(lines) if "（牵头单位：" in line]
    if not tails:
        return None
    line, at = rng.choice(tails)
    return Wounded(_replace(lines, line, at, len(lines[line]), "").text, what=lines[line].strip()[:20])


@defect("missing-section")
def _missing_section(lines: Lines, rng: Random, patient: Patient) -> Wounded | None:
    genre = patient.id.rpartition(".")[2]
    required = {
        heading
        for section in genres.load(genre, (shipped.folder("templates"),)).sections
        if section.presence == "required"
        for heading in (section.heading, *section.also)
    }
    tops = [heading for heading in _headings(lines) if heading.level == 1]
    known = [n for n, top in enumerate(tops[:-1]) if lines[top.line].split("、", 1)[1].strip() in required]
    if not known:
        return None
    at = rng.choice(known)
    rest = list(lines)
    for later in tops[at + 1 :]:
        row = rest[later.line]
        rest[later.line] = row[: later.spot.start] + chinese(later.number - 1) + row[later.spot.end :]
    del rest[tops[at].line : tops[at + 1].line]
    return Wounded("\n".join(rest), what=lines[tops[at].line].strip())


@defect("missing-signature")
def _missing_signature(lines: Lines, _: Random, __: Patient) -> Wounded | None:
    dates = [n for n, line in enumerate(lines) if re.fullmatch(r"\s{6,}\d{4}年\d{1,2}月\d{1,2}日", line)]
    if not dates or not lines[dates[0] - 1].startswith("　　　　"):
        return None
    return Wounded("\n".join(lines[: dates[0] - 1] + lines[dates[0] + 1 :]))


@defect("wrong-formulation")
def _wrong_formulation(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _listed(lines, rng, "misforms", "wrong", "right")


@defect("old-institution")
def _old_institution(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _listed(lines, rng, "old_institutions", "old", "new")


@defect("de-for-de")
def _de_for_de(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    return _sub(
        lines, rng, f"(?<=[{HAN}])(?<![获取赢觉懂值舍记使显])得(?![到了以出益于起住分失])(?=[{HAN}])", lambda _: "的"
    )


@defect("repeated-sentence")
def _repeated_sentence(lines: Lines, rng: Random, _: Patient) -> Wounded | None:
    sentences = [
        (n, found)
        for n, line in enumerate(lines)
        if _is_text(line)
        for found in re.finditer("(?<=。)[^。；：“”（）]{25,80}。", line)
    ]
    ends = [n for n, line in enumerate(lines) if _is_text(line) and line.endswith("。")]
    far = [(n, found, end) for n, found in sentences for end in ends if abs(end - n) > 2]
    if not far:
        return None
    line, found, end = rng.choice(far)
    wounded = _replace(lines, end, len(lines[end]), len(lines[end]), found[0])
    return Wounded(wounded.text, (*wounded.spots, Spot(line, found.start(), found.end())))
