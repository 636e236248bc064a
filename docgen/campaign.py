"""A campaign (活动) as frozen data: the one table of keys, with what each of them means.

Every key is declared once, with its Chinese spelling and a description in Chinese. Canonical spelling, paths in
messages, the JSON Schema for editors and the Chinese names in slots all come from these declarations.
Absent texts are "", absent lists (), and absent holders empty instances, so that whoever composes need not ask twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator

from docgen.keys import (
    ISSUE_AS,
    LEVEL,
    SECTIONS,
    Day,
    Deadline,
    Flag,
    GenreName,
    Loc,
    Model,
    SectionId,
    child,
    key,
    version,
)


class Item(Model):
    """The one shape of everything that is listed: a title, a text, points under it, to any depth."""

    plain = "text"
    id: str = key("编号", "在同级中唯一的编号，供引用和叠加；不写时为 p 加上在同级中的位次，如 p1")
    title: str = key("标题", "这一项的标题，如“加强组织领导”；不写句号")
    label: str = key("概括语", "这一组要点的合称，如“六坐”“六大行动”")
    text: str = key("内容", "这一项的文字")
    points: tuple[Self, ...] = key("要点", "下一层的各项：一句文字，或与本项同样写法的一项", ())
    closing: tuple[Self, ...] = key("结语", "要点之后收束的话，一句或几项", ())
    enumerators: tuple[str, ...] = key("列举词", "要点怎样计数，如“一是”“一要”“第一，”“（一）”；写成列表时逐层对应", ())


class Goal(Item):
    indicator: str = key("指标", "衡量这个目标的指标名称，如“群众满意度”")
    target: str = key("目标值", "要达到的数或文字，如 98")
    unit: str = key("单位", "目标值的单位，如 %、个、件")


class Problem(Item):
    """A problem to be put right."""


class Measure(Item):
    lead: str = key("牵头", "牵头单位")
    support: tuple[str, ...] = key("配合", "配合单位，一个或几个", ())
    deadline: Deadline = key("时限", "日期（2026-12-31、2026-12）或文字（2026年底前、长期坚持）")
    addresses: tuple[str, ...] = key("针对", "这项措施所针对的问题的编号，一个或几个", ())


class Phase(Item):
    start: Day = key("开始", "开始日期，如 2026-03 或 2026-03-01", None)
    end: Day = key("结束", "结束日期，如 2026-04 或 2026-04-30", None)


class Practice(Item):
    answers: tuple[str, ...] = key("对应", "这项做法落实的是哪些措施（编号）", ())


class Result(Item):
    goal: str = key("对应目标", "这项成效所对应的目标的编号")
    value: str = key("完成值", "实际完成的数或文字，如 98.6")


class NextStep(Item):
    addresses: tuple[str, ...] = key("针对", "这一步所针对的问题或不足的编号", ())


class Written(Item):
    """An item kept as written, or a table whose first row is its header."""

    table: tuple[tuple[str, ...], ...] = key("表格", "一张表：每行写成 [甲, 乙, 丙]，第一行是表头", ())


class Region(Model):
    plain = "name"
    whole = True
    name: str = key("名称", "地区全称，如“江川市”")
    self: str = key("自称", "文中怎样称呼本地区，如“我市”")


class Joint(Model):
    """Another issuer of a joint document, after the host (主办)."""

    plain = "name"
    name: str = key("名称", "联合发文机关的全称", ...)
    short: str = key("简称", "联合发文机关的简称")


class Issuer(Model):
    plain = "name"
    whole = True
    name: str = key("名称", "发文机关的全称或规范化简称，如“江川市医疗保障局”", ...)
    short: str = key("简称", "文中使用的简称，如“市医保局”")
    self: str = key("自称", "文中怎样称呼本机关，如“我局”")
    party_group: str = key("党组", "党组的称呼，如“局党组”")
    code: str = key("机关代字", "发文字号里的代字，如“江医保”")
    domain: str = key("业务", "本机关主管的业务，如“医疗保障”")
    joint: tuple[Joint, ...] = key("联合", "联合发文的其他机关，排在主办机关之后", ())


class Superior(Model):
    plain = "name"
    whole = True
    name: str = key("名称", "上级机关全称")
    short: str = key("简称", "上级机关简称，如“省局”")


class Basis(Model):
    """A document that this campaign rests on."""

    plain = "title"
    title: str = key("标题", "依据的文件名称，不写书名号")
    number: str = key("文号", "依据文件的发文字号，如“江政发〔2026〕3号”")
    issuer: str = key("发文机关", "依据文件由谁印发")


class Person(Model):
    """Someone by post, by name, or both; printed as “局长张三”."""

    plain = "post"
    whole = True
    name: str = key("姓名", "姓名")
    post: str = key("职务", "职务，如“局党组书记、局长”")

    def __str__(self) -> str:
        return self.post + self.name


class LeadingGroup(Model):
    whole = True
    head: Person = key("组长", "组长：职务，或 {姓名: …, 职务: …}", Person())
    deputies: tuple[Person, ...] = key("副组长", "副组长，一位或几位", ())
    members: tuple[Person, ...] = key("成员", "成员：人员或单位", ())
    office: str = key("办公室", "领导小组办公室设在哪里，如“局机关党委”")
    office_head: Person = key("办公室主任", "办公室由谁负责：职务，或 {姓名: …, 职务: …}", Person())
    office_duties: str = key("办公室职责", "办公室具体负责什么，如“组织协调、督促检查”")


class RequiredTerm(Model):
    """A phrase that must stand, word for word, in some genres and sections; in all of them when none is named."""

    plain = "term"
    term: str = key("提法", "必须一字不差写到的提法", ...)
    genres: tuple[GenreName, ...] = key("文种", "哪些文种必须写到；不写就是全部", ())
    sections: tuple[SectionId, ...] = key("章节", "写在哪些章节里；不写就是任何一处", ())


class Section(Model):
    """A section of the campaign's own, kept as written."""

    id: str = key("编号", "这一章节的编号，行文中的标题、引语可用它来指称")
    after: SectionId = key("接在", "排在哪一章节之后，如“目标”；不写就排在最后")
    heading: str = key("标题", "章节标题，不写序号")
    blocks: tuple[Written, ...] = key("内容", "章节内容：文字、各项或表格", ())


