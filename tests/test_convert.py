"""Files of every shape and of none: what is read, what is converted first, what is refused in one clear line."""

from __future__ import annotations

import io
import random
import shutil
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import wordfiles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wordfiles import p, unzipped, word, zipped

from docgen import file_format, package, soffice
from docgen.convert import converted
from docgen.document import Document, Paragraph
from docgen.errors import DocgenError
from docgen.file_format import OLE, sniffed
from docgen.read import draft_bytes, read, read_draft
from docgen.write import write

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="没有试读旧格式：缺少 LibreOffice")
TITLE, FIRST, SECOND = "关于开展安全生产检查的通知", "一、明确目标。坚持问题导向，压实各方责任。", "请认真贯彻执行。"
NOTICE = Document(TITLE, blocks=(Paragraph(SECOND),))
RTF = r"{\rtf1\ansi\ansicpg936\uc0 " + r"\par ".join(
    "".join(rf"\u{ord(char)} " for char in text) for text in (TITLE, FIRST, SECOND)
)


# ── converted first ──


@needs_soffice
@pytest.mark.parametrize("suffix", ["doc", "wps", "odt", "rtf"])
def test_old_formats_are_read_as_word_files(suffix: str, tmp_path: Path) -> None:
    data = RTF.encode() + b"}"
    if suffix != "rtf":
        program = soffice.program()
        assert program
        (made,) = soffice.converted(
            [word(p(TITLE), p(FIRST), p(SECOND))], "docx", "odt" if suffix == "odt" else "doc", program
        )
        assert made
        data = made
    path = tmp_path / f"来文.{suffix}"
    path.write_bytes(data)
    found = read_draft(path)
    assert [line.text for line in found.lines] == [TITLE, FIRST, SECOND]
    assert found.suffix == suffix and found.document.title == TITLE and "段落号" in found.notes[-1]


def test_without_libreoffice_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "program", lambda: None)
    with pytest.raises(DocgenError, match=r"来文\.wps：错误：读取 \.wps 文件需要 LibreOffice.*“另存为”\.docx"):
        draft_bytes(OLE + b"x" * 600, "wps", "来文.wps")


def test_what_libreoffice_can_not_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "program", lambda: "soffice")
    monkeypatch.setattr(soffice, "converted", lambda *arguments: [None])
    with pytest.raises(DocgenError, match=r"来文\.doc：错误：LibreOffice 打不开这个 \.doc 文件"):
        draft_bytes(OLE + b"x" * 600, "doc", "来文.doc")
    with pytest.raises(DocgenError, match=r"这不是 \.doc 文件，或者文件已经损坏"):
        draft_bytes("只是文字".encode(), "doc", "来文.doc")


def test_a_word_file_with_an_old_name_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "program", lambda: None)
    found = draft_bytes(word(p(SECOND)), "wps")
    assert [line.text for line in found.lines] == [SECOND] and found.suffix == "wps"


@needs_soffice
def test_a_pdf_is_read_as_its_lines() -> None:
    pytest.importorskip("pypdfium2", reason="没有试读 PDF：缺少 pypdfium2")
    long = "为进一步加强安全生产工作，坚决遏制重特大事故，到2026年12月底前完成全部整改任务，现就有关事项通知如下。"
    document = Document(TITLE, blocks=(Paragraph(long), Paragraph(SECOND)))
    data = write(document, "pdf")
    text = converted(data, "pdf").decode()
    assert "".join(text.split()) == TITLE + long + SECOND
    assert f"\n　　{long}\n　　{SECOND}\n" in text
    found = draft_bytes(data, "pdf")
    assert found.suffix == "pdf" and found.document.title == TITLE
    assert Paragraph(long) in found.document.blocks


def pdfium(monkeypatch: pytest.MonkeyPatch, *pages: str, error: str = "") -> None:
    """In place of pypdfium2: pages of lines, each a letter wide and twenty points high."""

    class FailedError(Exception):
        pass

    class Text:
        def __init__(self, text: str) -> None:
            self.text = text

        def get_text_range(self) -> str:
            return self.text

        def count_chars(self) -> int:
            return len(self.text)

        def get_charbox(self, index: int, loose: bool) -> tuple[float, ...]:
            row = self.text.count("\n", 0, index)
            left = 100 + 10 * (index - self.text.rfind("\n", 0, index) - 1)
            return left, 700 - 20 * row, left + 10, 710 - 20 * row

    class File(list[Any]):
        def __init__(self, data: bytes) -> None:
            if error:
                raise FailedError(error)
            super().__init__(SimpleNamespace(get_textpage=lambda page=page: Text(page)) for page in pages)

        def __enter__(self) -> File:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setitem(sys.modules, "pypdfium2", SimpleNamespace(PdfDocument=File, PdfiumError=FailedError))


