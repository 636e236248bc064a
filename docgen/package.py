"""The zip package around a .docx, both ways: read with limits, joined by hand so that same parts are same bytes."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from docgen.errors import DocgenError, Problem

DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
MAX_FILE = 50 * 2**20  # bytes of the file itself
MAX_PARTS = 5_000
MAX_TOTAL = 200 * 2**20  # bytes of all parts, unpacked
MAX_XML = 32 * 2**20  # bytes of one part of text, unpacked: some thousand pages
XML = (".xml", ".rels")
LEVEL = 1  # of deflate: for Chinese text 6 takes three times as long and saves 5 %
STORED, DEFLATED = 0, 8
UTF8_NAME = 0x800
DAY_ONE = 0x21  # 1980-01-01, the earliest date that a zip can carry
_NO_WORD = "这不是 Word 文档（缺少正文部分）"
_SAVE_AS = "请在 Word 或 WPS 里打开它，“另存为”.docx 格式后再用"


def parts(data: bytes, path: str = "") -> dict[str, bytes]:
    """Every part of a .docx by name. Raises DocgenError for what is no .docx, or too big to be one."""
    found = members(data, path)
    if DOCUMENT not in found:
        raise DocgenError(Problem(_NO_WORD, _SAVE_AS, path))
    return found


def members(data: bytes, path: str = "") -> dict[str, bytes]:
    """As `parts`, but the text may stand in a part of another name: main_part() says in which."""
    if len(data) > MAX_FILE:
        raise DocgenError(Problem("文件超过 50 MB，不读取", "请压缩其中的图片，或只保留文字", path))
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
            texts = (info.file_size for info in infos if info.filename.endswith(XML))
            size = sum(info.file_size for info in infos)
            if len(infos) > MAX_PARTS or size > MAX_TOTAL or max(texts, default=0) > MAX_XML:
                raise DocgenError(Problem("文件解压后过大，不像正常的公文", _SAVE_AS, path))
            if any(info.flag_bits & 1 for info in infos):
                raise DocgenError(Problem("文件加了密码，打不开", "请先取消密码再用", path))
            found = {info.filename: package.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, struct.error):
        raise DocgenError(Problem("这不是 .docx 文件，或者文件已经损坏", _SAVE_AS, path)) from None
    if TYPES not in found:
        raise DocgenError(Problem(_NO_WORD, _SAVE_AS, path))
    for name, part in found.items():
        if name.endswith(XML) and b"<!DOCTYPE" in part:
            raise DocgenError(Problem(f"文件里的 {name} 带有 DOCTYPE 声明，不安全，不读取", _SAVE_AS, path))
    return found


_OTHERS = {"xl/": "Excel", "ppt/": "PowerPoint"}


def main_part(found: Mapping[str, bytes], path: str = "") -> str:
    """The name of the part with the text; Word in a browser calls it document2.xml."""
    named = related(found, "", "officeDocument") or DOCUMENT
    kind = next((name for folder, name in _OTHERS.items() if named.startswith(folder)), "")
    if kind:
        raise DocgenError(Problem(f"这其实是 {kind} 文件，不是 Word 文稿", "请核对是不是给错了文件", path))
    if named in found and named.endswith(XML):
        return named
    if DOCUMENT not in found:
        raise DocgenError(Problem(_NO_WORD, _SAVE_AS, path))
    return DOCUMENT


def related(found: Mapping[str, bytes], name: str, kind: str) -> str:
    """The part that belongs to another as its styles, numbering, comments …; "" where there is none."""
    folder = posixpath.dirname(name)
    for relation in relations(found, name):
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
    return ""


def relations(found: Mapping[str, bytes], name: str) -> tuple[Element, ...]:
    try:
        return tuple(ElementTree.fromstring(text(found.get(relations_of(name), b"")) or "<none/>"))
    except ElementTree.ParseError:
        return ()


def relations_of(name: str) -> str:
    """The part that says what belongs to another: word/_rels/document.xml.rels, _rels/.rels of the package."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def parsed(part: bytes, path: str = "") -> Element:
    """The root of an XML part, that of an empty one where there is none. Raises DocgenError where it is broken."""
    try:
        return ElementTree.fromstring(text(part, path) or "<none/>")
    except ElementTree.ParseError:
        raise DocgenError(Problem("文件内容已经损坏", "请在 Word 或 WPS 里打开并另存一份再用", path)) from None


