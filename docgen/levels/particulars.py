"""What a plan holds of its level beside names: contacts, dates of reporting, figures, sections of an office.
Nobody but a person knows what they are at another level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.wordlist import load

Particular = tuple[int, int, str, str]  # text[start:end], why it is asked, what to do

_CONTACTS = re.compile(
    r"(?:联系人|联系电话|咨询电话|监督电话|举报电话|电话|手机|传真|电子邮箱|邮箱|邮编|联系地址|通信地址|联系方式)(?:[（(][^）)\n]*[）)])?"
    r"[:：]\s*[^，。；、）)\n]{1,40}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:0\d{2,3}[-—]\d{7,8}|1[3-9]\d{9})(?!\d)",
    re.ASCII,
)
_REPORTING = re.compile(
    r"(?:每(?:半年|半月|季度|[年月季周旬])[^，。；、\n]{0,6}?|\d{4}年[^，。；、\n]{0,8}?|\d{1,2}月)(?:\d{1,2}日|底|末|初|[上中下]旬)(?:之前|以前|前)?"
    r"(?=[^。；\n]{0,40}?(?:报|提交|反馈))"
)
_FIGURE = re.compile(
    r"(?<![第〔\d.])(?!123\d\d(?!\d))\d[\d,.]*(?:[%％‰]|[万亿千百]*[多余]?(?![\d.,年月日号届时点天周季期轮版〕—-]|分钟|小时|"
    r"个(?:月|工作日|小时|季度|星期))[一-鿿])|百分之|[一二三四五六七八九]成"
)
_MONEY = re.compile(r"\d[\d,.]*[万亿千百]*[多余]?元")
_RANK = re.compile(
    r"^的?(?:第[一二三四五六七八九十\d]|前[列三五十\d]|先进|领先|平均|首位|首个|首批|排名|位次|倒数|后[\d三五十]|上游|中游|第一方阵|最|"
    r"[一-鿿“”]{0,14}?(?:先进(?:集体|个人|工作者|单位|典型)|劳动模范|劳模|标兵|文明单位))"
)
_SECTION = re.compile(r"(?:牵头|负责|会同|配合|汇总|备案|对接|审核|要|应|须|[、，。；：）]|$)")


def contacts(text: str) -> Iterator[Particular]:
    for found in _CONTACTS.finditer(text):
        yield *found.span(), "联系方式是上级的", "换成本级的联系人和联系方式"


def dates_of_reporting(text: str) -> Iterator[Particular]:
    for found in _REPORTING.finditer(text):
        yield (
            *found.span(),
            "是上级定的报送时间",
            "本级要先汇总再上报，给下级定的时间应当早几天；本级自己报送的，照原文写",
        )


def sections(text: str, upper: str, local: str) -> Iterator[tuple[int, int, str]]:
    """Sections of an office by their names (法规处) and what they would be here (法规科); `upper` is 处 or 科."""
    from docgen.lexicon import dictionary_words

    no_sections = tuple(record["word"] for record in load("protected_words"))
    for run in re.finditer(r"[一-鿿]+", text):
        if upper not in run.group():
            continue
        place, before = run.start(), ""
        for word in dictionary_words(run.group()):
            end = place + len(word)
            if word.endswith(upper) and _SECTION.match(text, end) and not (before + word).endswith(no_sections):
                if len(word) == 1 and len(before) > 1:
                    yield place - len(before), end, before + local
                elif len(word) > 2:
                    yield place, end, word[:-1] + local
            place, before = end, word


def counts(text: str, start: int, end: int) -> bool:
    """Whether the clause about text[start:end] gives a figure, or a rank."""
    return bool(_FIGURE.search(_clause(text, start, end)) or _RANK.match(text[end:]))


def ranks(text: str, end: int) -> bool:
    return bool(_RANK.match(text[end:]))


def pays(text: str, start: int, end: int) -> bool:
    return bool(_MONEY.search(_clause(text, start, end)))


def _clause(text: str, start: int, end: int) -> str:
    first = max(text.rfind(mark, 0, start) for mark in "，。；：！？\n") + 1
    ends = [at for mark in "，。；：！？\n" if (at := text.find(mark, end)) >= 0]
    return text[first : min(ends, default=len(text))]
