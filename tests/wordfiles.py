"""Small .docx files for tests, written by hand, so that each has the one feature that a test is about."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
NAMED = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def p(*inner: str, style: str = "", props: str = "") -> str:
    """A paragraph; what is no XML yet becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{props}</w:pPr>{''.join(map(_inner, inner))}</w:p>"


def _inner(text: str) -> str:
    return text if text.startswith("<") else r(text)


def r(text: str, props: str = "") -> str:
    """A run; what is no XML yet becomes its letters."""
    inner = text if text.startswith("<") else t(text)
    return f"<w:r><w:rPr>{props}</w:rPr>{inner}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def bold(text: str) -> str:
    return r(text, "<w:b/>")


def table(*rows: tuple[str, ...]) -> str:
    """Of cells that are text, paragraphs or tables."""
    cells = ("".join(f"<w:tc>{c if c.startswith('<w:p>') else p(c)}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(n: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{n}">{inner}</w:lvl>'


def numbering(*abstract: str, lists: str = "") -> str:
    """Abstract lists by their levels, each with a list of the same number; more lists as XML."""
    both = [f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(abstract, 1)]
    both += [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(abstract) + 1)]
    return f"<w:numbering {NAMED}>{''.join(both)}{lists}</w:numbering>"


def word(*body: str, main: str = "document", **parts: str) -> bytes:
    """A .docx with this text and these other parts (styles, numbering, footnotes, comments …) in whole XML."""
    names = {kind: f"word/{kind}.xml" for kind in parts}
    overrides = {f"/word/{main}.xml": f"{_WORD}.document.main+xml"}
    overrides |= {f"/{name}": f"{_WORD}.{kind}+xml" for kind, name in names.items()}
    declared = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    defaults = "".join(
        f'<Default Extension="{end}" ContentType="application/{kind}"/>'
        for end, kind in (("rels", "vnd.openxmlformats-package.relationships+xml"), ("xml", "xml"))
    )
    document = f"<w:document {NAMED}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{declared}</Types>',
            "_rels/.rels": _relations({"officeDocument": f"word/{main}.xml"}),
            f"word/{main}.xml": document,
            f"word/_rels/{main}.xml.rels": _relations({kind: f"{kind}.xml" for kind in parts}),
        }
        | {names[kind]: part for kind, part in parts.items()}
    )


def _relations(targets: Mapping[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


def styles(*inner: str) -> str:
    return f"<w:styles {NAMED}>{''.join(inner)}</w:styles>"


def style(name: str, *inner: str, called: str = "", based: str = "", default: bool = False) -> str:
    flag = ' w:default="1"' if default else ""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    named = f'<w:name w:val="{called or name}"/>{on}'
    return f'<w:style w:type="paragraph" w:styleId="{name}"{flag}>{named}{"".join(inner)}</w:style>'


def box(*paragraphs: str) -> str:
    """A text box, once for new programs and once for old ones."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = (
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    )
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
