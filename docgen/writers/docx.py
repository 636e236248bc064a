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

Nothing of the text is ever left out: a letterhead that lacks the tag for what a document has is refused. Only the
tags of the head may be absent, for offices print on paper that has it already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from docgen.document import Document, Head, Imprint
from docgen.errors import DocgenError, Problem
from docgen.package import DOCUMENT, LEVEL, TYPES, Package, join, pack, parts, text
from docgen.shipped import folder
from docgen.writers.letterhead import DOWNWARD, MAIN_TYPE, PLAIN, UPWARD
from docgen.writers.ooxml import Ids
from docgen.writers.paragraphs import elements
from docgen.writers.styles import completed
from docgen.writers.tags import WHOLE, Part, Text, compile_part

SUFFIX = "docx"
STYLES = "word/styles.xml"
CHANGING = re.compile(r"word/(?:header|footer)\d*\.xml|docProps/core\.xml")
TAG = re.compile(rb"\{(?:<[^>]*>)*[{%]|" + "｛|｝|％".encode())
PLACES = {"word/header": "页眉", "word/footer": "页脚"}
OF_THE_HEAD = frozenset(("p_masthead", "p_number", "number", "issuer", "issuers"))
NEEDED = {  # tags for what a document must not lose, each with the plain tags that do instead
    "title": ("title",),
    "byline": (),
    "opening": ("opening",),
    "body": (),
    "attachment_list": (),
    "signature": (),
    "note": ("note",),
    "attachments": (),
    "issued": (),
    "imprint": ("copies_to", "printed_by", "printed_on"),
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A letterhead ready to render: what never changes, and a compiled template for each part that does."""

    path: str
    package: Package
    parts: Mapping[str, Part]
    ids: Ids

    @property
    def printed(self) -> frozenset[str]:
        """The tags in the text itself."""
        return self.parts[DOCUMENT].printed

    def fits(self, document: Document) -> bool:
        """With tags of the head it is for documents that have a head (版头), without for those that have none."""
        return bool(self.printed & OF_THE_HEAD) == (document.head is not None)

    def render(self, document: Document, level: int = LEVEL) -> bytes:
        """The document on this letterhead. Raises DocgenError where a tag for something in it is missing."""
        whole = elements(document, self.ids)
        if missing := [name for name in NEEDED if whole[name] and not self._prints(name)]:
            raise DocgenError(_missing(self.path, missing))
        if "p_signatories" not in self.printed:
            whole["number"] = (*whole["signatories"], *whole["number"])
        texts = _texts(document)
        return join(self.package, {name: part.render(texts, whole) for name, part in self.parts.items()}, level)

    def _prints(self, name: str) -> bool:
        plain = NEEDED[name]
        return f"p_{name}" in self.printed or (bool(plain) and self.printed.issuperset(plain))


def write(document: Document, letterhead: Path | None = None, level: int = LEVEL) -> bytes:
    """The document as a .docx, laid out by GB/T 9704-2012; the same document gives the same bytes.

    `level` is how hard it is deflated, from 1 (fast) to 9 (small).

    Without a letterhead of the office's own, or with one that is for another kind, the shipped one of its kind is
    taken. Raises DocgenError for a letterhead that cannot be used.
    """
    own = prepare(letterhead) if letterhead else None
    return (own if own and own.fits(document) else _shipped(_kind(document.head))).render(document, level)


def fits(letterhead: Path, document: Document) -> bool:
    """Whether `write` will use this letterhead for the document. Raises DocgenError as `prepare` does."""
    return prepare(letterhead).fits(document)


def shipped(head: Head | None) -> Path:
    return folder("templates") / "letterhead" / f"{_kind(head)}.docx"


def _kind(head: Head | None) -> str:
    return PLAIN if head is None else UPWARD if head.signatories else DOWNWARD


@cache  # what is shipped never changes, an office's own may
def _shipped(kind: str) -> Letterhead:
    return prepare(folder("templates") / "letterhead" / f"{kind}.docx")


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
    changing = {
        name: compile_part(text(part, path), path, PLACES.get(name[:11], ""))
        for name, part in found.items()
        if _changes(name, part)
    }
    if not changing[DOCUMENT].printed:
        raise DocgenError(Problem("这个文件里没有标签，不是套红模板", _where_to_copy(), path))
    names = sorted(found.keys() - changing.keys(), key=lambda name: (name != TYPES, name))  # types first, as Word does
    return Letterhead(path, pack({name: found[name] for name in names}), changing, ids)


def _changes(name: str, part: bytes) -> bool:
    """The text itself always; a header, a footer or the properties where they hold a tag."""
    return name == DOCUMENT or (CHANGING.fullmatch(name) is not None and TAG.search(part) is not None)


def _where_to_copy() -> str:
    return f"可以从 {folder('templates') / 'letterhead'} 里复制一个 .docx，在 Word 或 WPS 里改成本单位的样式再用"


def _missing(path: str, names: Sequence[str]) -> Problem:
    tags = "、".join(f"{{{{p {WHOLE[name]} }}}}" for name in names)
    hint = f"请在它们应当出现的地方各加一段，每段只写一个标签；也{_where_to_copy()}"
    return Problem(f"套红模板里缺少标签 {tags}，这份公文的这些内容会丢失", hint, path)


def _texts(document: Document) -> dict[str, Text]:
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
