"""A unit's version of a campaign: as if somebody had written its row and its edits into the file by hand."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
import revisions
from conftest import TESTS
from hypothesis import assume, event, given
from hypothesis import strategies as st

from docgen import slots, yamlfile
from docgen.campaign import Superior
from docgen.campaign_file import opened, opened_chain
from docgen.chain import over
from docgen.chain import typed as typed_tree
from docgen.compose import compose, composed
from docgen.errors import DocgenError
from docgen.genre import folders, names
from docgen.placed import plain
from docgen.unit_overlay import base, overlaid
from docgen.units import Unit
from docgen.versions import issuer, versions
from docgen.write import write

ROOT = TESTS.parent
CAMPAIGNS = [*sorted(ROOT.glob("campaigns/*/campaign.yaml")), ROOT / "campaigns/conduct/city.yaml"]
ROW = {"name": "江川市财政局", "short": "市财政局", "self": "我局", "domain": "财政", "联系人": "周 & 吴"}
CAMPAIGN = """
活动名称: 作风建设专项行动
地区: {名称: 江川市, 自称: 我市}
发文机关: {名称: 江川市人民政府, 简称: "{{ 地区.自称 }}政府", 自称: 我市, 党组: 市政府党组}
指导思想: 由{{ unit.name }}（{{ unit.短名 }}）牵头，{{ 上级机关.简称 }}督办。
目的: 按照{{ 措施.study.标题 }}的要求
目标: [{编号: one, 指标: 办结率, 目标值: 90, 单位: "%"}]
问题清单: [{编号: slow, 标题: 审批慢, 内容: 环节多}]
措施:
  - {编号: study, 标题: 抓好学习, 内容: "{{ issuer.short }}每月学习一次", 针对: slow}
  - {编号: check, 标题: 开展自查, 内容: "落实{{ 目的 }}，{{ 问题清单.slow.标题 }}的要改"}
