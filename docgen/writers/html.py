"""Document → one HTML page that looks like the sheets of paper and prints as them.

Class names say what each piece is; readers/html.py goes by them. A paragraph has no class; what stands outside
the named pieces (附件：, brackets, 文件) is print, not text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from docgen.document import (
    Block,
    Document,
    Head,
    Heading,
    Imprint,
    Paragraph,
    RunIn,
    Signature,
    Table,
    attachment_label,
    with_marks,
)
from docgen.writers import layout
from docgen.writers.marks import joined
from docgen.writers.stylesheet import STYLE, chars
from docgen.writers.title import printed, title_lines

SUFFIX = "html"


def write(document: Document) -> bytes:
    """The document as one self-contained page: UTF-8 without BOM, lines ended by \\n, nothing fetched."""
    page = (
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(document.title, quote=False)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        *_sheets(document),
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(page).encode()


def tag(name: str, inner: str, role: str = "", style: str = "") -> str:
    """An element around HTML."""
    attributes = "".join(f' {key}="{value}"' for key, value in (("class", role), ("style", style)) if value)
    return f"<{name}{attributes}>{inner}</{name}>"


def piece(name: str, text: str, role: str = "", style: str = "") -> str:
    """An element around plain text."""
    return tag(name, escape(text, quote=False), role, style)


def _box(name: str, role: str, inner: Iterable[str]) -> str:
    return tag(name, "\n" + "\n".join(inner) + "\n", role)


def _sheets(document: Document) -> Iterator[str]:
    """The sheets, 版记 at the foot of the last one."""
    *sheets, (role, last) = _all(document)
    for kind, inner in sheets:
        yield _box("section", kind, inner)
    yield _box("section", role, [*last, *_imprint(document.imprint)])


def _all(document: Document, role: str = "sheet") -> Iterator[tuple[str, list[str]]]:
    """Each sheet as its class and its pieces: the document, its attachments, then what it issues."""
    yield role, [*_head(document.head), *_main(document)]
    for index, attachment in enumerate(document.attachments, 1):
        label = piece("p", attachment_label(index, len(document.attachments)), "label")
        yield "sheet attachment", [label, _title(attachment.title), *_blocks(attachment.blocks)]
    if document.issued:
        yield from _all(document.issued, "sheet issued")


def _main(document: Document) -> Iterator[str]:
    yield _title(document.title)
    yield from (piece("p", line, "byline") for line in document.byline)
    if document.opening:
        yield piece("p", document.opening, "opening")
    yield from _blocks(document.blocks)
    yield from _listed(tuple(attachment.title for attachment in document.attachments))
    yield from _signature(document.signature)
    if document.note:
        yield tag("p", f"（{piece('span', document.note, 'note')}）", "note-line")


def _title(title: str) -> str:
    lines = title_lines(title)
    whole = lines if "".join(lines) == title else (title,)
    return tag("h1", "".join(map(_title_line, whole)), "title")


def _title_line(line: str) -> str:
    space = line.removeprefix(printed(line))
    return tag("span", escape(printed(line), quote=False) + (piece("i", space) if space else ""))


# ── head, signature, imprint ──


def _head(head: Head | None) -> Iterator[str]:
    if head:
        marks = (("copy-number", head.copy_number), ("secrecy", head.secrecy), ("urgency", head.urgency))
        pieces = [piece("p", text, role) for role, text in marks if text]
        yield _box("header", "head", [*([_box("div", "marks", pieces)] if pieces else []), *_masthead(head)])


def _masthead(head: Head) -> Iterator[str]:
    fit = layout.masthead(head.issuers)
    style = f"font-size:{fit.size:g}pt" + (f";transform:scaleX({fit.scale:g})" if fit.scale < 1 else "")
    issuers = tag("span", "".join(piece("span", issuer, "issuer") for issuer in head.issuers), "issuers")
    kind = "masthead joint" if len(head.issuers) > 1 else "masthead single"
    yield tag("p", issuers + piece("span", layout.MASTHEAD_WORD, "word"), kind, style)
    number = piece("span", head.number, "number")
    names = "".join(piece("span", name, "signatory") for name in head.signatories)
    signed = tag("span", f"签发人：{tag('span', names, 'names')}", "signed") if names else ""
    yield tag("p", number + signed, "number-line upward" if names else "number-line")
    yield '<hr class="rule">'


def _listed(titles: tuple[str, ...]) -> Iterator[str]:
    """附件说明, turned lines under the name (7.3.4)."""
    if titles:
        yield _box("div", "listed-lines", map(_item, layout.attachment_list(titles), titles))


def _item(item: layout.Item, title: str) -> str:
    label = escape(item.text.removesuffix(title), quote=False)
    style = f"padding-left:{chars(item.left)};text-indent:{chars(-item.hanging)}"
    return tag("p", label + piece("span", title, "listed"), "listed-line", style)


def _signature(signature: Signature | None) -> Iterator[str]:
    if signature:
        rows = layout.signature(signature.names, signature.date, signature.sealed)
        yield _box("div", "signature", (tag("p", "".join(map(_placed, row)), "row") for row in rows))


def _placed(placed: layout.Placed) -> str:
    return piece("span", placed.text, "date" if placed.date else "name", f"right:{chars(placed.right)}")


def _imprint(imprint: Imprint | None) -> Iterator[str]:
    if imprint:
        yield _box("footer", "imprint", _imprint_lines(imprint))


def _imprint_lines(imprint: Imprint) -> Iterator[str]:
    if imprint.copies_to:
        yield tag("p", f"抄送：{piece('span', imprint.copies_to, 'copies-to')}。", "copies")
    if imprint.printed_by or imprint.printed_on:
        word = layout.day_of_print(imprint.printed_on).removeprefix(imprint.printed_on)
        day = tag("span", piece("span", imprint.printed_on, "printed-on") + word) if imprint.printed_on else ""
        yield tag("p", piece("span", imprint.printed_by, "printed-by") + day, "printed")


# ── body ──


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for mark, block in with_marks(blocks):
        match block:
            case Heading():
                yield tag(f"h{block.level + 1}", _mark(mark, block.text) + escape(block.text, quote=False))
            case RunIn():
                heading = _mark(mark, block.text) + escape(block.heading, quote=False)
                text = (tag("span", heading, "run-in") if block.split else heading) + escape(block.body, quote=False)
                yield tag("p", text, f"numbered level-{block.level}")
            case Paragraph():
                yield piece("p", block.text)
            case Table():
                yield _table(block)


def _mark(mark: str, text: str) -> str:
    return piece("span", joined(mark, text).removesuffix(text), "mark") if mark else ""


def _table(table: Table) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{share / total:.2%}">' for share in table.widths)
    head = tag("thead", _row("th", table.header))
    body = "\n".join(_row("td", row) for row in table.rows)
    return "\n".join(
        ["<table>", *([tag("colgroup", columns)] if columns else []), head, tag("tbody", body), "</table>"]
    )


def _row(cell: str, texts: tuple[str, ...]) -> str:
    return tag("tr", "".join(piece(cell, text) for text in texts))
