"""依据里没有写上级方案。

照上级方案制定的方案和印发它的通知，要写明依据的是哪一份：标题或文号至少写一个。写在开头、指导思想或正文别处都算。

依据：引用公文应当先引标题、后引发文字号（实务；2000年《国家行政机关公文处理办法》第二十五条，现行条例未再写明）。
错：为贯彻落实上级部署，结合我市实际，制定本方案。
对：根据《澄岭省医疗保障局关于印发工作作风专项整治行动实施方案的通知》（澄医保发〔2026〕6号）要求，结合我市实际，制定本方案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.analysis.issuing import is_plan, own
from docgen.analysis.titles import title_of
from docgen.draft import Draft, Line
from docgen.rule import Fault, Rule

RULE = Rule(level="warning", genres=("plan", "notice"))

_BLANK = re.compile(r"[\s《》〈〉“”]")
_BRACKETS = str.maketrans("[]【】()（）", "〔〕〔〕〔〕〔〕")
_CITED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_NUMBERED = re.compile(r"[〔\[]\d{4}[〕\]]\d{1,5}号")
_KIND = re.compile(r"(?:总体|实施|工作|行动|推进|整治|活动)*(?:方案|意见|通知|计划|办法|要点|部署)$")
_ISSUED = re.compile(r"^.*?(?:关于)?(?:印发|转发|下发)|的通知$")
_LEAST = 5  # characters of a campaign's name that tell one from another


def check(draft: Draft) -> Iterator[Fault]:
    above = draft.brief.above
    if above is None or not above.titles or not is_plan(draft):
        return
    texts = [line.text for sheet in own(draft) for line in sheet.lines]
    if not above.number and any(_cites_a_number(line) for sheet in own(draft) for line in sheet.body):
        return  # which one that is nobody can tell
    titles = {_bare(title_of(sheet)) for sheet in own(draft)}
    if not _is_numbered(texts, above.number) and not any(
        _cites(texts, title, above.upper, titles) for title in above.titles
    ):
        named = f"《{above.titles[0]}》" + (f"（{above.number}）" if above.number else "")
        yield Fault(None, 0, 0, f"全文没有写依据的上级方案，请在开头写明，如“根据{named}要求”")


def _cites_a_number(line: Line) -> bool:
    return "号" in line.text and _NUMBERED.search(line.text) is not None


def _is_numbered(texts: list[str], number: str) -> bool:
    wanted = "".join(number.split()).translate(_BRACKETS)
    return bool(wanted) and any(wanted in "".join(text.split()).translate(_BRACKETS) for text in texts if "号" in text)


def _cites(texts: list[str], title: str, upper: tuple[str, ...], own_titles: set[str]) -> bool:
    """Whether the title, or the campaign that it names, is cited: in 《》 that are not our own, or as the upper's."""
    core = _core(title, upper)
    offices = [name for name in upper if name[-1] not in "省市县区"]
    for text in texts:
        if core not in _BLANK.sub("", text):
            continue
        cited = [_bare(one) for one in _CITED.findall(text)]
        if any(core in one and not any(one in ours for ours in own_titles) for one in cited):
            return True
        if any(core in _bare(said) and any(name in said for name in offices) for said in text.split("。")):
            return True
    return False


def _bare(title: str) -> str:
    return _BLANK.sub("", title)


def _core(title: str, upper: tuple[str, ...]) -> str:
    """工作作风专项整治行动 of a title: without the office, the level and the kind of document."""
    bare = _ISSUED.sub("", _bare(title))
    for name in sorted(upper, key=len, reverse=True):
        bare = bare.removeprefix(name)
    core = _KIND.sub("", re.sub(r"^(?:全[省市县区]|[省市县区](?!场))", "", bare.removeprefix("关于")))
    return core if len(core) >= _LEAST else _bare(title)
