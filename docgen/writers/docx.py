"""Document → .docx, by a letterhead (套红模板) that is prepared once and rendered many times.

A letterhead is a .docx with tags (docxtpl); each has an English and a Chinese name. A tag that begins with p stands
alone in its paragraph and brings whole paragraphs, in the letterhead's own styles; without p it is plain text::

    {{p classification }}   {{p 份号密级紧急程度 }}     {{ title }}        {{ 标题 }}
    {{p masthead }}         {{p 发文机关标志 }}         {{ number }}       {{ 发文字号 }}
    {{p signatories }}      {{p 签发人 }}               {{ issuer }}       {{ 发文机关 }}（主办的）
    {{p number }}           {{p 发文字号 }}             {{ issuers }}      {{ 各发文机关 }}（供 for 用）
    {{p title }}            {{p 标题 }}                 {{ signatory }}    {{ 签发人 }}
    {{p byline }}           {{p 题注 }}                 {{ signatories }}  {{ 各签发人 }}（供 for 用）
    {{p opening }}          {{p 主送机关 }}             {{ date }}         {{ 成文日期 }}
    {{p body }}             {{p 正文 }}                 {{ opening }}      {{ 主送机关 }}
    {{p attachment_list }}  {{p 附件说明 }}             {{ copy_number }}  {{ 份号 }}
    {{p signature }}        {{p 署名 }}                 {{ secrecy }}      {{ 密级 }}
    {{p note }}             {{p 附注 }}                 {{ urgency }}      {{ 紧急程度 }}
    {{p attachments }}      {{p 附件 }}                 {{ note }}         {{ 附注 }}
    {{p issued }}           {{p 被印发件 }}             {{ copies_to }}    {{ 抄送 }}
    {{p imprint }}          {{p 版记 }}                 {{ printed_by }}   {{ 印发机关 }}
                                                        {{ printed_on }}   {{ 印发日期 }}

``{{p number }}`` is the whole line over the red rule, in an upward document with the last 签发人 on it;
``{{p signatories }}`` are the lines above it, where there are more than two. Conditions and loops are docxtpl's:
``{%p if 密级 %}`` … ``{%p endif %}``, ``{%p for name in issuers %}`` … ``{%p endfor %}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docgen.document import Document, Head, Imprint
from docgen.errors import DocgenError, Problem
from docgen.package import DOCUMENT, TYPES, Package, join, pack, parts, text
from docgen.shipped import folder
from docgen.writers.letterhead import DOWNWARD, MAIN_TYPE, PLAIN, UPWARD
from docgen.writers.ooxml import Ids
from docgen.writers.paragraphs import elements
from docgen.writers.styles import completed
from docgen.writers.tags import Part, Value, compile_part, context

SUFFIX = "docx"
STYLES = "word/styles.xml"
CHANGING = re.compile(r"word/(?:header|footer)\d*\.xml|docProps/core\.xml")
TAG = re.compile(rb"\{(?:<[^>]*>)*[{%]")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A letterhead ready to render: what never changes, and a compiled template for each part that does."""

    package: Package
    parts: Mapping[str, Part]
    ids: Ids

    def render(self, document: Document) -> bytes:
        values = context(_texts(document), elements(document, self.ids))
        return join(self.package, {name: part.render(values).encode() for name, part in self.parts.items()})


def write(document: Document, letterhead: Path | None = None) -> bytes:
    """The document as a .docx, laid out by GB/T 9704-2012; the same document gives the same bytes.

    Without a letterhead of the office's own the shipped one of its kind is taken. Raises DocgenError for a
    letterhead that cannot be used.
    """
    return prepare(letterhead or shipped(document.head)).render(document)


def shipped(head: Head | None) -> Path:
    kind = PLAIN if head is None else UPWARD if head.signatories else DOWNWARD
    return folder("templates") / "letterhead" / f"{kind}.docx"


def prepare(path: Path) -> Letterhead:
    """A letterhead, compiled once a process for the same content. Raises DocgenError naming the paragraph at fault."""
    try:
        data = path.read_bytes()
    except OSError:
        raise DocgenError(Problem("套红模板打不开", "请核对文件名和所在的文件夹", str(path))) from None
    return _prepared(str(path), data)


@lru_cache(maxsize=32)
def _prepared(path: str, data: bytes) -> Letterhead:
    found = parts(data, path)
    found[TYPES] = found[TYPES].replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
    if MAIN_TYPE.encode() not in found[TYPES] or STYLES not in found:
        raise DocgenError(Problem("这不是普通的 Word 文档", "请在 Word 或 WPS 里“另存为”.docx 格式后再用", path))
    sheet, ids = completed(text(found[STYLES], path))
    found[STYLES] = sheet.encode()
    changing = {name: compile_part(text(part, path), path) for name, part in found.items() if _changes(name, part)}
    names = sorted(found.keys() - changing.keys(), key=lambda name: (name != TYPES, name))  # types first, as Word does
    return Letterhead(pack({name: found[name] for name in names}), changing, ids)


def _changes(name: str, part: bytes) -> bool:
    """The text itself always; a header, a footer or the properties where they hold a tag."""
    return name == DOCUMENT or (CHANGING.fullmatch(name) is not None and TAG.search(part) is not None)


def _texts(document: Document) -> dict[str, Value]:
    """What a tag without p stands for."""
    head, imprint, signature = document.head or Head(()), document.imprint or Imprint(), document.signature
    return {
        "title": document.title,
        "number": head.number,
        "issuer": head.issuers[0] if head.issuers else "",
        "issuers": head.issuers,
        "signatory": "　".join(head.signatories),
        "signatories": head.signatories,
        "copy_number": head.copy_number,
        "secrecy": head.secrecy,
        "urgency": head.urgency,
        "opening": document.opening,
        "date": signature.date if signature else "",
        "note": document.note,
        "copies_to": imprint.copies_to,
        "printed_by": imprint.printed_by,
        "printed_on": imprint.printed_on,
    }
