"""Old and foreign formats → what a reader here can read: .doc .wps .rtf .odt → .docx, .pdf → text.

LibreOffice does the first, pypdfium2 (the extra docgen[pdf]) the second; without them one line says what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from statistics import median_low
from typing import Any

from docgen import soffice
from docgen.errors import DocgenError, Problem
from docgen.file_format import sniffed
from docgen.notation import split_mark
from docgen.package import MAX_FILE

OFFICE = ("doc", "wps", "rtf", "odt")
CONVERTED = dict.fromkeys(OFFICE, "docx") | {"pdf": "txt"}  # what is read instead
MAX_PAGES = 2_000
_SAVE_AS = "请在 Word 或 WPS 里打开它，“另存为”.docx 格式后再用"
_COPY = "请在阅读器里复制文字，存成 .txt 再用"


def converted(data: bytes, suffix: str, path: str = "") -> bytes:
    """The bytes of a file with a suffix of CONVERTED in that format. Raises DocgenError where it cannot be made."""
    if len(data) > MAX_FILE:
        raise DocgenError(Problem(f"文件超过 {MAX_FILE // 2**20} MB，不读取", "请压缩其中的图片，或只保留文字", path))
    return _text_of_pdf(data, path).encode() if suffix == "pdf" else _docx(data, suffix, path)


def _docx(data: bytes, suffix: str, path: str) -> bytes:
    real = sniffed(data)  # a .wps of Kingsoft is a .doc by another name, but LibreOffice takes it for Microsoft Works
    if real == "docx":
        return data
    if real not in OFFICE:
        raise DocgenError(Problem(f"这不是 .{suffix} 文件，或者文件已经损坏", _SAVE_AS, path))
    program = soffice.program()
    if program is None:
        hint = f"{_SAVE_AS}；或安装 LibreOffice：{soffice.INSTALL}"
        raise DocgenError(Problem(f"读取 .{suffix} 文件需要 LibreOffice，本机没有找到", hint, path))
    (made,) = soffice.converted([data], real, "docx", program)
    if made is None:
        raise DocgenError(Problem(f"LibreOffice 打不开这个 .{suffix} 文件", _SAVE_AS, path))
    return made


# ── PDF: lines by their place on the page ──


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line: where it begins and ends, its base and the size of its letters, in points."""

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float


_HAN = "[\u3400-\u9fff]"
_PAGE_NUMBER = re.compile(r"[—–\-－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*\d{1,4})?[—–\-－·\s]*")
_KERNED = re.compile(rf"(?<={_HAN}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?={_HAN})")  # set by the program, not typed
_SPACED = re.compile(rf"(?<!{_HAN})(?:{_HAN} ){{2,30}}{_HAN}(?!{_HAN})")  # 国 务 院
_UNSEEN = str.maketrans("", "", "\ufffe\ufeff\x02")


def _text_of_pdf(data: bytes, path: str) -> str:
    """A paragraph a line, its indent as full-width spaces, wide gaps as blank lines; page numbers left out."""
    try:
        pdfium: Any = import_module("pypdfium2")
    except ImportError:
        hint = "请用能编辑的原稿（.docx），或执行 pip install pypdfium2 后再试"
        raise DocgenError(Problem("读取 PDF 需要 pypdfium2，本机没有安装", hint, path)) from None
    try:
        with pdfium.PdfDocument(data) as file:
            if len(file) > MAX_PAGES:
                raise DocgenError(Problem(f"PDF 超过 {MAX_PAGES} 页，不像一份文稿，不读取", _COPY, path))
            pages = [_without_number(list(_rows(n, page))) for n, page in enumerate(file)]
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        message = "PDF 加了密码，打不开" if locked else "这不是 PDF 文件，或者文件已经损坏"
        raise DocgenError(Problem(message, "请用能编辑的原稿（.docx）", path)) from None
    if not any(pages):
        raise DocgenError(Problem("PDF 里没有文字，可能是扫描件", "请用能编辑的原稿（.docx），或先做文字识别", path))
    return "\n".join(_printed([page for page in pages if page])) + "\n"


def _rows(n: int, page: Any) -> Iterator[_Row]:
    """PDFium parts printed lines by CR LF; its characters have boxes."""
    text = page.get_textpage()
    begin, count = 0, text.count_chars()
    for words in re.split(r"(?<=\n)", text.get_text_range()):
        stripped = words.strip()
        if typed := _typed(stripped):
            first = begin + len(words) - len(words.lstrip())
            left, base, right, top = text.get_charbox(min(first, count - 1), loose=True)
            end = text.get_charbox(min(first + len(stripped), count) - 1, loose=True)[2]
            yield _Row(n, typed, left, end, base, max(top - base, right - left, 1))
        begin += len(words)


def _typed(text: str) -> str:
    """Without the spaces that were set and not typed."""
    text = _KERNED.sub("", text.translate(_UNSEEN).strip())
    return _SPACED.sub(lambda found: found.group().replace(" ", ""), text)


def _without_number(rows: list[_Row]) -> list[_Row]:
    """Without the page number at the foot or the head."""
    if rows and _PAGE_NUMBER.fullmatch(rows[-1].text):
        rows = rows[:-1]
    return rows[1:] if len(rows) > 1 and _PAGE_NUMBER.fullmatch(rows[0].text) else rows


def _printed(pages: list[list[_Row]]) -> Iterator[str]:
    """Paragraphs, each on a line; a page that ends early is followed by two blank lines: another sheet."""
    rows = [row for page in pages for row in page]
    margin, edge = _margins(rows)
    foot = min(page[-1].base for page in pages)
    steps = [above.base - row.base for page in pages for above, row in pairwise(page) if above.base > row.base]
    pitch = median_low(steps) if steps else 1
    indented = sum(row.left > margin + row.size for row in rows) > len(rows) / 20
    line = _indented(rows[0], margin)
    for above, row in pairwise(rows):
        if above.page != row.page:
            gap = 2 if above.base - foot > 2 * pitch else 0
        else:
            gap = min(3, max(0, round((above.base - row.base) / pitch) - 1))
        full = above.right > edge - 2 * above.size and row.left < margin + row.size / 2
        if full and not gap and (indented or not _parted(above.text, row.text)):
            line += (" " if line[-1].isascii() and row.text[0].isascii() else "") + row.text
        else:
            yield from (line, *[""] * gap)
            line = _indented(row, margin)
    yield line


def _parted(above: str, words: str) -> bool:
    """Whether two full lines are two paragraphs, where no indent tells."""
    return above.endswith(("。", "！", "？", "：")) or split_mark(words)[0] != ""


def _indented(row: _Row, margin: float) -> str:
    return "\u3000" * min(40, round((row.left - margin) / row.size)) + row.text


def _margins(rows: list[_Row]) -> tuple[float, float]:
    """Where lines begin but for a stray one, and where full lines end: the place where most do."""
    ends = Counter(round(row.right / 4) * 4 for row in rows)
    ((edge, count),) = ends.most_common(1)
    return sorted(row.left for row in rows)[len(rows) // 50], edge if count > 2 else max(row.right for row in rows)
