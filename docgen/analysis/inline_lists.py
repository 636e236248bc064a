"""What a sentence lists of the things that it has so many of: A、B、C right after the mention, or right before it.

A reading is sure where the list can be counted in one way only; the others serve to agree, never to contradict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.analysis.mentions import Mention

_LEAD = re.compile(
    r"[”’]?(?P<lead>[，：:]?(?:即|就是|也就是|分别是|分别为|具体是|指的是)[：:，]?|[^，。；：:“”（]{0,6}[：:]|——|[（(]|[，,])"
)
_DEFINES = re.compile(r"即|是|为|[：:（(]|——")
_PARTLY = re.compile(r"其中|比如|例如|包括|特别是|尤其是")
_MORE = re.compile(r"[。；！？]?(?:还有|还|另|此外|同时|最后|有的|再|其次)")
_LEVELS = "国家|中央|省|市|县|区|乡|镇|乡镇|街道|村|社区|组|县区|市县|县市|区县|省市|州|盟|旗"
_LEVELLED = re.compile(rf"(?:(?:{_LEVELS})(?:（[^（）]{{1,3}}）)?、){{1,5}}(?:{_LEVELS})(?:（[^（）]{{1,3}}）)?$")
_QUOTES = re.compile(r"(?P<names>(?:“[^“”]{1,24}”[、，]?(?:和|与|及|以及)?){2,30})(?P<open>等等?)?这?$")
_QUOTE = re.compile(r"“([^“”，；。]{3,60})”(?P<open>等等?)?这?$")
_ONES = re.compile(r"((?:[^，。；：“”（）、和与及或]{1,10}、){2,7}[^，。；：“”（）、和与及或的]{1,4})的?“$")
_VAGUE = re.compile(r"[和与及或等并以]|\d")


@dataclass(frozen=True, slots=True)
class Reading:
    """There are `count` of them, as `told`.

    sure: no other list can be meant. far: not in the place to look first. direct: right before it, no other counts.
    lacking: the one item that does not repeat what all the others do.
    """

    count: int
    told: str
    sure: bool = False
    far: bool = False
    direct: bool = False
    lacking: str = ""


def after(mention: Mention, limit: int) -> Iterator[Reading]:
    """A list in the rest of the sentence, up to `limit`: after ：, 即, in brackets, or after a comma."""
    text = mention.line.text
    if found := _LEAD.match(text, mention.end, limit):
        end, closed = _end(text, found.end(), limit, found["lead"])
        listed = text[found.end() : end]
        whole = closed and not _MORE.match(text, end)
        whole = whole and ("；" not in listed or not text[end + 1 : end + 80].strip())  # 到2025年，…；…。到2030年…
        yield from _counts(listed, mention, whole) if _DEFINES.search(found["lead"]) else _named(listed, mention)
        if mention.quoted and found["lead"] in ("，", ",") and (mention.number or 0) > 2:
            yield from _run(listed, mention)


def lead_end(mention: Mention) -> int:
    """Where a list could begin in the rest of the sentence."""
    found = _LEAD.match(mention.line.text, mention.end)
    return found.end() if found else mention.end


def _end(text: str, start: int, limit: int, lead: str) -> tuple[int, bool]:
    """Where the sentence ends, or the bracket that leads the list; and whether by a mark."""
    depth = 0
    for at in range(start, limit):
        char = text[at]
        if char in "）)" and depth == 0 and lead in "（(":
            return at, True
        depth += (char in "“（(《‘") - (char in "”）)》’")
        if char in "。！？" and depth <= 0:
            return at, True
    return limit, not text[limit : limit + 80].strip()


def _counts(listed: str, mention: Mention, defines: bool) -> Iterator[Reading]:
    """The ways to count a list: each mark may part the items, or several together."""
    quoted = re.match(r"“([^“”]+)”", listed)
    if quoted and re.search("[，、；]", quoted[1]):
        yield from _counts(quoted[1], mention, defines and quoted.end() == len(listed))
    bare = _masked(listed).strip("，；、 ")
    if sure := _surely(bare, mention) if defines else 0:
        yield Reading(sure, f"其后列有 {sure} 项", True)
    for marks in ("；", "、", "，", "、，", "，；", "、，；", "、和与及", "；。"):
        count = len([piece for piece in re.split(f"[{marks}]", bare) if piece.strip()])
        if count > 1:
            yield Reading(count, f"其后列有 {count} 项")
    names = re.findall(r"“[^“”]{1,12}”", listed)
    if len(names) > 1:
        yield Reading(len(names), f"其后列有 {len(names)} 项")
    yield from _named(listed, mention)


def _named(listed: str, mention: Mention) -> Iterator[Reading]:
    """The items that repeat what they are: 三个到位: 认识到位、责任到位、措施到位."""
    count = listed.count(mention.noun) if len(mention.noun) > 1 else 0
    if count > 1:
        yield Reading(count, f"其后“{mention.noun}”出现 {count} 次")


def _run(listed: str, mention: Mention) -> Iterator[Reading]:
    """The items of the next clause, where they are as many: 落实“三查”，查底数、查隐患、查责任，一项不落."""
    pieces = re.split("、", re.split("[，；。]", _masked(listed))[0])
    if len(pieces) == mention.number and all(piece.strip() for piece in pieces):
        yield Reading(len(pieces), f"其后列有 {len(pieces)} 项", far=True)


def _surely(bare: str, mention: Mention) -> int:
    """How many items a list has that can be counted in one way only; 0 for any other."""
    marks = [mark for mark in "；、，" if mark in bare]
    if len(marks) == 0 or ("；" not in marks and len(marks) > 1):
        return 0
    pieces = [piece for piece in bare.split(marks[0]) if piece.strip()]
    near = mention.number is not None and abs(len(pieces) - mention.number) <= 2
    if len(pieces) < 2 or not near or _PARTLY.search(bare) or "等" in bare:
        return 0
    if mention.noun and all(_names(piece, mention.noun) for piece in pieces):
        return len(pieces)
    short = all(len(piece) <= 8 for piece in pieces) and not _VAGUE.search(bare)
    even = len({piece[0] for piece in pieces}) == 1 or len({piece[-1] for piece in pieces}) == 1
    fewer = mention.number is not None and len(pieces) < mention.number
    plain = (short and marks == ["、"]) or (marks[0] == "；" and (even or fewer))
    return len(pieces) if plain and not mention.quoted else 0


def _names(piece: str, noun: str) -> bool:
    """Whether an item repeats, once, what it is one of: 认识到位; a single character at its end or its start."""
    if len(noun) > 1:
        return piece.count(noun) == 1
    return piece.startswith(noun) or piece.endswith(noun)


def _masked(text: str) -> str:
    """The text with what is quoted or in brackets blotted out."""
    return re.sub(r"“[^“”]*”|（[^（）]*）|《[^《》]*》", lambda found: "□" * len(found.group()), text)


def direct(mention: Mention) -> Iterator[Reading]:
    """A list that touches it: “A”“B”“C”等三类问题; A、B、C、D“四位一体”."""
    text = mention.line.text[max(0, mention.start - 200) : mention.start]
    inner = mention.quoted and mention.line.text[mention.start - 1 : mention.start] not in ("“", "‘")  # 四件“一件事”
    if (inner or not mention.quoted) and (found := _QUOTES.search(text)):
        count, number = found["names"].count("“"), mention.number or 0
        begins = text[: found.start()].endswith(("、", "和", "及", "与", "，"))  # what stands before may be an item too
        sure = abs(count - number) <= 2 and (count > number or not (found["open"] or begins))
        yield Reading(count, f"其前列有带引号的 {count} 项", sure, direct=True)
    elif not mention.quoted and (one := _QUOTE.search(text)):
        pieces = one[1].split("、")
        count, number = len(pieces), mention.number or 0
        even = count > 2 and len({len(piece) for piece in pieces}) == 1 and abs(count - number) <= 2
        if even and (count > number or not one["open"]):
            yield Reading(count, f"其前引号内列有 {count} 项", True, direct=True)
    elif mention.noun == "位一体" and (listed := _ONES.search(text)):
        pieces = listed[1].split("、")
        even = {len(piece) for piece in pieces[1:]} == {min(map(len, pieces))}
        if even and abs(len(pieces) - (mention.number or 0)) <= 2:
            yield Reading(len(pieces), f"其前列有 {len(pieces)} 项", True, direct=True)


def before(mention: Mention) -> Iterator[Reading]:
    """A list right before: “A，B，C”这三种…; A和B是…的两个来源."""
    text = mention.line.text[max(0, mention.start - 150) : mention.start].rstrip("“等")
    if found := re.search(r"“([^“”]{3,120})”这?$", text):
        used = [mark for mark in "、，；" if mark in found[1]]
        for marks in ("、", "，", "；", "、，"):
            pieces = re.split(f"[{marks}]", found[1])
            if len(pieces) > 1:
                near = mention.number is not None and abs(len(pieces) - mention.number) <= 2
                short = used == [marks] and near and all(len(piece) <= 8 for piece in pieces)
                yield Reading(len(pieces), f"其前引号内列有 {len(pieces)} 项", short and text.endswith("这"))
    clause = re.split("[，。；：！？]", text.rstrip("这"))[-1]
    subject, verb, _ = clause.rpartition("是")
    direct = not mention.quoted and re.search("、", clause)
    for marks in ("、|和|(?<!参)与|及", "、"):
        count = len(re.split(marks, subject if verb else clause))
        if count > 1 and (verb or direct):
            yield Reading(count, f"其前列有 {count} 项")


def levels(mention: Mention) -> Iterator[Reading]:
    """市、县、乡三级."""
    found = _LEVELLED.search(mention.line.text[max(0, mention.start - 40) : mention.start])
    if found:
        count = found.group().count("、") + 1
        compound = re.search("市县|县区|县市|区县|省市|乡镇|（", found.group())
        begin = mention.start - len(found.group())
        alone = mention.line.text[begin - 1 : begin] not in ("，", "、", "族")  # 省、自治区，县、自治县，乡、镇三级
        yield Reading(count, f"其前列有 {count} 级", not compound and alone)
