"""The upper level's plan adapted to a place: what the overlay says, and what a person must decide.

Nothing is guessed in silence: what is renamed, kept, moved or dropped by a rule is written into the overlay, and what
no rule can know is a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.adapt_questions import Question, questions_of
from docgen.addresses import texts
from docgen.campaign import Campaign, Item, Measure
from docgen.keys import as_deadline
from docgen.levels.words import level_words
from docgen.notation import Date, parse_date
from docgen.overlay import NEVER_RENAMED
from docgen.overlay_keys import DROP
from docgen.placed import Value, plain
from docgen.profile import Profile
from docgen.renaming import Renaming, Text, renaming
from docgen.workdays import shifted
from docgen.yaml_tree import Plain

Data = dict[str, Any]

# What is each level's own: never carried over, with the reason that the overlay gives.
LEFT_OUT = {
    ("date",): "上级的日期，本级另定",
    ("notice", "number"): "上级的文号，本级另编",
    ("notice", "copy_number"): "上级的份号，本级另编",
    ("notice", "signatory"): "上级的签发人",
    ("speech", "date"): "上级开会的日期，本级另定",
    ("imprint", "printed_on"): "上级的印发日期，本级另定",
    ("report",): "上级的总结，本级做完以后另写",
}


_BY_DAY = re.compile(r"\s*(\d{4}年\d{1,2}月\d{1,2}日)(?:之前|以前|前)\s*")
_FIGURE = re.compile(r"\d[\d,.]*(?![\d,.年月日号时])|百分之|[一二三四五六七八九]成")


@dataclass(frozen=True, slots=True)
class Adaptation:
    """head: the overlay's keys at the left, in order, without renaming; patches: edits of items by their address.

    base: the upper plan as plain data, every item with its id, to be kept beside the overlay.
    """

    base: Data
    head: Data
    renaming: Renaming
    patches: Mapping[tuple[str, str], Plain] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


def adapt(upper: Value, campaign: Campaign, local: Profile, title: str = "") -> Adaptation:
    """upper: the plan as read, every item with its id; campaign: the same, checked; title: of the notice that
    issues it. What the overlay still lacks is where its base and the upper file are (`extends`, `upper`).
    """
    base: Data = plain(upper)  # type: ignore[assignment]
    head = _head(base, campaign, local, title)
    words = level_words(campaign, local)
    inherited = list(_inherited(base, campaign, head))
    renamed = renaming(inherited, words)
    moved, doubts = ahead_of(campaign.measures, "measures", local.ahead)
    questions = (
        *(Question("", what) for what in words.questions),
        *_of_head(campaign, local),
        *questions_of(renamed),
        *doubts,
        *_of_matter(campaign, is_sister(campaign, local)),
    )
    return Adaptation(base, head, renamed, moved, questions)


def is_sister(upper: Campaign, local: Profile) -> bool:
    """Whether the profile is of another office of the same place, not of a lower level."""
    return bool(local.region.name) and local.region.name == upper.region.name


def _head(base: Data, upper: Campaign, local: Profile, title: str) -> Data:
    """Who issues, on what basis, and what of the upper level is left out."""
    asked = {"level", "region", "issuer", "superior", "leading_group"}
    given = local.model_dump(mode="json", exclude_defaults=True, include=asked)
    sister = is_sister(upper, local)
    head: Data = {"docgen": "1"} | ({"ahead": str(local.ahead)} if local.ahead else {})
    head |= {name: given[name] for name in ("level", "region", "issuer") if name in given}
    if not sister and upper.issuer.domain:  # the line of work is the same at every level
        head["issuer"] = {**head["issuer"], "domain": local.issuer.domain or upper.issuer.domain}
    if "superior" in given or not sister:
        superior = {"name": upper.issuer.name, "short": upper.issuer.short}
        head["superior"] = given.get("superior") or {name: text for name, text in superior.items() if text}
    head["basis"] = _dumped(local.basis) if sister else _basis(upper, local, title)
    if "leading_group" in given:
        head["leading_group"] = _briefly(given["leading_group"])
    if local.addressees:
        head["notice"] = {"addressees": list(local.addressees)}
    if imprint := local.imprint.model_dump(mode="json", exclude_defaults=True, exclude={"printed_on"}):
        head["imprint"] = imprint
    for way, reason in LEFT_OUT.items():
        if _stands(base, way) and not _stands(head, way):
            _put(head, way, {DROP: reason})
    return head


def _basis(upper: Campaign, local: Profile, title: str) -> list[Data]:
    """The upper plan, what this level rests on besides, and what the upper plan rests on; each document once."""
    named = title.replace("《", "〈").replace("》", "〉") or f"{upper.issuer.name}{upper.name}实施方案"
    plan = {"title": named} | ({"number": upper.notice.number} if upper.notice.number else {})
    every = [*_dumped(upper.basis), plan, *_dumped(local.basis)]  # from the highest level down
    return list({entry.get("number") or entry["title"]: entry for entry in every}.values())


def _briefly(value: Any) -> Any:
    """A post alone is a text."""
    if isinstance(value, list):
        return [_briefly(one) for one in value]
    if isinstance(value, dict):
        return value["post"] if value.keys() == {"post"} else {name: _briefly(one) for name, one in value.items()}
    return value


def _dumped(models: Sequence[Any]) -> list[Data]:
    return [model.model_dump(mode="json", exclude_defaults=True) for model in models]


def _stands(data: Data, way: tuple[str, ...]) -> bool:
    for step in way:
        if not isinstance(data, dict) or step not in data:
            return False
        data = data[step]
    return True


def _put(data: Data, way: tuple[str, ...], value: Data) -> None:
    for step in way[:-1]:
        data = data.setdefault(step, {})
    data[way[-1]] = value


def _inherited(base: Data, campaign: Campaign, head: Data) -> Iterator[Text]:
    """The texts that will be inherited, and so are renamed: not what the overlay writes itself or leaves out."""
    actor = actors(campaign)
    for address, name, text in texts(base):
        way = tuple(address.split(".")) if address else (name,)
        own = any(_stands(head, way[:n]) and not _is_holder(head, way[:n]) for n in range(1, len(way) + 1))
        title_of_attachment = way[0] == "attachments" and way[-1] == "title"
        if name not in NEVER_RENAMED and not own and not title_of_attachment:
            whole = ".".join(way[:2]) if way[0] == "attachments" else address  # its blocks have no ids of their own
            yield Text(whole, name, text, "" if name in ("lead", "support") else actor(address))


def _is_holder(head: Data, way: tuple[str, ...]) -> bool:
    """Whether the overlay writes a mapping here that is merged key by key, not one that replaces the upper's."""
    return way in (("notice",), ("imprint",), ("speech",)) and head[way[0]].keys() != {DROP}


