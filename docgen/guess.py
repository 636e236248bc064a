"""Which genre a sheet of a draft is, by its title, its salutation, its sections.

Certain or nothing: a wrong guess would ask a draft for what it need not have. 意见, 函, 办法 and a work report read out
to an assembly are no genre of ours and stay "".
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from docgen.analysis.titles import title_of
from docgen.draft import Draft, Kind, Role, Sheet

_AFTER = re.compile(r"[（(][^（）()]{0,20}[）)]$|[”\"》]$")  # （试行）, （征求意见稿） behind a title
_MEETING = "大会|会议|会|仪式|现场|活动|典礼|班|论坛"
_STUDIED = "研究|调查|调研|考察|评估|审计|审查|检测|监测|鉴定|述职|述廉|预算|决算|统计|请示|论证|学习"
_TITLES = (
    ("notice", re.compile(r"通知$")),
    ("speech", re.compile(rf"讲话(?:稿|提纲|要点|摘要|材料)?$|(?:{_MEETING})上的(?:动员|主题)报告$|动员报告$")),
    ("", re.compile(r"(?:设计|施工|技术|补偿|分配|招标|采购|竞价|比选|定额|机构改革|安置|算法)方案$")),
    ("plan", re.compile(r"方案$")),
    ("", re.compile(r"政府工作报告$|常务委员会工作报告$|法院工作报告$|检察院工作报告$|上的(?:工作)?报告$")),
    ("", re.compile(rf"(?:{_STUDIED})报告$")),
    (
        "report",
        re.compile(
            r"总结[及和暨与].{0,16}(?:计划|打算|安排|思路|要点)$|总结$|(?:总结|情况|自查|工作|进展|整改)的?(?:报告|汇报)$|的报告$"
        ),
    ),
)
_OTHER = re.compile(  # what a title may end in that is none of ours
    "(?:意见|函|纪要|办法|决定|决议|公告|通告|通报|批复|请示|议案|公报|命令|规定|细则|条例|规则|章程|制度|预案"
    "|规划|计划|要点|纲要|指南|标准|清单|目录|名单|表|说明|倡议书?|公开信|致辞|发言|主持词|演讲|简报|信息|体会"
    "|心得|报告|解读|协议|合同)$"
)
_ADDRESSEE = re.compile(r"[：:]\s*$")
_ASSEMBLY = re.compile(r"^各位(?:代表|委员)")
_SALUTATION = re.compile(r"^(?:尊敬的.{0,20})?(?:各位.{0,20})?(?:同志们|领导|同志|来宾|朋友们)")
_TO_ISSUE = re.compile(r"现(?:予|将).{0,60}印发|印发给你们|有关(?:事项|事宜|工作).{0,6}通知如下|特此通知")
_TO_REPORT = re.compile(r"(?:总结|报告|汇报)如下|特此报告")
_PLAN = re.compile(
    "指导思想|总体要求|工作目标|目标要求|目标任务|主要目标|重点任务|主要任务|工作任务|主要措施|工作措施"
    "|实施步骤|工作步骤|时间安排|保障措施|工作要求|组织领导|整治重点"
)
_REPORT = re.compile(
    "基本情况|主要做法|工作开展情况|取得的成效|主要成效|存在的?(?:主要)?问题|存在的不足"
    "|下一?步工?作?(?:打算|计划|安排)|经验体会"
)


def guessed(draft: Draft, genre: str = "", templates: Path | None = None) -> Draft:
    """The draft with the genre of each sheet; `genre` is what a person says of the first one.

    templates: the folder of an office's own genres.
    """
    genres = [genre if genre and not n else guess(sheet) for n, sheet in enumerate(draft.sheets)]
    sheets = (replace(sheet, genre=name, templates=templates) for name, sheet in zip(genres, draft.sheets, strict=True))
    return replace(draft, sheets=tuple(sheets))


def guess(sheet: Sheet) -> str:
    """plan, notice, speech, report, or "" for another or an uncertain one."""
    title = _bare(title_of(sheet))
    for name, pattern in _TITLES:
        if pattern.search(title):
            return "" if name == "report" and _is_to_an_assembly(sheet) else name
    if (title and _OTHER.search(title)) or sheet.kind is Kind.ATTACHMENT:
        return ""
    return _by_opening(sheet) or _by_headings(sheet)


def _bare(title: str) -> str:
    """A title without blanks, a mark typed behind it, and what follows its 文种 in brackets."""
    title = "".join(title.split()).rstrip("。，、；：,.;:")
    while bracketed := _AFTER.search(title):
        title = title[: bracketed.start()]
    return title


def _is_to_an_assembly(sheet: Sheet) -> bool:
    return any(_ASSEMBLY.match(line.words) for line in sheet.of(Role.OPENING))


def _by_opening(sheet: Sheet) -> str:
    openings = [line.words for line in sheet.of(Role.OPENING)]
    if any(_SALUTATION.match(words) and not _ASSEMBLY.match(words) for words in openings):
        return "speech"
    if any(_ADDRESSEE.search(words) for words in openings):
        text = [line.words for line in sheet.body]
        ends = [*text[:3], *text[-2:]]
        if any(_TO_ISSUE.search(words) for words in ends):
            return "notice"
        if any(_TO_REPORT.search(words) for words in ends):
            return "report"
    return ""


def _by_headings(sheet: Sheet) -> str:
    """A draft without a title: by two or more of the sections that a genre is known by."""
    headings = [line.heading or line.words[:20] for line in sheet.body if line.level or line.alone]
    plan, report = (sum(bool(known.search(heading)) for heading in headings) for known in (_PLAN, _REPORT))
    if plan >= 2 and plan > report:
        return "plan"
    return "report" if report >= 2 and report > plan else ""
