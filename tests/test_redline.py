"""花脸稿: accepted it is the new edition, rejected the old one, by the rules of Word and in LibreOffice itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from editions import Pair, edited, pairs
from hypothesis import HealthCheck, Phase, given, settings
from settled import ACCEPT, REJECT, by_soffice, by_word, leaves_a_line, shown, words_of
from wordfiles import unzipped

from docgen.campaign_file import load
from docgen.compare import Comparison, compare
from docgen.compose import compose
from docgen.document import Attachment, Document, Head, Heading, Imprint, Paragraph, Signature, Table
from docgen.genre import folders
from docgen.notation import Date
from docgen.read import read_bytes
from docgen.redline import redline
from docgen.write import write

CAMPAIGN = Path(__file__).parent.parent / "campaigns" / "safety" / "campaign.yaml"
SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="没有在 LibreOffice 里试开：本机没有安装")


def redlined(old: Document, new: Document, date: Date | None = None) -> bytes:
    return redline(Comparison(old, new, compare(old, new), date=date), "docx")


@cache
def composed(genre: str) -> Document:
    campaign, _ = load(CAMPAIGN)
    assert campaign
    document, _ = compose(campaign, genre, folders())
    assert document
    return document


def known_pairs() -> dict[str, Pair]:
    plan, notice, report = composed("plan"), composed("notice"), composed("report")
    blocks = list(plan.blocks)
    blocks.insert(36, blocks.pop(20))
    del blocks[10]
    blocks.insert(5, Paragraph("各县（区）按月报送进展情况。"))
    assert notice.issued and notice.imprint and isinstance(plan.attachments[0].blocks[0], Table)
    table = plan.attachments[0].blocks[0]
    narrow = Table(table.header[:3], tuple(row[:3] for row in (*table.rows[2:], table.rows[0])))
    joint = Head(("砚湖市人民政府", "砚湖市应急管理局"), "砚政发〔2026〕7号", signatories=("张三", "李四"))
    return {
        "paragraphs moved, added, dropped": (plan, replace(plan, blocks=tuple(blocks))),
        "no attachments": (plan, replace(plan, attachments=())),
        "fewer columns, other rows": (plan, replace(plan, attachments=(Attachment("任务表", (narrow,)),))),
        "plan and the notice that issues it": (plan, notice),
        "other head, signature and imprint": (
            notice,
            replace(
                notice,
                head=joint,
                signature=Signature(joint.issuers, "2026年4月1日"),
                imprint=replace(notice.imprint, copies_to="市委办公室", printed_on="2026年4月2日"),
            ),
        ),
        "no imprint": (notice, replace(notice, imprint=None)),
        "last attachment gone before the imprint": (
            notice,
            replace(notice, issued=replace(notice.issued, attachments=notice.issued.attachments[:-1])),
        ),
        "imprint alone": (replace(notice, imprint=None), notice),
        "notice and report": (notice, report),
        "last paragraph gone": (Document("甲", blocks=_lines("一", "二", "三")), Document("甲", blocks=_lines("一"))),
        "all paragraphs gone": (Document("甲", blocks=_lines("一", "二")), Document("甲", blocks=_lines("人民"))),
        "words at two edges": (
            Document("甲", blocks=_lines("各县抓好落实", "开展自查，形成台账。")),
            Document("甲", blocks=_lines("各县抓好落实并报送", "全面开展自查，形成台账。")),
        ),
        "a table for a paragraph": (
            Document("甲", blocks=(*_lines("一"), Paragraph("任务如下。"), Paragraph("完"))),
            Document("甲", blocks=(*_lines("一"), Table(("序号", "任务"), (("1", "自查"),)), Paragraph("完"))),
        ),
        "tables side by side": (
            Document(
                "甲", blocks=(Table(("序号", "任务"), (("1", "自查"),)), Table(("姓名", "单位"), (("李四", "市局"),)))
            ),
            Document("甲", blocks=(Table(("姓名", "单位"), (("李四", "市局"), ("", ""))),)),
        ),
        "empty cells": (
            Document("甲", blocks=(Table(("甲", "乙"), (("", ""), ("1", ""))),)),
            Document("甲", blocks=(Table(("甲", "乙"), (("1", ""), ("", "2"), ("", ""))),)),
        ),
    }


def _lines(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(map(Paragraph, texts))


def check_by_word(old: Document, new: Document) -> bytes:
    data = redlined(old, new)
    assert by_word(data, ACCEPT) == shown(write(new, "docx"))
    assert by_word(data, REJECT) == shown(write(old, "docx"))
    return data


def check_by_soffice(some: Sequence[tuple[Document, ...]]) -> None:
    files = [redlined(*pair) for pair in some]
    plain = by_soffice([write(document, "docx") for pair in some for document in pair], ACCEPT)
    for side, command in enumerate((REJECT, ACCEPT)):
        for n, (file, left) in enumerate(zip(files, by_soffice(files, command), strict=True)):
            exact = not leaves_a_line(file)
            assert words_of(left, exact) == words_of(plain[2 * n + side], exact), (n, command)


@pytest.mark.parametrize("case", known_pairs())
def test_accepted_it_is_the_new_edition_and_rejected_the_old_one(case: str) -> None:
    old, new = known_pairs()[case]
    check_by_word(old, new)
    check_by_word(new, old)


@SLOW
@given(pair=pairs())
def test_any_two_documents_come_back_whole(pair: Pair) -> None:
    check_by_word(*pair)


@needs_soffice
def test_libreoffice_accepts_and_rejects_as_well() -> None:
    check_by_soffice(list(known_pairs().values()))


@needs_soffice
@pytest.mark.slow
def test_libreoffice_accepts_and_rejects_any_edits() -> None:
    """All in one start of the program, hence gathered first."""
    some: list[tuple[Document, ...]] = []

    @settings(max_examples=60, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(pair=edited())
    def gather(pair: Pair) -> None:
        some.append(tuple(replace(document, imprint=None) for document in pair))  # a box that goes may leave a frame

    gather()
    assert len(some) == 60
    check_by_soffice(some)


def test_same_editions_same_bytes_and_a_date_only_when_given() -> None:
    old, new = known_pairs()["paragraphs moved, added, dropped"]
    once, again, dated = redlined(old, new), redlined(old, new), redlined(old, new, Date(2026, 3, 5))
    assert once == again
    text, with_date = (unzipped(data)["word/document.xml"].decode() for data in (once, dated))
    assert "w:date" not in text
    assert set(re.findall(r'w:date="([^"]+)"', with_date)) == {"2026-03-05T00:00:00Z"}
    numbers = re.findall(r'<w:(?:ins|del|pPrChange) w:id="(\d+)" w:author="docgen"/?>', text)
    assert len(numbers) == len(set(numbers)) > 4
    assert "moveFrom" not in text


def test_without_changes_nothing_is_tracked_and_the_layout_is_the_final_one() -> None:
    notice = composed("notice")
    parts, plain = unzipped(redlined(notice, notice)), unzipped(write(notice, "docx"))
    assert not re.search(rb"<w:(ins|del|pPrChange)\b", parts["word/document.xml"])
    assert {name: part for name, part in parts.items() if name != "word/document.xml"} == {
        name: part for name, part in plain.items() if name != "word/document.xml"
    }
    assert read_bytes(redlined(notice, notice), "docx") == notice


def test_what_stayed_is_not_touched() -> None:
    """Words added to one heading: one insertion, and nothing tracked elsewhere."""
    plan = composed("plan")
    place = next(n for n, block in enumerate(plan.blocks) if isinstance(block, Heading))
    heading = plan.blocks[place]
    assert isinstance(heading, Heading)
    new = replace(
        plan,
        blocks=(*plan.blocks[:place], replace(heading, text=heading.text + "和具体任务"), *plan.blocks[place + 1 :]),
    )
    text = unzipped(redlined(plan, new))["word/document.xml"].decode()
    assert re.findall(r"<w:(?:ins|del|pPrChange) .*?</w:t>", text)[0].endswith("<w:t>和具体任务</w:t>")
    assert len(re.findall(r"<w:(?:ins|del|pPrChange) ", text)) == 1


def test_imprint_changes_word_by_word() -> None:
    notice = composed("notice")
    new = replace(notice, imprint=replace(notice.imprint or Imprint(), printed_on="2026年5月6日"))
    text = unzipped(redlined(notice, new))["word/document.xml"].decode()
    assert "".join(re.findall(r"<w:delText[^>]*>([^<]*)", text)) == "3月12日"
