"""署名与发文机关标志、标题里的机关不一致。

署名、标志、标题里的发文机关是同一个机关，联合行文的次序也要一样。全称和规范化简称（江川市人民政府、市政府）可以并用。

依据：《党政机关公文处理工作条例》第九条（四）（十一），标志、署名用全称或者规范化简称（条例）。
错：江川市教育体育局文件……江川市教育局　2026年3月5日
对：江川市教育体育局文件……江川市教育体育局　2026年3月5日
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.analysis.names import is_slip
from docgen.analysis.signing import is_office, signing
from docgen.analysis.titles import title_of
from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="error")

_PLACE = re.compile(r"^(?:中共|中国共产党)?(?:.{1,9}?(?:自治[区州县]|[省市县区州盟旗](?!委|政府|局)))*")
_SHORT = (("人民政府", "政府"), ("委员会", "委"), ("办公厅", "办"), ("办公室", "办"), ("工作领导小组", "领导小组"))
_ABOUT = re.compile(r"关于|印发|转发|批转")


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if sheet.kind is Kind.MAIN and (names := signing(sheet).names):
            yield from _faults(names, _masthead(sheet), "发文机关标志")
            if not sheet.of(Role.ISSUER):
                yield from _faults(names, _in_title(sheet), "标题里的发文机关")
                yield from _slips(names, title_of(sheet))


def _masthead(sheet: Sheet) -> list[str]:
    names = ("".join(line.words.split()).removesuffix("文件") for line in sheet.of(Role.ISSUER))
    return [name for name in names if name]


def _in_title(sheet: Sheet) -> list[str]:
    """The office that a title begins with; several, when blanks stand between them, are not told apart."""
    title = title_of(sheet)
    about = _ABOUT.search(title)
    office = title[: about.start()].strip() if about else ""
    return [office] if is_office(office) and not re.search(r"\s|、", office) else []


def _faults(names: Sequence[Line], others: Sequence[str], where: str) -> Iterator[Fault]:
    offices = ["".join(line.words.split()) for line in names]
    if not others or any("【" in office for office in (*offices, *others)):
        return
    if len(offices) == 1 == len(others) and not _same(offices[0], others[0]):
        line = names[0]
        message = f"署名“{offices[0]}”与{where}“{others[0]}”不一致，请核对"
        yield Fault(line, line.start, len(line.text.rstrip()), message)
    elif len(offices) == len(others) > 1 and offices != others and sorted(offices) == sorted(others):
        line = next(line for line, ours, theirs in zip(names, offices, others, strict=True) if ours != theirs)
        yield Fault(line, line.start, len(line.text.rstrip()), f"署名的次序与{where}不同，请统一，主办机关在前")


def _slips(names: Sequence[Line], title: str) -> Iterator[Fault]:
    """江川市医疗保局 under 江川市医疗保障局专项行动总结: a character wrong or gone, in a title without 关于."""
    office = "".join(names[0].words.split())
    sizes = (len(office) + more for more in (0, 1, -1)) if len(names) == 1 and not _ABOUT.search(title) else ()
    for begin in (title[:size] for size in sizes):
        if is_office(begin) and is_slip(begin, office):
            line = names[0]
            message = f"署名“{office}”与标题里的“{begin}”不一致，请核对"
            yield Fault(line, line.start, len(line.text.rstrip()), message)
            return


def _same(one: str, other: str) -> bool:
    """One office, by its full or its short name: 江川市人民政府办公室, 市政府办."""
    if one in other or other in one:  # two offices without a blank between them
        return True
    a, b = _key(one), _key(other)
    return a.endswith(b) or b.endswith(a) or _is_short_for(a, b) or _is_short_for(b, a)


def _is_short_for(short: str, full: str) -> bool:
    """安委办 for 安全生产委办; 教育局 is not 教育体育局."""
    rest = iter(full)
    return short[-1:] in ("办", "委", "组", "指") and all(char in rest for char in short)


def _key(name: str) -> str:
    for full, short in _SHORT:
        name = name.replace(full, short)
    return _PLACE.sub("", name, count=1) or name
