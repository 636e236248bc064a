"""What a ruler finds on the printed page, for every kind of document (GB/T 9704-2012). Lengths in millimetres.

Needs LibreOffice and the faces of tests/fonts.py; without them these tests skip and say so.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

import fonts
import pytest
import yaml
from test_compose import BARE, NO_BLOCKS, SHIPPED, campaign_of, document_of, shipped_campaign

from docgen import genre as genres
from docgen import soffice
from docgen.document import (
    Attachment,
    Block,
    Document,
    Head,
    Imprint,
    Paragraph,
    RunIn,
    Signature,
    Table,
    line_block,
)
from docgen.notation import level_of_mark, split_mark
from docgen.units_file import rows
from docgen.versions import versions
from docgen.writers import docx, layout, pdf

BATCH = Path(__file__).parent.parent / "examples/batch"
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
CHAR, SMALL_CHAR, LINE = 156 / 28, 14 * 25.4 / 72, 28.95 * 25.4 / 72
FANG, KAI, HEI, SONG, XBS = (
    fonts.POSTSCRIPT[name] for name in ("仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体")
)
BLACK, RED = 0x000000, 0xFF0000
DATA = yaml.safe_load((Path(__file__).parent / "layout.yaml").read_text(encoding="utf-8"))
WIDTHS, COUNTS = range(5, 15), range(2, 5)  # of the longest name in a joint masthead; of the issuers
FILLED = range(18, 34)  # paragraphs of one line before an imprint, so that it meets the foot of a page in every way


def document(data: dict[str, Any]) -> Document:
    return Document(
        data["title"],
        Head(**tupled(data["head"])) if "head" in data else None,
        tuple(data.get("byline", ())),
        data.get("opening", ""),
        blocks(data),
        tuple(Attachment(item["title"], blocks(item)) for item in data.get("attachments", ())),
        Signature(**tupled(data["signature"])) if "signature" in data else None,
        data.get("note", ""),
        document(data["issued"]) if "issued" in data else None,
        Imprint(**data["imprint"]) if "imprint" in data else None,
    )


def tupled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def blocks(data: dict[str, Any]) -> tuple[Block, ...]:
    table = data.get("table")
    rows = tuple(map(tuple, table["rows"])) * table["times"] if table else ()
    tables = (Table(tuple(table["header"]), rows),) if table else ()
    return (*map(block, data.get("text", ()) * data.get("times", 1)), *tables)


def block(line: str) -> Block:
    head, _, rest = line.rpartition("｜")
    if not head:
        return line_block(line)
    mark, text = split_mark(head)
    return RunIn(level_of_mark(mark), text + rest, len(text))


def joint(width: int, count: int) -> Document:
    """A document of several issuers, the longest name (the last) `width` characters, each other one shorter by one."""
    names = tuple("江川市" + "甲乙丙丁戊己庚辛壬癸"[: max(1, width - n - 4)] + "局" for n in range(count))[::-1]
    return Document(
        "关于联合开展检查的通知", Head(names, "江联发〔2026〕1号"), blocks=(Paragraph("现将有关事项通知如下。"),)
    )


def short(kind: str, lines: int) -> Document:
    """A notice whose only paragraph takes this many lines, the last of them nearly full."""
    names = ("江川市民政局", "江川市财政局")[: 2 if "联合" in kind else 1]
    text = ("现将有关事项通知如下请认真执行各单位要高度重视压实责任" * 9)[: 26 + 28 * (lines - 1) - 4]
    return Document(
        "关于进一步做好困难群众临时救助和慰问走访各项工作的通知",
        Head(names, "江民〔2026〕1号", signatories=("张三",) if "上行" in kind else ()),
        opening="各县（市、区）民政局：",
        blocks=(Paragraph(text),),
        signature=Signature(names, "2026年3月5日", sealed="不盖章" not in kind),
        issued=Document("工作方案", blocks=(Paragraph("制定本方案。"),)) if "印发" in kind else None,
        imprint=Imprint("市委办公室", "江川市民政局办公室", "2026年3月5日"),
    )


SHORT = [  # lines of the text; what stands on each page: text, signature, imprint
    ("下行", 2, ["文署版"]),
    ("下行", 3, ["文署", "版"]),
    ("下行印发", 4, ["文署", "版"]),
    ("下行不盖章", 3, ["文署版"]),
    ("下行不盖章印发", 5, ["文署", "版"]),
    ("上行", 2, ["文署版"]),
    ("上行印发", 4, ["文署", "版"]),
    ("联合印发", 2, ["文署", "版"]),
    ("联合印发", 3, ["文署", "版"]),
    ("联合不盖章印发", 2, ["文署", "版"]),
]


def filled(lines: int) -> Document:
    """A document that ends this many lines below its opening, with an imprint of two lines."""
    return Document(
        "关于填满版面的报告",
        Head(("江川市医疗保障局",), "江医保〔2026〕1号"),
        blocks=tuple(Paragraph(f"第{n}行") for n in range(lines)),
        imprint=Imprint(
            "市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委，市财政局",
            "局办公室",
            "2026年3月5日",
        ),
    )


def composed() -> dict[str, Document]:
    """Every document of every campaign that ships, one of each of twenty units of the batch example, and the drafts of
    a campaign that has only its name and its issuer.
    """
    found: dict[str, Document] = {}
    for name in SHIPPED:
        campaign = shipped_campaign(name)
        found |= {f"{name}.{genre}": document_of(campaign, genre) for genre in genres.ORDER}
    units = list(islice(rows(BATCH / "单位名单.xlsx", genres.folders()), 20))
    made = versions(BATCH / "活动.yaml", units[0].values)
    for unit, genre in zip(units, cycle(genres.ORDER[:3]), strict=False):
        campaign, problems, _ = made.version(unit)
        assert campaign, problems
        found[f"batch.{unit.id}.{genre}"] = document_of(campaign, genre)
    for kind, text in (("bare", BARE), ("no-blocks", NO_BLOCKS)):
        campaign = campaign_of(text)
        found |= {f"{kind}.{genre}": document_of(campaign, genre, draft=True) for genre in genres.ORDER}
    return found


DOCUMENTS = {kind: document(data) for kind, data in DATA.items()} | composed()
HEADED = {kind: value.head for kind, value in DOCUMENTS.items() if value.head}
LONG = {  # where there must be something to measure: a full page, full lines
    *DATA,
    *(f"{name}.{genre}" for name in SHIPPED for genre in ("plan", "speech")),
    *(f"{name}.notice" for name in SHIPPED if DOCUMENTS[f"{name}.notice"].issued),
}
IMPRINTED = [kind for kind, value in DOCUMENTS.items() if value.imprint]


@cache
def printed() -> dict[str | int | tuple[int | str, int], list[Any]]:
    """Every document of this file as pages, by kind; all printed in one call."""
    absent = fonts.missing() if pdf_program() else []
    if not pdf_program() or absent:
        pytest.skip(
            f"没有实测版面：缺少{'字体 ' + '、'.join(absent) if absent else ' LibreOffice'}（见 tests/fonts.py）"
        )
    from paper import open_pdf

    documents: dict[str | int | tuple[int | str, int], Document] = DOCUMENTS | {n: filled(n) for n in FILLED}
    documents |= {(kind, lines): short(kind, lines) for kind, lines, _ in SHORT}
    documents |= {(width, count): joint(width, count) for width in WIDTHS for count in COUNTS}
    files = pdf.convert([docx.write(value) for value in documents.values()])
    return dict(zip(documents, map(open_pdf, files), strict=True))


def pdf_program() -> str:
    return soffice.program() or ""


every_kind = pytest.mark.parametrize("kind", DOCUMENTS)
headed = pytest.mark.parametrize("kind", HEADED)


@every_kind
def test_paper_and_type_area(kind: str) -> None:
    for page in printed()[kind]:
        assert (page.width, page.height) == pytest.approx((210, 297), abs=0.2)
        for line in page.body:
            assert line.left >= LEFT - 0.2 and line.right <= RIGHT + 0.3, line.text
            assert TOP < line.baseline < BOTTOM, line.text


@every_kind
def test_22_lines_a_page(kind: str) -> None:
    """On every page of nothing but text that the next one goes on from."""
    pages = printed()[kind]
    full = [page for page, after in pairwise(pages) if pure(page) and pure(after) and after.body[0].left < LEFT + 0.3]
    assert full or kind not in LONG
    for page in full:
        assert len(page.body) == layout.LINES, page.body[-1].text
        for above, below in pairwise(page.body):
            assert below.baseline - above.baseline == pytest.approx(LINE, abs=0.1)
        assert page.body[0].baseline == pytest.approx(44.3, abs=0.2)


def pure(page: Any) -> bool:
    return {size for line in page.body for _, size, _ in line.faces} == {16.0}


@every_kind
def test_28_characters_a_line(kind: str) -> None:
    """On every line of full characters that the next one goes on from: 28, and 26 where a paragraph begins."""
    seen = 0
    for page in printed()[kind]:
        for line, below in pairwise(page.body):
            text = all(size == 16 for _, size, _ in line.faces) and not page.rules()
            goes_on = below.left < LEFT + 0.3 and line.right > RIGHT - 6 and below.baseline - line.baseline < LINE + 0.1
            breaks = re.match(r"[\u4e00-\u9fff]{2}", below.text)  # “ or a figure may take the end of a line along
            if not text or not goes_on or not breaks or not re.fullmatch(r"[\u3001-\u9fff，。、；：]+", line.text):
                continue
            first = line.left > LEFT + CHAR
            hanging = line.text[-1] in layout.CLOSING
            wanted = layout.CHARS - layout.INDENT * first
            assert wanted - 1 <= len(line.text) <= wanted
            if below.text[1] not in layout.CLOSING:  # which takes the character before it to the next line
                assert len(line.text) == wanted, line.text
            assert hanging or line.right == pytest.approx(RIGHT, abs=0.5)
            assert line.left == pytest.approx(LEFT + layout.INDENT * CHAR * first, abs=0.2)
            seen += 1
    assert seen > 5 or kind not in LONG


@every_kind
def test_all_the_text_is_there(kind: str) -> None:
    """And in the order of print; a mark that hangs over the edge would be lost."""
    paper = "".join(line.text for page in printed()[kind] for line in page.body)
    at = 0
    for value in (DOCUMENTS[kind], DOCUMENTS[kind].issued):
        for part in value.blocks if value else ():
            if isinstance(part, Table):
                continue
            at = paper.find(part.text, at)
            assert at >= 0, part.text


FACES = [
    ("通知", "000012", FANG, 16, BLACK),
    ("通知", "机密★1年", HEI, 16, BLACK),
    ("通知", "特急", HEI, 16, BLACK),
    ("通知", "江川市医疗保障局文件", XBS, 42, RED),
    ("通知", "江医保发〔2026〕12号", FANG, 16, BLACK),
    ("通知", "关于印发", XBS, 22, BLACK),
    ("通知", "各县（市、区）", FANG, 16, BLACK),
    ("通知", "现将《2026年", FANG, 16, BLACK),
    ("通知", "2026年3月5日", FANG, 16, BLACK),
    ("通知", "（此件公开发布）", FANG, 16, BLACK),
    ("通知", "一、指导思想", HEI, 16, BLACK),
    ("通知", "（一）服务水平", KAI, 16, BLACK),
    ("通知", "1.优化窗口布局", FANG, 16, BLACK),
    ("通知", "（1）压缩办理时限。", FANG, 16, BLACK),
    ("通知", "附件：1.", FANG, 16, BLACK),
    ("通知", "附件1", HEI, 16, BLACK),
    ("通知", "作风建设专项行动任务分解表", XBS, 22, BLACK),
    ("通知", "序号", HEI, 12, BLACK),
    ("通知", "抄送：", FANG, 14, BLACK),
    ("通知", "江川市医疗保障局办公室", FANG, 14, BLACK),
    ("讲话", "（2026年3月6日）", KAI, 16, BLACK),
    ("讲话", "同志们：", FANG, 16, BLACK),
]


@pytest.mark.parametrize(("kind", "start", "font", "size", "colour"), FACES, ids=[face[1] for face in FACES])
def test_the_face_of_each_element(kind: str, start: str, font: str, size: float, colour: int) -> None:
    lines = [line for page in printed()[kind] for line in page.lines]
    line = next(line for line in lines if line.text.startswith(start))
    assert line.faces == {(font, size, colour)}


def test_a_run_in_heading_has_its_own_face_to_its_full_stop() -> None:
    line = next(line for page in printed()["讲话"] for line in page.body if line.text.startswith("（二）规范"))
    end = len("（二）规范经办流程。")
    assert set(line.each[:end]) == {(KAI, 16, BLACK)} and set(line.each[end:]) == {(FANG, 16, BLACK)}
    up = next(line for page in printed()["报告"] for line in page.body if "签发人" in line.text)
    assert up.faces == {(KAI, 16, BLACK), (FANG, 16, BLACK)}


@headed
def test_masthead(kind: str) -> None:
    page = printed()[kind][0]
    lines = [line for line in page.body if (XBS, RED) in {(font, colour) for font, _, colour in line.faces}]
    assert page.ink(LEFT, TOP, RIGHT, lines[-1].baseline, red=True)[0] - TOP == pytest.approx(35, abs=0.5)
    for line in lines:
        assert line.left >= LEFT and line.right <= RIGHT
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    assert len(lines) == len(HEADED[kind].issuers)


def test_a_joint_masthead_has_its_word_at_the_right_in_the_middle() -> None:
    lines = [line for line in printed()["联合通知"][0].body if (XBS, RED) in {(f, c) for f, _, c in line.faces}]
    names = [line.text.removesuffix("文件") for line in lines]
    assert names == DATA["联合通知"]["head"]["issuers"]
    assert [line.text.endswith("文件") for line in lines] == [False, True, False]
    ends = [line.places[len(name) - 1][1] for line, name in zip(lines, names, strict=True)]
    assert max(ends) - min(ends) < 1.5  # the names are as wide as the widest
    assert lines[1].places[-2][0] > max(ends)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", COUNTS)
def test_no_name_of_a_joint_masthead_is_broken(width: int, count: int) -> None:
    (page,), value = printed()[width, count], joint(width, count)
    assert value.head
    lines = [line for line in page.body if (XBS, RED) in {(font, colour) for font, _, colour in line.faces}]
    named = [line for line in lines if line.text.removesuffix("文件")]
    assert tuple(line.text.removesuffix("文件") for line in named) == value.head.issuers
    word = next(line for line in lines if line.text.endswith("文件"))
    assert word.baseline == pytest.approx((named[0].baseline + named[-1].baseline) / 2, abs=0.3)
    ends = [line.places[len(name) - 1][1] for line, name in zip(named, value.head.issuers, strict=True)]
    assert max(ends) - min(ends) < 1.5 and word.places[-2][0] > max(ends)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    assert left >= LEFT and right <= RIGHT and (left + right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    assert page.ink(LEFT, TOP, RIGHT, lines[-1].baseline, red=True)[0] - TOP == pytest.approx(35, abs=0.6)
    under = page.line(value.title).baseline - 0.75 * LINE - TOP  # where its line begins
    assert layout.head_lines(value.head.issuers, 0) * LINE == pytest.approx(under, abs=0.7)


@headed
def test_red_rule(kind: str) -> None:
    page = printed()[kind][0]
    (rule,) = [rule for rule in page.rules() if rule.colour == (1, 0, 0)]
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.2)
    assert rule.points == layout.RULE_PT
    number = page.line(HEADED[kind].number)
    above = page.ink(LEFT, number.baseline - 4, RIGHT, rule.y - 0.6)[1]
    assert rule.y - rule.points * 25.4 / 144 - above == pytest.approx(layout.RULE_GAP_MM, abs=0.7)


@headed
def test_two_blank_lines_around_the_rule(kind: str) -> None:
    page = printed()[kind][0]
    texts = [line for line in page.body if layout.SIZE_2_PT in {size for _, size, _ in line.faces}]
    (rule,) = [rule for rule in page.rules() if rule.colour == (1, 0, 0)]
    assert texts[0].baseline - rule.y == pytest.approx(2.8 * LINE, abs=1.5)
    opening = page.line(DOCUMENTS[kind].opening[:8])
    assert opening.baseline - texts[-1].baseline == pytest.approx(2 * LINE, abs=1.5)


def test_number_and_signatories_of_a_document_upward() -> None:
    page = printed()["报告"][0]
    first, last = page.line("签发人："), page.line("江医保〔2026〕30号")
    assert "欧阳文华" in last.text and last.left == pytest.approx(LEFT + CHAR, abs=0.5)
    assert first.text == "签发人：张建国李明"
    assert first.right == pytest.approx(RIGHT - CHAR, abs=0.5)
    assert last.places[-4][0] == pytest.approx(first.places[4][0], abs=0.3)  # under the first name


@every_kind
def test_title_lines(kind: str) -> None:
    for page in printed()[kind]:
        lines = [line for line in page.body if (XBS, 22.0, BLACK) in line.faces]
        for line in lines:
            assert (line.left + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.7), line.text
            assert line.text[0] not in layout.CLOSING and line.text[-1] not in layout.OPENING
            assert len(line.text) > 1
        for above, below in pairwise(lines):
            assert below.baseline - above.baseline == pytest.approx(LINE, abs=0.1)


# LibreOffice widens a date by gaps around its digits, whatever the file says; hence right edges are measured, whose
# distances follow from the widths that Word prints.


def test_a_sealed_signature() -> None:
    page = printed()["通知"][0]  # on the first page: the lines kept for the seal give way
    name, date = [line for line in page.body if line.text in ("江川市医疗保障局", "2026年3月5日") and line.left > 90]
    assert date.right == pytest.approx(RIGHT - 4 * CHAR, abs=0.5)
    assert name.right == pytest.approx(RIGHT - 3 * CHAR, abs=0.5)  # over the middle of the date: 4 + (6 − 8) / 2
    assert date.baseline - name.baseline == pytest.approx(LINE, abs=0.1)
    text = page.line("请结合实际")
    assert LINE <= name.baseline - text.baseline <= 3 * LINE + 0.1
    seal = (name.baseline + date.baseline) / 2 - layout.SEAL_MM / 2
    assert seal - text.baseline < LINE  # its top is within a line of the text


def test_an_unsealed_signature() -> None:
    lines = [line for page in printed()["报告"] for line in page.body]
    at = next(n for n, line in enumerate(lines) if line.text == "2026年12月15日")
    name, date = lines[at - 1 : at + 1]
    assert name.text == "江川市医疗保障局"
    assert name.right == pytest.approx(RIGHT - 2 * CHAR, abs=0.5)
    assert date.right == pytest.approx(RIGHT - CHAR, abs=0.5)  # its first character two after the name's: 2 + 8 − 2 − 7
    assert name.baseline - lines[at - 2].baseline == pytest.approx(2 * LINE, abs=0.2)
    assert lines[at + 1].text.startswith("（联系人") and lines[at + 1].left > LEFT + 2 * CHAR - 0.5


@pytest.mark.parametrize(("kind", "lines", "pages"), SHORT)
def test_blank_lines_give_way_so_that_a_signature_is_not_alone_on_a_page(
    kind: str, lines: int, pages: list[str]
) -> None:
    found = [
        "".join(
            sign
            for sign, starts in (("文", "现将"), ("署", "2026年3月5日"), ("版", "江川市民政局办公室"))
            if any(line.text.startswith(starts) for line in page.body)
        )
        for page in printed()[kind, lines]
    ]
    assert found == pages
    printed_text = [line for line in printed()[kind, lines][0].body if (FANG, 16.0, BLACK) in line.faces]
    *_, text, name = printed_text[: -1 if "联合不盖章" not in kind else -2]  # the date, the other name
    if "不盖章" in kind:
        assert 1.2 * LINE < name.baseline - text.baseline < 2.1 * LINE
    else:
        seal = name.baseline + LINE / 2 - layout.SEAL_MM / 2  # its upper edge
        assert text.baseline < seal < text.baseline + 1.5 * LINE


def test_joint_seals_do_not_touch() -> None:
    page = next(page for page in printed()["联合通知"] if any(line.text == "2026年4月8日" for line in page.body))
    date = page.line("2026年4月8日")
    first, last = (page.line(start) for start in ("江川市医疗保障局", "江川市卫生健康委员会"))
    middles = [(first.places[0][0] + first.places[7][1]) / 2, (first.places[8][0] + first.right) / 2]
    assert first.text == "江川市医疗保障局江川市公安局"
    assert middles[1] - middles[0] > layout.SEAL_MM
    assert middles[0] - layout.SEAL_MM / 2 > LEFT and middles[1] + layout.SEAL_MM / 2 < RIGHT
    assert last.baseline - first.baseline > layout.SEAL_MM
    assert date.right == pytest.approx(RIGHT - 4 * CHAR, abs=0.5)
    assert (last.left + last.right) / 2 == pytest.approx(RIGHT - 7 * CHAR, abs=0.5)  # the middle of the date


def test_the_list_of_attachments_hangs() -> None:
    lines = [line for page in printed()["联合通知"] for line in page.body]
    at = next(n for n, line in enumerate(lines) if line.text.startswith("附件：1.江川市"))
    first, turned, second = lines[at : at + 3]
    assert first.left == pytest.approx(LEFT + 2 * CHAR, abs=0.3)
    assert turned.left == pytest.approx(first.places[5][0], abs=0.8)
    assert second.text == "2.联络员名单" and second.places[2][0] == pytest.approx(turned.left, abs=0.8)
    assert first.baseline - lines[at - 1].baseline == pytest.approx(2 * LINE, abs=0.2)


@pytest.mark.parametrize("kind", ["通知", "联合通知"])
def test_attachments_begin_a_page(kind: str) -> None:
    pages = [page for page in printed()[kind] if re.fullmatch(r"附件\d", page.body[0].text)]
    assert [page.body[0].text for page in pages] == ["附件1", "附件2"]
    for page in pages:
        assert page.body[0].baseline == pytest.approx(44.3, abs=0.2)
        assert page.body[0].left == pytest.approx(LEFT, abs=0.3)
        assert (page.body[1].baseline - page.body[0].baseline) / LINE == pytest.approx(2, abs=0.15)


def test_what_is_issued_begins_a_page_without_a_head() -> None:
    page = printed()["通知"][1]
    assert [line.text for line in page.body[:2]] == ["江川市医疗保障局", "2026年作风建设专项行动实施方案"]
    assert not page.rules()
    assert (page.body[0].baseline - 44.3) / LINE == pytest.approx(2, abs=0.15)  # on the third line


@pytest.mark.parametrize("kind", IMPRINTED)
def test_imprint_at_the_foot_of_the_last_page(kind: str) -> None:
    *others, last = printed()[kind]
    imprint = DOCUMENTS[kind].imprint
    assert imprint
    rules = [rule for rule in last.rules() if rule.colour == (0, 0, 0) and rule.points > 0.5]
    copies = bool(imprint.copies_to)
    assert [rule.points for rule in rules] == ([1.0, 0.75, 1.0] if copies else [1.0, 1.0])
    assert rules[-1].y == pytest.approx(BOTTOM, abs=0.3)
    assert all((rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.2) for rule in rules)
    printed_by = last.line(imprint.printed_by)
    assert rules[-2].y < printed_by.baseline < rules[-1].y
    assert printed_by.left == pytest.approx(LEFT + SMALL_CHAR, abs=0.3)
    if imprint.printed_on:
        assert printed_by.right == pytest.approx(RIGHT - SMALL_CHAR, abs=0.4)
        assert printed_by.text.endswith(imprint.printed_on if kind.startswith("bare.") else "日印发")
    for page in others:
        assert not any(line.text.startswith("抄送：") or line.text.endswith("日印发") for line in page.body)
    if copies:
        first = last.line("抄送：")
        assert first.left == pytest.approx(LEFT + SMALL_CHAR, abs=0.3)
        for line in last.body:
            if first.baseline < line.baseline < rules[-2].y:
                assert line.left == pytest.approx(LEFT + 4 * SMALL_CHAR, abs=0.3)  # under what follows the colon


@pytest.mark.parametrize("lines", FILLED)
def test_an_imprint_is_never_printed_over_text(lines: int) -> None:
    *others, last = printed()[lines]
    rules = [rule for rule in last.rules() if rule.colour == (0, 0, 0)]
    assert rules[-1].y == pytest.approx(BOTTOM, abs=0.3)
    assert all(line.baseline < rules[0].y for line in last.body if line.text.startswith("第"))
    texts = [line.text for page in (*others, last) for line in page.body if re.fullmatch(r"第\d+行", line.text)]
    assert texts == [f"第{n}行" for n in range(lines)]


@every_kind
def test_page_numbers(kind: str) -> None:
    for count, page in enumerate(printed()[kind], 1):
        line = page.number
        assert line.text == f"—{count}—"
        assert line.faces == {(SONG, 14.0, BLACK)}
        if count % 2:
            assert line.right == pytest.approx(RIGHT - SMALL_CHAR, abs=0.3)
        else:
            assert line.left == pytest.approx(LEFT + SMALL_CHAR, abs=0.3)
        dash = page.ink(line.places[0][0], line.baseline - 6, line.places[0][1], line.baseline + 2)
        assert dash[0] - BOTTOM == pytest.approx(layout.PAGE_NUMBER_GAP_MM, abs=0.4)


def test_a_table_keeps_to_the_type_area_and_repeats_its_header() -> None:
    pages = [page for page in printed()["通知"] if any(line.text.startswith("序号") for line in page.body)]
    assert len(pages) > 1
    for page in pages:
        edges = page.rules()
        assert min(rule.left for rule in edges) == pytest.approx(LEFT, abs=0.3)
        assert max(rule.right for rule in edges) == pytest.approx(RIGHT, abs=0.3)
        header = page.line("序号")
        assert header.text == "序号工作任务牵头单位配合单位完成时限"
        assert header.faces == {(HEI, 12.0, BLACK)}
        ys = sorted({round(rule.y, 2) for rule in edges})
        assert ys[1] - ys[0] == pytest.approx(LINE, abs=0.4)  # a row of one line takes one line
        assert ys[-1] <= BOTTOM + 0.2
