"""同一文件的标题前后写法不一。

书名号里的两个标题，除了“关于”“的”“工作”、方案前的“实施”和标点，其余的字完全相同，或者只是当中少一个字，应是同一份文件。少数的写法都指出；一样多时指出后出现的。

依据：引用公文应当写明完整、准确的标题，前后一致（实务）。
错：根据《关于加强值守工作的实施方案》……按照《加强值守实施方案》要求
对：根据《关于加强值守工作的实施方案》……按照《关于加强值守工作的实施方案》要求
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from docgen.analysis.names import is_slip
from docgen.analysis.sentences import Piece
from docgen.draft import Draft, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

_TITLE = re.compile(r"《([^《》\n]{6,80})》")
_LOOSE = re.compile(r"关于|工作|实施(?=方案)|[的“”‘’〈〉、，\s]")
_SHOWN = 40
_MOST = 60  # titles compared with each other


Spellings = Mapping[str, list[Piece]]  # of one file: where each is


def check(draft: Draft) -> Iterator[Fault]:
    files: defaultdict[str, defaultdict[str, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for line in (line for line in draft.lines if line.role is not Role.TITLE):  # that one is issued-name's
        for found in _TITLE.finditer(line.text):
            words = _LOOSE.sub("", found[1])
            if len(words) >= 6:
                files[words][found[1]].append(Piece(line, *found.span(1)))
    for spellings in (*files.values(), *_clipped(files)):
        usual = max(spellings, key=lambda title: len(spellings[title]))  # the first of equals
        for title, places in spellings.items():
            if title != usual:
                message = f"《{title}》与第{spellings[usual][0].line.number}行的《{usual}》应是同一文件，标题请统一"
                for piece in places:
                    yield Fault(piece.line, piece.start, min(piece.end, piece.start + _SHOWN), message)


def _clipped(files: Mapping[str, Spellings]) -> Iterator[Spellings]:
    """Two files whose titles are the same but for one character inside, which one of them lacks."""
    long = [words for words in files if len(words) >= 8][:_MOST]
    for one, other in combinations(long, 2):
        if abs(len(one) - len(other)) == 1 and one[:2] == other[:2] and one[-2:] == other[-2:] and is_slip(one, other):
            yield {**files[one], **files[other]}
