"""txt, md and html read back: any bytes give a document, any encoding the same one, every block its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import ALL, NOTICE, PLAN

from docgen.document import Attachment, Document, Heading, Paragraph, RunIn, Signature, Source, Table
from docgen.errors import DocgenError
from docgen.read import read, read_bytes, readers
from docgen.write import write
from docgen.writers.marks import joined

PLAIN = ("txt", "md", "html")
SLOW = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
SNIPPETS = (
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "　　",
        "附件1\n",
        "━━━━\n",
        "────\n",
        "抄送：甲。\n",
        "题目\n",
        "（注）\n",
        "\x00\x0c\x85\u2028",
    ),
    *(
        "# ",
        "## 一、",
        "---\n",
        "*甲*\n",
        "**乙**\n",
        "> ",
        "1. ",
        "- ",
        "| a | b |\n| --- | --- |\n",
        "```\n",
        "<!-- ",
    ),
    *("<p>", "</p>", "<p class=title>", "<h1 class='title'>题", "<span class='mark'>", "<span class=note>", "</span>"),
    *(
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<h2>",
        "<p class='numbered level-2'>",
        "<script>",
        "</html>",
        "&#0;",
        "<![x[",
    ),
)


def every_text(document: Document) -> Iterator[str]:
    yield from (*document.byline, document.opening, document.note)
    for block in (*document.blocks, *(block for attachment in document.attachments for block in attachment.blocks)):
        match block:
            case Table():
                yield from (*block.header, *(cell for row in block.rows for cell in row))
                assert len(block.header) > 1 and {len(row) for row in block.rows} <= {len(block.header)}
            case _:
                assert block.text
                yield block.text
    if document.issued:
        yield from every_text(document.issued)


@pytest.mark.parametrize("suffix", PLAIN)
@SLOW
@given(text=st.text() | st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_is_a_document_of_clean_lines(suffix: str, text: str) -> None:
    for line in every_text(read_bytes(text.encode("utf-8", "surrogatepass"), suffix)):
        assert line == line.strip() and len(line.splitlines()) < 2 and "\x00" not in line


@pytest.mark.parametrize("suffix", PLAIN)
@SLOW
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_document(suffix: str, data: bytes) -> None:
    assert isinstance(read_bytes(data, suffix), Document)


@pytest.mark.parametrize("suffix", PLAIN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_and_line_end(suffix: str, encoding: str, end: str) -> None:
    text = write(NOTICE, suffix).decode().replace("\n", end)
    assert read_bytes(text.encode(encoding), suffix) == NOTICE


@pytest.mark.parametrize("suffix", PLAIN)
@pytest.mark.parametrize("name", ALL)
def test_samples_come_back(suffix: str, name: str) -> None:
    assert read_bytes(write(ALL[name], suffix), suffix) == ALL[name]


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_every_block_knows_its_place(suffix: str) -> None:
    data = write(PLAN, suffix)
    rows = data.decode().splitlines()
    for block in read_bytes(data, suffix).blocks:
        assert block.source
        place = rows[block.source.line - 1][block.source.col - 1 :]
        match block:
            case Table():
                assert block.header[0] in place
            case Paragraph():
                assert place == block.text
            case _:
                assert block.mark is not None
                assert place.lstrip("# ") == joined(block.mark, block.text)


def test_html_blocks_know_their_line() -> None:
    data = write(PLAN, "html")
    rows = data.decode().splitlines()
    for block in read_bytes(data, "html").blocks:
        assert block.source
        if not isinstance(block, Table):
            assert block.text[-5:] in rows[block.source.line - 1][block.source.col - 1 :]


DRAFT = """\ufeff关于开展窗口服务提升行动的通知

各科室：
　　现将有关事项通知如下。
　　一、工作目标
  1．缩短时间。每件不超过3天。
\u2003\u2003（二）公开进度
第五条　本办法自印发之日起施行。
"""


def test_a_draft_by_hand_keeps_its_typed_marks() -> None:
    document = read_bytes(DRAFT.encode(), "txt")
    assert document.title == "关于开展窗口服务提升行动的通知"
    assert document.opening == "各科室："
    marks = [(type(block), getattr(block, "mark", None), block.source) for block in document.blocks]
    assert marks == [
        (Paragraph, None, Source(4, 3)),
        (Heading, "一、", Source(5, 3)),
        (RunIn, "1．", Source(6, 3)),
        (Heading, "（二）", Source(7, 3)),
        (Paragraph, None, Source(8, 1)),
    ]


def test_listed_attachments_without_a_page_are_kept() -> None:
    text = "题目\n\n　　正文。\n\n　　附件：1.甲表\n　　　　　2.乙表\n\n　　　　　　　甲局\n　　　　　　2026年3月5日\n"
    document = read_bytes(text.encode(), "txt")
    assert document.attachments == (Attachment("甲表"), Attachment("乙表"))
    assert document.signature == Signature(("甲局",), "2026年3月5日")


def test_a_foreign_page_is_read_by_its_paragraphs() -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body><div>关于甲的通知</div>
    <p class="MsoNormal">各
    科室：</p><p>一、目标</p><p>（一）<b>从快。</b>当天办。</p><ul><li>条目</ul><table><tr><td>a<td>b</table></body></html>"""
    document = read_bytes(page.encode(), "htm")
    assert document == Document(
        "关于甲的通知",
        opening="各科室：",
        blocks=(Heading(1, "目标"), RunIn(2, "从快。当天办。"), Paragraph("条目"), Table(("a", "b"), ())),
    )


def test_foreign_markdown_lists_and_headings() -> None:
    text = "# 方案\n\n## 目标\n\n第一行\n第二行\n\n1. 甲\n2. 乙\n\n- 丙\n\n### 1.1 范围\n"
    document = read_bytes(text.encode(), "md")
    assert document.title == "方案"
    assert document.blocks == (
        Heading(1, "目标"),
        Paragraph("第一行第二行"),
        Heading(3, "甲"),
        Heading(3, "乙"),
        Paragraph("丙"),
        Heading(2, "1.1 范围"),
    )


def test_a_hand_added_paragraph_in_our_page_is_not_lost() -> None:
    page = write(PLAN, "html").decode().replace("<h2>", "<p>补\n充。</p>\n<h2>", 1)
    assert Paragraph("补充。") in read_bytes(page.encode(), "html").blocks


def test_readers_are_the_modules_with_a_suffix() -> None:
    assert {"html": "html", "md": "markdown", "txt": "text"}.items() <= readers().items()


def test_errors_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(DocgenError, match=r"没有\.txt：错误：没有这个文件。请核对文件名和所在文件夹"):
        read(tmp_path / "没有.txt")
    with pytest.raises(DocgenError, match="这是一个文件夹"):
        read(tmp_path)
    (tmp_path / "a.xls").write_bytes(b"")
    with pytest.raises(DocgenError, match=r"a\.xls：错误：不能读取“xls”格式的文件。可以读取的格式：.*html、md、txt"):
        read(tmp_path / "a.xls")
    (tmp_path / "a.TXT").write_bytes("题目\n\n　　正文".encode())
    assert read(tmp_path / "a.TXT") == Document("题目", blocks=(Paragraph("正文"),))