class Wording(Model):
    """What the writer says differently, by section."""

    headings: dict[str, str] = key("标题", "各章节改用的标题，如 {措施: 工作措施}；公文标题也在这里改", {})
    leads: dict[str, str] = key("引语", "各章节开头的一段话", {})
    closings: dict[str, str] = key("结语", "各章节末尾的一段话", {})
    enumerators: dict[str, tuple[str, ...]] = key("列举词", "各章节里怎样计数，如 {措施: [（一）, 一是]}", {})


class Attachment(Model):
    plain = "title"
    title: str = key("标题", "附件名称，不写“附件1”", ...)
    blocks: tuple[Written, ...] = key("内容", "附件内容：文字、各项或表格", ())


class Signature(Model):
    sealed: Flag = key("盖章", "是否加盖印章：是、否；影响署名和日期的位置", True)


class Imprint(Model):
    copies_to: tuple[str, ...] = key("抄送", "抄送机关，一个或几个", ())
    printed_by: str = key("印发机关", "印发机关；不写就用发文机关的办公室")
    printed_on: Day = key("印发日期", "印发日期；不写就用成文日期", None)


class Plan(Model):
    """What only the 实施方案 needs."""

    task_table: Flag = key("任务分解表", "措施写了责任单位或时限的，是否附一张任务分解表：是、否", True)
    problem_table: Flag = key("问题清单表", "是否另附一张问题清单表：是、否", False)
    wording: Wording = key("行文", "只用于方案的行文", Wording())


class Notice(Model):
    """What only the 印发通知 needs."""

    number: str = key("文号", "发文字号，如“江医保发〔2026〕5号”")
    addressees: tuple[str, ...] = key("主送机关", "主送机关，一个或几个", ())
    issue_as: Annotated[Literal["body", "attachment"], BeforeValidator(ISSUE_AS)] = key(
        "印发方式", "方案作为通知的正文还是附件：正文、附件", "body"
    )
    approval: str = key("审定", "经谁同意或审定，如“市政府同意”")
    copy_number: str = key("份号", "涉密公文的份号，如 000001")
    secrecy: str = key("密级", "密级和保密期限，如“秘密★1年”")
    urgency: str = key("紧急程度", "特急或加急")
    signatory: tuple[str, ...] = key("签发人", "签发人姓名；写了就用上行文的版头", ())
    note: str = key("附注", "附注，不写括号，如“此件公开发布”")
    wording: Wording = key("行文", "只用于通知的行文", Wording())


class Speech(Model):
    """What only the 动员讲话 needs."""

    occasion: str = key("会议", "在什么会上讲，如“全市医保系统作风建设动员部署会议”")
    speaker: Person = key("讲话人", "讲话人：职务，或 {姓名: …, 职务: …}", Person())
    date: Day = key("日期", "讲话日期", None)
    salutation: str = key("称谓", "称谓，如“同志们”")
    opening: str = key("开场", "开场的话；几段就写几行")
    significance: tuple[Item, ...] = key("意义", "为什么要开展，逐条写", ())
    actions: tuple[Item, ...] = key("行动", "要求怎么干，逐条写；不写就用活动的措施", ())
    closing: str = key("结语", "结尾号召的话；几段就写几行")
    wording: Wording = key("行文", "只用于讲话的行文", Wording())


