"""Word documents for the cases of the layout rules, told in a few words.

A case is {paragraphs: […], page?, normal?, styles?, defaults?, theme?, grid?, footer?, two_sided?}; a paragraph is a
text or {text, style, font, size, bold, jc, first, chars, right, line, rule, new_page, after_break, runs}. Sizes are
half points, lengths twentieths of a point, as Word counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from docgen.package import join, pack

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = {"w": 11906, "h": 16838, "top": 2098, "bottom": 1984, "left": 1587, "right": 1474}
NORMAL = {"font": "仿宋_GB2312", "size": 32, "chars": 200, "line": 579, "rule": "exact", "jc": "both"}
FOOTER = {"text": ("— ", " —"), "jc": "right", "size": 28}
Said = Mapping[str, Any]


def docx(case: Said) -> bytes:
    """The document of a case; what it does not say is as the standard has it."""
    footer = None if "footer" in case and case["footer"] is None else FOOTER | case.get("footer", {})
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": _document(case, footer is not None),
        "word/styles.xml": _styles(case),
        "word/settings.xml": _part("settings", "<w:evenAndOddHeaders/>" if case.get("two_sided", True) else ""),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("footer", "footer1.xml")),
    }
    if footer is not None:
        files["word/footer1.xml"] = _part("ftr", _footer(footer))
    if theme := case.get("theme"):
        files["word/theme/theme1.xml"] = (
            f'<a:theme xmlns:a="{A}"><a:minorFont><a:ea typeface=""/><a:font script="Hans" typeface="{theme}"/>'
            "</a:minorFont></a:theme>"
        )
    return join(pack({name: text.encode() for name, text in files.items()}), {})


def _part(name: str, inside: str) -> str:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{name}>'


def _types() -> str:
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _document(case: Said, footed: bool) -> str:
    page = PAGE | case.get("page", {})
    margins = " ".join(f'w:{side}="{page[side]}"' for side in ("top", "right", "bottom", "left"))
    grid = case.get("grid", {"type": "lines", "linePitch": 579})
    section = (
        "<w:sectPr>"
        + ('<w:footerReference w:type="default" r:id="rId2"/>' if footed else "")
        + f'<w:pgSz w:w="{page["w"]}" w:h="{page["h"]}"/><w:pgMar {margins} w:gutter="{page.get("gutter", 0)}"/>'
        f'<w:docGrid w:type="{grid["type"]}" w:linePitch="{grid["linePitch"]}"/></w:sectPr>'
    )
    return _part("document", f"<w:body>{''.join(map(_paragraph, case['paragraphs']))}{section}</w:body>")


def _styles(case: Said) -> str:
    normal = {} if "normal" in case and case["normal"] is None else NORMAL | case.get("normal", {})
    given = {"Normal": normal} | case.get("styles", {})
    defaults = case.get("defaults", {})
    theme = '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>' if case.get("theme") else ""
    return _part(
        "styles",
        f"<w:docDefaults><w:rPrDefault><w:rPr>{theme}{_run_properties(defaults)}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_properties(defaults)}</w:pPr></w:pPrDefault></w:docDefaults>"
        + "".join(_style(name, said) for name, said in given.items()),
    )


def _style(name: str, said: Said) -> str:
    based = f'<w:basedOn w:val="{said["based"]}"/>' if "based" in said else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{_properties(said)}</w:pPr><w:rPr>{_run_properties(said)}</w:rPr></w:style>"
    )


def _paragraph(said: str | Said) -> str:
    if isinstance(said, str):
        said = {"text": said}
    style = f'<w:pStyle w:val="{said["style"]}"/>' if "style" in said else ""
    before = '<w:r><w:br w:type="page"/></w:r>' if said.get("after_break") else ""
    runs = said.get("runs") or ([{"text": said["text"]}] if said.get("text") else [])
    return f"<w:p><w:pPr>{style}{_properties(said)}</w:pPr>{before}{''.join(_run(said, run) for run in runs)}</w:p>"


def _run(paragraph: Said, run: Said) -> str:
    text = escape(run["text"], quote=False).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{_run_properties({**paragraph, **run})}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _properties(said: Said) -> str:
    """The inside of w:pPr, but for the style."""
    spacing, indent = (_attributes(said, names) for names in (_SPACING, _INDENT))
    return "".join(
        (
            "<w:pageBreakBefore/>" if said.get("new_page") else "",
            f"<w:spacing{spacing}/>" if spacing else "",
            f"<w:ind{indent}/>" if indent else "",
            f'<w:jc w:val="{said["jc"]}"/>' if "jc" in said else "",
        )
    )


_SPACING = {"line": "line", "rule": "lineRule"}
_INDENT = {"chars": "firstLineChars", "first": "firstLine", "right": "right"}


def _attributes(said: Said, names: Mapping[str, str]) -> str:
    return "".join(f' w:{there}="{said[here]}"' for here, there in names.items() if here in said)


def _run_properties(said: Said) -> str:
    return "".join(
        (
            f'<w:rFonts w:eastAsia="{said["font"]}"/>' if "font" in said else "",
            "<w:b/>" if said.get("bold") else "",
            f'<w:sz w:val="{said["size"]}"/>' if "size" in said else "",
        )
    )


def _footer(said: Said) -> str:
    before, after = said["text"]
    look = f"<w:rPr>{_run_properties(said)}</w:rPr>"
    inside = (
        f"<w:t>{before}</w:t>",
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText> PAGE </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        f"<w:t>{after}</w:t>",
    )
    runs = "".join(f"<w:r>{look}{part}</w:r>" for part in inside)
    return f"<w:p><w:pPr>{_properties(said)}</w:pPr>{runs}</w:p>"
