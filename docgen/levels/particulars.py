"""What a plan holds of its level beside names: contacts, dates of reporting, figures, sections of an office.
Nobody but a person knows what they are at another level."""

from __future__ import annotations

import re
from collections.abc import Iterator

CONTACT, REPORTED_BY, MONEY = "联系方式是上级的", "是上级定的报送时间", "金额是上级定的"
ACROSS = "跨的是哪一级的界，要看本级"
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
    r"[一-鿿“”]{0,14}?(?:先进(?:集体|个人|工作者|单位|典型|[县市区乡镇村校])|劳动模范|模范|劳模|标兵|文明(?:单位|[县市区村校])|奖章|奖状|百强|十佳))"
)
_COUNTED = r"(?:[一二两三四五六七八九十百\d]+|每)个"
_SOME = rf"(?:有的|有些|个别|一些|少数|部分|多数|该|其他|{_COUNTED})"
# the places of the next level down, and those of the one after it
_CITY = r"市(?![场民容政直级委属区辖长域]|、县)"
_COUNTY = r"县（市、区）|县（区）|县市区|区县|县(?![城域委级长])"
_GENERAL = {
    "省": (re.compile(rf"{_SOME}({_CITY})"), re.compile(rf"{_COUNTED}({_COUNTY})")),
    "市": (re.compile(rf"{_SOME}(县)(?![城域委级长区（]|、[乡区])"), re.compile(rf"{_COUNTED}({_CITY})")),
}
_ACROSS = {
    "省": re.compile(rf"跨(?:地市|{_CITY}|市、县|市县|{_COUNTY})"),
    "市": re.compile(rf"跨(?:{_CITY}|{_COUNTY}|区(?![域间块位]))"),
}
_GIVEN = re.compile(
    r"(?:国家|国务院|中央|[一-鿿]{1,5}部(?!门|署|分|队|位|级)|督察组)[^，。；：！？]{0,10}?"
    r"(?:(?:下达|分配|反馈|交办|批复)(?:给|了)?|(?:通报|反馈|下达|公布)的[^。；！？]{0,10}[中里内]，?)$"
)
_LAWFUL = re.compile(r"(?:国务院|国家[一-鿿]{0,8}?|省级?(?:人民)?政府)(?:审批|批准|核准)的")
_ONCE = re.compile(
    r"(?:挂名|(?:当[过了]|担任过|做过)(?:什么|几年|多年)?|当成|当作|像个?|时任|原任|[一两几\d][名个位]|一任)$"
)
_OF_OWN = re.compile(
    r"(?:各|机关|有关|相关|所属|内设|职能|业务|责任|牵头|涉及|局|厅|委|本|我|由|全体|所有|个|和|及|：|^)$"
)
_PROPER = re.compile(r"^市?[一-鿿]{0,8}?(?:大学|学院|日报|晚报|银行|(?<!分)公司|集团)")


def contacts(text: str) -> Iterator[Particular]:
    for found in _CONTACTS.finditer(text):
        yield *found.span(), CONTACT, "换成本级的联系人和联系方式"


def dates_of_reporting(text: str) -> Iterator[Particular]:
    for found in _REPORTING.finditer(text):
        yield (
            *found.span(),
            REPORTED_BY,
            "本级要先汇总再上报，给下级定的时间应当早几天；本级自己报送的，照原文写",
        )


def amounts(text: str) -> Iterator[Particular]:
    for found in _MONEY.finditer(text):
        yield *found.span(), MONEY, "按本级的安排写；仍由上级出的，照原文写"


def places_in_general(text: str, mark: str, below: str) -> Iterator[Particular]:
    """Places below the upper level where none is named: 有的市, 每人联系一个市、每处联系一个县."""
    for n, pattern in enumerate(_GENERAL.get(mark, ())):
        moved = "" if n else f"下移一级的，写“{below}”；"
        for found in pattern.finditer(text):
            if _is_a_word(text, found.start(1), found[1]):
                yield *found.span(1), "泛指下面的地方，层级和数目要看本级", f"{moved}不下移的，照原文写，数目按本级的定"


def crossings(text: str, mark: str) -> Iterator[Particular]:
    """Bounds of places that are crossed: 跨市招生."""
    for found in _ACROSS[mark].finditer(text) if mark in _ACROSS else ():
        what = "照上级原意的，照原文写；要按本级以内的界来管的，写成本级下面的界"
        yield *found.span(), ACROSS, what


def _is_a_word(text: str, start: int, place: str) -> bool:
    """Whether the place is not the beginning of another word: 有的|市民."""
    from docgen.lexicon import dictionary_words

    run = re.match(r"[一-鿿]+", text[start:])
    return run is None or dictionary_words(run.group())[0] in (place, place[:1], f"{place}局")


def is_counted(before: str) -> bool:
    return bool(re.search(f"{_COUNTED}$", before))


def is_given(before: str) -> bool:
    """Whether the sentence so far says that it comes from higher still: 教育部通报的案例里，我省…"""
    return bool(_GIVEN.search(before))


def is_lawful(sentence: str) -> bool:
    """Whether the sentence says who may approve by law."""
    return bool(_LAWFUL.search(sentence))


def is_someone(before: str) -> bool:
    """Whether a post that follows is not said of this office: 当过科长."""
    return bool(_ONCE.search(before))


def is_of_own(before: str) -> bool:
    """Whether the sections that follow are plainly an office's own: 各科室."""
    return bool(_OF_OWN.search(before))


def is_proper(after: str) -> bool:
    """Whether a place is the beginning of an institution's own name: 澄岭|师范大学."""
    return bool(_PROPER.search(after))


def counts(text: str, start: int, end: int) -> bool:
    """Whether the clause about text[start:end] gives a figure, or a rank."""
    return bool(_FIGURE.search(text[slice(*clause(text, start, end))]) or _RANK.match(text[end:]))


def ranks(text: str, end: int) -> bool:
    return bool(_RANK.match(text[end:]))


def pays(text: str, start: int, end: int) -> bool:
    return bool(_MONEY.search(text[slice(*clause(text, start, end))]))


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause that text[start:end] stands in, from where to where."""
    first = max(text.rfind(mark, 0, start) for mark in "，。；：！？\n") + 1
    ends = [at for mark in "，。；：！？\n" if (at := text.find(mark, end)) >= 0]
    return first, min(ends, default=len(text))
