"""txt, md and html: the look against golden files, and what must hold of every page."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from conftest import TESTS, Golden
from documents import documents, texts
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from samples import ALL, NOTICE, SPEECH

from docgen.document import Document, Heading, Paragraph, RunIn
from docgen.errors import DocgenError
from docgen.write import write, writers
from docgen.writers.markdown import escape
from docgen.writers.marks import joined, numbered_lines

PLAIN = ("txt", "md", "html")
SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def shown(data: bytes, suffix: str) -> str:
    """What a golden keeps: of a page its body, for the style sheet has tests of its own."""
    text = data.decode()
    return text.partition("<body>\n")[2] if suffix == "html" else text


@pytest.mark.parametrize("suffix", PLAIN)
@pytest.mark.parametrize("name", ALL)
def test_looks_as_agreed(name: str, suffix: str, golden: Golden) -> None:
    golden(f"writers/{name}.{suffix}", shown(write(ALL[name], suffix), suffix))


@pytest.mark.parametrize("suffix", PLAIN)
@SLOW
@given(document=documents())
def test_bytes_are_clean(suffix: str, document: Document) -> None:
    data = write(document, suffix)
    text = data.decode()
    assert data == write(document, suffix)
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u2028\u2029]", text)


def test_a_process_of_its_own_writes_the_same_bytes() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from samples import NOTICE; from docgen.write import write\n"
        "[sys.stdout.buffer.write(write(NOTICE, suffix)) for suffix in ('txt', 'md', 'html')]"
    )
    folder = str(TESTS)
    out = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, check=True, env={"TZ": "Asia/Tokyo"}
    )
    assert out.stdout == b"".join(write(NOTICE, suffix) for suffix in PLAIN)


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(DocgenError, match=r"不能生成“doc”格式的文件。可以选用的格式：docx、html、md、pdf、txt"):
        write(SPEECH, ".doc")


def test_writers_are_the_modules_with_a_suffix() -> None:
    assert writers() == {"docx": "docx", "html": "html", "md": "markdown", "pdf": "pdf", "txt": "text"}


def test_suffix_is_taken_as_users_write_it() -> None:
    assert write(SPEECH, ".TXT") == write(SPEECH, "txt")


# ── numbers ──


@pytest.mark.parametrize(
    ("mark", "text", "line"),
    [
        ("1.", "加强领导", "1.加强领导"),
        ("1.", "2026年底前完成", "1.2026年底前完成"),
        ("1.", "5个工作日内办结", "1. 5个工作日内办结"),
        ("2．", "5项任务", "2． 5项任务"),
        ("3、", "5项任务", "3、5项任务"),
        ("一、", "2026年任务", "一、2026年任务"),
    ],
)
def test_a_digit_after_the_point_makes_no_decimal(mark: str, text: str, line: str) -> None:
    assert joined(mark, text) == line


def test_typed_marks_stand_and_others_are_counted() -> None:
    blocks = (Heading(1, "甲"), RunIn(2, "乙。"), Heading(1, "丙", mark="五、"), Heading(1, "丁"), Paragraph("戊"))
    assert [line for line, _ in numbered_lines(blocks)] == ["一、甲", "（一）乙。", "五、丙", "六、丁", "戊"]


# ── Markdown ──


class _Text(HTMLParser):
    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


@SLOW
@given(text=texts())
def test_markdown_shows_the_text_as_it_stands(text: str) -> None:
    page = _Text()
    page.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"　　{escape(text)}"))
    page.close()
    assert page.text.strip() == text


def test_markdown_renders_titles_headings_tables_and_breaks() -> None:
    page = MarkdownIt("commonmark").enable("table").render(write(NOTICE, "md").decode())
    assert page.count("<h1>") == 5  # notice, its attachment, the plan, two attachments
    assert "<h2>一、总体要求</h2>" in page and "<h3>（二）公开办理进度</h3>" in page
    assert page.count("<table>") == 3
    assert "<strong>江川市民政局文件</strong>" in page
    assert re.search(r"江川市民政局<br />\n　+2026年3月5日</p>", page)


# ── HTML ──


def test_page_fetches_and_runs_nothing() -> None:
    page = write(Document("<script>x</script>", blocks=(Paragraph('<img src="http://x.cn/a.png" onerror=x>'),)), "html")
    assert b"<script" not in page and b"<img" not in page
    for word in (b" src=", b" href=", b"url(", b"@import", b" onerror=x>"):
        assert word not in page.replace(b"&lt;img src=", b"").replace(b" onerror=x&gt;", b"")


def test_page_is_balanced() -> None:
    open_tags: list[str] = []

    class Balance(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "hr", "col"):
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    for document in ALL.values():
        Balance().feed(write(document, "html").decode())
    assert not open_tags


@pytest.mark.parametrize(
    "rule",
    [
        "@page{size:A4;margin:37mm 26mm 35mm 28mm}",
        "font-size:16pt;letter-spacing:-0.25pt;\nline-height:28.95pt",
        "min-height:297mm",
        'font-family:"方正小标宋简体"',
        "padding-top:7mm",
    ],
)
def test_style_carries_the_standard(rule: str) -> None:
    assert rule in write(NOTICE, "html").decode()
