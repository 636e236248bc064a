"""Document → .pdf: a .docx printed by LibreOffice, which must be installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from docgen.document import Document
from docgen.errors import DocgenError, Problem
from docgen.writers import docx

SUFFIX = "pdf"
TIME_A_FILE, TIME_TO_START = 60, 120  # seconds
WINDOWS = (
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
)
MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
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
    found = found or next((str(path) for path in (*WINDOWS, MAC) if path.is_file()), None)
    if found is None:
        raise DocgenError(Problem("生成 PDF 需要 LibreOffice，本机没有找到", INSTALL))
    return found


def _print(program: str, folder: Path, names: Sequence[str]) -> None:
    options = ("--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(folder))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, *options, *(str(folder / f"{stem}.docx") for stem in names)]
    try:
        subprocess.run(
            command, check=True, capture_output=True, cwd=folder, timeout=TIME_TO_START + TIME_A_FILE * len(names)
        )
    except subprocess.TimeoutExpired:
        raise DocgenError(Problem("LibreOffice 很久没有反应，已经停止等待", "请关闭其他程序后再试一次")) from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise DocgenError(Problem(f"LibreOffice 运行失败（{error}）", INSTALL)) from None


def settled(pdf: bytes) -> bytes:
    """The same PDF with its time of creation and its identity taken from nothing but its content."""
    pdf = re.sub(rb"/CreationDate\(D:\d{14}[^)]*\)", lambda found: _epoch(found.group()), pdf)
    blank = re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)", b"0" * 32, pdf)
    digest = f"{zlib.crc32(blank):08X}{zlib.adler32(blank):08X}".encode() * 2
    pdf = re.sub(
        rb"(/ID \[ <)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(> \])", rb"\g<1>" + digest + rb"\g<2>" + digest + rb"\g<3>", pdf
    )
    return re.sub(rb"(/DocChecksum /)[0-9A-F]{32}", rb"\g<1>" + digest, pdf)


def _epoch(date: bytes) -> bytes:
    """A date of the same length, so that no offset in the file moves."""
    return re.sub(rb"D:\d{14}", b"D:19800101000000", date)
