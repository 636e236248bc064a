"""PDF by LibreOffice: what is told without it, and that the same document is the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen import soffice
from docgen.document import Document, Paragraph
from docgen.errors import DocgenError
from docgen.writers import docx, pdf

needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="没有试打 PDF：缺少 LibreOffice")


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(soffice, "ELSEWHERE", ())
    with pytest.raises(DocgenError) as caught:
        pdf.write(Document("标题"))
    (problem,) = caught.value.problems
    assert "LibreOffice" in problem.message
    assert "libreoffice-writer-nogui" in problem.hint and "Windows" in problem.hint


def test_a_program_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for script, said in (("exit 3", "运行失败"), ("exit 0", "没有生成")):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(soffice, "program", lambda path=program: str(path))
        with pytest.raises(DocgenError, match=said):
            pdf.write(Document("标题"))


def test_nothing_to_convert() -> None:
    assert pdf.convert([]) == []


@needs_soffice
def test_the_same_document_is_the_same_pdf() -> None:
    """In its place among others: LibreOffice numbers the glyphs of a face in the order in which it meets them."""
    first, second = (docx.write(Document("标题", blocks=(Paragraph(text),))) for text in ("正文。", "另文。"))
    once, again = pdf.convert([first, second]), pdf.convert([first, second])
    assert once == again and once[0] != once[1]
    assert pdf.write(Document("标题", blocks=(Paragraph("正文。"),))) == once[0]
    assert once[0].startswith(b"%PDF") and b"D:19800101000000" in once[0]


def test_time_and_identity_come_from_the_content() -> None:
    old = b"/CreationDate(D:20260305101112+08'00')\n/ID [ <0123456789ABCDEF0123456789ABCDEF>\n<" + b"A" * 32 + b"> ]"
    other = old.replace(b"20260305", b"20270101").replace(b"A" * 32, b"B" * 32)
    assert pdf.settled(old) == pdf.settled(other)
    assert len(pdf.settled(old)) == len(old)
    assert pdf.settled(b"x" + old) != b"x" + pdf.settled(old)
