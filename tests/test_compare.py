"""Two editions of a document: what became of each element, told so that a clerk understands it."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from documents import documents
from editions import Pair, pairs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.alignment import Line, aligned
from docgen.changed_words import words
from docgen.chinese_click import Group
from docgen.cli_diff import diff
from docgen.compare import Change, Comparison, Role, compare, elements
from docgen.document import Document, Heading, Paragraph, Table
from docgen.read import read
from docgen.redline import formats, redline

CASES = Path(__file__).parent / "compare"
CAMPAIGN = Path(__file__).parent.parent / "campaigns" / "conduct" / "campaign.yaml"
MANY = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
MARKS = {"same": "{}", "removed": "【删：{}】", "added": "【增：{}】"}


def told(change: Change) -> str:
    return "".join(MARKS[kind].format(text) for kind, text in change.pieces)


def of(*texts: str) -> Document:
    return Document("题", blocks=tuple(map(Paragraph, texts)))


def kinds(old: Document, new: Document) -> list[tuple[str, str]]:
    return [(change.kind, told(change)) for change in compare(old, new) if change.kind != "same"]


# ── words ──


@pytest.mark.parametrize(("old", "new", "said"), yaml.safe_load((CASES / "words.yaml").read_text(encoding="utf-8")))
def test_changed_words_are_whole_words(old: str, new: str, said: str) -> None:
    assert "".join(MARKS[kind].format(text) for kind, text in words(old, new)) == said


@MANY
@given(old=st.text("甲乙丙12，。"), new=st.text("甲乙丙12，。"))
def test_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = words(old, new)
    assert "".join(text for kind, text in pieces if kind != "added") == old
    assert "".join(text for kind, text in pieces if kind != "removed") == new
    assert all(text for _, text in pieces)


# ── elements ──


@MANY
@given(pair=pairs())
def test_every_element_is_told_once_and_whole(pair: Pair) -> None:
    changes = compare(*pair)
    assert [change.new for change in changes if change.new] == list(elements(pair[1]))
    olds = [change.old for change in changes if change.old]
    assert sorted(olds, key=lambda old: old.at) == list(elements(pair[0]))
    for change in changes:
        olds_, news = ("".join(text for kind, text in change.pieces if kind != other) for other in ("added", "removed"))
        assert olds_ == (change.old.text if change.old else "")
        assert news == (change.new.text if change.new else "")


@MANY
@given(document=documents(unnumbered=True))
def test_a_document_is_the_same_as_itself(document: Document) -> None:
    assert {change.kind for change in compare(document, document)} == {"same"}


@MANY
@given(pair=pairs())
def test_no_difference_means_the_same_print(pair: Pair) -> None:
    old, new = pair
    said = {change.kind for change in compare(old, new)}
    shown = [[(each.role, each.mark * (each.role != Role.ROW), each.text) for each in elements(one)] for one in pair]
    assert (said <= {"same"}) == (shown[0] == shown[1])


def test_paragraphs_pair_by_likeness_and_moves_are_seen() -> None:
    first, second, third = (
        "各县（市、区）医疗保障局每月报送一次进展情况。",
        "对推诿扯皮、吃拿卡要的，依规依纪严肃处理。",
        "零星报销由30个工作日压缩到15个工作日。",
    )
    assert kinds(of(first, second), of(first.replace("一次", "两次"), second)) == [
        ("changed", "各县（市、区）医疗保障局每月报送【删：一】【增：两】次进展情况。")
    ]
    assert kinds(of(first, second, third), of(third, first, second)) == [("moved", third)]
    edited = third.replace("15", "10")
    assert kinds(of(first, second, third), of(edited, first, second)) == [
        ("moved", "零星报销由30个工作日压缩到【删：15】【增：10】个工作日。")
    ]
    assert kinds(of(first), of(first, "另起一段新的内容。")) == [("added", "【增：另起一段新的内容。】")]
    assert kinds(of(first, "特此通知。", second), of(first, second)) == [("removed", "【删：特此通知。】")]


def test_what_only_counts_on_is_not_a_change_of_words() -> None:
    rows = (("1", "自查"), ("2", "整改"), ("3", "验收"))
    old = Document("题", blocks=(Heading(1, "目标"), Heading(1, "要求"), Table(("序号", "任务"), rows)))
    fewer = Table(("序号", "任务"), (("1", "整改"), ("2", "验收")))
    new = replace(old, blocks=(Heading(1, "要求"), fewer))
    assert [kind for kind, _ in kinds(old, new)] == ["removed", "renumbered", "removed", "renumbered", "renumbered"]


def test_a_paragraph_that_grew_is_the_same_paragraph() -> None:
    short = "建立问题台账，逐项整改销号。"
    grown = short + "台账每月更新一次，由专人负责，" * 6 + "整改不到位的不得销号。"
    assert [kind for kind, _ in kinds(of("甲乙丙丁", short), of("甲乙丙丁", "戊己庚辛壬癸", grown))] == [
        "added",
        "changed",
    ]


def test_elements_of_one_kind_pair_whatever_they_say() -> None:
    old = replace(of("正文"), note="此件公开发布", opening="各县：")
    new = replace(of("正文"), note="联系人", opening="同志们：")
    assert [kind for kind, _ in kinds(old, new)] == ["changed", "changed"]


@pytest.mark.parametrize("shift", [1, 7])
def test_repeated_lines_stay_in_order(shift: int) -> None:
    old = [Line("text", "特此通知。")] * 40
    assert len(aligned(old, old[shift:]).pairs) == 40 - shift
    assert not aligned(old, old[shift:]).moves


def test_two_thousand_paragraphs_in_seconds() -> None:
    """Edited, shuffled in places, and two texts that share nothing but their words."""
    chance = random.Random(4)
    letters = "各级部门要把整治行动摆上重要位置精心组织周密部署按照时间节点抓好落实确保取得实效并及时总结报送"
    old = ["".join(chance.choices(letters, k=90)) + f"{n}。" for n in range(2000)]
    new = [text[:40] + "，务必" + text[45:] for text in old]
    new[300:340] = new[320:340] + new[300:320]
    other = ["".join(chance.sample(text, len(text))) for text in old]
    start = time.perf_counter()
    found = aligned([Line("text", text) for text in old], [Line("text", text) for text in new])
    aligned([Line("text", text) for text in old], [Line("text", text) for text in other])
    assert time.perf_counter() - start < 10
    assert len(found.pairs) == 1980
    assert len(found.moves) == 20


# ── as it is told ──


@pytest.mark.parametrize("case", ["plan", "notice"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_told_as_before(case: str, form: str, golden: object) -> None:
    suffix = "txt" if case == "plan" else "md"
    old, new = (read(CASES / f"{case}.{edition}.{suffix}") for edition in ("old", "new"))
    made = redline(Comparison(old, new, compare(old, new), ("旧稿", "新稿")), form).decode()
    assert callable(golden)
    golden(f"compare/{case}.{'told.txt' if form == 'text' else 'html'}", click.unstyle(made))


@MANY
@given(pair=pairs())
def test_the_page_says_every_word_and_is_whole(pair: Pair) -> None:
    from lxml import html

    page = redline(Comparison(*pair, compare(*pair)), "html").decode()
    assert "http" not in page.partition("<body>")[0]
    said = "".join("".join(html.document_fromstring(page).itertext()).split())
    for element in (*elements(pair[0]), *elements(pair[1])):
        for cell in element.cells or (element.text,):
            assert "".join(cell.split()) in said


# ── the command ──


MAIN = Group("docgen")
MAIN.add_command(diff)


def ran(*args: str | Path) -> Result:
    return CliRunner().invoke(MAIN, ["diff", *map(str, args)])


def test_exit_codes() -> None:
    old, new = CASES / "plan.old.txt", CASES / "plan.new.txt"
    same = ran(old, old)
    assert (same.exit_code, same.output) == (0, "两份文稿没有不同\n")
    assert ran(old, new).exit_code == 1
    assert "\033" not in ran(old, new).stdout
    for wrong in ((old, CASES / "没有.txt"), (old, CASES), (old, CASES / "words.yaml")):
        assert ran(*wrong).exit_code == 2, wrong


def test_campaigns_and_drafts_in_any_mixture(tmp_path: Path) -> None:
    text = CAMPAIGN.read_text(encoding="utf-8")
    later = tmp_path / "later.yaml"
    later.write_text(text.replace("2026", "2027"), encoding="utf-8")
    assert ran(CAMPAIGN, CAMPAIGN).exit_code == 0
    assert ran(CAMPAIGN, later).exit_code == 1
    assert "【增：2027年" in ran(CAMPAIGN, later).stdout
    assert ran(CAMPAIGN, later, "--genre", "讲话").exit_code == 1
    assert ran(CAMPAIGN, CASES / "plan.old.txt").exit_code == 1
    unknown = ran(CAMPAIGN, later, "--genre", "诗歌")
    assert unknown.exit_code == 2
    assert "可以写 方案、通知、讲话、总结" in unknown.output


def test_a_redline_stands_beside_the_new_edition_and_is_never_written_over(tmp_path: Path) -> None:
    new = tmp_path / "新稿.txt"
    new.write_bytes((CASES / "plan.new.txt").read_bytes())
    old = CASES / "plan.old.txt"
    assert ran(old, new, "--format", "docx").exit_code == 1
    made = tmp_path / "新稿-花脸稿.docx"
    first = made.read_bytes()
    assert ran(old, new, "--format", "docx").exit_code == 1
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["新稿-花脸稿.docx", "新稿.txt"]
    made.write_bytes(first + b" ")
    assert ran(old, new, "--format", "docx").exit_code == 1
    assert (tmp_path / "新稿-花脸稿2.docx").read_bytes() == first
    refused = ran(old, new, "-o", made)
    assert refused.exit_code == 2
    assert made.read_bytes() == first + b" "
    assert ran(old, new, "-o", new).exit_code == 2
    assert new.read_bytes() == (CASES / "plan.new.txt").read_bytes()
    assert ran(old, new, "-o", tmp_path / "对照.html").exit_code == 1
    assert (tmp_path / "对照.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--format", "pdf"), "没有“pdf”这种格式；可以写 text、docx、html"),
        (("--format", "html", "-o", "结果.docx"), "请核对后缀和 --format"),
        (("-o", "."), "是一个文件夹"),
        (("--date", "2026-13-01"), "没有“2026-13-01”这一天"),
        (("--date", "2026-03"), "日期要写到日"),
    ],
)
def test_mistakes_are_told_with_what_to_write(args: tuple[str, ...], said: str) -> None:
    result = ran(CASES / "plan.old.txt", CASES / "plan.new.txt", *args)
    assert result.exit_code == 2
    assert said in result.output


def test_the_formats_are_the_modules() -> None:
    assert formats() == ("text", "docx", "html")
