"""The 对照表: campaigns by their ids, drafts by their words, in every format."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from docgen.campaign import Campaign
from docgen.campaign_file import loads
from docgen.chinese_click import Group
from docgen.cli_trace import trace as command
from docgen.draft import Draft
from docgen.overlay_file import layers
from docgen.read import draft_bytes, read_draft
from docgen.terminal import columns
from docgen.trace import Row, Trace, counts, trace_campaigns, trace_documents
from docgen.trace_deadlines import is_later, is_same_day
from docgen.trace_match import is_taken_over, share
from docgen.trace_of_draft import deadline_of, draft_pieces, owner_of
from docgen.trace_table import formats, table
from docgen.trace_tables.differing import differing
from tests.conftest import Golden

HERE = Path(__file__).parent / "trace"
PAIRS = sorted(file.stem for file in (HERE / "drafts").glob("*.yaml"))
REASONS = {"measures.visit": "市委统一组织调研", "goals.once": "本市基础较好"}


def campaign(name: str) -> Campaign:
    found, problems = loads((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    assert found, problems
    return found


def pair(name: str) -> tuple[Draft, Draft]:
    upper, local = (read_draft(HERE / "drafts" / f"{name}-{side}.txt") for side in ("upper", "local"))
    return upper, local


def typed(text: str) -> Draft:
    return draft_bytes(text.encode(), "txt")


@pytest.fixture(scope="module")
def traced() -> Trace:
    return trace_campaigns(campaign("upper"), campaign("inherited"), campaign("local"), REASONS)


def by_address(trace: Trace) -> dict[str, Row]:
    return {entry.address: row for row in trace.rows for entry in (row.local, row.upper) if entry}


# ── campaigns ──


def test_what_became_of_each_item(traced: Trace) -> None:
    assert {address: row.relation for address, row in by_address(traced).items()} == {
        "purpose": "carried",
        "basis": "changed",
        "goals.once": "changed",
        "goals.warm": "unanswered",
        "measures.list": "changed",
        "measures.list.limit": "changed",
        "measures.list.check": "unanswered",
        "measures.list.village": "added",
        "measures.town": "added",
        "measures.phone": "changed",
        "measures.visit": "dropped",
        "phases.start": "changed",
        "requirements.duty": "carried",
        "leading_group": "carried",
        "attachments.1": "carried",
        "attachments.2": "added",
    }
    assert counts(traced.rows) == {"carried": 4, "changed": 6, "added": 3, "dropped": 1, "unanswered": 2}


def test_what_was_added_stands_behind_what_it_follows(traced: Trace) -> None:
    order = [entry.address for row in traced.rows if (entry := row.upper or row.local) and "measures" in entry.address]
    inner = ["measures.list.limit", "measures.list.village", "measures.list.check"]
    assert order == ["measures.list", *inner, "measures.town", "measures.phone", "measures.visit"]


def test_points_without_a_row_stand_with_what_they_belong_to(traced: Trace) -> None:
    rows = by_address(traced)
    entry = rows["measures.list"].upper
    assert entry and entry.text == "我局牵头修订全省统一的办事指南\n清单之外不得增加材料"
    assert entry.owner == "省医保局办公室（配合：省医保中心）" and entry.deadline == "2026年9月30日前"
    assert rows["measures.visit"].upper and "到病房听取意见" in rows["measures.visit"].upper.text


def test_what_of_an_item_differs(traced: Trace) -> None:
    rows = by_address(traced)
    assert rows["measures.list"].altered == () and {*rows["measures.list"].apart} == {"changed", "added", "unanswered"}
    assert rows["measures.list.limit"].altered == ("deadline",)
    assert rows["measures.phone"].altered == ("text",)
    assert rows["basis"].altered == ("more",)


def test_a_point_says_whose_it_is(traced: Trace) -> None:
    rows = by_address(traced)
    assert {address: row.within for address, row in rows.items() if row.within} == {
        f"measures.list.{name}": "规范事项清单" for name in ("limit", "check", "village")
    }


def test_a_changed_point_stands_with_its_measure() -> None:
    upper = campaign("upper")
    point = upper.measures[0].points[0].model_copy(update={"text": "清单之外一律不得增加证明材料"})
    first = upper.measures[0].model_copy(update={"points": (point, *upper.measures[0].points[1:])})
    found = by_address(
        trace_campaigns(upper, upper, upper.model_copy(update={"measures": (first, *upper.measures[1:])}), {})
    )
    assert (found["measures.list"].relation, found["measures.list"].altered) == ("changed", ("more",))
    assert "measures.list.paper" not in found and found["measures.list.limit"].relation == "carried"


def test_the_owner_is_no_part_of_the_text() -> None:
    upper = campaign("upper")
    other = upper.measures[1].model_copy(update={"lead": "省医保局信息科技处"})
    local = upper.model_copy(update={"measures": (upper.measures[0], other, upper.measures[2])})
    trace = trace_campaigns(upper, upper, local, {})
    row = by_address(trace)["measures.phone"]
    assert (row.relation, row.altered, row.share) == ("changed", ("owner",), 1)
    assert "文字未动；牵头单位改为省医保局信息科技处" in made(trace, "text").decode()


def test_other_people_are_another_group() -> None:
    upper = campaign("upper")
    assert upper.leading_group
    people = [person.model_copy(update={"post": "市政府副市长"}) for person in (upper.leading_group.head,) if person]
    group = upper.leading_group.model_copy(update={"head": people[0], "office": "市医保局"})
    row = by_address(trace_campaigns(upper, upper, upper.model_copy(update={"leading_group": group}), {}))[
        "leading_group"
    ]
    assert (row.relation, row.share) == ("changed", 0)


def test_reasons_and_shares(traced: Trace) -> None:
    rows = by_address(traced)
    assert rows["measures.visit"].reason == "市委统一组织调研"
    assert rows["goals.once"].reason == "本市基础较好"
    assert rows["measures.list"].share == 1, "renaming is no rewriting"
    assert 0.4 < rows["measures.phone"].share < 0.9
    assert rows["measures.visit"].share == 0
    assert 0.4 < traced.share < 0.9


def test_deadlines_after_the_upper_one(traced: Trace) -> None:
    assert [row.upper.address for row in traced.rows if row.is_late and row.upper] == [
        "measures.list.limit",
        "phases.start",
    ]


def test_a_whole_section_is_dropped_with_one_reason() -> None:
    upper = campaign("upper")
    local = upper.model_copy(update={"phases": (), "requirements": ()})
    found = by_address(trace_campaigns(upper, upper, local, {"phases": "不分阶段"}))
    assert (found["phases.start"].relation, found["phases.start"].reason) == ("dropped", "不分阶段")
    assert found["requirements.duty"].relation == "unanswered"


def test_the_points_of_an_item_are_dropped_with_one_reason() -> None:
    upper = campaign("upper")
    bare = upper.measures[0].model_copy(update={"points": ()})
    local = upper.model_copy(update={"measures": (bare, *upper.measures[1:])})
    found = by_address(trace_campaigns(upper, upper, local, {"measures.list.points": "另行细化"}))
    assert {found[f"measures.list.{name}"].relation for name in ("paper", "limit", "check")} == {"dropped"}


def test_nothing_changed_is_all_carried() -> None:
    upper = campaign("upper")
    found = trace_campaigns(upper, upper, upper, {})
    assert {row.relation for row in found.rows} == {"carried"}
    assert found.share == 1 and not found.unanswered


# ── drafts ──


@pytest.mark.parametrize("name", PAIRS)
def test_items_of_two_drafts_find_each_other(name: str) -> None:
    wanted = yaml.safe_load((HERE / "drafts" / f"{name}.yaml").read_text(encoding="utf-8"))
    found = trace_documents(*pair(name))
    answers: dict[str, list[str]] = {}
    for row in found.rows:
        if row.upper:
            answers.setdefault(row.upper.address, []).extend([row.local.address] if row.local else [])
    assert answers == wanted["answers"]
    assert [row.local.address for row in found.rows if row.relation == "added" and row.local] == wanted["added"]
    assert [row.upper.address for row in found.rows if row.is_late and row.upper] == wanted["late"]
    assert all((row.confidence is None) == (row.upper is None or row.local is None) for row in found.rows)


@pytest.mark.parametrize(("one", "other"), [(a, b) for a in PAIRS for b in PAIRS if a != b])
def test_plans_about_different_things_answer_nothing(one: str, other: str) -> None:
    found = trace_documents(pair(one)[0], pair(other)[1])
    assert [row for row in found.rows if row.upper and row.local] == []


def test_a_draft_answers_itself() -> None:
    upper, _ = pair("waste")
    found = trace_documents(upper, upper)
    assert {row.relation for row in found.rows} == {"carried"}
    assert found.share == 1


@pytest.mark.parametrize(
    ("upper", "local", "same"),
    [
        ("全省各市每月调度一次重点项目建设进展情况", "全市各县每月调度一次重点项目建设进展情况", True),
        ("省厅每月调度一次重点项目建设进展情况", "市局每月调度一次重点项目建设进展情况", True),
        ("投放点覆盖率达到95%以上并稳定运行", "投放点覆盖率达到90%以上并稳定运行", False),
        ("每月调度一次重点项目建设进展情况", "每月调度一次重点项目建设进展情况，并逐个约谈进度滞后的项目单位", False),
    ],
)
def test_taken_over_but_for_the_level(upper: str, local: str, same: bool) -> None:
    assert is_taken_over(upper, local) is same


@pytest.mark.parametrize(("text", "owner", "deadline"), yaml.safe_load((HERE / "owners.yaml").read_text("utf-8")))
def test_owner_and_deadline_as_a_draft_says_them(text: str, owner: str, deadline: str) -> None:
    draft = typed(f"某某方案\n\n一、任务\n（一）任务。{text}\n（二）另一项。照此办理。\n")
    piece = draft_pieces(draft)[0]
    assert (owner_of(text), piece.owner, piece.deadline) == (owner, owner, deadline)
    assert not owner or owner.split("（", maxsplit=1)[0] not in piece.text


@pytest.mark.parametrize(("upper", "local", "late"), yaml.safe_load((HERE / "later.yaml").read_text("utf-8")))
def test_a_later_deadline(upper: str, local: str, late: bool) -> None:
    assert is_later(upper, local) is late


@given(st.text(alphabet="全省市推进落实责任，。12月底前（）", max_size=60), st.text(max_size=40))
def test_a_share_is_a_share(upper: str, local: str) -> None:
    assert 0 <= share(upper, local) <= 1
    assert share(upper, upper) == 1
    assert share(upper, f"{local}\n{upper}") == 1


@pytest.mark.parametrize(
    ("upper", "local", "same"),
    [
        ("2026年6月底前", "2026年6月30日前", True),
        ("6月底前", "2026年6月30日前", True),
        ("2026年6月底前", "2026年7月1日前", False),
        ("长期坚持", "长期坚持", True),
        ("长期坚持", "2026年底前", False),
        ("", "2026年底前", False),
        ("", "", True),
    ],
)
def test_the_same_deadline(upper: str, local: str, same: bool) -> None:
    assert is_same_day(upper, local) is same


SENTENCES = st.lists(
    st.sampled_from(["全省推进落实", "责任到人，", "每月调度一次。", "12月底前完成", "建立台账"]), max_size=8
)


@given(SENTENCES.map("".join), SENTENCES.map("".join), st.integers(8, 60))
def test_texts_are_cut_to_the_width(upper: str, local: str, width: int) -> None:
    for text, cut in zip((upper, local), differing(upper, local, width), strict=True):
        assert columns(cut) <= width
        assert cut.strip("…") in text
        assert cut == text or "…" in cut


def test_texts_are_cut_where_they_differ() -> None:
    text = "为全面落实{}工作部署，进一步压实各方面责任，健全长效机制，数据接入{}监管平台，实现实时预警"
    upper, local = text.format("全省", "省级"), text.format("全市", "国家、省和市三级统一的")
    cut = differing(upper, local, 40)
    assert "接入省级监管" in cut[0] and "接入国家、省和" in cut[1], "全市 is a mere name of a level"


def test_long_brackets_cost_no_time() -> None:
    text = "（" + "市局牵头，" * 4000 + "（市局负责" * 2000
    began = time.perf_counter()
    owner_of(text)
    deadline_of(text, [])
    draft_pieces(typed(f"方案\n一、任务\n（一）{text}\n（二）办。\n"))
    assert time.perf_counter() - began < 5


# ── tables ──


def made(trace: Trace, name: str) -> bytes:
    return table(trace, "澄岭省方案", "岚川市方案", name)


@pytest.mark.parametrize("name", ["campaigns", *PAIRS])
def test_tables_as_printed(name: str, traced: Trace, golden: Golden) -> None:
    trace = traced if name == "campaigns" else trace_documents(*pair(name))
    golden(f"trace/golden/{name}.txt", click.unstyle(made(trace, "text").decode()))
    golden(f"trace/golden/{name}.html", made(trace, "html").decode())


@pytest.mark.parametrize("name", formats())
def test_the_same_trace_is_the_same_bytes(name: str, traced: Trace) -> None:
    first = made(traced, name)
    time.sleep(0.01 if name in ("text", "html") else 2.1)  # a zip counts in steps of two seconds
    assert made(traced, name) == first


HOSTILE = ["=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "<b>&\"'", "\x07铃", "#N/A"]


@pytest.fixture(scope="module")
def hostile() -> Trace:
    upper = campaign("upper")
    items = tuple(
        upper.goals[1].model_copy(update={"id": f"h{n}", "title": "", "text": t}) for n, t in enumerate(HOSTILE)
    )
    changed = upper.model_copy(update={"goals": items})
    return trace_campaigns(changed, changed, changed, {})


def test_no_cell_is_a_formula(hostile: Trace) -> None:
    from openpyxl import load_workbook

    page = load_workbook(BytesIO(made(hostile, "xlsx"))).active
    cells = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "#N/A", "铃"} <= {cell.value for cell in cells}
    assert {cell.quotePrefix for cell in cells if cell.value[0] in "=+-@"} == {True}


def test_the_sheet_prints_on_one_width(traced: Trace) -> None:
    from openpyxl import load_workbook

    page = load_workbook(BytesIO(made(traced, "xlsx"))).active
    assert (page.freeze_panes, page.print_title_rows) == ("A4", "$3:$3")
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == ("landscape", 1, 0)
    assert page.cell(page.max_row, 1).value.startswith("措施3项：改动2项，删去1项；本级新增1项。")


def test_markup_stays_text(hostile: Trace) -> None:
    assert "&lt;b&gt;&amp;" in made(hostile, "html").decode()
    with zipfile.ZipFile(BytesIO(made(hostile, "docx"))) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
        assert "&lt;b&gt;&amp;" in package.read("word/document.xml").decode()
    assert "\x07" not in made(hostile, "text").decode()


def test_word_says_all_that_the_trace_says(traced: Trace) -> None:
    read = draft_bytes(made(traced, "docx"), "docx")
    text = "".join("".join(line.text.split()) for line in read.lines)
    for row in traced.rows:
        for entry in (row.upper, row.local):
            for said in (entry.title, entry.owner, entry.deadline) if entry else ():
                assert "".join(said.split()) in text
        assert row.reason in text


# ── the command ──


def run(*args: str | Path) -> tuple[int, str, str]:
    group = Group("docgen")
    group.add_command(command)
    found = CliRunner().invoke(group, ["trace", *map(str, args)])
    return found.exit_code, found.stdout, found.stderr


def drafts(name: str) -> tuple[Path, Path]:
    return HERE / "drafts" / f"{name}-upper.txt", HERE / "drafts" / f"{name}-local.txt"


def test_exit_1_for_what_nothing_answers() -> None:
    code, out, err = run(*drafts("waste"))
    assert code == 1 and "未回应" in out and "上级有 1 项本级没有回应" in err


def test_exit_0_where_all_is_answered() -> None:
    assert run(drafts("waste")[0], drafts("waste")[0])[0] == 0


def test_an_overlay_is_traced_to_what_it_extends() -> None:
    code, out, _ = run(HERE / "overlay.yaml")
    assert code == 0
    assert "理由：市委统一组织调研" in out and "2026年10月31日前（晚于上级）" in out
    assert "澄岭省医疗保障局窗口服务提升行动实施方案" in out and "岚川市医疗保障局窗口服务提升行动实施方案" in out
    assert "对应把握" not in out


def test_two_campaigns_without_an_overlay_are_matched_by_text() -> None:
    code, out, _ = run(HERE / "upper.yaml", HERE / "local.yaml")
    assert code == 1 and "对应把握" in out


@pytest.mark.parametrize("args", [["没有.txt", "没有.docx"], ["没有.yaml"], ["一.txt"], ["1", "2", "3"]])
def test_exit_2_for_what_cannot_be_read(args: list[str]) -> None:
    assert run(*args)[0] == 2


def test_a_campaign_without_a_base_says_what_to_do() -> None:
    code, _, err = run(HERE / "upper.yaml")
    assert code == 2 and "没有沿用上级的方案" in err


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "html", "txt"])
def test_the_suffix_says_the_format(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"对照表.{suffix}"
    assert run(*drafts("waste"), "-o", file)[0] == 1
    assert file.read_bytes()[:2] == (
        b"PK" if suffix in ("xlsx", "docx") else b"<!" if suffix == "html" else "上".encode()[:2]
    )


def test_never_over_one_of_the_two(tmp_path: Path) -> None:
    upper, local = (tmp_path / name for name in ("上级.txt", "本级.txt"))
    for file, source in zip((upper, local), drafts("waste"), strict=True):
        file.write_bytes(source.read_bytes())
    before = local.read_bytes()
    assert run(upper, local, "-o", local)[0] == 2
    assert local.read_bytes() == before


@pytest.mark.parametrize("name", ["docx", "xlsx", "html"])
def test_a_table_for_others_stands_beside_the_local_plan(name: str, tmp_path: Path) -> None:
    upper, local = (tmp_path / f"{each}.txt" for each in ("上级", "市方案"))
    for file, source in zip((upper, local), drafts("waste"), strict=True):
        file.write_bytes(source.read_bytes())
    table_ = tmp_path / f"市方案-对照表.{name}"
    code, out, err = run(upper, local, "--format", name)
    assert (code, out) == (1, "") and str(table_) in err
    made_ = table_.read_bytes()
    assert run(upper, local, "--format", name)[0] == 1
    assert len(list(tmp_path.iterdir())) == 3, "the same table is the same file"
    table_.write_bytes(b"a person's")
    assert run(upper, local, "--format", name)[0] == 1
    assert (table_.read_bytes(), (tmp_path / f"市方案-对照表2.{name}").read_bytes()) == (b"a person's", made_)


def test_what_somebody_wrote_in_a_table_stays(tmp_path: Path) -> None:
    file = tmp_path / "对照表.docx"
    file.write_bytes(b"a person's")
    code, _, err = run(*drafts("waste"), "-o", file)
    assert code == 2 and "已经存在" in err and file.read_bytes() == b"a person's"


# ── what the upper level has dropped ──


@pytest.mark.parametrize(
    ("kept", "edit"),
    [
        ("measures.visit", "措施: [{编号: visit, 内容: 每名局领导联系一个乡镇}]"),
        ("measures.list.check", "措施: [{编号: list, 要点: {改为: [{编号: check, 内容: 每月抽查一次}]}}]"),
    ],
)
def test_what_is_kept_although_the_upper_level_dropped_it(kept: str, edit: str, tmp_path: Path) -> None:
    base = (HERE / "upper.yaml").read_text(encoding="utf-8")
    local = tmp_path / "市.yaml"
    local.write_text(f"docgen: 1\n沿用: 省.yaml\n{edit}\n", encoding="utf-8")
    rows = {}
    for retained in ("", f"留用: [{kept}]\n"):
        (tmp_path / "省.yaml").write_text(f"{base}{retained}", encoding="utf-8")
        found = layers(local)
        assert found
        rows[bool(retained)] = trace_campaigns(found.upper, found.inherited, found.local, found.reasons).rows
    word = "每名局领导" if kept == "measures.visit" else "抽查一次"
    assert [word in row.upper.text for row in rows[False] if row.upper].count(True) == 1
    assert [word in row.upper.text for row in rows[True] if row.upper].count(True) == 0
    told = [(row.relation, row.reason) for row in rows[True] if row.local and word in row.local.text]
    assert told == [("added", "上级原有，已删去")]
