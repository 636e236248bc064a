"""The bytes of a plain-text draft as text, whatever program saved them."""

from __future__ import annotations

import codecs

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 or GB18030 as text, without its BOM. Bytes that are none of them become U+FFFD; never fails."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    for encoding in ("utf-8", *_without_bom(data), "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", errors="replace")


def _without_bom(data: bytes) -> tuple[str, ...]:
    """UTF-16, which alone has zero bytes, in the byte order that gives the more Chinese text."""
    if b"\0" not in data:
        return ()
    return (max(("utf-16-le", "utf-16-be"), key=lambda encoding: _chinese(data.decode(encoding, errors="replace"))),)


def _chinese(text: str) -> int:
    return sum(map(text.count, "\n\u3000，。、的"))
