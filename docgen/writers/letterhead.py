"""Builds the shipped letterheads (套红模板) from `layout`: ``python -m docgen.writers.letterhead`` rewrites them.

Each is a small .docx that an office opens in Word or WPS: one tag a paragraph, each tag on its own line, standing
for whole paragraphs that `docx` makes in the letterhead's own styles.
"""

from __future__ import annotations

from docgen.elements import Element
from docgen.package import join, pack
from docgen.shipped import folder
from docgen.writers import layout as page
from docgen.writers.styles import (
    DECLARATION,
    NAMESPACE,
    SMALL_CHAR_TWIPS,
    footer_indent,
    style_id,
    stylesheet,
)

DOWNWARD, UPWARD, PLAIN = "downward", "upward", "plain"
KINDS = (DOWNWARD, UPWARD, PLAIN)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def build(kind: str) -> bytes:
    """A shipped letterhead as a .docx; the same bytes every time."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships("word/document.xml", "docProps/core.xml"),
        "docProps/core.xml": _core(),
        "word/_rels/document.xml.rels": _relationships("styles.xml", "settings.xml", "footer1.xml", "footer2.xml"),
        "word/document.xml": _document(kind),
        "word/footer1.xml": _footer(),
        "word/footer2.xml": _footer(even=True),
        "word/settings.xml": _settings(),
        "word/styles.xml": stylesheet(),
    }
    return join(pack({name: text.encode() for name, text in parts.items()}), {})


def _paragraph(style: Element, text: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{run}</w:p>'


def _tag(name: str, style: Element) -> str:
    return _paragraph(style, f"{{{{p {name} }}}}")


def _document(kind: str) -> str:
    blank = _paragraph(Element.BLANK)
    head = (
        _tag("classification", Element.COPY_NUMBER),
        _tag("masthead", Element.MASTHEAD),
        blank * page.BLANKS_BEFORE_NUMBER,
        _tag("signatories", Element.SIGNATORIES) if kind == UPWARD else "",
        _tag("number", Element.NUMBER),
    )
    body = (
        blank * page.BLANKS_BEFORE_TITLE,
        _tag("title", Element.TITLE),
        _tag("byline", Element.BYLINE),
        blank * page.BLANKS_BEFORE_OPENING,
        _tag("opening", Element.OPENING),
        _tag("body", Element.BODY),
        _tag("attachment_list", Element.ATTACHMENT_LIST),
        _tag("signature", Element.SIGNATURE),
        _tag("note", Element.NOTE),
        _tag("attachments", Element.ATTACHMENT_LABEL),
        _tag("issued", Element.TITLE),
        _tag("imprint", Element.IMPRINT),
    )
    return (
        f'{DECLARATION}<w:document xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}"><w:body>'
        f"{''.join(body if kind == PLAIN else head + body)}{_section()}</w:body></w:document>"
    )


def _section() -> str:
    margins = {
        "top": page.twips(page.TOP_MM),
        "right": page.twips(page.RIGHT_MM),
        "bottom": page.twips(page.BOTTOM_MM),
        "left": page.twips(page.LEFT_MM),
        "header": page.HEADER_TWIPS,
        "footer": page.FOOTER_TWIPS,
        "gutter": 0,
    }
    sides = " ".join(f'w:{side}="{size}"' for side, size in margins.items())
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
        f'<w:pgSz w:w="{page.twips(page.PAGE_WIDTH_MM)}" w:h="{page.twips(page.PAGE_HEIGHT_MM)}"/>'
        f"<w:pgMar {sides}/>"
        f'<w:docGrid w:type="lines" w:linePitch="{round(page.LINE_PT * 20)}"/></w:sectPr>'
    )


def _footer(even: bool = False) -> str:
    """The page number. One run a field part, each with its own properties: LibreOffice loses them otherwise."""
    size = round(page.SIZE_4_PT * 2)
    look = f'<w:rPr><w:sz w:val="{size}"/></w:rPr>'
    before, after = page.PAGE_NUMBER
    field = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    inside = (f'<w:t xml:space="preserve">{before}</w:t>', *field, f'<w:t xml:space="preserve">{after}</w:t>')
    left = f'{footer_indent("left", "right")}<w:jc w:val="left"/>' if even else ""
    return (
        f'{DECLARATION}<w:ftr xmlns:w="{NAMESPACE}"><w:p><w:pPr><w:pStyle w:val="Footer"/>{left}'
        f"</w:pPr>{''.join(f'<w:r>{look}{part}</w:r>' for part in inside)}</w:p></w:ftr>"
    )


def _settings() -> str:
    return (
        f'{DECLARATION}<w:settings xmlns:w="{NAMESPACE}"><w:defaultTabStop w:val="{SMALL_CHAR_TWIPS}"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _core() -> str:
    """The document's title for file managers and screen readers; no dates, or the bytes would change by the clock."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ title }}</dc:title></cp:coreProperties>'
    )


def _relationships(*targets: str) -> str:
    types = {
        "word/document.xml": f"{OFFICE}/officeDocument",
        "docProps/core.xml": f"{PACKAGE}/relationships/metadata/core-properties",
        "styles.xml": f"{OFFICE}/styles",
        "settings.xml": f"{OFFICE}/settings",
    }
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{types.get(target, f"{OFFICE}/footer")}" Target="{target}"/>'
        for n, target in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": MAIN_TYPE,
        "word/footer1.xml": f"{word}.footer+xml",
        "word/footer2.xml": f"{word}.footer+xml",
        "word/settings.xml": f"{word}.settings+xml",
        "word/styles.xml": f"{word}.styles+xml",
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def main() -> None:
    for kind in KINDS:
        (folder("templates") / "letterhead" / f"{kind}.docx").write_bytes(build(kind))


if __name__ == "__main__":
    main()
