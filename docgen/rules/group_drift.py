"""成立的是指挥部，后面却写“领导小组办公室”。

一份材料只成立了一个领导小组（指挥部、工作专班），后面派任务时却换了一个名称，读者会当成两个机构。
写明“市”“省”等常设的指挥部、领导小组不算。

依据：同一机构的名称前后一致（实务）。
错：成立由县长任指挥长的攻坚行动指挥部……攻坚领导小组办公室要每周调度
对：成立由县长任指挥长的攻坚行动指挥部……攻坚行动指挥部办公室要每周调度
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.names import flat
from docgen.draft import Draft
from docgen.rule import Fault, Rule

RULE = Rule(level="warning")

_KINDS = ("领导小组", "指挥部", "工作专班")
_SET_UP = re.compile(rf"(?:成立|组建|设立)(?!以来|后)([^。；！？\n]{{0,120}}?)({'|'.join(_KINDS)})(?!办公室)")
_OFFICE = re.compile(rf"([一-鿿]{{0,8}}?)({'|'.join(_KINDS)})办公室")
_STANDING = re.compile("[省市县区州国镇乡]|中央|上级|各级|全")


def check(draft: Draft) -> Iterator[Fault]:
    if not any("办公室" in line.text and any(kind in line.text for kind in _KINDS) for line in draft.lines):
        return
    text = flat(draft)
    made = [(found[2], found[1]) for found in _SET_UP.finditer(text.text)]
    if len({kind for kind, _ in made}) != 1:
        return
    kind, topic = made[0]
    alone = {other for other in _KINDS if text.text.count(other) == text.text.count(f"{other}办公室")}
    for found in _OFFICE.finditer(text.text):
        other, before = found[2], found[1]
        same = not before or before[-2:] in topic
        if other != kind and same and other in alone and not _STANDING.search(before):
            start = found.start(2) - (2 if before else 0)
            piece = text.piece(start, found.end(2))
            message = f"前面成立的是“{kind}”，此处写作“{piece.text}”，指同一机构的请统一"
            yield Fault(piece.line, piece.start, piece.end, message)
