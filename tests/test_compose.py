"""Campaign × Genre → Document: whole texts as goldens, and what must hold in each of them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Golden

from docgen import genre as genres
from docgen import shipped
from docgen.campaign import Campaign, Goal
from docgen.campaign_file import load, loads, scaffold
from docgen.compose import compose
from docgen.document import Block, Document, Heading, Table
from docgen.errors import DocgenError
from docgen.notation import Date, count_in
from docgen.style import label_of, walk
from docgen.write import write

PLACES = genres.folders()
SHIPPED = sorted(path.parent.name for path in shipped.folder("campaigns").glob("*/campaign.yaml"))
BARE = "name: 专项行动\nissuer: 江川市民政局\n"
FULL = """
name: 专项行动
issuer: {name: 江川市民政局, short: 市民政局}
date: 2026-03-05
goals: [{id: rate, indicator: 满意度, target: 98, unit: "%"}]
problems: [{id: slow, title: 办事慢, points: [来回跑]}]
measures: [{id: quick, title: 加快办理, text: 当日办结, lead: 办公室, deadline: 2026-06, addresses: slow}]
requirements: [{title: 加强领导, text: 层层负责}]
notice: {number: 江民发〔2026〕1号, addressees: [各县（区）民政局，局属各单位]}
report:
  practices: [{title: 加快办理, text: 推行当日办结, answers: quick}]
  results: [{title: 群众更满意, goal: rate, value: 99}]
