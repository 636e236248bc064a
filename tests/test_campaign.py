"""The campaign file: what is read, what is refused, and how it is said."""

from __future__ import annotations

import itertools
import json
import re
import time
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import TESTS, Golden
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import yaml_tree, yamlfile
from docgen.campaign import Campaign, Item, Measure, Person
from docgen.campaign_file import Loaded, load, loads, scaffold
from docgen.errors import DocgenError
from docgen.keys import SECTIONS, Deadline, Model, deadline_date
from docgen.notation import Date
from docgen.schema import Lang, schema
from docgen.slips import mend

HEAD = "活动名称: 作风建设行动\n发文机关: 江川市医疗保障局\n"
CASES = sorted((TESTS / "campaign").glob("*.yaml"))
VALID = {"valid_minimal", "bom", "full"}


def good(text: str) -> Campaign:
    campaign, problems = loads(text)
    assert campaign is not None, problems
    assert not problems
    return campaign


def lines(loaded: Loaded) -> str:
    return "".join(f"{problem}\n" for problem in loaded[1])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_messages(path: Path, golden: Golden) -> None:
    campaign, problems = loads(path.read_bytes(), path.name)
    golden(f"campaign/{path.stem}.txt", "".join(f"{problem}\n" for problem in problems))
    assert bool(problems) == (path.stem not in VALID)
    assert (campaign is None) == any(problem.level == "error" for problem in problems)
    assert all(problem.path == path.name for problem in problems)


def test_every_fault_is_told_once() -> None:
    for path in CASES:
        problems = loads(path.read_bytes())[1]
        assert len(set(problems)) == len(problems), path.name


# What is read


def test_scalars_stay_as_they_are_written() -> None:
    words = ["1.10", "12:30", "007", "是", "on", "~", "null", "yes", "1e3", "0x1F", "2026-03-05", "1_000"]
    campaign = good(HEAD + "目标:\n" + "".join(f"  - {word}\n" for word in words))
    assert [goal.text for goal in campaign.goals] == words


def test_both_languages_give_the_same_campaign() -> None:
    chinese = good(
        """
        活动名称: 行动
        发文机关: {名称: 甲局, 联合: 乙局}
        层级: 市
        署名: {盖章: 否}
        措施: [{标题: 甲, 时限: 2026-12, 针对: a, 要点: [乙]}]
        问题清单: [{编号: a, 内容: 丙}]
        行文: {引语: {开头: 甲, 目标: 乙}, 列举词: {措施: 一是}}
        通知: {印发方式: 附件}
        必备提法: [{提法: 甲, 文种: 实施方案, 章节: [目标]}]
        其他章节: [{编号: s, 接在: 目标, 标题: 甲, 内容: 乙}]
        """
    )
    english = good(
        """
        name: 行动
        issuer: {name: 甲局, joint: [{name: 乙局}]}
        level: city
        signature: {sealed: no}
        measures: [{title: 甲, deadline: 2026-12, addresses: [a], points: [{text: 乙}]}]
        problems: [{id: a, text: 丙}]
        wording: {leads: {opening: 甲, goals: 乙}, enumerators: {measures: [一是]}}
        notice: {issue_as: attachment}
        required_terms: [{term: 甲, genres: [plan], sections: [goals]}]
        sections: [{id: s, after: goals, heading: 甲, blocks: [{text: 乙}]}]
        """
    )
    assert chinese == english
    assert chinese.measures[0].deadline == Date(2026, 12)


def test_a_key_without_a_value_is_not_given() -> None:
    campaign = good(HEAD + "主题:\n目标:\n成文日期:\n通知:\n  文号:\n抄送人:\n".replace("抄送人:\n", ""))
    assert campaign == good(HEAD)


def test_ids_are_positions_where_none_is_written() -> None:
    campaign = good(HEAD + "目标: [甲, {编号: x, 内容: 乙, 要点: [丙, 丁], 结语: 戊}, 己]\n")
    assert [goal.id for goal in campaign.goals] == ["p1", "x", "p3"]
    assert [point.id for point in campaign.goals[1].points] == ["p1", "p2"]
    assert campaign.goals[1].closing[0] == type(campaign.goals[0])(id="p1", text="戊")


