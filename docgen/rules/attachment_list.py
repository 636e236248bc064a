"""附件说明写法不合规范。

正文后的附件说明：一个附件不编号，多个依次编 1. 2. 3.，名称后不用标点；顺序号、名称与后面各附件一致。附件首页的“附件1”
用阿拉伯数字。

依据：GB/T 9704-2012《党政机关公文格式》7.3.4、7.3.7（国标）。
错：附件：1.任务分解表。　附件：1.报名表 3.汇总表　附件一
对：附件：任务分解表　附件：1.报名表 2.汇总表　附件1
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from docgen.analysis.attached import Label, Listed, labels, labels_in, listed
from docgen.draft import Draft, Kind, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="error", fix="safe")

_END = "。；，、;,"
_OMITTED = re.compile(r"[（(][略另附见]{1,2}[）)]$")


def check(draft: Draft) -> Iterator[Fault]:
    named, attached = labels(draft), _attached(draft)
    for sheet in draft.sheets:
        items = listed(sheet)
        yield from _ends(items)
        yield from _numbers(items)
        yield from _titles(items, attached)
    for label in named:
        yield from _label(label)
    yield from _order(named)


def _ends(items: Sequence[Listed]) -> Iterator[Fault]:
    for item in items:
        if item.title[-1] in _END:
            yield Fault(
                item.line, item.end - 1, item.end, f"附件名称后不用标点，请删去“{item.line.text[item.end - 1]}”", ""
            )


def _numbers(items: Sequence[Listed]) -> Iterator[Fault]:
    """One stands without a number, several with 1. 2. 3."""
    if len(items) == 1 and items[0].number and items[0].number_start < items[0].start:
        item = items[0]
        message = "只有一个附件的，不编序号，请删去"
        yield Fault(item.line, item.number_start, item.start, message, "", unsafe=True)
    elif len(items) > 1:
        for n, item in enumerate(items, 1):
            if item.number != n:
                what = f"序号应为“{n}.”" if item.number else f"有几个附件的要编号，这里应为“{n}.{item.title[:10]}”"
                end = item.start if item.number_start < item.start else item.end
                yield Fault(item.line, item.number_start, end, f"附件说明{what}")
                return


def _titles(items: Sequence[Listed], attached: Mapping[int, Sheet]) -> Iterator[Fault]:
    """Each title against that of its attachment; part of one may stand for it."""
    for item in items:
        sheet = attached.get(item.number or 1)
        ours, theirs = _bare(item.title), _bare(sheet.title) if sheet else ""
        if ours and theirs and ours not in theirs and theirs not in ours:
            end = min(item.start + len(item.title.rstrip(_END)), item.start + 30)
            yield Fault(item.line, item.start, end, f"附件说明与附件的标题“{theirs[:30]}”不一致，请统一")


def _attached(draft: Draft) -> dict[int, Sheet]:
    """Attachments by number; none where a number is there twice: whose they are is not certain."""
    sheets = [sheet for sheet in draft.sheets if sheet.kind is Kind.ATTACHMENT]
    by_number = {label.number or 1: sheet for sheet in sheets for label in labels_in(sheet)}
    return by_number if len(by_number) == len(sheets) else {}


def _label(label: Label) -> Iterator[Fault]:
    text = label.line.text.strip()
    begin = label.line.text.index(text)
    right = f"附件{label.number}" if label.number else "附件"
    if label.typed and not label.typed.isdigit():
        message = f"附件首页的顺序号用阿拉伯数字，写作“{right}”"
        yield Fault(label.line, begin, begin + len(text), message, right)


def _order(named: Sequence[Label]) -> Iterator[Fault]:
    """Labels that do not count up; a second 附件1 begins the attachments of another document."""
    last = 0
    for label in named:
        if last and label.number and label.number not in (1, last + 1):
            begin = len(label.line.text) - len(label.line.text.lstrip())
            end = len(label.line.text.rstrip())
            yield Fault(label.line, begin, end, f"附件的顺序号不连续，这里应为“附件{last + 1}”")
        last = label.number


def _bare(title: str) -> str:
    """A title as it is compared: without blanks, the marks round it, what an end mark adds, and （略） below it."""
    return _OMITTED.sub("", "".join(title.split())).strip("《》。；，、;,")