def actors(campaign: Campaign) -> Callable[[str], str]:
    """Who acts in the text at an address: the owner of the measure there, or of the nearest above it; "" for nobody."""
    owners = {way: item.lead for way, item in _items(campaign.measures, "measures") if isinstance(item, Measure)}

    def actor(address: str) -> str:
        steps = address.split(".")
        ways = (".".join(steps[:n]) for n in range(len(steps), 1, -1))
        return next((owners[way] for way in ways if owners.get(way)), "")

    return actor


def ahead_of(items: Sequence[Item], way: str, ahead: int) -> tuple[dict[tuple[str, str], Plain], list[Question]]:
    """The deadlines of items moved ahead by working days, by address, and those that a person must move."""
    moved: dict[tuple[str, str], Plain] = {}
    questions: list[Question] = []
    unknown: set[int] = set()
    for address, item in _items(items, way):
        deadline = _day(as_deadline(item.deadline)) if isinstance(item, Measure) else ""
        if isinstance(deadline, Date) and ahead:
            day, sure = shifted(deadline, ahead)
            moved[address, "deadline"] = day.first.isoformat()
            unknown |= set() if sure else {day.year}
        elif deadline and isinstance(deadline, str) and any(char.isdigit() for char in deadline):
            questions.append(Question(address, f"时限“{deadline}”是一句话，没有改", "要早于上级的，请写明"))
    for year in sorted(unknown):
        what = f"{year}年的放假安排程序还不知道，时限只按周一到周五推算"
        questions.append(Question("", what, "请对照放假通知核对时限"))
    return moved, questions


