"""Document → .pdf: a .docx printed by LibreOffice, which must be installed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from docgen import soffice
from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.writers import docx

SUFFIX = "pdf"
CREATED = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
IDENTITY = re.compile(rb"/ID \[[^\]]*\]\s*(?:/DocChecksum /[0-9A-F]{32})?")
HEX = re.compile(rb"[0-9A-F]{32}")
INSTALL = f"{soffice.INSTALL}，或用 Word、WPS 打开 .docx 后“另存为”PDF"


def write(document: Document, letterhead: Path | None = None) -> bytes:
    """The document as a PDF. Raises DocgenError where LibreOffice is missing or fails."""
    return convert([docx.write(document, letterhead)])[0]


def convert(files: Sequence[bytes]) -> list[bytes]:
    """Each .docx as a PDF, all in one call of LibreOffice."""
    if not files:
        return []
    program = soffice.program()
    if program is None:
        raise DocgenError(Problem("生成 PDF 需要 LibreOffice，本机没有找到", INSTALL))
    return [_made(pdf) for pdf in soffice.converted(files, "docx", "pdf", program)]


def _made(pdf: bytes | None) -> bytes:
    if pdf is None:
        raise DocgenError(Problem("LibreOffice 没有生成 PDF", "请用 Word 或 WPS 打开 .docx 后“另存为”PDF"))
    return settled(pdf)


def settled(pdf: bytes) -> bytes:
    """The same PDF with a fixed time of creation and an identity taken from its content; nothing in it moves."""
    pdf = CREATED.sub(b"19800101000000", pdf)
    digest = sha256(IDENTITY.sub(b"", pdf)).hexdigest()[:32].upper().encode()
    return IDENTITY.sub(lambda found: HEX.sub(digest, found.group()), pdf)