def test_blocks_are_paragraphs_items_and_tables() -> None:
    campaign = good(
        HEAD
        + """
附件:
  - 标题: 甲
    内容: |
      第一段

      第二段
  - 标题: 乙
    内容:
      - |
        第三段
        第四段
      - {标题: 丙, 要点: [丁]}
      - 表格: [[任务, 单位], [学习, ""]]
"""
    )
    first, second = campaign.attachments
    assert [block.text for block in first.blocks] == ["第一段", "第二段"]
    assert [block.text for block in second.blocks] == ["第三段", "第四段", "", ""]
    assert second.blocks[2].points[0].text == "丁"
    assert second.blocks[3].table == (("任务", "单位"), ("学习", ""))


def test_folded_lines_join_without_a_space_between_chinese_characters() -> None:
    campaign = good(
        HEAD
        + """
目的: 第一行
  第二行，
  第三行 abc
  def 张 三
主题: >
  折行
  文字

  另一段
指导思想: '单引号
  折行'
"""
    )
    assert campaign.purpose == "第一行第二行，第三行 abc def 张 三"
    assert campaign.theme == "折行文字\n另一段"
    assert campaign.ideology == "单引号折行"


def test_a_line_folded_at_a_slot_joins_without_a_space() -> None:
    campaign = good(HEAD + "目的: >-\n  由\n  {{ 活动名称 }}\n  起，\n  {{ 活动名称 }}\n  {{ 活动名称 }} a\n  b\n")
    assert campaign.purpose == "由{{ 活动名称 }}起，{{ 活动名称 }}{{ 活动名称 }} a b"


def test_anchors_may_be_used() -> None:
    campaign = good(HEAD + "上级机关: &x {名称: 省局}\n地区: *x\n")
    assert campaign.region.name == "省局"


def test_old_encodings_are_read_with_a_warning() -> None:
    for encoding in ("gb18030", "utf-16"):
        campaign, problems = loads((HEAD + "主题: 转作风\n").encode(encoding))
        assert campaign is not None
        assert campaign.theme == "转作风"
        assert [problem.level for problem in problems] == ["warning"]


def test_a_person_is_printed_by_post_and_name() -> None:
    campaign = good(HEAD + "领导小组: {组长: {姓名: 张三, 职务: 局长}, 副组长: 副局长}\n")
    assert campaign.leading_group is not None
    assert str(campaign.leading_group.head) == "局长张三"
    assert campaign.leading_group.deputies == (Person(post="副局长"),)


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        (Date(2026, 6), Date(2026, 6)),
        ("2026年底前", Date(2026, 12)),
        ("2026年6月30日前完成", Date(2026, 6, 30)),
        ("2026年3月至2026年5月", Date(2026, 5)),
        ("长期坚持", None),
        ("每年6月底", None),
    ],
)
def test_the_date_in_a_deadline(deadline: Deadline, day: Date | None) -> None:
    assert deadline_date(deadline) == day


def test_a_draft_passes_over_slots_without_a_value() -> None:
    text = HEAD + "目的: 为落实{{ 上级机关.简称 }}要求\n"
    assert loads(text)[0] is None
    assert loads(text, draft=True) == (good(HEAD).model_copy(update={"purpose": "为落实{{ 上级机关.简称 }}要求"}), ())


def test_slots_may_be_checked_against_a_row_of_units() -> None:
    text = HEAD + "目的: '{{ unit.局长 }}'\n"
    assert loads(text)[0] is None
    assert loads(text, unit={"局长": "张三"})[0] is not None


# What is refused


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    campaign, problems = load(path)
    assert time.perf_counter() - start < 0.5
    assert campaign is None
    assert "文件太大" in str(problems[0])


@pytest.mark.parametrize("entry", ["甲", "{内容: 甲}"])
def test_an_alias_bomb_is_refused(entry: str) -> None:
    levels = [f"- &a0 [{', '.join([entry] * 10)}]"]
    levels += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    start = time.perf_counter()
    campaign, problems = loads("活动名称: 甲\n目标:\n" + "\n".join(levels))
    assert time.perf_counter() - start < 2
    assert campaign is None
    assert "展开后内容过大" in str(problems[0])


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 1000, "- " * 1000 + "x"])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "层次太深" in lines(loads(text))


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert "找不到这个文件" in lines(load(tmp_path / "none.yaml"))
    assert "这是文件夹" in lines(load(tmp_path))


