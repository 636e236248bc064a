"""同一指标前后两个数。

两处分句从头到数字一字不差（“全市共有定点机构126家”“全市共有定点机构128家”），时间、地区相同，数字不同；
“年内”“全年”做成多少（“年内清淤疏浚120公里”“年内清淤疏浚150公里”），句子前面说的也是同一件事，也在此列。
同一个带引号的名称之下，同一个率定了两个目标（“办结率达到95%以上”“办结率不低于98%”），也在此列。
一处写今后打算、一处不是的，有“以上”“左右”的，一段之内的，都不比。

依据：同一指标在一份公文里只能有一个数（实务）。
错：全县共有小型水库126座……全县共有小型水库128座
对：全县共有小型水库126座……全县126座小型水库
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.analysis.amounts import UNIT
from docgen.analysis.sentences import Piece, clauses, sentences
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_FIGURE = re.compile(
    r"([一-鿿、“”]{6,40}?)(?:达到了?|达|为|约)?"
    rf"(\d[\d,.]{{0,12}})((?:多|余)?(?:%|{UNIT}|[万亿]?[一-鿿]))(?!以上|左右|以内|以下)"
)
_WHOLE = re.compile(
    "^(?:截至目前，?|目前，?)?(?:全[省市县区镇乡局校厂系社]|我[省市县区局]|本[市县区]|现有|总)|共[有计]|总[数量额计]|累计"
)
_RATE = re.compile("增长|下降|提高|减少|同比|平均|每|第|其中|比|再|又|另|新")
_WHEN = re.compile(r"[去今明前上本当同]年|\d{2,4}年|\d{1,2}月|季度|上半年|下半年|目前|年底|年初|期间|前|后|到|至")
_YEARLY = re.compile("^(?:年内|全年|今年|本年度|年底前)[一-鿿]{4,}$")
_ANY = re.compile(  # done of many things: of what, the clause does not say
    "^.{2,3}?(?:计划|共|累计|力争)?(?:完成|实现|投入|投资|举办|开展|组织|接待|新增|安排|争取|下达|发放|建成|新建|培训|达到|总)"
)
_AHEAD = re.compile("安排|打算|计划|下一步|今后|今年|明年|目标|任务|思路|部署")
_AIM = re.compile(
    r"(?<![一-鿿])(?P<name>[一-鿿]{1,6}率)(?:要|须|应)?(?:"
    r"(?:达到?|保持在?|稳定在)了?(?P<reached>\d{1,3}(?:\.\d{1,2})?)[%％]以上"
    r"|(?:不[低少]于|达到?|为)(?P<least>\d{1,3}(?:\.\d{1,2})?)[%％](?!以上|左右))"
)
_STAGED = re.compile(r"\d{4}年|[去上前明]年|季度|上半年|阶段|其中")
_QUOTED = re.compile("“([^“”]{2,10})”")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure; `about`: what its sentence says before it, "" where its own clause says all."""

    piece: Piece
    value: str
    about: str = ""


def check(draft: Draft) -> Iterator[Fault]:
    told: defaultdict[tuple[object, ...], list[_Figure]] = defaultdict(list)
    ahead = False
    yearly: defaultdict[tuple[object, ...], list[_Figure]] = defaultdict(list)
    for line in draft.body:
        if line.level == 1:
            ahead = bool(_AHEAD.search(line.heading or line.words))
        for key, figure in _figures(line):
            (yearly if figure.about else told)[line.sheet, ahead, *key].append(figure)
    yield from _conflicts(told.values())
    yield from _aims(draft)
    yield from _conflicts(found for found in yearly.values() if len(found) == 2 and _of_one_thing(*found))


def _conflicts(groups: Iterable[list[_Figure]]) -> Iterator[Fault]:
    for figures in groups:
        values = dict.fromkeys(figure.value for figure in figures)
        lines = {figure.piece.line.number for figure in figures}
        if len(values) == 2 and len(lines) == len(figures):
            first, other = figures[0], next(figure for figure in figures if figure.value != figures[0].value)
            message = f"同一指标第{first.piece.line.number}行是“{first.value}”，此处是“{other.value}”，请核对"
            yield Fault(other.piece.line, other.piece.start, other.piece.end, message)


def _figures(line: Line) -> Iterator[tuple[tuple[object, ...], _Figure]]:
    """The figures that stand for the whole of something, each with what it counts and when."""
    if not any(char.isdigit() for char in line.text):
        return
    for sentence in sentences(line):
        when: list[str] = []
        for clause in clauses(sentence):
            found = _FIGURE.match(clause.text)
            when += _WHEN.findall(clause.text)
            if found and _YEARLY.search(found[1]) and not _ANY.search(found[1]):
                about = re.sub("[^一-鿿]", "，", line.text[sentence.start : clause.start])
                start = clause.start + found.start(2)
                yield (
                    (found[1], found[3]),
                    _Figure(Piece(line, start, clause.start + found.end(3)), found[2] + found[3], about),
                )
            elif found and _WHOLE.search(found[1]) and not _RATE.search(found[1]):
                start = clause.start + found.start(2)
                piece = Piece(line, start, clause.start + found.end(3))
                yield (found[1], found[3], *when), _Figure(piece, found[2] + found[3])


def _of_one_thing(one: _Figure, other: _Figure) -> bool:
    """Whether the two sentences name the same thing before: three characters or more in common."""
    pieces = {one.about[at : at + 3] for at in range(len(one.about) - 2)}
    return any("，" not in piece and piece in other.about for piece in pieces)


def _aims(draft: Draft) -> Iterator[Fault]:
    """One rate of one thing, with two aims: “某某”热线办结率达到95%以上, and elsewhere 不低于98%."""
    found: defaultdict[tuple[object, ...], list[_Figure]] = defaultdict(list)
    for line in draft.body:
        if "率" not in line.text:
            continue
        for sentence in sentences(line):
            for aim in _AIM.finditer(line.text, sentence.start, sentence.end):
                group = "reached" if aim["reached"] else "least"
                piece = Piece(line, aim.start(group), aim.end(group) + 1)
                name = aim["name"].removeprefix("热线").removeprefix("平台")
                for about in _about(line.text[max(sentence.start, aim.start() - 120) : aim.start()]):
                    found[line.sheet, about, name].append(_Figure(piece, aim[group] + "%"))
    faults = _conflicts(figures for figures in found.values() if len(figures) == 2)
    yield from {(fault.line, fault.start): fault for fault in faults}.values()


def _about(before: str) -> frozenset[str]:
    """The names in quotes shortly before a rate, where no year or stage parts it from another aim."""
    return frozenset() if _STAGED.search(before) else frozenset(_QUOTED.findall(before[-40:]))
