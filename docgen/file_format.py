"""What a file really is, by its first bytes: names deceive, and standard input has none."""

from __future__ import annotations

from docgen.encoding import decode_any
from docgen.errors import DocgenError, Problem

ZIP, OLE, PDF, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
TEXTS = ("txt", "md", "html")
MAX_TEXT = 20 * 2**20  # bytes; the longest government report has 0.1 MB, a year of one office's papers some 5 MB
MAX_LINES = 500_000
_SAMPLE = 4096
_LEAST = 256  # bytes or characters: of fewer, nothing is said
_STRANGE = 0.15  # of the characters; of a picture or a program it is a quarter and more
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请在 Word 或 WPS 里打开它，“另存为”.docx 格式后再用"


def sniffed(data: bytes) -> str:
    """The suffix that a file without a name should have had."""
    if data.startswith(ZIP):
        return "odt" if data[30:38] == b"mimetype" else "docx"
    for magic, suffix in ((OLE, "doc"), (PDF, "pdf"), (RTF, "rtf")):
        if data.startswith(magic):
            return suffix
    head = data[:_SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if head.startswith((b"<!doctype html", b"<html", b"<?xml")) else "txt"


def check(data: bytes, suffix: str, path: str = "") -> None:
    """Raises DocgenError for bytes that are plainly not what their name says, or more than a draft can have."""
    if data.startswith(OLE) and _ENCRYPTED in data:
        raise DocgenError(Problem("文件加了密码，打不开", "请先在 Word 或 WPS 里取消密码再用", path))
    if suffix == "docx" and data.startswith(OLE):
        hint = "请在 Word 或 WPS 里打开它，“另存为”.docx 格式后再用；或者把后缀改回 .doc 再试"
        raise DocgenError(Problem("这其实是旧格式的 .doc 文件，只是后缀写成了 .docx", hint, path))
    if suffix in TEXTS:
        _check_text(data, path)


def _check_text(data: bytes, path: str) -> None:
    if len(data) >= _LEAST and data.startswith((ZIP, OLE, PDF, RTF)):
        real = sniffed(data)
        raise DocgenError(Problem(f"这不是文本文件，像是 .{real} 文件", f"请把后缀改为 .{real} 再试", path))
    split = "请把它拆成几个文件，或核对是不是给错了文件"
    if len(data) > MAX_TEXT:
        message = f"文件有 {len(data) / 2**20:.0f} MB，超过 {MAX_TEXT // 2**20} MB，不像一份文稿，不读取"
        raise DocgenError(Problem(message, split, path))
    if data.count(b"\n") + data.count(b"\r") > 2 * MAX_LINES:
        raise DocgenError(Problem(f"文件超过 {MAX_LINES // 10_000} 万行，不像一份文稿，不读取", split, path))
    sample = decode_any(data)[:_SAMPLE]
    strange = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v") for char in sample)
    if len(sample) >= _LEAST and strange > len(sample) * _STRANGE:
        raise DocgenError(Problem("这不像文本文件，读不出文字", _SAVE_AS, path))