"""
NO_BLOCKS = re.sub(r"(?ms)^(notice|report):.*?(?=^\w|\Z)", "", FULL)


def campaign_of(text: str) -> Campaign:
    campaign, problems = loads(text)
    assert campaign, problems
    return campaign


def document_of(campaign: Campaign, genre: str, *, draft: bool = False) -> Document:
    document, problems = compose(campaign, genre, PLACES, draft=draft)
    assert document, problems
    return document


def shipped_campaign(name: str) -> Campaign:
    campaign, problems = load(shipped.folder("campaigns") / name / "campaign.yaml")
    assert campaign, problems
    return campaign


def text_of(document: Document) -> str:
    return write(document, "txt").decode()


def cells(blocks: tuple[Block, ...]) -> list[tuple[str, ...]]:
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("genre", genres.names(PLACES))
@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_texts(name: str, genre: str, golden: Golden) -> None:
    golden(f"genres/{name}.{genre}.txt", text_of(document_of(shipped_campaign(name), genre)))


@pytest.mark.parametrize("genre", genres.names(PLACES))
@pytest.mark.parametrize(
    ("case", "text"),
    [("bare", BARE), ("no-blocks", NO_BLOCKS), ("full", FULL)],
)
def test_drafts(case: str, text: str, genre: str, golden: Golden) -> None:
    golden(f"genres/draft-{case}.{genre}.txt", text_of(document_of(campaign_of(text), genre, draft=True)))


@pytest.mark.parametrize("name", [*SHIPPED, "scaffold"])
def test_the_four_documents_agree(name: str) -> None:
    """Names, dates, owners, targets and counts are the same in all four documents of one campaign."""
    campaign = campaign_of(scaffold()) if name == "scaffold" else shipped_campaign(name)
    made = {genre: document_of(campaign, genre) for genre in genres.ORDER}
    plan, notice, speech, report = (made[genre] for genre in genres.ORDER)
    assert notice.issued
    assert notice.issued.title == plan.title and notice.issued.blocks == plan.blocks
    shell = text_of(replace(notice, issued=None))
    assert set(re.findall(r"《([^》]*方案)》", shell)) == {plan.title} and shell.count(f"《{plan.title}》") == 2
    assert notice.signature and plan.signature and notice.signature.date == plan.signature.date == str(campaign.date)
    assert notice.signature.names == plan.signature.names
    for text in map(text_of, (plan, speech, report)):
        assert campaign.name.strip("“”") in text.replace("“", "").replace("”", "") or campaign.name in text
    for measure in walk(campaign.measures):
        lead = getattr(measure, "lead", "")
        if lead:
            assert f"牵头单位：{lead}" in text_of(plan)
            assert any(lead in row for row in cells(plan.attachments[0].blocks))
    assert report.signature and report.signature.date == str(campaign.report.date)
    assert any(str(campaign.speech.date) in line for line in speech.byline)
    for goal in walk(campaign.goals):
        assert isinstance(goal, Goal)
        answers = [result for result in campaign.report.results if result.goal == goal.id]
        assert goal.target in text_of(plan) and answers
        assert all(result.value in text_of(report) for result in answers)
    for item in (*walk(campaign.problems), *walk(campaign.speech.actions)):
        if label := label_of(item):
            assert count_in(label) in (None, len(item.points)) and f"“{label}”" in text_of(speech)
    for problem in campaign.problems:
        for entry in problem.points if not problem.title else [problem]:
            assert entry.title in text_of(plan) and entry.title in text_of(speech)
    assert len(cells(plan.attachments[0].blocks)) == text_of(plan).count("（牵头单位：")


@pytest.mark.parametrize("genre", genres.names(PLACES))
@pytest.mark.parametrize("name", SHIPPED)
def test_no_slip_of_the_joiner(name: str, genre: str) -> None:
    text = text_of(document_of(shipped_campaign(name), genre))
    assert not re.findall(r"[。；，、：]{2}|[。；，、]”[。；，]|【待补|\{\{|\}\}|[\ue000-\uf8ff]", text)
    assert not re.findall(r"([一二三四五六七八九]是)[^。；]*?\1", text)


def test_strict_names_what_is_missing_and_the_others_are_made() -> None:
    campaign = campaign_of(BARE)
    told = {genre: [problem.key for problem in compose(campaign, genre, PLACES)[1]] for genre in genres.ORDER}
    assert told == {
        "plan": ["目标（goals）", "措施（measures）"],
        "notice": ["通知.文号（notice.number）", "通知.主送机关（notice.addressees）", "成文日期（date）"],
        "speech": ["讲话.行动（speech.actions）"],
        "report": ["总结.主要做法（report.practices）", "总结.成效（report.results）"],
    }


def test_a_goal_that_no_result_answers() -> None:
    text = FULL.replace('unit: "%"}]', 'unit: "%"}, {id: more, title: 效率更高}]')
    document, problems = compose(campaign_of(text), "report", PLACES)
    assert document is None
    assert [problem.key for problem in problems] == ["总结.成效（report.results）"]
    assert "对应目标写 more" in problems[0].message
    assert "【待补：目标“效率更高”的完成情况】" in text_of(document_of(campaign_of(text), "report", draft=True))


def test_a_shortcoming_without_a_next_step() -> None:
    steps = "  shortcomings: [{id: few, title: 人手不足}, {id: old, title: 设备陈旧}]\n"
    steps += "  next_steps:\n  - {title: 增加人手, addresses: few}\n"
    assert [p.message for p in compose(campaign_of(FULL + steps), "report", PLACES)[1]] == [
        "总结报告缺少不足“设备陈旧”的下一步打算（针对写 old）"
    ]
    assert compose(campaign_of(FULL + steps.replace("few}\n", "[few, old]}\n")), "report", PLACES)[0]


def test_a_measure_is_never_printed_as_done() -> None:
    text = FULL.replace("推行当日办结", "全面推开")
    assert "当日办结" not in text_of(document_of(campaign_of(text), "report"))


@pytest.mark.parametrize(("slot", "headings"), [("{{ leading_group }}", 0), ("由{{ 领导小组.组长 }}负责", 1)])
def test_the_leading_group_stands_once(slot: str, headings: int) -> None:
    group = "leading_group: {head: 局长, members: 各科室负责人}\n"
    text = FULL.replace("text: 层层负责", f"text: '{slot}'") + group
    document = document_of(campaign_of(text), "plan")
    assert sum(isinstance(block, Heading) and block.text == "组织领导" for block in document.blocks) == headings
    assert text_of(document).count("成立专项行动领导小组") == 1
    assert "组织领导" not in text_of(document_of(campaign_of(text), "notice")).split("实施方案")[0]


def test_own_sections_stand_where_they_say() -> None:
    own = """
