"""Slots: what they bring into a text, and what they never do."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import slots
from docgen.campaign import (
    Campaign,
    Goal,
    Issuer,
    Item,
    LeadingGroup,
    Measure,
    Person,
    Phase,
    RequiredTerm,
    Section,
    Superior,
    Wording,
)
from docgen.errors import DocgenError, Problem
from docgen.expression import MAX_TEXT
from docgen.keys import Deadline
from docgen.leading_group import leading_group_sentence
from docgen.notation import Date

GROUP = LeadingGroup(
    head=Person(post="局长", name="张三"),
    deputies=(Person(post="副局长"), Person(name="李四")),
    members=(Person(post="各科科长"),),
    office="机关党委",
    office_head=Person(post="党委书记"),
    office_duties="统筹协调。",
)
SENTENCE = (
    "成立作风建设行动领导小组，由局长张三任组长，副局长、李四任副组长，各科科长任成员。"
    "领导小组办公室设在机关党委，由党委书记负责，具体负责统筹协调"
)
CAMPAIGN = Campaign(
    name="作风建设行动",
    issuer=Issuer(name="江川市医疗保障局", domain="医疗保障"),
    date=Date(2026, 3, 5),
    goals=(Goal(id="p1", title="提升满意度"), Goal(id="rate", target="98", unit="%")),
    measures=(Measure(id="p1", lead="人事科", support=("甲科", "乙科")),),
    phases=(Phase(id="p1", end=Date(2026, 6)),),
    wording=Wording(leads={"goals": "总的要求"}),
    leading_group=GROUP,
    required_terms=(RequiredTerm(term="高效办成"), RequiredTerm(term="一次办好")),
)


def resolve(campaign: Campaign, unit: Mapping[str, str] | None = None) -> Campaign:
    done, faults = slots.render(campaign, unit)
    if faults:
        raise DocgenError(*(Problem(fault.message, fault.hint) for fault in faults))
    return done


def put(text: str, unit: dict[str, str] | None = None) -> str:
    return resolve(CAMPAIGN.model_copy(update={"purpose": text}), unit).purpose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有槽位 { } 50%", "没有槽位 { } 50%"),
        ("为推进{{ name }}，", "为推进作风建设行动，"),
        ("{{活动名称}}{{ 发文机关.业务 }}", "作风建设行动医疗保障"),
        ("{{ unit.domain }}经办窗口{{ 单位.业务 }}", "医疗保障经办窗口医疗保障"),
        ("{{ goals[0].title }}{{ 目标[-1].目标值 }}{{ goals.rate.unit }}", "提升满意度98%"),
        ("{{ issuer['name'] }}", "江川市医疗保障局"),
        ("{{ issuer }}", "江川市医疗保障局"),
        ("{{ 行文.引语.目标 }}{{ wording.leads.goals }}", "总的要求总的要求"),
        ("{{ date }}{{ phases[0].end }}{{ signature.sealed }}", "2026年3月5日2026年6月是"),
        ("{{ measures[0].support }}", "甲科、乙科"),
        ("{{ measures[0].support | join('和') }}", "甲科和乙科"),
        ("{{ required_terms | 连接 }}", "高效办成、一次办好"),
        ("{{ measures[0].support | first }}{{ measures[0].support | 末项 }}", "甲科乙科"),
        ("{{ goals | length }}{{ goals | length | chinese }}{{ goals | 个数 | counted }}个", "2二两个"),
        ("{{ problems | length }}", "0"),
        ("{{ theme | default('无主题') }}", "无主题"),
        ("{{ name if theme else '没有' ~ 1 }}", "没有1"),
        ("{{ '市' if issuer.domain == '医疗保障' and not theme else '省' }}", "市"),
        ("{{ (goals | length + 1) * 2 ** 3 - 1 }}", "23"),
        ("{{ goals | length > 1 }}", "是"),
        ("{{ 0.1 + 0.2 }}", "0.3"),
        ("{{ leading_group }}", slots.LEADING_GROUP + SENTENCE + "。"),
        ("会后{{ 领导小组 }}。各科室", f"会后{slots.LEADING_GROUP}{SENTENCE}。各科室"),
        ("{{ leading_group }}，下同", f"{slots.LEADING_GROUP}{SENTENCE}，下同"),
        ("{{ leading_group.head }}牵头，{{ 领导小组.副组长 }}配合", "局长张三牵头，副局长、李四配合"),
    ],
)
def test_what_a_slot_brings(text: str, expected: str) -> None:
    assert put(text) == expected


@pytest.mark.parametrize(
    ("group", "sentence"),
    [
        (LeadingGroup(), "成立甲领导小组。"),
        (LeadingGroup(deputies=(Person(post="乙"),)), "成立甲领导小组，由乙任副组长。"),
        (
            LeadingGroup(deputies=(Person(post="局党组成员、副局长", name="李四"), Person(post="主任"))),
            "成立甲领导小组，由局党组成员、副局长李四，主任任副组长。",
        ),
        (
            LeadingGroup(members=(Person(post="甲科"), Person(), Person(post="乙科"))),
            "成立甲领导小组，由甲科、乙科任成员。",
        ),
        (LeadingGroup(office="丙"), "成立甲领导小组。领导小组办公室设在丙。"),
        (
            LeadingGroup(head=Person(post="乙"), office_head=Person(post="丙"), office_duties="协调"),
            "成立甲领导小组，由乙任组长。领导小组办公室由丙负责，具体负责协调。",
        ),
    ],
)
def test_the_sentence_leaves_out_what_is_absent(group: LeadingGroup, sentence: str) -> None:
    assert leading_group_sentence("甲", group) == sentence


def test_units_stand_for_the_issuer_and_are_never_rendered() -> None:
    assert put("{{ unit.名称 }}{{ unit.name }}{{ unit.x }}", {"名称": "{{ name }}", "x": "\ue000一"}) == (
        "{{ name }}{{ name }}一"
    )
    with pytest.raises(DocgenError, match="没有“局长”这一列"):
        put("{{ unit.局长 }}", {"名称": "甲"})
    with pytest.raises(DocgenError, match="是空的"):
        put("{{ unit.局长 }}", {"局长": " "})


def test_a_value_with_a_slot_is_rendered_first() -> None:
    campaign = CAMPAIGN.model_copy(
        update={"purpose": "为{{ theme }}", "theme": "推进{{ ideology }}", "ideology": "改革"}
    )
    assert resolve(campaign).purpose == "为推进改革"


def test_what_a_slot_brings_into_an_enumerator_is_told_apart() -> None:
    campaign = CAMPAIGN.model_copy(
        update={
            "requirements": (Item(enumerators=("{{ goals | length | chinese }}个第一，", "一是")),),
            "wording": Wording(enumerators={"goals": ("{{ name }}一",)}, leads={"goals": "{{ 行文.列举词.目标[0] }}"}),
        }
    )
    done = resolve(campaign)
    assert done.requirements[0].enumerators == ("\ue001二\ue002个第一，", "一是")
    assert done.wording.enumerators == {"goals": ("\ue001作风建设行动\ue002一",)}
    assert done.wording.leads == {"goals": "作风建设行动一"}


@pytest.mark.parametrize(
    ("text", "deadline"),
    [("{{ phases[0].end }}", Date(2026, 6)), ("{{ phases[0].end }}底前", "2026年6月底前"), ("长期", "长期")],
)
def test_a_deadline_is_read_again(text: str, deadline: Deadline) -> None:
    campaign = CAMPAIGN.model_copy(update={"measures": (Measure(deadline=text),)})
    assert resolve(campaign).measures[0].deadline == deadline


def test_every_text_is_rendered() -> None:
    campaign = CAMPAIGN.model_copy(
        update={
            "goals": (Goal(points=(Goal(text="{{ name }}"),), closing=(Goal(title="{{ name }}"),)),),
            "sections": (Section(heading="{{ name }}"),),
            "superior": Superior(short="{{ name }}"),
        }
    )
    done = resolve(campaign)
    texts = (
        done.goals[0].points[0].text,
        done.goals[0].closing[0].title,
        done.sections[0].heading,
        done.superior.short,
    )
    assert texts == ("作风建设行动",) * 4


def test_a_campaign_without_slots_is_the_same_object() -> None:
    assert resolve(CAMPAIGN) is CAMPAIGN


def test_a_cycle_names_both_ends() -> None:
    campaign = CAMPAIGN.model_copy(update={"purpose": "{{ theme }}", "theme": "{{ purpose }}"})
    _, faults = slots.render(campaign)
    assert [fault.message for fault in faults] == ["“目的”和“主题”互相引用"]
    group = GROUP.model_copy(update={"office": "{{ leading_group }}"})
    _, faults = slots.render(CAMPAIGN.model_copy(update={"leading_group": group}))
    assert [fault.message for fault in faults] == ["“领导小组.办公室”引用了它自己"]


def test_a_fault_is_told_where_it_stands_and_once() -> None:
    campaign = CAMPAIGN.model_copy(
        update={"purpose": "{{ theme }}{{ zzz }}", "theme": "{{ yyy }}", "ideology": "{{ theme }}"}
    )
    done, faults = slots.render(campaign)
    assert [(fault.loc, fault.part) for fault in faults] == [(("theme",), "{{ yyy }}"), (("purpose",), "{{ zzz }}")]
    assert done.purpose == "{{ theme }}{{ zzz }}"


def test_a_draft_shows_the_whole_text_as_missing() -> None:
    campaign = CAMPAIGN.model_copy(update={"purpose": "按照{{ superior.short }}的要求", "theme": "{{ zzz }}"})
    done, faults = slots.render(campaign, draft=True)
    assert done.purpose == "【待补：上级机关简称】"
    assert [fault.loc for fault in faults] == [("theme",)]


def test_results_are_bounded() -> None:
    start = time.perf_counter()
    doubling = tuple(Item(text=f"{{{{ requirements[{n + 1}].text }}}}" * 10) for n in range(20))
    laughs = CAMPAIGN.model_copy(update={"requirements": (*doubling, Item(text="哈" * 10))})
    tilde = "{{ " + "~".join(["ideology"] * 20) + " }}"
    wide = CAMPAIGN.model_copy(
        update={"ideology": "一" * (MAX_TEXT - 1), "requirements": tuple(Item(text=tilde) for _ in range(2000))}
    )
    for campaign in (laughs, wide):
        _, faults = slots.render(campaign)
        assert [fault.message for fault in faults] == ["{{ }} 展开后的文字太长"]
    assert time.perf_counter() - start < 3


ATTACKS = [
    "{{ ''.__class__ }}",
    "{{ name.__class__ }}",
    "{{ issuer.__dict__ }}",
    "{{ issuer['__class__'] }}",
    "{{ issuer.model_fields }}",
    "{{ issuer.plain }}",
    "{{ wording.leads.items }}",
    "{{ goals.index }}",
    "{{ name.upper() }}",
    "{{ name.format(name) }}",
    "{{ report.items }}",
    "{{ unit.__init__ }}",
    "{{ self }}",
    "{{ cycler }}",
    "{{ range(10) }}",
    "{{ name | attr('x') }}",
    "{{ name[0:2] }}",
    "{{ 'a' * 10 }}",
    "{{ '%09d' % 1 }}",
    "{{ 10 ** 13 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 1 / 0 }}",
    "{{ (2 - 9) ** 0.5 }}",
    "{{ name is defined }}",
    "{{ {'a': 1} }}",
    "{{ goals }}",
    "{{ lipsum }}",
    "{% set x = 1 %}",
    "{# x #}",
    "{{ name",
    "name }}",
    "{{ " + "(" * 280 + " }}",
    "{{ " + "x" * 400 + " }}",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_but_the_campaign_can_be_reached(text: str) -> None:
    with pytest.raises(DocgenError):
        put(text)
    with pytest.raises(DocgenError):
        put(text, {"名称": ""})


_WORDS = """
name issuer unit goals report wording __class__ __init__ self items format keys model_fields plain 目标 标题 length join
default first . . . [ ] ( ) 0 -1 9 | ~ + * ** % '' 'a' , if else not == > {{ }} {% None
"""
_PARTS = st.sampled_from(_WORDS.split())


@settings(max_examples=800, deadline=None)
@given(st.lists(_PARTS, max_size=9).map(" ".join) | st.text(max_size=20))
def test_no_slot_leaks_or_crashes(expression: str) -> None:
    try:
        done = put("{{ " + expression + " }}")
    except DocgenError:
        return
    assert not any(leak in done for leak in ("<", "object at", "method", "function", "docgen", "FieldInfo"))
    assert len(done) <= MAX_TEXT