"""


def unit(**values: str) -> Unit:
    return Unit(2, "财政", {"name": "江川市财政局", "short": "市财政局", "短名": "财政局", **values})


def typed(tmp_path: Path, text: str = CAMPAIGN) -> Path:
    path = tmp_path / "campaign.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", CAMPAIGNS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_version_is_the_campaign_issued_by_the_unit(path: Path) -> None:
    """What is rendered once for all units is what would have been rendered for each."""
    made = versions(path, ROW)
    campaign = opened(path).campaign
    assert campaign
    own = slots.render(campaign)[0].issuer
    for row in ({**ROW, "name": "江川市审计局", "domain": "审计 {{ name }} {% if"}, ROW):
        one = Unit(1, "x", row)
        version, problems, _ = made.version(one)
        given = {"issuer": issuer(one), "superior": Superior(name=own.name, short=own.short), "level": "unit"}
        alone = campaign.model_copy(update=given)
        assert problems == ()
        assert version == slots.render(alone, row, literal=("issuer", "superior"))[0]
        for name in names(folders()):
            plain = compose(alone.model_copy(update={"issuer": version.issuer}), name, folders())
            assert "{{" in row["domain"] or composed(version, name, folders()) == plain


def test_slots_see_the_unit_and_its_superior(tmp_path: Path) -> None:
    version, _, _ = versions(typed(tmp_path), unit().values).version(unit())
    assert version
    assert version.ideology == "由江川市财政局（财政局）牵头，我市政府督办。"
    assert version.measures[0].text == "市财政局每月学习一次"
    assert (version.issuer.party_group, version.superior.name) == ("", "江川市人民政府")


def test_what_a_cell_holds_becomes_part_of_a_sentence(tmp_path: Path) -> None:
    """A line break of a cell does not end the sentence that it stands in, and a date is written as documents do."""
    text = CAMPAIGN.replace("牵头，", "牵头，{{ unit.日期 }}前管好{{ unit.场所 }}，")
    path = typed(tmp_path, text + "主题: '{{ unit.场所 }}'\n要求: ['{{ unit.日期 }}']\n")
    one = unit(日期="2026-12-05", 场所="医院和\n基层  \n机构 A\nB")
    version, _, _ = versions(path, one.values).version(one)
    assert version
    assert "2026年12月5日前管好医院和基层机构 A B，" in version.ideology
    assert version.theme == "医院和基层机构 A B"
    assert version.requirements[0].text == "2026年12月5日"


def test_a_unit_writes_of_itself_and_never_supports_itself(tmp_path: Path) -> None:
    path = typed(
        tmp_path, CAMPAIGN + "  - {编号: all, 标题: 办好小事, 牵头: '{{ unit.简称 }}', 配合: [市审计局, 市财政局]}\n"
    )
    one = Unit(2, "财政", {**unit().values, "self": "我局"})
    version, _, _ = versions(path, one.values).version(one)
    assert version
    document, _ = composed(version, "plan", folders(), draft=True)
    assert document
    printed = write(document, "txt").decode()
    assert "结合我局实际" in printed
    assert "（牵头单位：市财政局；配合单位：市审计局）" in printed
    assert "市财政局\t市审计局\t" in printed


def test_an_overlay_wins_and_slots_see_what_it_changed(tmp_path: Path) -> None:
    path = typed(tmp_path)
    overlay = tmp_path / "own.yaml"
    overlay.write_text(
        "措施:\n  - {编号: study, 标题: 学好业务}\n"
        "  - {编号: own, 接在: study, 标题: 自办, 内容: '“{{ unit.短名 }}”办'}\n"
        "问题清单: [{编号: slow, 删去: 没有}, {编号: lax, 标题: 管理松}]\n"
        "上级机关: {名称: 临溪市人民政府, 简称: 市政府}\n",
        encoding="utf-8",
    )
    text = overlay.read_text(encoding="utf-8")
    overlay.write_text(text + "发文机关: {名称: 江川市财政局（国资委）, 简称: 市财政局}\n", encoding="utf-8")
    made = versions(path, unit().values)
    version, problems, _ = made.version(Unit(2, "财政", unit().values, overlay))
    assert version is None
    assert "问题清单" in str(problems[0])
    overlay.write_text(overlay.read_text("utf-8").replace("{编号: slow, 删去: 没有}, ", ""), encoding="utf-8")
    version, problems, _ = made.version(Unit(2, "财政", unit().values, overlay))
    assert version
    assert problems == ()
    assert version.purpose == "按照学好业务的要求"
    assert [item.id for item in version.measures] == ["study", "own", "check"]
    assert version.measures[1].text == "“财政局”办"
    assert version.measures[2].text == "落实按照学好业务的要求，审批慢的要改"
    assert version.issuer.name == "江川市财政局（国资委）"
    assert version.superior.name == "临溪市人民政府"


def test_an_overlay_of_another_campaign_is_refused(tmp_path: Path) -> None:
    made = versions(typed(tmp_path), unit().values)
    (tmp_path / "other.yaml").write_text("活动名称: 别的行动\n发文机关: {名称: 江川市}\n", encoding="utf-8")
    overlay = tmp_path / "own.yaml"
    overlay.write_text("沿用: other.yaml\n目的: 别的\n", encoding="utf-8")
    version, problems, _ = made.version(Unit(2, "财政", unit().values, overlay))
    assert version is None
    assert "不是这次的活动文件" in problems[0].message
    overlay.write_text("沿用: ./campaign.yaml\n目的: 别的\n", encoding="utf-8")
    assert made.version(Unit(2, "财政", unit().values, overlay))[0]


def test_an_unknown_column_is_a_fault_of_the_file_an_empty_cell_of_the_row(tmp_path: Path) -> None:
    path = typed(tmp_path)
    with pytest.raises(DocgenError, match="没有“短名”这一列"):
        versions(path, {"name": "江川市财政局", "short": "市财政局"})
    version, problems, _ = versions(path, unit(短名="").values).version(unit(短名=""))
    assert version is None
    assert "“短名”是空的" in problems[0].message
    version, _, _ = versions(path, unit().values, draft=True).version(unit(短名=""))
    assert version
    assert version.ideology == "【待补：短名】"


def test_what_is_missing_is_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    items = "".join(f"  - {{编号: m{n}, 标题: '{{{{ unit.列{n} }}}}'}}\n" for n in range(12))
    path = typed(tmp_path, CAMPAIGN + items)
    columns = {f"列{n}": str(n) for n in range(12)}
    made = versions(path, unit(**columns).values)
    version, problems, _ = made.version(unit(**columns | {"列3": "", "列11": ""}))
    assert version is None
    assert ["列3" in problems[0].message, "列11" in problems[1].message] == [True, True]


def test_a_section_that_an_overlay_drops_is_missed_where_the_campaign_names_it(tmp_path: Path) -> None:
    sections = "其他章节: [{编号: own, 标题: 甲, 内容: 一段}, {编号: next, 接在: own, 标题: 乙, 内容: 二段}]\n"
    path, overlay = typed(tmp_path, CAMPAIGN + sections), tmp_path / "own.yaml"
    overlay.write_text("其他章节: [{编号: own, 删去: 不要}]\n", encoding="utf-8")
    version, problems, _ = versions(path, unit().values).version(Unit(2, "财政", unit().values, overlay))
    assert version is None
    assert "没有“own”这个章节" in problems[0].message


def test_what_one_genre_lacks_keeps_back_no_other(tmp_path: Path) -> None:
    notice = (
        "通知: {文号: '{{ unit.代字 }}〔2026〕1号', 附注: '{{ unit.短名 }}'}\n讲话: {开场: '文号是{{ 通知.文号 }}'}\n"
    )
    path, empty = typed(tmp_path, CAMPAIGN + notice), unit(代字="")
    version, problems, of_genre = versions(path, unit(代字="江财").values).version(empty)
    assert version
    assert problems == ()
    assert of_genre.keys() == {"notice", "speech"}, "what is quoted is missing where it is quoted, too"
    assert ["“代字”是空的" in problem.message for problem in of_genre["notice"]] == [True]
    assert composed(version, "plan", folders(), draft=True)[0]
    quoted = typed(tmp_path, path.read_text("utf-8") + "主题: 见{{ 通知.文号 }}\n")
    version, problems, _ = versions(quoted, unit(代字="江财").values).version(empty)
    assert version is None
    assert len(problems) == 1


@given(st.integers(0, 2**32))
def test_what_an_overlay_leaves_alone_is_taken_over_as_it_was(seed: int) -> None:
    """The quick way comes to the same campaign as reading everything anew."""
    random = Random(seed)
    upper, local = revisions.Author(random), revisions.Author(random, "本")
    data = revisions.campaign(random, upper)
    with TemporaryDirectory() as name:
        path = typed(Path(name), revisions.written(revisions.rendered(data), True))
        found = opened(path)
        assert found.campaign
        under = base(found)
        patch = revisions.edited(random, local, plain(found.chain.local), [], {})
        assume(patch)
        overlay = Path(name) / "own.yaml"
        overlay.write_text(revisions.typed(random, patch, True, []), encoding="utf-8")
        quick = overlaid(under, overlay, {})
        whole = opened_chain(over(under.chain, typed_tree(yamlfile.read(overlay), edits=True)))
        event("quick" if not quick.problems else str(quick.problems[0])[-90:])
        assert quick.campaign == whole.campaign
