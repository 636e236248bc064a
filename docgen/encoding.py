"""The bytes of a clerk's file as text: UTF-8 as it should be, GB18030 and UTF-16 as old editors still save it."""

from __future__ import annotations

import codecs
import re

from docgen.errors import DocgenError, Problem

_SAVE = "请用“另存为”把编码改成 UTF-8"
_BAD = re.compile(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue004-\ufffd\U00010000-\U0010ffff]")


def decode(data: bytes, path: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text with line ends as \\n and without a BOM, and a warning where it was not saved as UTF-8.

    Raises DocgenError for what is no text: another kind of file, damaged UTF-8, control characters.
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise DocgenError(Problem("这是 Word、Excel 或 PDF 文件，不是文本文件", "请给出 YAML 或文本文件", path))
    encoding = _encoding(data, path)
    text = data.decode(encoding).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if bad := _BAD.search(text):
        line, col = place(text, bad.start())
        if bad.group() == "\0":
            raise DocgenError(Problem("这不像文本文件，或者是 UTF-16 编码", _SAVE, path))
        code = f"U+{ord(bad.group()):04X}"
        raise DocgenError(Problem(f"这里有一个不可见的控制字符（{code}）", "请删去这个字符", path, line, col))
    if encoding == "utf-8":
        return text, ()
    name = {"gb18030": "GBK（GB18030）"}.get(encoding, "UTF-16")
    return text, (Problem(f"文件的编码是 {name}，已照此读入", _SAVE, path, 1, 1, level="warning"),)


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, from 1, in code points."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _encoding(data: bytes, path: str) -> str:
    """Raises DocgenError where no encoding fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidate = "utf-16"
    else:
        try:
            data.decode("utf-8")
            return "utf-8"
        except UnicodeDecodeError as error:
            damaged = _mostly_utf8(data)
            first = error.start
        if damaged:
            line, col = place(data[:first].decode("utf-8") + "?", len(data[:first].decode("utf-8")))
            raise DocgenError(Problem("这里有损坏的字符，不是完整的 UTF-8 文字", "请重新录入这个字", path, line, col))
        candidate = "gb18030"
    try:
        data.decode(candidate)
    except UnicodeDecodeError:
        raise DocgenError(Problem("认不出文件的编码", _SAVE, path)) from None
    return candidate


def _mostly_utf8(data: bytes) -> bool:
    """Whether most characters beyond ASCII are good UTF-8, so that one byte is damaged rather than all foreign."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - bad > bad


# A draft is read whatever saved it; a campaign file is not guessed at.

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode_any(data: bytes) -> str:
    """UTF-8, UTF-16 or GB18030 as text, without its BOM. Bytes that are none of them become U+FFFD; never fails.

    A few damaged bytes do not make a UTF-8 file a foreign one.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    for encoding in ("utf-8", *_without_bom(data), "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8" and _mostly_utf8(data):
                break
    return data.decode("utf-8" if _mostly_utf8(data) else "gb18030", errors="replace")


def _without_bom(data: bytes) -> tuple[str, ...]:
    """UTF-16, which alone has zero bytes, in the byte order that gives the more Chinese text."""
    if b"\0" not in data:
        return ()
    return (max(("utf-16-le", "utf-16-be"), key=lambda encoding: _chinese(data.decode(encoding, errors="replace"))),)


def _chinese(text: str) -> int:
    return sum(map(text.count, "\n\u3000，。、的"))