def test_an_error_leaves_no_campaign_and_a_warning_does() -> None:
    assert loads(HEAD + "主題: 甲\n")[0] is None
    assert loads(HEAD + "措施: [{编号: a}]\n")[0] is not None


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_no_text_crashes_the_loader(text: str) -> None:
    lines(loads(text))


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_no_bytes_crash_the_loader(data: bytes) -> None:
    lines(loads(data))


_WORDS = sorted({word for model in (Campaign, Measure, Item) for word in model.spellings()} | {*SECTIONS, "沿用", "{{"})
_VALUES = st.recursive(
    st.sampled_from(["甲", "", "2026-03", "2026-02-30", "{{ name }}", "{{ 目标 }}", "p1", "是", "标题：甲", "一\n二"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_WORDS), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(Campaign.spellings())), _VALUES, max_size=5))
def test_no_tree_crashes_the_loader(tree: dict[str, object]) -> None:
    campaign, problems = loads(yaml.safe_dump(tree, allow_unicode=True), "f.yaml")
    assert (campaign is None) == any(problem.level == "error" for problem in problems)
    assert all(problem.line for problem in problems)


# The table of keys


def _models(kind: type[Model] = Model) -> list[type[Model]]:
    return [found for sub in kind.__subclasses__() for found in (sub, *_models(sub))]


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_each_key_has_one_spelling_in_each_language(model: type[Model]) -> None:
    names = [*model.model_fields, *(model.spelling(name) for name in model.model_fields if name != "docgen")]
    assert len(set(names)) == len(names)
    assert all(field.description for field in model.model_fields.values())
    assert all(not model.spelling(name).isascii() for name in model.model_fields if name != "docgen")


# The schema for editors and the scaffold


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_schema_accepts_what_the_loader_accepts(lang: Lang) -> None:
    validator = jsonschema.Draft7Validator(schema(lang))
    validator.check_schema(schema(lang))
    for text in (HEAD, scaffold(), (TESTS / "campaign/phases.yaml").read_text(encoding="utf-8")):
        tree = yaml.load(text, Loader=_JsonLoader)
        assert list(validator.iter_errors(tree)) == []


class _JsonLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers and truth values, but no dates."""


_JsonLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"活动名称": "甲"},
        {"活动名称": "甲", "发文机关": {"简称": "乙"}},
        {"活动名称": "甲", "发文机关": "乙", "主题词": "丙"},
        {"name": "甲", "issuer": "乙", "level": "镇"},
        {"name": "甲", "issuer": "乙", "measures": [{"title": "丙", "lead": ["丁"]}]},
        {"name": "甲", "issuer": "乙", "date": "三月"},
        {"name": "甲", "issuer": "乙", "notice": "丙"},
    ],
    ids=json.dumps,
)
def test_the_schema_refuses_what_the_loader_refuses(lang: Lang, tree: dict[str, object]) -> None:
    assert list(jsonschema.Draft7Validator(schema(lang)).iter_errors(tree))
    assert loads(yaml.safe_dump(tree, allow_unicode=True))[0] is None


def test_the_schema_suggests_one_language_only() -> None:
    for lang, word, other in (("zh", "活动名称", "name"), ("en", "name", "活动名称")):
        found = schema("zh" if lang == "zh" else "en")
        assert word in found["properties"]
        assert other not in found["properties"]
        assert found["properties"][word]["description"]


def test_the_scaffold_is_valid_as_it_stands() -> None:
    campaign = good(scaffold())
    absent = [name for name, value in campaign if not value]
    assert absent == ["required_terms", "sections", "attachments"]
    assert campaign.report.date


def test_the_scaffold_is_valid_with_its_optional_parts() -> None:
    campaign = good(uncommented(scaffold()))
    assert all(value for _, value in campaign)
    assert all(value for _, value in campaign.notice if value != campaign.notice.wording)
    assert campaign.notice.wording.headings["title"]


def test_yaml_places_count_code_points() -> None:
    file = yamlfile.parse("名称: \U00020000{{ x }}和{{ x }}\n")
    assert isinstance(file.root, yaml_tree.Map)
    (_, value), *_ = file.root.pairs
    assert [file.place(value, "{{ x }}", n) for n in range(2)] == [(1, 6), (1, 14)]
    assert yaml_tree.plain(file.root) == {"名称": "\U00020000{{ x }}和{{ x }}"}


def test_the_slow_parser_finds_the_same_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C parser."""
    monkeypatch.delattr(yaml, "CSafeLoader")
    for path in CASES:
        problems = loads(path.read_bytes(), path.name)[1]
        expected = path.with_suffix(".txt").read_text(encoding="utf-8")
        assert "".join(f"{problem}\n" for problem in problems) == expected, path.name


