"""缺少应有的章节。

方案要有目标、措施、步骤（时间安排），总结要有做法、成效、问题和打算。标题不必与范文相同，内容也不必单列一节：目标写在
开头一句、问题写成一段、步骤体现为各项措施的时限，都算有。文种的章节写在 templates 里各文种的文件头，本规则照着查：
必有的报警告，常有的只提示。

依据：目标、步骤、措施是方案必不可少的三项，总结一般写明问题和下一步打算（实务）。
错：一、指导思想　二、工作目标　三、工作措施　四、工作要求（通篇没有时间）
对：一、指导思想　二、工作目标　三、工作措施　四、实施步骤　五、工作要求
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.analysis.sections import absent, headed
from docgen.analysis.titles import title_of
from docgen.draft import Draft, Kind, Sheet
from docgen.rule import Fault, Level, Rule

if TYPE_CHECKING:
    from docgen.genre import GenreSection

RULE = Rule(level="warning", genres=("plan", "report"))

_OF_AN_EVENT = re.compile(r"(?:活动|宣传|演练|会议|培训|竞赛|比赛|大赛|评选|表彰|接待|调研|考核|招聘|值班)方案")
_ENOUGH = 5  # paragraphs: less is a fragment
_LEVELS: dict[str, Level] = {"required": "warning", "usual": "info"}  # what is optional may be absent


def check(draft: Draft) -> Iterator[Fault]:
    for sheet in draft.sheets:
        if _is_asked(sheet):
            lacking = [(section, _level(section, sheet)) for section in absent(sheet)]
            for level in ("warning", "info"):
                if some := [section for section, its in lacking if its == level]:
                    names = "、".join(_called(section) for section in some)
                    yield Fault(None, 0, 0, f"正文缺少{names}，请补上", level=level)


def _is_asked(sheet: Sheet) -> bool:
    """A plan, or a 总结; a 报告 on one matter, a plan of one event have sections of their own."""
    if _OF_AN_EVENT.search(title_of(sheet)):
        return False
    whole = sheet.kind is not Kind.ATTACHMENT and len(sheet.body) >= _ENOUGH
    return whole and (
        sheet.genre == "plan" or (sheet.genre == "report" and (not title_of(sheet) or "总结" in title_of(sheet)))
    )


def _level(section: GenreSection, sheet: Sheet) -> Level | None:
    """Its own; a hint where a heading has its name, although the text below reads otherwise (整治重点)."""
    named = any(one.heading in (section.heading, *section.also) for one in headed(sheet))
    return "info" if named and section.presence == "required" else _LEVELS.get(section.presence)


def _called(section: GenreSection) -> str:
    return f"“{section.heading}”" + (f"（或“{section.also[0]}”）" if section.also else "")
