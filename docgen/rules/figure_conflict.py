"""同一指标前后两个数。

两处分句从头到数字一字不差（“全市共有定点机构126家”“全市共有定点机构128家”），时间、地区相同，数字不同。
一处写今后打算、一处不是的，有“以上”“左右”的，一段之内的，都不比。

依据：同一指标在一份公文里只能有一个数（实务）。
错：全县共有小型水库126座……全县共有小型水库128座
对：全县共有小型水库126座……全县126座小型水库
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule
from docgen.sentences import Piece, clauses, sentences

RULE = Rule(level="warning")

_FIGURE = re.compile(
    r"([一-鿿、“”]{6,40}?)(?:达到了?|达|为|约)?(\d[\d,.]{0,12})((?:多|余)?[万亿]?(?:%|元|[一-鿿]))(?!以上|左右|以内|以下)"
)
_WHOLE = re.compile(
    "^(?:截至目前，?|目前，?)?(?:全[省市县区镇乡局校厂系社]|我[省市县区局]|本[市县区]|现有|总)|共[有计]|总[数量额计]|累计"
)
_RATE = re.compile("增长|下降|提高|减少|同比|平均|每|第|其中|比|再|又|另|新")
_WHEN = re.compile(r"[去今明前上本当同]年|\d{2,4}年|\d{1,2}月|季度|上半年|下半年|目前|年底|年初|期间|前|后|到|至")
_AHEAD = re.compile("安排|打算|计划|下一步|今后|今年|明年|目标|任务|思路|部署")


@dataclass(frozen=True, slots=True)
class _Figure:
    piece: Piece
    value: str


def check(draft: Draft) -> Iterator[Fault]:
    told: defaultdict[tuple[object, ...], list[_Figure]] = defaultdict(list)
    ahead = False
    for line in draft.body:
        if line.level == 1:
            ahead = bool(_AHEAD.search(line.heading or line.words))
        for key, figure in _figures(line):
            told[line.sheet, ahead, *key].append(figure)
    for figures in told.values():
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
            if found and _WHOLE.search(found[1]) and not _RATE.search(found[1]):
                start = clause.start + found.start(2)
                piece = Piece(line, start, clause.start + found.end(3))
                yield (found[1], found[3], *when), _Figure(piece, found[2] + found[3])