def test_problems_stand_in_the_order_of_the_file() -> None:
    for path in CASES:
        places = [(problem.line, problem.col) for problem in loads(path.read_bytes())[1]]
        assert all(one <= two for one, two in itertools.pairwise(places)), path.name


def test_reading_raises_for_what_is_no_yaml() -> None:
    with pytest.raises(DocgenError, match="没有配对"):
        yamlfile.parse("a: [b")


# Slips of the hand


LEGAL = [path.read_text(encoding="utf-8") for path in sorted((TESTS.parent / "campaigns").glob("*/campaign.yaml"))]


def uncommented(text: str) -> str:
    """The scaffold with its optional parts."""
    return re.sub(r"(?m)^( *)# (?= *(?:- |\w+:(?: |$)))", r"\1", text)


@pytest.mark.parametrize("text", [*LEGAL, scaffold(), uncommented(scaffold())])
def test_a_good_file_has_no_slips(text: str) -> None:
    assert mend(text).slips == ()
    broken = text + "坏了\n"
    assert [problem.line for problem in loads(broken)[1]] == [broken.count("\n")]


_TEXTS = st.sampled_from(
    ["甲", "目标：照写", "要求:照写", "- 甲", "“甲”", "'甲", "甲，乙: 丙", "{甲：乙}", "　甲", "一\n目标：二", ""]
)
_TREES = st.recursive(
    _TEXTS | st.lists(_TEXTS).map("，".join),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["甲", "- 甲", "'甲", "“甲”"]), inner, max_size=3)
    ),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["目标", "name"]), _TREES, min_size=1), st.booleans(), st.integers(20, 100))
def test_no_legal_yaml_has_slips(tree: dict[str, object], flow: bool, width: int) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=width)
    assert mend(text).slips == (), text


@pytest.mark.parametrize("text", LEGAL)
@pytest.mark.parametrize(
    ("right", "slip", "told"), [(": ", "：", "冒号"), (": ", ":", "冒号"), ("  ", "　", "全角空格")]
)
def test_one_slip_in_a_real_file_is_told_where_it_is(text: str, right: str, slip: str, told: str) -> None:
    lines = text.split("\n")
    pattern = re.compile(rf"^( *[\w]+){right}(?=[^\s|])" if right == ": " else r"^()  (?=(?:  )*[\w]+: )")
    keys = [n for n, line in enumerate(lines) if pattern.match(line)]
    for n in keys[:: len(keys) // 12]:
        broken = [*lines[:n], pattern.sub(rf"\1{slip}", lines[n]), *lines[n + 1 :]]
        problems = loads("\n".join(broken))[1]
        assert [(problem.line, told in problem.message) for problem in problems] == [(n + 1, True)], problems


@pytest.mark.parametrize("line", ["- a:b\n", "a：\n  - ", "a: 'x\n", "a: {甲，b: c\n", "\t-a\n", "- # x\n"])
def test_a_file_full_of_slips_is_read_in_time(line: str) -> None:
    start = time.perf_counter()
    problems = loads("k: v\nq\n" + line * (400_000 // len(line)))[1]
    assert time.perf_counter() - start < 3
    assert 0 < len(problems) < 300


def test_what_is_wrong_elsewhere_is_told_together_with_slips() -> None:
    text = "活动名称：作风建设行动\n发文机关: 甲局\n主提: 乙\n成文日期:2026-13-01\n目标: [{标题: 甲，内容: 乙}]\n"
    assert [(problem.line, problem.col) for problem in loads(text)[1]] == [(1, 5), (3, 1), (4, 5), (4, 6), (5, 12)]


def test_the_editor_is_told_what_each_section_is_for() -> None:
    for lang in ("zh", "en"):
        wording = schema("zh" if lang == "zh" else "en")["definitions"]["Wording"]["properties"]
        for value in wording.values():
            properties = value["anyOf"][0]["properties"]
            meanings = [section["description"] for section in properties.values()]
            assert len(set(meanings)) == len(meanings)
            assert all(len(meaning) > 6 and not meaning.isascii() for meaning in meanings)