def text(part: bytes, path: str = "") -> str:
    """An XML part as text, whatever its name: within the limits, without DOCTYPE; Word and WPS always write UTF-8."""
    if len(part) > MAX_XML:
        raise DocgenError(Problem("文件解压后过大，不像正常的公文", _SAVE_AS, path))
    if b"<!DOCTYPE" in part:
        raise DocgenError(Problem("文件里带有 DOCTYPE 声明，不安全，不读取", _SAVE_AS, path))
    try:
        return part.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocgenError(Problem("文件内部的文字编码不是 UTF-8", "请在 Word 或 WPS 里另存一份再用", path)) from None


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that never change, deflated once, waiting for those that do."""

    static: bytes
    directory: bytes
    count: int


Run = tuple[bytes, ...]  # a long stretch of a part, which other files are likely to have as well
Pieces = Sequence[bytes | Run]  # a part, in the order of its bytes
SEEN = 2_048  # bytes before what stands between two runs that it may point back into
SMALL = 4_096  # bytes between two runs that are remembered as well
NARROW = 13  # bits of a window that is set up in a third of the time, wide enough for a small stretch
TINY = 400  # bytes of a part that is not worth the time to deflate it
_END = b"\x03\x00"  # an empty last block


def deflate(raw: bytes, level: int = LEVEL, seen: bytes = b"", flush: int = zlib.Z_FINISH) -> bytes:
    """`raw` as a deflate stream, or as the part of one that comes right after `seen`."""
    bits, memory = (NARROW, 5) if len(raw) + len(seen) < 2**NARROW - 300 else (zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
    packer = zlib.compressobj(level, zlib.DEFLATED, -bits, memory, zdict=seen)
    return packer.compress(raw) + packer.flush(flush)


_small = lru_cache(maxsize=64)(deflate)


@lru_cache(maxsize=16)  # some 50 kB each
def _run(run: Run, level: int) -> tuple[bytes, bytes]:
    """A run as it is, and deflated."""
    raw = b"".join(run)
    return raw, deflate(raw, level, flush=zlib.Z_SYNC_FLUSH)


def _deflated(pieces: Pieces, level: int) -> tuple[bytes, int, int]:
    """A part as one deflate stream, or a tiny one as it is, with the crc32 and the number of its bytes.

    A stream may be put together from stretches that end on a whole byte. Each run is one, remembered for the files
    that have it too; all that stands between two runs is another. Where they meet depends on the pieces alone, never
    on what is remembered: the same pieces give the same bytes.
    """
    whole = list[bytes | Run]()
    for piece in pieces:
        if isinstance(piece, bytes) and whole and isinstance(before := whole[-1], bytes):
            whole[-1] = before + piece
        else:
            whole.append(piece)
    if len(whole) == 1 and len(whole[0]) <= TINY and isinstance(whole[0], bytes):
        return whole[0], zlib.crc32(whole[0]), len(whole[0])
    packed, crc, size, seen = list[bytes](), 0, 0, b""
    for left, piece in zip(range(len(whole) - 1, -1, -1), whole, strict=True):
        if isinstance(piece, tuple):
            raw, data = _run(piece, level)
        else:
            raw, make = piece, _small if len(piece) <= SMALL else deflate
            data = make(raw, level, seen[-SEEN:], zlib.Z_SYNC_FLUSH if left else zlib.Z_FINISH)
        packed.append(data)
        crc, size, seen = zlib.crc32(raw, crc), size + len(raw), raw
    if not whole or isinstance(whole[-1], tuple):
        packed.append(_END)
    return b"".join(packed), crc, size


def _member(name: str, pieces: Pieces, level: int, offset: int) -> tuple[bytes, bytes]:
    """A part as its local entry and its entry in the directory."""
    packed, crc, size = _deflated(pieces, level)
    method = DEFLATED
    if len(packed) >= size:  # a tiny one, too
        packed, method = b"".join(piece if isinstance(piece, bytes) else b"".join(piece) for piece in pieces), STORED
    title = name.encode()
    header = struct.pack(
        "<HHHHHIIIHH",
        *(20, UTF8_NAME, method, 0, DAY_ONE, crc, len(packed), size, len(title), 0),
    )
    entry = b"PK\x01\x02\x14\x00" + header + struct.pack("<HHHII", 0, 0, 0, 0, offset) + title
    return b"PK\x03\x04" + header + title + packed, entry


def pack(static: Mapping[str, bytes]) -> Package:
    """`static` in the order given: the content types come first, as Office writes them."""
    body, directory = b"", b""
    for name, raw in static.items():
        local, entry = _member(name, (raw,), 9, len(body))
        body, directory = body + local, directory + entry
    return Package(body, directory, len(static))


def join(package: Package, dynamic: Mapping[str, Pieces], level: int = LEVEL) -> bytes:
    """The whole zip: the static parts as they wait, then the `dynamic` ones, deflated at this level (0 to 9)."""
    locals_, entries, offset = [package.static], [package.directory], len(package.static)
    for name, pieces in dynamic.items():
        local, entry = _member(name, pieces, level, offset)
        locals_.append(local)
        entries.append(entry)
        offset += len(local)
    count, size = package.count + len(dynamic), sum(map(len, entries))
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, size, offset, 0)
    return b"".join((*locals_, *entries, end))


def repacked(found: Mapping[str, bytes]) -> bytes:
    """The zip of parts that were changed."""
    return join(pack({}), {name: (raw,) for name, raw in found.items()})