sections:
- {id: money, 接在: 措施, 标题: 经费保障, 内容: [所需经费从预算中列支, {table: [[甲, 乙], [1, 2]]}]}
- {id: other, heading: 其他, after: last, blocks: 未尽事宜另行通知}
- {id: last, heading: 附则, blocks: 本方案自印发之日起施行}
- {id: aim, after: measures, heading: 预期目标, blocks: 见上}
"""
    document = document_of(campaign_of(FULL + own), "plan")
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["工作目标", "整改重点", "主要措施", "经费保障", "预期目标", "工作要求", "附则", "其他"]
    without_goals = re.sub(r"(?m)^goals:.*$", "", FULL).replace("goal: rate, ", "")
    assert document_of(campaign_of(without_goals + own), "plan")  # 预期目标 is what the genre asks for


def test_issued_as_an_attachment() -> None:
    text = FULL.replace("notice: {", "notice: {issue_as: 附件, ")
    notice, plan = (document_of(campaign_of(text), genre) for genre in ("notice", "plan"))
    assert notice.issued is None
    assert [entry.title for entry in notice.attachments] == [plan.title, "专项行动任务分解表"]
    assert notice.attachments[0].blocks == plan.blocks


def test_the_date_given_beats_the_file() -> None:
    document, _ = compose(campaign_of(FULL), "notice", PLACES, date=Date(2026, 4, 1))
    assert document and document.signature and document.imprint
    assert (document.signature.date, document.imprint.printed_on) == ("2026年4月1日", "2026年4月1日")


def test_a_joint_issue() -> None:
    text = FULL.replace("short: 市民政局", "short: 市民政局, joint: [江川市财政局]")
    notice = document_of(campaign_of(text), "notice")
    assert notice.head and notice.head.issuers == ("江川市民政局", "江川市财政局")
    assert notice.signature and notice.signature.names == notice.head.issuers
    assert notice.title.startswith("江川市民政局　江川市财政局关于印发《")


def test_an_office_overrides_one_block(tmp_path: Path) -> None:
    block = "{% block requirements %}\n# 附则\n由{{ issuer.short }}负责解释。\n{% endblock %}\n"
    own = '---\nname: 工作方案\n---\n{% extends "plan.j2" %}\n' + block
    (tmp_path / "plan.j2").write_text(own, encoding="utf-8")
    document, _ = compose(campaign_of(FULL), "plan", genres.folders(tmp_path))
    assert document
    assert [block.text for block in document.blocks if isinstance(block, Heading)][-1] == "附则"
    assert "由市民政局负责解释。" in text_of(document)
    assert genres.load("plan", genres.folders(tmp_path)).name == "工作方案"


def test_a_section_without_a_heading_is_that_section_still(tmp_path: Path) -> None:
    """What stands after it and what must be said in it go by the section, not by its heading."""
    own = '---\nsections: [{id: goals, heading: ""}]\n---\n{% extends "plan.j2" %}\n'
    (tmp_path / "plan.j2").write_text(own, encoding="utf-8")
    told = "sections: [{id: own, 接在: 目标, 标题: 另外, 内容: 一段话}]\n必备提法: [{提法: 满意度, 章节: [目标]}]\n"
    document, problems = compose(campaign_of(FULL + told), "plan", genres.folders(tmp_path))
    assert document
    assert next(block.text for block in document.blocks if isinstance(block, Heading)) == "另外"
    assert problems == ()


def test_a_heading_that_tells_the_leading_group_does_not_replace_its_section() -> None:
    group = "leading_group: {head: 局长, members: 各科室负责人}\n行文: {标题: {措施: '{{ 领导小组 }}'}}\n"
    document = document_of(campaign_of(FULL + group), "plan")
    assert sum(isinstance(block, Heading) and block.text == "组织领导" for block in document.blocks) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ [goals | first, report.results | first] | items('measures') }}", "满意度为99%，目标为98%"),
        ("{{ [report.practices | first, report.results | first] | items('results') }}", "满意度为99%，目标为98%"),
        ("{{ headings.get('measures', '无') }}", "措施"),
        ("{% for name, text in headings.items() %}\n{{ text }}。\n{% endfor %}", "措施。"),
    ],
)
def test_what_a_template_may_do_with_lists_and_headings(body: str, said: str, tmp_path: Path) -> None:
    front = (
        "---\nname: 简报\ntitle: 简报\nsections: [{id: measures, heading: 措施}, {id: results, heading: 成效}]\n---\n"
    )
    (tmp_path / "brief.j2").write_text(front + body + "\n", encoding="utf-8")
    document, _ = compose(campaign_of(FULL), "brief", genres.folders(tmp_path))
    assert document
    assert said in text_of(document)


def test_a_new_genre_is_one_file(tmp_path: Path) -> None:
    body = "本期要目\n\n# 进展\n{{ goals | items('goals', '一是') }}\n"
    own = "---\nname: 简报\ntitle: '{{ name }}简报'\nsections: []\n---\n" + body
    (tmp_path / "brief.j2").write_text(own, encoding="utf-8")
    places = genres.folders(tmp_path)
    assert genres.names(places) == (*genres.ORDER, "brief")
    document, _ = compose(campaign_of(FULL), "brief", places)
    assert document and text_of(document) == "专项行动简报\n\n　　本期要目。\n　　一、进展\n　　一是满意度达到98%。\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ isuer.name }}", "isuer"),
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ issuer.model_dump }}", "model_dump"),
        ("{% if %}", "模板写法有误"),
        ("{{ cycler('a') }}", "cycler"),
        ("{{ 'a' * 9999999 }}", "不能用 *"),
        ("{{ name | attr('upper') }}", "attr"),
        ("{{ name + 1 }}", "模板不能渲染"),
        ("{{ name | counted }}", "模板不能渲染"),
        ("{{ 1 // 0 }}", "模板不能渲染"),
    ],
)
def test_a_faulty_template_is_told_with_its_line(body: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "brief.j2").write_text(f"---\nname: 简报\ntitle: 简报\n---\n第一段。\n\n{body}\n", encoding="utf-8")
    with pytest.raises(DocgenError) as error:
        compose(campaign_of(FULL), "brief", genres.folders(tmp_path))
    (problem,) = error.value.problems
    assert said in str(problem)
    assert (Path(problem.path).name, problem.line) == ("brief.j2", 7)


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("name: 简报", "title"),
        ("name: 简报\ntitle: 简报\nsection: []", "sections"),
        ("name: 简报\ntitle: 简报\nsections: [{id: a}]", "heading"),
        ("name: [", "文件头写法有误"),
        ("name: 简报\ntitle: 简报\nsections: [正文]", "每个章节都要写 id 和 heading"),
        ("- 简报", "键: 值"),
    ],
)
def test_a_faulty_front_matter(front: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "brief.j2").write_text(f"---\n{front}\n---\n正文。\n", encoding="utf-8")
    with pytest.raises(DocgenError, match=re.escape(said)):
        genres.load("brief", genres.folders(tmp_path))


def test_data_is_never_parsed() -> None:
    document = document_of(campaign_of(FULL + "ideology: '# 不是标题 {name} | items'\n"), "plan")
    assert "　　# 不是标题 {name} | items。\n" in text_of(document)


def test_wording_that_a_genre_never_prints_is_told() -> None:
    text = FULL.replace("notice: {", "notice: {wording: {leads: {goals: 没有这一节, opening: 现印发给你们。}}, ")
    _, problems = compose(campaign_of(text), "notice", PLACES)
    assert [(problem.key, problem.level) for problem in problems] == [("通知.行文.引语.目标", "warning")]


def test_a_block_that_no_parent_has_is_an_error(tmp_path: Path) -> None:
    own = '{% extends "plan.j2" %}\n\n{% block requirement %}\n# 附则\n{% endblock %}\n'
    (tmp_path / "plan.j2").write_text(own, encoding="utf-8")
    with pytest.raises(DocgenError) as error:
        genres.load("plan", genres.folders(tmp_path))
    assert "requirements" in str(error.value) and error.value.problems[0].line == 3


def test_a_template_in_chinese_saved_by_an_old_editor(tmp_path: Path) -> None:
    block = "{% block goals %}\n# {{ 标题.目标 }}\n{{ 活动名称 }}由{{ 发文机关.简称 }}负责。\n{% endblock %}\n"
    own = '{% extends "方案.j2" %}\n' + block
    (tmp_path / "方案.j2").write_bytes(own.encode("gb18030"))
    document, _ = compose(campaign_of(FULL), "plan", genres.folders(tmp_path))
    assert document and "　　一、工作目标\n　　专项行动由市民政局负责。\n" in text_of(document)
    assert genres.names(genres.folders(tmp_path)) == genres.ORDER


def test_an_office_changes_one_habit_of_one_section(tmp_path: Path) -> None:
    front = "sections:\n- {id: measures, owners: [责任单位, 协办单位, 完成时限]}"
    (tmp_path / "plan.j2").write_text(f'---\n{front}\n---\n{{% extends "plan.j2" %}}\n', encoding="utf-8")
    document, _ = compose(campaign_of(FULL), "plan", genres.folders(tmp_path))
    assert document and "（责任单位：办公室；完成时限：2026年6月底前）" in text_of(document)
    (table,) = document.attachments[0].blocks
    assert isinstance(table, Table) and table.header == ("序号", "工作任务", "责任单位", "协办单位", "完成时限")


def test_no_table_of_tasks_where_none_is_wanted() -> None:
    assert document_of(campaign_of(FULL + "plan: {任务分解表: 否}\n"), "plan").attachments == ()


def test_a_speech_counts_its_own_headings() -> None:
    text = FULL + "ideology: 为民\nspeech: {opening: '下面，我讲{{ 大标题数 }}点意见。'}\n"
    speech = document_of(campaign_of(text), "speech")
    assert sum(isinstance(block, Heading) for block in speech.blocks) == 4
    assert "下面，我讲四点意见。" in text_of(speech)


def test_required_terms_that_are_not_said_are_told() -> None:
    terms = "required_terms: [“当日”办结, 立德树人, {term: 加快, sections: 要求},"
    terms += " {term: 加快, genres: 方案, sections: [措施, 要求]}]\n"
    told = {
        genre: [problem.message for problem in compose(campaign_of(FULL + terms), genre, PLACES)[1]]
        for genre in ("plan", "notice")
    }
    assert told == {"plan": ["实施方案里没有写到“立德树人”", "实施方案（要求）里没有写到“加快”"], "notice": []}


def test_front_matter_of_numbers_and_single_texts(tmp_path: Path) -> None:
    own = "---\nname: 简报\ntitle: 2026\nbyline: 第一期\n---\n正文。\n"
    (tmp_path / "brief.j2").write_text(own, encoding="utf-8")
    document, _ = compose(campaign_of(FULL), "brief", genres.folders(tmp_path))
    assert document and (document.title, document.byline) == ("2026", ("第一期",))


def test_a_strict_document_never_prints_a_placeholder(tmp_path: Path) -> None:
    own = "---\nname: 简报\ntitle: 简报\nimprint: true\n---\n正文。\n"
    (tmp_path / "brief.j2").write_text(own, encoding="utf-8")
    document, _ = compose(campaign_of(BARE), "brief", genres.folders(tmp_path))
    assert document and document.imprint and document.imprint.printed_on == ""


def test_a_reference_means_one_item() -> None:
    """p1.p1 is neither p1 nor p2.p1, in the table of problems and among the goals that are answered."""
    text = """
problems: [{points: [{title: 甲, points: [一]}]}, {points: [{title: 乙, points: [二]}]}]
measures: [{title: 丙, lead: 办公室, addresses: p1.p1}]
goals: [{title: 组, points: [子]}, {title: 丁}]
plan: {问题清单表: 是}
report: {practices: [做], results: [{text: 成, goal: p1}]}
"""
    campaign = campaign_of(BARE + text)
    rows = cells(document_of(campaign, "plan").attachments[1].blocks)
    assert [(row[1], row[3]) for row in rows] == [("甲", "丙"), ("乙", "")]
    assert [problem.message for problem in compose(campaign, "report", PLACES)[1]] == [
        "总结报告缺少目标“丁”的完成情况（对应目标写 p2）"
    ]
    inner = campaign_of(BARE + text.replace("goal: p1}", "goal: p2}"))
    assert "“子”" in compose(inner, "report", PLACES)[1][0].message
