"""Drafts in the wild (tests/drafts): each is understood as its golden outline says, and nothing of any is lost.

Places and people are invented. A golden outline is what `docgen outline` prints: read it before you accept it.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from conftest import Golden
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.draft import Draft, Kind, Line, Role
from docgen.guess import guessed
from docgen.read import draft_bytes
from docgen.tree import tree
from docgen.write import write

FOLDER = Path(__file__).parent / "drafts"
DRAFTS = sorted(file.name for file in FOLDER.iterdir() if file.suffix != ".outline")
TYPED = [name for name in DRAFTS if name.endswith(".txt") and name != "gbk.txt"]
BREAK = re.compile(r"\r\n|\n|\r")
SLOW = settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))


def read(name: str) -> Draft:
    return draft_bytes((FOLDER / name).read_bytes(), Path(name).suffix)


@pytest.mark.parametrize("name", DRAFTS)
def test_outline(name: str, golden: Golden) -> None:
    golden(f"drafts/{name}.outline", tree(guessed(read(name))))


# ── nothing is lost ──


def seen(text: str) -> Counter[str]:
    """The characters that can be seen: blanks and control characters are not."""
    return Counter(
        char
        for char in text
        if not char.isspace() and char != "\ufeff" and unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
    )


@pytest.mark.parametrize("name", TYPED)
def test_a_draft_written_as_text_loses_nothing(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert seen(text) - seen(write(read(name).document, "txt").decode()) == Counter()


@pytest.mark.parametrize("name", sorted(set(DRAFTS) - set(TYPED)))
def test_all_that_markup_shows_is_in_the_document(name: str) -> None:
    draft = read(name)
    shown = "".join(line.text for line in draft.lines)
    assert shown and seen(shown) - seen(write(draft.document, "txt").decode()) == Counter()


ASIDE = re.compile(r"\s*(?:[—-]\s?\d+\s?[—-]|[─━]{4,})\s*")  # a page number, a rule


@pytest.mark.parametrize("name", TYPED)
def test_every_line_is_shown(name: str) -> None:
    rows = BREAK.split((FOLDER / name).read_text(encoding="utf-8"))
    said = "".join(row for row in rows if not ASIDE.fullmatch(row))
    assert seen(said) == seen("".join(line.text for line in read(name).lines))


LINES = (
    *(
        "关于开展检查的通知",
        "江川市民政局",
        "江川市民政局关于印发《江川市试点方案》的通知",
        "江川市试点方案",
        "（试行）",
    ),
    *(
        "各县区民政局：",
        "同志们：",
        "（2024年3月5日）",
        "市长　李成",
        "2024年3月5日",
        "二〇二四年三月五日",
        "（此件公开发布）",
    ),
    *(
        "(此件公开发布)",
        "一、总体要求",
        "二、重点任务",
        "（一）加强领导。落实责任。",
        "1. 建立台账",
        "（1）甲；",
        "①乙",
    ),
    *(
        "第一章　总则",
        "第一条　为了规范管理，制定本办法。",
        "现将有关事项通知如下。",
        "附件1",
        "附件：",
        "附件2：统计表",
    ),
    *("附件：1.甲表", "2.乙表", "附件：1、甲表", "附件：方案", "甲表", "抄送：市委办公室。", "抄送:市委", "共印50份"),
    *(
        "江川市民政局办公室　　2024年3月5日印发",
        "2024年3月5日印发",
        "江民发〔2024〕5号",
        "江川市民政局文件",
        "秘密★1年",
    ),
    *("特急", "000001", "签发人：李成　　王远", "江民〔2024〕5号　　签发人：李成", "— 3 —", "────────", "━━━━━━━━"),
    *("甲\t乙", "1\t2\t3", "1 总则", "1.1 目的", "工作目标", "江川市民政局　　2024年3月5日", "\x00", "国 务 院 关 于"),
)
INDENTS = ("", "", "　　", "　　　　　　　　", "    ", "\u2003\u2003", "\u00a0", "\t")
TEXTS = st.lists(
    st.tuples(st.sampled_from(INDENTS), st.sampled_from(LINES) | st.text(max_size=30), st.sampled_from("\n\n\r")),
    max_size=25,
).map(lambda lines: "".join(map("".join, lines)))


@SLOW
@given(text=TEXTS)
def test_no_text_loses_anything(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
    written = write(draft_bytes(text.encode(), "txt").document, "txt").decode()
    assert seen(text) - seen(written) == Counter()


# ── every character has its place ──


def check_places(draft: Draft, rows: list[str], exact: bool) -> None:
    for line in draft.lines:
        assert 0 <= line.start <= line.split <= len(line.text)
        assert line.segments[0][0] == 0
        assert line.words or line.role is not Role.BLOCK
        for offset, char in enumerate(line.text):
            row, col = line.at(offset)
            assert 1 <= row <= len(rows) and 1 <= col <= max(1, len(rows[row - 1]))
            if exact:
                assert rows[row - 1][col - 1] == char


@SLOW
@given(text=TEXTS | st.text())
def test_places_in_text(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
    check_places(draft_bytes(text.encode(), "txt"), BREAK.split(text), exact=True)


@pytest.mark.parametrize("name", TYPED)
def test_places_in_drafts(name: str) -> None:
    check_places(read(name), BREAK.split((FOLDER / name).read_text(encoding="utf-8")), exact=True)


@pytest.mark.parametrize("name", [name for name in DRAFTS if name.endswith((".md", ".html"))])
def test_places_in_markup(name: str) -> None:
    """Every Chinese character stands where the line says."""
    rows = BREAK.split((FOLDER / name).read_text(encoding="utf-8"))
    draft = read(name)
    check_places(draft, rows, exact=False)
    for line in draft.lines:
        for offset, char in enumerate(line.text):
            row, col = line.at(offset)
            if "\u4e00" <= char <= "\u9fff":
                assert rows[row - 1][col - 1] == char, (line.text, offset)


MARKUP = (
    "**",
    "*",
    "`",
    "[甲](乙)",
    "\\*",
    "&amp;",
    "&lt",
    "&#20013;",
    "<b>",
    "</b>",
    "<br>",
    "<p>",
    "| 甲 | 乙 |\n|--|--|\n",
)


@pytest.mark.parametrize("suffix", ["md", "html"])
@SLOW
@given(
    text=st.lists(st.sampled_from((*MARKUP, *LINES, "# ", "- ", "1. ", "\n", "\n\n", "　")), max_size=30).map("".join)
)
def test_places_in_any_markup(suffix: str, text: str) -> None:
    check_places(draft_bytes(text.encode(), suffix), BREAK.split(text), exact=False)


def test_a_line_ends_only_where_an_editor_ends_it() -> None:
    text = "\ufeff关于甲的通知\r\n各科室：\r　　一\u2028二\x85三\x0c四。\n　　末行。"
    lines = draft_bytes(text.encode(), "txt").lines
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert lines[2].text == "　　一\u2028二\x85三\x0c四。"
    assert lines[0].at(0) == (1, 1)


# ── what single lines are ──


def roles(text: str, suffix: str = "txt") -> list[Role]:
    return [line.role for line in draft_bytes(text.encode(), suffix).lines]


def line_of(text: str) -> Line:
    """The last line of a draft."""
    return draft_bytes(f"关于甲的通知\n各科室：\n现将事项通知如下。\n{text}\n".encode(), "txt").lines[-1]


@pytest.mark.parametrize(
    ("text", "level", "mark", "words", "heading", "alone"),
    [
        ("一、总体要求", 1, "一、", "总体要求", "总体要求", True),
        ("一、指导原则、", 1, "一、", "指导原则、", "指导原则、", True),
        ("　　（一）加强领导。成立专班。", 2, "（一）", "加强领导。成立专班。", "加强领导。", False),
        ("(一) 加强领导", 2, "(一)", "加强领导", "加强领导", True),
        ("1．建立台账。", 3, "1．", "建立台账。", "", False),
        ("1、建立台账", 3, "1、", "建立台账", "建立台账", True),
        ("\u2003\u2003（1）摸底", 4, "（1）", "摸底", "摸底", True),
        ("1）摸底", 4, "1）", "摸底", "摸底", True),
        ("①优先安排。", 5, "①", "优先安排。", "", False),
        ("一、各单位要高度重视，认真落实。", 1, "一、", "各单位要高度重视，认真落实。", "", False),
        ("1.5万人参加了活动。", 0, "", "1.5万人参加了活动。", "", False),
        ("第一条　为了规范管理，制定本办法。", 0, "第一条", "为了规范管理，制定本办法。", "", False),
        ("第一条例行检查制度要坚持。", 0, "", "第一条例行检查制度要坚持。", "", False),
        ("第二章  附则", 0, "第二章", "附则", "附则", True),
        ("一是加强领导。二是落实责任。", 0, "", "一是加强领导。二是落实责任。", "", False),
    ],
)
def test_numbers(text: str, level: int, mark: str, words: str, heading: str, alone: bool) -> None:
    line = line_of(text)
    assert (line.level, line.mark, line.words, line.heading, line.alone) == (level, mark, words, heading, alone)
    assert line.role is Role.BLOCK


@pytest.mark.parametrize(
    "text",
    [
        "为做好工作，制定本方案。\n一、目标\n按期完成。",
        "一、目标\n按期完成。",
        "深入学习，狠抓落实。",
        "一是加强领导\n二是落实责任",
    ],
)
def test_no_title_is_made_of_text(text: str) -> None:
    assert set(roles(text)) == {Role.BLOCK}


def test_a_date_among_paragraphs_is_no_signature() -> None:
    text = "大事记\n\n2024年3月5日\n召开动员会，部署工作。\n2024年4月1日\n开展检查，发现问题3个。\n"
    assert Role.NAME not in roles(text)
    assert len(draft_bytes(text.encode(), "txt").sheets) == 1


def test_lists_of_one_width_are_not_joined() -> None:
    names = "".join(f"江川市第{n}人民医院医共体管理委员会办公室\n" for n in "一二三四五六七八")
    text = f"关于公布名单的通知\n各单位：\n现将名单公布如下。\n{names}"
    assert [line.number for line in draft_bytes(text.encode(), "txt").lines] == list(range(1, 12))


def test_asterisks_in_a_text_are_a_mask() -> None:
    assert line_of("由**同志任组长，**负责联络。").words == "由**同志任组长，**负责联络。"


def test_a_damaged_character_does_not_spoil_the_rest() -> None:
    data = "关于甲的通知\n现将事项通知如下。".encode()
    lines = draft_bytes(data[:-4] + data[-3:], "txt").lines
    assert lines[0].text == "关于甲的通知"


def test_kinds_of_sheets() -> None:
    kinds = [sheet.kind for sheet in read("titled-labels.txt").sheets]
    assert kinds == [Kind.MAIN, Kind.ATTACHMENT, Kind.ATTACHMENT]
    assert [sheet.kind for sheet in read("forwarded.txt").sheets] == [Kind.MAIN, Kind.ISSUED]


# ── any size ──


@pytest.mark.parametrize(
    "text",
    [
        "各单位要高度重视，" * 111_112,
        "字" * 1_000_000,
        "　" * 1_000_000,
        "（" * 500_000 + "一" * 500_000,
        "　　各单位要高度重视，认真抓好工作落实，确保任务完成。\n" * 36_000,
        "一、总体要求\n各单位要高度重视。\n" * 15_000,
        "关于甲的通知\n现将事项通知如下。\n江川市民政局\n2024年3月5日\n" * 7_500,
        "附件1\n统计表\n甲\t乙\n" * 10_000,
        "附件：1.甲\n2.乙\n" * 15_000,
        "江川市民政局\n" * 30_000,
        "2024年3月5日\n" * 30_000,
        "题目\n\n　　正文。\n\n\n" * 6_000,
        "切实做好森林防火工作有关事项通知如\n" * 30_000,
    ],
    ids=range(13),
)
def test_time_grows_with_the_text(text: str) -> None:
    begin = time.perf_counter()
    draft = draft_bytes(text.encode(), "txt")
    tree(draft)
    assert time.perf_counter() - begin < 10
