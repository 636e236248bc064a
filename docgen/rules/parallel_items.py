"""并列各项里有一项不合式。

一组列举的开头句用同一个格式时，个别项多字、少字或者少引号，是漏字或者没有统一：前几项都是“××能力‘×化’”，末项成了“××的‘×化’”；
前几项都是“提升成绩清单”，末项成了“提升清单”。只在多数（至少三项、六成以上）完全同式、个别项只差一两个字时提示。
前面用引号概括的（“四个不到位”），各项都有概括的那几个字，只有一项没有，也提示。
同级标题其余四条以上字数相同（七字以上），只有一条短了几个字的，也提示；其余各条都以“阶段”（三条以上的，“行动”“工程”等）结尾，
只有一条没有的，也提示。

依据：列举各项结构平行（实务）。
错：一是建好一张问题整改清单；二是建好一张责任落实清单；三是建好制度完善清单；四是建好一张服务群众清单。
对：一是建好一张问题整改清单；二是建好一张责任落实清单；三是建好一张制度完善清单；四是建好一张服务群众清单。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from math import ceil

from docgen.analysis.series import Entry, Series, series
from docgen.draft import Draft, Line
from docgen.notation import parse_chinese
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_MEASURED = re.compile(r"一[张个项批份套支条种次场本]")
_QUOTES = '“”"'
_CLAIM = re.compile(
    r"[“\"]([二两三四五六七八九十]{1,2})[个大项种类]?([一-鿿]{1,4})[”\"]|([三四五六七八九])个([一-鿿]{3,4})(?=[：:。，])"
)
_KINDS = ("行动", "工程", "环节", "步骤", "计划", "专项")
_ASIDE = re.compile(r"(?:[（(][^（()）]{0,40}[）)])?[。：]?$")
_HAN = re.compile("[一-鿿]{2,20}")
_MANY = 12  # items of a list that is summed up in a word
_NEAR = 60  # characters before a list in which it is announced
_ODD = tuple[Entry, int, int, str]  # an item, a piece of its head, and what to write


def check(draft: Draft) -> Iterator[Fault]:
    body = draft.body
    for group in series(draft):
        if 3 <= len(group.entries) <= _MANY and group.regular:
            yield from _claimed(group, body)
        yield from _short(group)
        yield from _headless(group)
        heads = [entry.head for entry in group.entries]
        if 4 <= len(heads) <= 30 and all(2 <= len(head) <= 40 for head in heads):
            items = list(zip(group.entries, heads, strict=True))
            for entry, start, end, message in chain(_unquoted(items), _joined(items), _measured(items), _framed(items)):
                at = entry.line.text.index(entry.head, entry.stop)
                yield Fault(entry.line, at + start, at + end, message)


def _claimed(group: Series, body: tuple[Line, ...]) -> Iterator[Fault]:
    """“四个不到位” of items that all end (or begin) with 不到位, but for one."""
    entries = group.entries
    claims = [
        found for found in _CLAIM.finditer(_before(group, body)) if parse_chinese(found[1] or found[3]) == len(entries)
    ]
    if not claims:
        return
    claim = claims[-1]
    label = claim[2] or claim[4]
    for turned in (False, True):
        heads = [entry.head[::-1] if turned else entry.head for entry in entries]
        for at, (entry, head) in enumerate(zip(entries, heads, strict=True)):
            others = heads[:at] + heads[at + 1 :]
            same = others[0][: _common(others)][:: -1 if turned else 1]
            whole = label if label in same else same if same in label else ""
            sure = whole == label and len(label) >= 3 if claim[4] else len(entries) > 3 or len(whole) > 1
            if whole and sure and whole not in entry.head:
                start = entry.line.text.index(entry.head, entry.stop)
                size = min(len(head), len(whole) + 2)
                first = start + len(head) - size if turned else start
                message = f"前面概括为“{claim.group().strip(_QUOTES)}”，其余各项都有“{whole}”，此处没有，请统一"
                yield Fault(entry.line, first, first + size, message)
                return


def _short(group: Series) -> Iterator[Fault]:
    """聚才育才 among headings that are all as long as 千方百计稳就业."""
    lines = [entry.line for entry in group.entries if entry.family.startswith("级")]
    heads = [line.heading.rstrip("。") for line in lines]
    sizes = sorted(map(len, heads))
    if len(heads) >= 5 and sizes[0] + 1 < sizes[1] == sizes[-1] >= 7 and all(map(_HAN.fullmatch, heads)):
        odd = heads.index(min(heads, key=len))
        other = heads[odd - 1]
        message = f"其余各条标题都是{len(other)}个字，如“{other}”，此处只有{len(heads[odd])}个字，请核对"
        yield Fault(lines[odd], lines[odd].start, lines[odd].start + len(heads[odd]), message)


def _headless(group: Series) -> Iterator[Fault]:
    """总结评估 among headings that all are 动员部署阶段, 集中攻坚阶段."""
    lines = [entry.line for entry in group.entries if entry.family.startswith("级")]
    heads = [_ASIDE.sub("", line.heading) for line in lines]
    for at, head in enumerate(heads):
        others = heads[:at] + heads[at + 1 :]
        tail = others[0][-2:] if others else ""
        enough = len(others) >= 2 if tail == "阶段" else len(others) >= 3 and tail in _KINDS
        if enough and all(other.endswith(tail) for other in others) and _HAN.fullmatch(head) and tail not in head:
            start = lines[at].text.index(head, lines[at].start)
            message = f"同级的其余各条都作“……{tail}”，此处没有“{tail}”，请统一"
            yield Fault(lines[at], start, start + len(head), message)
            return


def _before(group: Series, body: tuple[Line, ...]) -> str:
    """What leads to a list: the end of its sentence before it, or of the paragraph above."""
    first = group.first
    ahead = first.line.text[first.line.start : first.start]
    if not ahead.strip():
        above = body[max(0, first.row - 2) : first.row]
        ahead = "".join(line.words[-_NEAR:] for line in above if line.sheet == first.line.sheet)
    return ahead[-2 * _NEAR :]


def _most(count: int, total: int) -> bool:
    return count < total and count >= max(3, ceil(total * 0.6))


def _unquoted(items: list[tuple[Entry, str]]) -> Iterator[_ODD]:
    """The item that stands without the quotes that the others have, alike in its first or last character."""
    quoted = [head for _, head in items if head[0] == "“" and head[-1] == "”" and head.count("“") == 1]
    if not _most(len(quoted), len(items)):
        return
    sizes = {len(head) - 2 for head in quoted}
    ends = ({head[1] for head in quoted}, {head[-2] for head in quoted})
    for entry, head in items:
        like = ends[0] == {head[0]} or ends[1] == {head[-1]}
        if "“" not in head and like and min(sizes) - 1 <= len(head) <= max(sizes) + 1:
            yield entry, 0, len(head), f"其余各项都加引号，此处请写作“{head}”"


def _joined(items: list[tuple[Entry, str]]) -> Iterator[_ODD]:
    """的 before a closing quoted word in one item, in none of the others; or the other way round."""
    if not all(head[-1] == "”" and head.find("“") > 1 for _, head in items):
        return
    words = [head[head.rindex("“") + 1 : -1] for _, head in items]
    if len({word[-1:] for word in words}) > 1 or len({len(word) for word in words}) > 1:
        return
    with_de = [head[head.rindex("“") - 1] == "的" for _, head in items]
    for usual, message in ((False, "其余各项引号前没有“的”，此处请统一"), (True, "其余各项引号前有“的”，此处请统一")):
        if _most(with_de.count(usual), len(items)):
            for (entry, head), has in zip(items, with_de, strict=True):
                if has != usual:
                    yield entry, max(0, head.rindex("“") - 3), len(head), message


def _measured(items: list[tuple[Entry, str]]) -> Iterator[_ODD]:
    """交出一张……清单 in most, 交出……清单 in the others."""
    heads = [head for _, head in items]
    lead, tail = _common(heads), _common([head[::-1] for head in heads])
    if lead < 2 or tail < 2:
        return
    found = [_MEASURED.match(head, lead) for head in heads]
    words = {match.group() for match in found if match}
    if len(words) == 1 and _most(sum(map(bool, found)), len(heads)):
        word = words.pop()
        for (entry, head), match in zip(items, found, strict=True):
            if not match:
                yield entry, 0, lead + 2, f"其余各项都作“{head[:lead]}{word}……”，此处缺“{word}”"


def _framed(items: list[tuple[Entry, str]]) -> Iterator[_ODD]:
    """The item whose end (or beginning) lacks one or two characters inside of what most others share."""
    heads = [head for _, head in items]
    for turned in (False, True):
        lines = [head[::-1] for head in heads] if turned else heads
        frame = _frame(lines)
        for (entry, head), line in zip(items, lines, strict=True):
            cut = _cut(frame, line)
            if cut:
                size = len(frame) - cut[1]
                whole = frame[::-1] if turned else frame
                start, end = (len(head) - size, len(head)) if turned else (0, size)
                yield entry, start, end, f"其余各项作“{whole}”，此处少“{_piece(frame, cut, turned)}”字"


def _frame(lines: list[str]) -> str:
    """The longest beginning, of at least five characters, that most lines share; "" without one."""
    need = max(3, ceil(len(lines) * 0.6))
    for size in range(max(map(len, lines)), 4, -1):
        starts = [line[:size] for line in lines if len(line) >= size]
        for start in dict.fromkeys(starts):
            if starts.count(start) >= need:
                return start
    return ""


def _cut(frame: str, line: str) -> tuple[int, int] | None:
    """Where the frame has one or two characters more than the beginning of the line: (offset, how many)."""
    same = _common([frame, line])
    if not frame or same == len(frame):
        return None
    for size in (1, 2):
        for at in range(2, min(same, len(frame) - size - 2) + 1):
            if line.startswith(frame[at + size :], at):
                return at, size
    return None


def _piece(frame: str, cut: tuple[int, int], turned: bool) -> str:
    piece = frame[cut[0] : cut[0] + cut[1]]
    return piece[::-1] if turned else piece


def _common(lines: list[str]) -> int:
    """How many characters all lines begin with."""
    size = 0
    while all(len(line) > size and line[size] == lines[0][size] for line in lines):
        size += 1
    return size
