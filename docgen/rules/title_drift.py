"""同一文件的标题前后写法不一。

书名号里的两个标题，除了“关于”“的”“工作”和标点，其余的字完全相同，应是同一份文件。少数的写法都指出；一样多时指出后出现的。

依据：引用公文应当写明完整、准确的标题，前后一致（实务）。
错：根据《关于加强值守工作的实施方案》……按照《加强值守实施方案》要求
对：根据《关于加强值守工作的实施方案》……按照《关于加强值守工作的实施方案》要求
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.rule import Fault, Rule
from docgen.sentences import Piece

RULE = Rule(level="info")

_TITLE = re.compile(r"《([^《》\n]{6,80})》")
_LOOSE = re.compile(r"关于|工作|[的“”‘’〈〉、，\s]")
_SHOWN = 40


def check(draft: Draft) -> Iterator[Fault]:
    files: defaultdict[str, defaultdict[str, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for line in draft.lines:
        for found in _TITLE.finditer(line.text):
            words = _LOOSE.sub("", found[1])
            if len(words) >= 6:
                files[words][found[1]].append(Piece(line, *found.span(1)))
    for spellings in files.values():
        usual = max(spellings, key=lambda title: len(spellings[title]))  # the first of equals
        for title, places in spellings.items():
            if title != usual:
                message = f"《{title}》与第{spellings[usual][0].line.number}行的《{usual}》应是同一文件，标题请统一"
                for piece in places:
                    yield Fault(piece.line, piece.start, min(piece.end, piece.start + _SHOWN), message)
