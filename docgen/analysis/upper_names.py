"""Names of the upper level that came into a draft with the upper plan's sentences: 全省, 省教育厅, 各处室.

What this level says of its superior by itself is right: 按照省教育厅部署, 报省教育厅备案, 走在全省前列.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docgen.analysis.inherited import clause_at, is_inherited, unquoted
from docgen.analysis.issuing import own_lines
from docgen.analysis.self_names import wrong_selves
from docgen.draft import Draft, Line

_OBEYS = re.compile(  # before the name: this office obeys it, reports to it, is checked by it, uses what it has made
    r"(?:按照?|根据|依据|遵照|依照|围绕|对照|贯彻|落实|传达|学习|执行|响应|完成|承接|服从|接受|迎接|配合|会同|协助|争取|对接"
    r"|[向报经]|报送|上报|报告|提请|接入|依托|使用|利用|共用|对标|衔接|纳入|列入|入选|荣获|获得|参加|位居|走在)[^，。；]{0,10}$"
)
_SPOKEN_OF = re.compile(  # after it: what it wants or says, and how one stands in it
    r"[^，。；]{0,10}?(?:部署|要求|安排|会议(?:精神|上|强调|指出)|精神|文件|规定|指示|批示|指导下|领导下|前列|先进|平均|排名|第[一二三]"
    r"|上游|一流|备案|核准|审批|批准|同意|反馈|通报的|下达|转发|印发的|组织的)"
)
_BY = re.compile(r"由[^，。；]{0,16}$")
_OTHER_OFFICE = (  # one that no list has
    r"(?:(?<=[，。；：、（由和与及在])|(?<![一-鿿]))省[一-鿿]{2,10}?"
    r"(?:局|厅|委员会|委|办)(?=[，。；、）和与及]|牵头|负责|配合|按)"
)
_REPORTS = re.compile(r"(?:向|报|上报|报送|报至|报给)[^，。；]{0,2}$")
_LOWER = re.compile(r"^(?:各(?:县|市|区|乡|镇|街道|地|学校|村|社区|旗|大队|站|所|分局)|[县乡镇村校])")
_NEAR, _SENTENCE = 40, 120  # so many characters beside a name are looked at
_ACTS = re.compile(r"(?:将|会|定期|适时|不定期|每[年季月半]|统一组织|组织|负责|牵头|对)")


@dataclass(frozen=True, slots=True)
class UpperName:
    """line.text[start:end] is a name of the upper level, `here` what this level calls its own.

    sure: it stands in a sentence that says what this level does. skips: those below report past this level.
    """

    line: Line
    start: int
    end: int
    here: str
    sure: bool = True
    skips: bool = False

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def upper_names(draft: Draft) -> Iterator[UpperName]:
    """Those left over in what a draft has from the upper plan; how it speaks of itself apart (wrong_selves)."""
    above = draft.brief.above
    if above is None or not above.words:
        return
    pattern, here = _pattern(above.words), dict(above.words)
    selves = {(id(one.line), at) for one in wrong_selves(draft) for at in range(one.start, one.end)}
    for line in own_lines(draft):
        text = unquoted(draft, line.text)
        for found in pattern.finditer(text):
            if (id(line), found.start()) not in selves and (name := _judged(draft, line, text, found, here)):
                yield name


@lru_cache(maxsize=4)
def _pattern(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    longest = sorted((word for word, _ in words), key=lambda word: (-len(word), word))
    others = (_OTHER_OFFICE.replace("省", sign) for sign in "省市" if any(word == f"{sign}政府" for word, _ in words))
    return re.compile("|".join((*map(re.escape, longest), *others)))


def _judged(draft: Draft, line: Line, text: str, found: re.Match[str], here: dict[str, str]) -> UpperName | None:
    start, end = found.span()
    clause = clause_at(line, start)
    if not is_inherited(draft, clause, start, end) or not _is_word(text, start, end):
        return None
    before = text[max(clause.start, start - _NEAR) : start]
    after = text[end : min(clause.end, end + _NEAR)]
    subject = text[max(line.start, start - _SENTENCE) : start].rpartition("。")[2]
    right = here.get(found.group()) or here[f"{found.group()[0]}政府"][0] + found.group()[1:].replace("厅", "局")
    if _REPORTS.search(before) and _LOWER.match(subject):
        return UpperName(line, start, end, right, skips=True)
    if _OBEYS.search(before) or _SPOKEN_OF.match(after):
        return None
    sure = found.group()[0] in "全我本" or text[clause.start] in "（("  # an area; an owner in brackets
    return UpperName(line, start, end, right, sure=sure or not (_ACTS.match(after) or _BY.search(before)))


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a name of two characters is a word there: no 全省 in 安全省力. Longer ones are by themselves."""
    if end - start > 2:
        return True
    from docgen.lexicon import words

    first, last = max(0, start - 6), end + 6
    at, bounds = first, {first}
    for word in words(text[first:last]):
        at += len(word)
        bounds.add(at)
    return start in bounds or end in bounds
