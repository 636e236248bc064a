"""Document → .pdf: a .docx printed by LibreOffice, which must be installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.writers import docx

SUFFIX = "pdf"
TIME_A_FILE, TIME_TO_START = 60, 120  # seconds
ELSEWHERE = (  # where it is when no path names it: Windows, macOS
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
CREATED = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
IDENTITY = re.compile(rb"/ID \[[^\]]*\]\s*(?:/DocChecksum /[0-9A-F]{32})?")
HEX = re.compile(rb"[0-9A-F]{32}")
INSTALL = (
    "Debian、Ubuntu、UOS 等系统请执行 sudo apt install libreoffice-writer-nogui；"
    "Windows 请安装 LibreOffice（www.libreoffice.org），或用 Word、WPS 打开 .docx 后“另存为”PDF"
)


def write(document: Document, letterhead: Path | None = None) -> bytes:
    """The document as a PDF. Raises DocgenError where LibreOffice is missing or fails."""
    return convert([docx.write(document, letterhead)])[0]


def convert(files: Sequence[bytes]) -> list[bytes]:
    """Each .docx as a PDF, all in one call of LibreOffice with a profile of its own that is thrown away."""
    if not files:
        return []
    program = soffice()
    with tempfile.TemporaryDirectory(prefix="docgen-") as name:
        folder = Path(name)
        names = [f"{n:04}" for n in range(len(files))]
        for stem, data in zip(names, files, strict=True):
            (folder / f"{stem}.docx").write_bytes(data)
        _print(program, folder, names)
        made = [folder / f"{stem}.pdf" for stem in names]
        if not all(pdf.is_file() for pdf in made):
            raise DocgenError(Problem("LibreOffice 没有生成 PDF", "请用 Word 或 WPS 打开 .docx 后“另存为”PDF"))
        return [settled(pdf.read_bytes()) for pdf in made]


def soffice() -> str:
    """The program's path. Raises DocgenError saying what to install."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((str(path) for path in ELSEWHERE if path.is_file()), None)
    if found is None:
        raise DocgenError(Problem("生成 PDF 需要 LibreOffice，本机没有找到", INSTALL))
    return found


def _print(program: str, folder: Path, names: Sequence[str]) -> None:
    options = ("--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(folder))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, *options, *(str(folder / f"{stem}.docx") for stem in names)]
    try:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            cwd=folder,
            timeout=TIME_TO_START + TIME_A_FILE * len(names),
            env=os.environ | {"TZ": "UTC"},  # the zone is written into the file
        )
    except subprocess.TimeoutExpired:
        raise DocgenError(Problem("LibreOffice 很久没有反应，已经停止等待", "请关闭其他程序后再试一次")) from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise DocgenError(Problem(f"LibreOffice 运行失败（{error}）", INSTALL)) from None


def settled(pdf: bytes) -> bytes:
    """The same PDF with a fixed time of creation and an identity taken from its content; nothing in it moves."""
    pdf = CREATED.sub(b"19800101000000", pdf)
    digest = sha256(IDENTITY.sub(b"", pdf)).hexdigest()[:32].upper().encode()
    return IDENTITY.sub(lambda found: HEX.sub(digest, found.group()), pdf)
