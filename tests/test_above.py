"""The upper level's plan beside a draft: where it comes from, what is read of it, what `docgen lint` then says."""

from __future__ import annotations

import json
import pickle
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Golden
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import shipped
from docgen.above import above, base_of, upper_plan
from docgen.analysis.issuing import office
from docgen.analysis.places import places
from docgen.cli import main
from docgen.draft import Above, Brief
from docgen.guess import guessed
from docgen.lint import lint
from docgen.read import draft_bytes, read_draft
from docgen.rulebook import load

HERE = Path(__file__).parent / "above"
FAMILY = (
    "upper-name",
    "other-place",
    "deadline-after-upper",
    "missing-upper-item",
    "copied-section",
    "missing-upper-basis",
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["lint", *map(str, arguments), "--format", "json"])


def family(*arguments: str | Path) -> list[tuple[str, int]]:
    found = json.loads(run(*arguments).stdout)
    return [(each["rule"], each["line"]) for each in found if each["rule"] in FAMILY]


def test_an_overlay_brings_its_base_and_what_it_left_out_on_purpose() -> None:
    assert family(HERE / "city.txt", "--campaign", HERE / "city.yaml") == [
        ("upper-name", 5),
        ("upper-name", 5),
        ("deadline-after-upper", 5),
    ]


def test_a_sister_version_has_no_upper_plan(tmp_path: Path) -> None:
    (tmp_path / "province.yaml").write_bytes((HERE / "province.yaml").read_bytes())
    sister = "docgen: 1\n沿用: province.yaml\n发文机关: 澄岭省卫生健康委员会\n上级机关: %s\n"
    for superior, is_upper in (("澄岭省人民政府", False), ("澄岭省教育厅", True)):
        (tmp_path / "sister.yaml").write_text(sister % superior, encoding="utf-8")
        assert (base_of(tmp_path / "sister.yaml") is not None) is is_upper


def test_a_campaign_of_the_upper_level_knows_of_no_reasons() -> None:
    found = family(HERE / "city.txt", "--upper", HERE / "province.yaml")
    assert ("missing-upper-item", 0) in found
    assert ("deadline-after-upper", 5) in found


@pytest.mark.parametrize(
    "name",
    [
        "business-adapted",
        "business-left-over",
        "education-adapted",
        "education-left-over",
        "admission-adapted",
        "admission-left-over",
    ],
)
def test_a_whole_draft(name: str, golden: Golden) -> None:
    """One that was adapted with care, and the same with what is left over of the upper level's: a plan, notices."""
    found = json.loads(run(HERE / f"{name}.txt", "--upper", HERE / f"{name.partition('-')[0]}-upper.txt").stdout)
    told = (f"{each['line']}:{each['col']} {each['level']} {each['rule']} {each['message']}\n" for each in found)
    golden(f"above/{name}.found", "".join(told))


def test_without_an_upper_plan_the_family_says_nothing() -> None:
    assert family(HERE / "city.txt") == []
    assert family(HERE / "city.txt", "--campaign", HERE / "province.yaml") == []


def test_a_draft_of_the_upper_level_does_as_well(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["build", str(HERE / "province.yaml"), "--genre", "plan", "-o", str(tmp_path)])
    (built,) = tmp_path.glob("*.docx")
    found = family(HERE / "city.txt", "--upper", HERE / "province.yaml")
    assert family(HERE / "city.txt", "--upper", built) == found
    assert {rule for rule, _ in found} == {"upper-name", "deadline-after-upper", "missing-upper-item"}


def test_what_an_overlay_builds_is_free_of_the_upper_level(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["build", str(HERE / "city.yaml"), "--draft", "--format", "txt", "-o", str(tmp_path)])
    files = sorted(tmp_path.glob("*.txt"))
    assert files
    found = family(*files, "--campaign", HERE / "city.yaml")
    assert {rule for rule, _ in found} <= {"copied-section"}, "what it took over is told, and nothing else"


OVERLAYS = [
    file for file in sorted(shipped.folder("campaigns").glob("*/*.yaml")) if "\n沿用:" in file.read_text("utf-8")
]


@pytest.mark.parametrize("overlay", OVERLAYS, ids=lambda file: file.stem)
def test_a_shipped_overlay_has_nothing_left_over(tmp_path: Path, overlay: Path) -> None:
    CliRunner().invoke(main, ["build", str(overlay), "--format", "txt", "-o", str(tmp_path)])
    files = sorted(tmp_path.glob("*.txt"))
    assert files
    assert [each for each in family(*files, "--campaign", overlay) if each[0] != "copied-section"] == []