class Report(Model):
    """What only the 总结报告 needs: what was done, not what was planned."""

    period: str = key("时段", "总结的时间段，如“2026年3月至11月”")
    date: Day = key("日期", "总结的成文日期，如 2026-12-20；不写就不署名、不落日期", None)
    overview: str = key("概况", "总体情况；几段就写几行")
    practices: tuple[Practice, ...] = key("主要做法", "实际做了什么，逐条写", ())
    results: tuple[Result, ...] = key("成效", "取得了什么成效，逐条写，尽量对应目标", ())
    cases: tuple[Item, ...] = key("典型", "典型做法或案例", ())
    shortcomings: tuple[Item, ...] = key("不足", "还存在什么不足", ())
    next_steps: tuple[NextStep, ...] = key("下一步", "下一步打算，逐条写，尽量对应问题或不足", ())
    wording: Wording = key("行文", "只用于总结的行文", Wording())


class Campaign(Model):
    """What is to be done: one campaign, from which every document is composed."""

    docgen: Annotated[str, BeforeValidator(version)] = key("docgen", "活动文件的版本，现在是 1")
    name: str = key("活动名称", "活动的名称，用在各文种的标题里，如“作风建设专项行动”", ...)
    theme: str = key("主题", "活动主题")
    level: Annotated[Literal["", "province", "city", "county", "unit"], BeforeValidator(LEVEL)] = key(
        "层级", "省、市、县、单位"
    )
    region: Region = key("地区", "活动所在的地区", Region())
    issuer: Issuer = key("发文机关", "谁发文", ...)
    superior: Superior = key("上级机关", "部署这项工作的上级机关", Superior())
    basis: tuple[Basis, ...] = key("依据", "依据的文件，逐个写", ())
    purpose: str = key("目的", "为了什么，如“为进一步转变工作作风”")
    ideology: str = key("指导思想", "指导思想；几段就写几行")
    goals: tuple[Goal, ...] = key("目标", "要达到的目标，逐条写", ())
    problems: tuple[Problem, ...] = key("问题清单", "要解决的问题，逐条写", ())
    measures: tuple[Measure, ...] = key("措施", "工作措施，逐条写", ())
    phases: tuple[Phase, ...] = key("步骤", "分几步走，逐步写", ())
    requirements: tuple[Item, ...] = key("要求", "工作要求，逐条写", ())
    leading_group: LeadingGroup | None = key("领导小组", "领导小组的组成", None)
    required_terms: tuple[RequiredTerm, ...] = key("必备提法", "公文里必须写到的提法，供校对时核对", ())
    sections: tuple[Section, ...] = key("其他章节", "方案里另加的章节，照写照印", ())
    wording: Wording = key("行文", "各章节的标题、引语、结语和列举词", Wording())
    date: Day = key("成文日期", "成文日期，如 2026-03-05", None)
    attachments: tuple[Attachment, ...] = key("附件", "附件，逐个写", ())
    signature: Signature = key("署名", "署名的方式", Signature())
    imprint: Imprint = key("版记", "抄送和印发机关", Imprint())
    plan: Plan = key("方案", "只用于实施方案", Plan())
    notice: Notice = key("通知", "只用于印发通知", Notice())
    speech: Speech = key("讲话", "只用于动员讲话", Speech())
    report: Report = key("总结", "只用于总结报告", Report())


def spelled(loc: Loc, root: type[Model] = Campaign) -> str:
    """A path as a clerk would write it: ("measures", 1, "text") is 措施[2].内容."""
    model: type[Model] | None = root
    words = ""
    for step in loc:
        if isinstance(step, int):
            words += f"[{step + 1}]"
            continue
        word = model.spelling(step) if model and step in model.model_fields else SECTIONS.get(step, step)
        words += ("." if words else "") + word
        model = child(model, step) if model else None
    return words


def addressed(items: Iterable[Item], way: str = "") -> Iterator[tuple[str, Item]]:
    """Every item with its address, from the top: theory, theory.study."""
    for item in items:
        yield f"{way}{item.id}", item
        yield from addressed(item.points, f"{way}{item.id}.")


def covers(reference: str, address: str) -> bool:
    """Whether a reference is to the item at this address, or to one that it stands in."""
    return f"{address}.".startswith(f"{reference}.")
