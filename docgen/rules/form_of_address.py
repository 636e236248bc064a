"""称呼与行文方向不合。

上行文（报告、请示）不称上级“你局”；下行文（通知、批复等）称下级“你局”“你单位”，不称“贵局”；函发给不相隶属的机关，不用
“遵照执行”。默认不查。

依据：行文方向与称谓用语的惯例（实务）；《党政机关公文处理工作条例》第八条，函适用于不相隶属机关之间（条例）。
错：（请示）请你局予以支持。　（通知）请贵局按时报送。　（函）请遵照执行。
对：（请示）请市局予以支持。　（通知）请你局按时报送。　（函）请予支持。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.terms import occurrences
from docgen.analysis.titles import title_of
from docgen.draft import Draft, Kind, Line
from docgen.rule import Fault, Rule
from docgen.wordlist import Record, load

RULE = Rule(level="warning", on=False)

_WITHIN = tuple("珍宝名昂可高富尊华权显金云矜帮陪替代教")  # 昂贵部件, 帮你办
_QUOTES = ("“", "《")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is Kind.MAIN and sheet.genre != "speech":
            title = title_of(sheet)
            records = [record for record in load("address_forms") if title.endswith(tuple(record["titles"]))]
            for line in sheet.body:
                yield from (fault for record in records for fault in _faults(line, record))


def _faults(line: Line, record: Record) -> Iterator[Fault]:
    for word in record["words"]:
        for at in occurrences(line.text, word):
            if not line.text.endswith((*_WITHIN, *_QUOTES), 0, at):
                message = f"{record['way']}不用“{word}”，请改为{record['right']}"
                yield Fault(line, at, at + len(word), message)