def test_several_at_a_time_find_the_same(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes((HERE / "city.txt").read_bytes())
    one, two = (run(tmp_path, "--campaign", HERE / "city.yaml", "--jobs", jobs).stdout for jobs in "12")
    assert one == two
    assert "deadline-after-upper" in one


def test_what_is_read_of_the_upper_plan_and_of_this_level() -> None:
    plan = base_of(HERE / "city.yaml")
    assert plan
    found = above(pickle.loads(pickle.dumps(plan)), guessed(read_draft(HERE / "city.txt")))
    assert (found.level, found.region, found.number) == ("city", "岚川市", "澄教发〔2026〕12号")
    assert found.titles == ("澄岭省教育厅校园食品安全提升行动实施方案",)
    assert {"全省": "全市", "省教育厅": "市教育局", "处室": "科室"}.items() <= dict(found.words).items()
    assert "各市" not in dict(found.words), "what is below the province is this level's own"
    assert [(each.title, each.deadline, each.answered) for each in found.asked] == [
        ("健全责任体系", "2026年4月30日前", True),
        ("规范食材采购", "2026年6月30日前", True),
        ("加强人员培训", "2026年8月31日前", True),
    ]


def test_an_upper_plan_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("活动名称: 甲\n", encoding="utf-8")
    for name, told in (("none.docx", "没有这个文件"), ("empty.txt", "上级方案是空的"), ("bad.yaml", "发文机关")):
        result = run(HERE / "city.txt", "--upper", tmp_path / name)
        assert (result.exit_code, told in result.stderr) == (2, True)


def test_a_draft_that_does_not_say_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text("各处室按照职责分工抓好落实，全省中小学要配齐食品安全总监。\n", encoding="utf-8")
    result = run(tmp_path / "稿.txt", "--upper", HERE / "province.yaml")
    assert "看不出是哪一级" in result.stderr
    assert not [each for each in json.loads(result.stdout) if each["rule"] == "upper-name"]


def test_the_level_of_a_hand_written_upper_plan() -> None:
    assert upper_plan(HERE / "city.txt").campaign.level == "city"
    assert upper_plan(HERE / "city.txt").campaign.issuer.name == "岚川市教育局"


UPPER = upper_plan(HERE / "business-upper.txt")
LINES = st.sampled_from(
    [
        *(HERE / "business-upper.txt").read_text(encoding="utf-8").splitlines(),
        *(HERE / "business-left-over.txt").read_text(encoding="utf-8").splitlines(),
        *(
            "岚川市人民政府办公室文件",
            "《全省",
            "由省",
            "各县向省政府报送",
            "2026年2月31日前",
            "江川市江川市",
            "厅党组",
            "〔〕号",
            "各市教育局：",
            "二是厅基础教育处、",
            "一、全面排查。",
        ),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "", "，"]))
def test_any_draft_beside_an_upper_plan(lines: list[str], between: str) -> None:
    draft = guessed(draft_bytes(between.join(lines).encode(), "txt"))
    for finding in lint(draft.briefed(Brief(above=above(UPPER, draft))), [load(name) for name in FAMILY]):
        assert finding.line is None or finding.line.text[finding.start : finding.end] == finding.quote != ""


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FAMILY, "self-reference-level"])
def test_a_rule_s_cost_beside_an_upper_plan_grows_with_the_text(name: str) -> None:
    """As in test_any_text: eight times the text, at most twenty-four times the time."""
    known = above(UPPER, guessed(read_draft(HERE / "business-left-over.txt")))
    for piece in (
        "全省",
        "厅党组",
        "我省各级要",
        "江川市等地",
        "由省政府、",
        "由厅推进政务服务处、",
        "各县每月，报省政府",
        "各市要建立相应机制，",
        "全省上线不少于20个事项，",
        "（一）强化要素保障\n",
    ):
        few, many = (
            min(_seconds(name, HEAD + piece * (size // len(piece)), known) for _ in range(3))
            for size in (5_000, 40_000)
        )
        assert many < 0.06 or many < 24 * few, piece


HEAD = "岚川市人民政府办公室文件\n岚政办发〔2026〕20号\n\n岚川市人民政府办公室关于优化营商环境的方案\n\n"


def _seconds(name: str, text: str, known: Above) -> float:
    draft = guessed(draft_bytes(text.encode(), "txt"), "plan").briefed(Brief(above=known))
    start = time.process_time()
    lint(draft, [load(name)])
    return time.process_time() - start


@pytest.mark.parametrize(
    ("name", "level", "region", "unit"),
    [
        ("澄岭省教育厅", "province", "澄岭省", "教育厅"),
        ("澄岭省市场监督管理局", "province", "澄岭省", "市场监督管理局"),
        ("岚川市市场监督管理局", "city", "岚川市", "市场监督管理局"),
        ("岚川市城市管理局", "city", "岚川市", "城市管理局"),
        ("岚川市江北新区管理委员会", "city", "岚川市", "江北新区管理委员会"),
        ("中共岚川市委办公室", "city", "岚川市", "委办公室"),
        ("岚川市禾陵区教育局", "county", "禾陵区", "教育局"),
        ("禾陵县人民政府", "county", "禾陵县", "人民政府"),
        ("岚川市临溪市教育局", "county", "临溪市", "教育局"),
        ("青山自治州教育局", "city", "青山自治州", "教育局"),
        ("上海市教育委员会", "province", "上海市", "教育委员会"),
        ("省教育厅", "province", "", "教育厅"),
        ("市场监督管理局", "", "", ""),
        ("国家医疗保障局", "", "", ""),
        ("经济技术开发区管理委员会", "", "", ""),
    ],
)
def test_the_level_of_an_office_by_its_name(name: str, level: str, region: str, unit: str) -> None:
    found = office(name)
    assert (found.level, found.region, found.unit) == (level, region, unit)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在江川市、临溪市和禾陵县开展试点。", ["江川市", "临溪市", "禾陵县"]),
        ("由临溪市人民政府牵头，澄岭省平溪区教育局配合。", ["临溪市", "平溪区"]),
        ("各市、县（区）要结合实际，城市社区、农村地区全面推开，市、县两级压实责任。", []),
        ("加强市场监管，提升城市治理水平，让市民满意，15个县（区）、重点县、试点市、示范区先行。", []),
        ("在开发区、自贸区、农业大县、中心城市、兄弟市开展，以县为单位，全市各县区推广。", []),
    ],
)
def test_places_in_running_text(text: str, names: list[str]) -> None:
    assert list(dict.fromkeys(places(text))) == names
