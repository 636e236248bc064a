"""The parts of an office by their names: 法规处, which is 法规科 at another level; never a hospital's, 药剂科."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.levels.closed import Closed
from docgen.levels.groups import Group, sentence
from docgen.levels.scan import Hit
from docgen.levels.words import LevelWords
from docgen.wordlist import load

WARD = re.compile(r"医院|临床|医疗机构|医务|患者|医生|诊疗|病房|手术|门诊")
_IS_OFFICE = re.compile(r"[厅局委办部]$|委员会$")
_OFFICE = re.compile(r"(?:^|[、，；：由])[局厅委](?!机关|党|领导|[属直务长里])")  # 局|就业促进科
_ALONE = re.compile(r"(?:^|[^一-鿿]|[由向报和与及同按经])$")  # what no name goes on from
_SECTION = re.compile(
    r"(?:牵头|负责|会同|配合|汇总|备案|对接|审核|承办|组织|提出|开展|制定|再|报|要|应|须|[、，。；：）]|$)"
)

# 科 itself only where it begins a word that is no office's: 科技信息科
_FOLLOWS = {
    part: re.compile(
        rf"(?!各|有关|相关|机关|内设)(?:(?:{words}|(?![的要应须将由向把在对等{part}])[一-鿿])){{2,14}}?{part}(?={_SECTION.pattern})"
    )
    for part, words in (("处", "处置"), ("科", "科[技学教普研]"), ("股", "股权"))
}
_HOSPITAL = re.compile(
    r"(?:[内外儿妇产眼骨胸脑牙]|口腔|检验|放射|药剂|医务|急诊|美容|麻醉|影像|超声|病理|康复|皮肤|肿瘤|感染|精神|心血管|呼吸|消化|神经|"
    r"泌尿|肾病|老年病|全科医学|输血|营养|体检|疼痛|中医|针灸|推拿|护理|耳鼻喉)科$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """text[start:end] names a part of an office, which would be `becomes` here. upper: it is the upper level's own."""

    start: int
    end: int
    becomes: str
    upper: bool


def parts(text: str, shut: list[Closed], related: Mapping[Hit, Group], words: LevelWords) -> Iterator[Part]:
    """In order. `related`: the offices named in the text."""
    char, local = words.sections
    if not char:
        return
    offices = [hit.end for hit in related if _IS_OFFICE.search(hit.word)] + [
        one.end() for one in _OFFICE.finditer(text)
    ]
    after = [(*found.span(), found.group()[:-1] + local) for at in offices if (found := _after_office(text, at, char))]
    known = [one for one in _known(text, char, local) if not any(a < one[1] and one[0] < b for a, b, _ in after)]
    for start, end, becomes in sorted([*after, *known]):
        if any(start < span.end and span.start < end for span in shut) or _is_of_hospital(text, start, end, char):
            continue
        beside = [
            g for h, g in related.items() if h.end <= start and re.fullmatch(r"[一-鿿]{0,12}", text[h.end : start])
        ]
        upper = any(group.relation == "report" and group.doer == "issuer" for group in beside)
        begins = start - 1 if _has_office_before(text, start, words) else start  # 厅|人事处
        yield Part(begins, end, becomes if begins == start else words.offices[1] + becomes, upper)


def _has_office_before(text: str, start: int, words: LevelWords) -> bool:
    one, other = words.offices
    return one != other and bool(one) and text[:start].endswith(one) and bool(_ALONE.search(text[: start - 1]))


def _is_of_hospital(text: str, start: int, end: int, char: str) -> bool:
    """Whether it is a department of a hospital, or stands beside one where a hospital is spoken of."""
    if char != "科":
        return False
    around = text[slice(*sentence(text, start))]
    beside = WARD.search(around) and any(_HOSPITAL.search(part) for part in re.split("[、，和]", around))
    return bool(beside or _HOSPITAL.search(text[start:end]))


def _after_office(text: str, place: int, upper: str) -> re.Match[str] | None:
    """The section that follows an office's name, whatever the dictionary knows: 省教育厅|职业教育与成人教育处."""
    return _FOLLOWS[upper].match(text, place)


def _known(text: str, upper: str, local: str) -> Iterator[tuple[int, int, str]]:
    """Sections of an office by their names (法规处) and what they would be here (法规科); `upper` is 处 or 科."""
    from docgen.lexicon import dictionary_words

    no_sections = tuple(record["word"] for record in load("protected_words"))
    for run in re.finditer(r"[一-鿿]+", text):
        if upper not in run.group():
            continue
        place, before = run.start(), ""
        for word in dictionary_words(run.group()):
            end = place + len(word)
            idiom = len(word) > 3  # 照本宣科; no part of an office is called so
            if (
                word.endswith(upper)
                and not idiom
                and _SECTION.match(text, end)
                and not (before + word).endswith(no_sections)
            ):
                if len(word) == 1 and len(before) > 1:
                    yield place - len(before), end, before + local
                elif len(word) > 2:
                    yield place, end, word[:-1] + local
            place, before = end, word