def _day(deadline: Date | str) -> Date | str:
    """A deadline that is a day, though it is written as a text: 2026年12月20日前."""
    found = _BY_DAY.fullmatch(deadline) if isinstance(deadline, str) else None
    return parse_date(found[1]) if found else deadline


def _items(items: Sequence[Item], way: str) -> Iterator[tuple[str, Item]]:
    for item in items:
        yield f"{way}.{item.id}", item
        yield from _items(item.points, f"{way}.{item.id}")


def _of_head(upper: Campaign, local: Profile) -> Iterator[Question]:
    """What the notice, its dates and its people leave open."""
    sister = is_sister(upper, local)
    if not sister and not upper.notice.number:
        yield Question("basis", "上级方案没有写文号", "请查到以后补进依据")
    if sister and not local.basis:
        yield Question("basis", "姊妹单位的方案不是本单位的依据，没有列入", "请写上本单位依据的文件")
    yield Question(
        "notice.number", "本级的文号要另编", f"如“{local.issuer.code or '代字'}{_kind_of_number(upper)}〔年份〕×号”"
    )
    yield Question("date", "本级的成文日期要另定", "写成 成文日期: 2026-03-20")
    if upper.notice.addressees and not local.addressees:
        yield Question("notice.addressees", "主送机关由上级的改称而来", "请核对是不是本级要送的单位")
    if upper.leading_group and not local.leading_group:
        yield Question("leading_group", "领导小组由上级的改称而来", "请换成本级的人员")
    if upper.phases and any(phase.start or phase.end for phase in upper.phases):
        yield Question("phases", "各步骤的起止日期照搬上级", "本级启动要晚、收尾要早的，请改")


def _kind_of_number(upper: Campaign) -> str:
    """What the upper number adds to its issuer's code: 发 of 澄医保发〔2026〕8号."""
    code, found = upper.issuer.code, re.match(r"[一-鿿]+(?=〔)", upper.notice.number)
    return found.group().removeprefix(code) if code and found and found.group().startswith(code) else "发"


def _of_matter(upper: Campaign, sister: bool) -> Iterator[Question]:
    """What is carried over as it is, though it may be the upper level's alone."""
    if sister and upper.issuer.name:
        what = f"问题、措施、目标讲的都是{upper.issuer.short or upper.issuer.name}的业务"
        yield Question("", what, "请逐项换成本单位的业务，本单位没有的删去并写明理由")
    targets = "、".join(f"{goal.id} {goal.target}{goal.unit}" for goal in upper.goals if goal.target)
    figures = "、".join(
        address.removeprefix("goals.") for address, goal in _items(upper.goals, "goals") if _FIGURE.search(goal.text)
    )
    if told := "；".join(filter(None, (targets, figures and f"内容里还写有数字的：{figures}"))):
        yield Question("goals", f"目标值照搬上级：{told}", "本级另定的，请改")
    for n, attachment in enumerate(upper.attachments, start=1):
        yield Question(f"attachments.{n}", f"附件“{attachment.title}”照搬上级", "请核对本级是不是要附、内容是不是合适")
    if upper.speech != type(upper.speech)():
        yield Question(
            "speech",
            "讲话照搬上级，是上级领导的话，讲话人由上级的职务改称而来",
            "请写本级的讲话人，逐段改成他要讲的话，或整段删去重写",
        )