def test_the_lines_of_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake counts a letter as wide as it is long; a full line and a flush one are one paragraph."""
    first = "国 务 院\r\n\r\n\r\n  到 2026 年完成 95% 以上\r\n的任务。\r\n短\r\n顶格\r\n— 1 —"
    pdfium(monkeypatch, first, "第二页\r\n- 2 -")
    lines = converted(b"%PDF-", "pdf").decode()
    assert lines == "国务院\n\n\n　　到2026年完成95%以上的任务。\n短\n顶格\n第二页\n"
    pdfium(monkeypatch, "短", "\r\n".join(["  另起一段"] * 9), "  末页")
    assert converted(b"%PDF-", "pdf").decode() == "短\n\n\n" + "　　另起一段\n" * 9 + "　　末页\n"
    pdfium(monkeypatch, "\r\n".join(["一二三四五六", "七八"]), "一二三四五六\r\n七八九十甲乙", "续页。")
    assert converted(b"%PDF-", "pdf").decode().split() == ["一二三四五六七八", "一二三四五六七八九十甲乙续页。"]
    pdfium(monkeypatch, "\r\n".join(["甲乙丙丁。", "戊己庚辛壬", "二、子丑寅", "卯辰巳午，", "未申酉戌亥"]))
    assert converted(b"%PDF-", "pdf").decode().split() == ["甲乙丙丁。", "戊己庚辛壬", "二、子丑寅卯辰巳午，未申酉戌亥"]


@pytest.mark.parametrize(
    ("pages", "error", "said"),
    [
        ((), "Failed to load document (PDFium: Incorrect password error).", "PDF 加了密码"),
        ((), "Failed to load document (PDFium: Data format error).", "这不是 PDF 文件"),
        (("", "\r\n"), "", "PDF 里没有文字，可能是扫描件"),
        (("页",) * 2001, "", "超过 2000 页"),
    ],
)
def test_a_pdf_that_gives_no_text_is_told(
    monkeypatch: pytest.MonkeyPatch, pages: tuple[str, ...], error: str, said: str
) -> None:
    pdfium(monkeypatch, *pages, error=error)
    with pytest.raises(DocgenError, match=rf"来文\.pdf：错误：.*{said}"):
        draft_bytes(b"%PDF-", "pdf", "来文.pdf")


def test_a_pdf_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(DocgenError, match=r"读取 PDF 需要 pypdfium2.*\.docx"):
        draft_bytes(b"%PDF-", "pdf", "来文.pdf")


# ── what a file really is ──

SNIFFED = {
    "docx": word(p(SECOND)),
    "odt": zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "doc": OLE + b"x" * 600,
    "pdf": b"%PDF-1.7\n",
    "rtf": RTF.encode(),
    "html": b"\xef\xbb\xbf\n <!DOCTYPE html><html></html>",
    "txt": SECOND.encode("gb18030"),
}


@pytest.mark.parametrize("suffix", SNIFFED)
def test_a_file_without_a_name(suffix: str) -> None:
    assert sniffed(SNIFFED[suffix]) == suffix


@pytest.mark.parametrize("suffix", ["docx", "html", "txt"])
def test_standard_input(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(write(NOTICE, suffix))))
    found = read_draft(Path("-"))
    assert found.document == NOTICE and found.suffix == suffix


def test_other_names_of_the_same(tmp_path: Path) -> None:
    for suffix, name in (
        ("docx", "a.DOCX"),
        ("docx", "a.docm"),
        ("html", "a.htm"),
        ("md", "a.markdown"),
        ("txt", "a.text"),
    ):
        (tmp_path / name).write_bytes(write(NOTICE, suffix))
        assert read(tmp_path / name) == NOTICE


# ── what can not be read ──

TYPES = {"[Content_Types].xml": b"<Types/>"}
WORD = word(p(SECOND))
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]><x>&a;</x>'
ENCRYPTED = OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100
NOISE = random.Random(1).randbytes(4000)


def with_part(name: str, part: bytes) -> bytes:
    return zipped(unzipped(WORD) | {name: part})


def locked() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = bytearray(WORD)
    with zipfile.ZipFile(BytesIO(WORD)) as file:
        start = file.start_dir
    data[start + 8] |= 1
    return bytes(data)


BAD: dict[str, tuple[str, bytes, str]] = {
    "a .doc renamed": ("docx", OLE + b"\0" * 600, "旧格式的 .doc 文件"),
    "encrypted": ("docx", ENCRYPTED, "加了密码"),
    "an encrypted .doc": ("doc", ENCRYPTED, "加了密码"),
    "an encrypted zip": ("docx", locked(), "加了密码"),
    "no zip": ("docx", SECOND.encode(), "不是 .docx 文件"),
    "truncated": ("docx", WORD[: len(WORD) // 2], "不是 .docx 文件"),
    "no text in it": ("docx", zipped(TYPES), "缺少正文"),
    "a spreadsheet": ("docx", zipped({**TYPES, "xl/workbook.xml": b"<workbook/>"}), "缺少正文"),
    "bomb": ("docx", with_part("word/media/x.bin", b"\0" * 2**28), "过大"),
    "bomb of text": ("docx", with_part("word/document.xml", b"<a>" + b" " * package.MAX_XML + b"</a>"), "过大"),
    "too many paragraphs": ("docx", word("<w:p/>" * 4_000_000), "段落超过20万个"),
    "too many lines": ("docx", word("<w:p>" + "<w:br/>" * 300_000 + "</w:p>"), "段落超过20万个"),
    "too many lines of text": ("txt", "甲\r\n".encode() * 500_001, "超过 50 万行"),
    "too many parts": ("docx", zipped({f"{n}.xml": b"" for n in range(5001)}), "过大"),
    "entities": (
        "docx",
        with_part("word/document.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]><x>&a;</x>'),
        "DOCTYPE",
    ),
    "entities elsewhere": ("docx", with_part("word/styles.xml", b"<!DOCTYPE x><x/>"), "DOCTYPE"),
    "broken text": ("docx", with_part("word/document.xml", b"<w:p"), "损坏"),
    "broken relations": ("docx", with_part("word/document.xml", "<a/>".encode("utf-16")), "UTF-8"),
    "a .docx called .txt": ("txt", WORD, "像是 .docx 文件"),
    "a .doc called .md": ("md", OLE + b"\0" * 600, "像是 .doc 文件"),
    "a picture": ("txt", b"\x89PNG\r\n\x1a\n" + NOISE, "不像文本文件"),
    "zeros": ("txt", b"\0" * 5000, "不像文本文件"),
    "too long": ("txt", b"a" * (file_format.MAX_TEXT + 1), "超过 20 MB"),
    "too long a page": ("html", b"a" * (file_format.MAX_TEXT + 1), "超过 20 MB"),
    "too big": ("docx", b"a" * (package.MAX_FILE + 1), "超过 50 MB"),
    "too big for others": ("pdf", b"a" * (package.MAX_FILE + 1), "超过 50 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_can_not_be_read_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    suffix, data, said = BAD[name]
    path = tmp_path / f"来文.{suffix}"
    path.write_bytes(data)
    begin = time.perf_counter()
    with pytest.raises(DocgenError) as caught:
        read_draft(path)
    assert time.perf_counter() - begin < 20
    (problem,) = caught.value.problems
    assert said in problem.message and problem.hint and problem.path == str(path)
    assert "\n" not in str(caught.value)


STRANGE = {
    "zeros": "加强\0作风\0建设。",
    "control characters": "加强\x01作风\x0c建设\x7f。",
    "other line ends": "加强\u2028作风\x85建设\x0b。",
    "nothing": "",
    "nothing but a mark": "\ufeff",
    "not a character": "加强\uffff作风。",
}


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_strange_characters_are_read(name: str, suffix: str) -> None:
    draft_bytes(STRANGE[name].encode(), suffix)


def test_lone_surrogates_are_read() -> None:
    draft_bytes("加强\ud800作风".encode("utf-8", "surrogatepass"), "txt")
    draft_bytes(b"\xff\xfe" + "加强".encode("utf-16-le") + b"\x00\xd8", "txt")


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx"])
def test_a_line_of_a_million_letters_is_read(suffix: str) -> None:
    text = "加强作风建设，" * 150_000
    data = word(p(text)) if suffix == "docx" else text.encode()
    begin = time.perf_counter()
    assert sum(len(line.text) for line in draft_bytes(data, suffix).lines) == len(text)
    assert time.perf_counter() - begin < 20


def test_many_small_pieces_are_read_in_linear_time() -> None:
    def seconds(n: int) -> float:
        data = word(p(*[wordfiles.r("甲")] * n), *["<w:p/>"] * n, *[p("乙")] * n)
        begin = time.perf_counter()
        draft_bytes(data, "docx")
        return time.perf_counter() - begin

    seconds(100)
    assert seconds(8_000) < 12 * max(seconds(2_000), 0.02)


@SLOW
@given(st.data())
def test_a_damaged_word_file_is_read_or_told(data: st.DataObject) -> None:
    """Any bytes in place of some: a draft or a DocgenError, nothing else."""
    name = data.draw(st.sampled_from(sorted(unzipped(WORD))))
    part = unzipped(WORD)[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 40)))
    put = data.draw(st.binary(max_size=20))
    damaged = with_part(name, part[:start] + put + part[end:])
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged = damaged[:at] + data.draw(st.binary(max_size=8)) + damaged[at + 1 :]
    try:
        draft_bytes(damaged, "docx")
    except DocgenError as error:
        assert len(error.problems) == 1
