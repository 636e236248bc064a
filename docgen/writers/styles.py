"""The named styles of a letterhead, built from `layout`: what each element of a document looks like.

A style says everything itself or leans on 公文正文 alone, so that it can be added to any office's letterhead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import inf

from docgen.elements import ALIASES, HEADINGS, ITEMS, Element, Span
from docgen.writers import layout as page
from docgen.writers.layout import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG, Font
from docgen.writers.ooxml import Ids

CHAR_TWIPS = round(page.twips(page.TEXT_WIDTH_MM) / page.CHARS)  # 316
SMALL_CHAR_TWIPS = round(page.SIZE_4_PT * 20)  # 280
TEXT_TWIPS = page.twips(page.PAGE_WIDTH_MM) - page.twips(page.LEFT_MM) - page.twips(page.RIGHT_MM)  # 8845
FULL_SPACING = 'w:before="0" w:after="0"'


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. Sizes and pitch in points, indents in characters of 3号."""

    font: Font = FANGSONG
    size: float = page.SIZE_3_PT
    align: str = "both"
    first: float = 0
    line: float = page.LINE_PT
    colour: str = ""
    grid: bool = True
    outline: int = 0
    border: bool = False
    indent: str = ""


TITLE = Look(XIAOBIAOSONG, page.SIZE_2_PT, "center", grid=False)
MASTHEAD = Look(XIAOBIAOSONG, page.MASTHEAD_MIN_PT, "center", colour=page.RED, grid=False)  # of its tag, in Word
SMALL = Look(size=page.SIZE_4_PT, line=page.IMPRINT_LINE_PT, align="left", grid=False)

LOOKS: Mapping[Element, Look] = {
    Element.BODY: Look(first=page.INDENT),
    Element.BLANK: Look(),
    Element.COPY_NUMBER: Look(align="left"),
    Element.SECRECY: Look(HEITI, align="left"),
    Element.URGENCY: Look(HEITI, align="left"),
    Element.MASTHEAD: MASTHEAD,
    Element.MASTHEAD_WORD: replace(MASTHEAD, align="right"),
    Element.SIGNATORIES: Look(align="left"),
    Element.NUMBER: Look(align="center", border=True),
    Element.TITLE: TITLE,
    Element.BYLINE: Look(KAITI, align="center"),
    Element.OPENING: Look(),
    **{e: Look(page.HEADING_FONTS[n], first=page.INDENT, outline=n + 1) for n, e in enumerate(HEADINGS)},
    Element.TABLE_HEADER: Look(HEITI, page.TABLE_PT, "center", line=page.TABLE_LINE_PT, grid=False),
    Element.TABLE_TEXT: Look(FANGSONG, page.TABLE_PT, "left", line=page.TABLE_LINE_PT, grid=False),
    Element.ATTACHMENT_LIST: Look(),
    Element.SIGNATURE: Look(align="right"),
    Element.DATE: Look(align="right"),
    Element.NOTE: Look(first=page.INDENT),
    Element.ATTACHMENT_LABEL: Look(HEITI, align="left"),
    Element.ATTACHMENT_TITLE: TITLE,
    Element.IMPRINT: Look(grid=False),
    Element.COPIES_TO: SMALL,
    Element.PRINTED: SMALL,
}
BASED: Mapping[Element, Element] = dict.fromkeys(ITEMS, Element.BODY)  # look as the text does
FOOTER = "footer"


@cache
def style_id(name: Element | Span) -> str:
    """CopyNumber for 份号, Heading1 for heading 1."""
    return name.name.title().replace("_", "")


def paragraph_properties(look: Look) -> str:
    """The inside of w:pPr, in the order of the schema."""
    first = round(look.first * CHAR_TWIPS)
    return "".join(
        (
            '<w:widowControl w:val="0"/>',
            rule(page.RULE_PT, page.RED, page.RULE_SPACE_PT) if look.border else "",
            # LibreOffice reads overflowPunct the wrong way round: 1 keeps marks on the paper in both programs.
            '<w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
            "" if look.grid else '<w:snapToGrid w:val="0"/>',
            f'<w:spacing {FULL_SPACING} w:line="{round(look.line * 20)}" w:lineRule="exact"/>',
            f'<w:ind w:firstLineChars="{round(look.first * 100)}" w:firstLine="{first}"/>' if first else look.indent,
            f'<w:jc w:val="{look.align}"/>',
            f'<w:outlineLvl w:val="{look.outline - 1}"/>' if look.outline else "",
        )
    )


def rule(size: float, colour: str, space: int = 0) -> str:
    """A line under a paragraph; size in points, OOXML counts eighths."""
    return f'<w:pBdr><w:bottom w:val="single" w:sz="{round(size * 8)}" w:space="{space}" w:color="{colour}"/></w:pBdr>'


def fonts(font: Font) -> str:
    """The Chinese face for all scripts: quotation marks and digits keep their full and half widths."""
    return f'<w:rFonts w:ascii="{font.name}" w:hAnsi="{font.name}" w:eastAsia="{font.name}" w:cs="{font.name}"/>'


def run_properties(look: Look) -> str:
    """The inside of w:rPr. Only 3号 text is drawn closer, for 28 characters a line."""
    closer = round(page.SPACING_PT * 20) if look.size == page.SIZE_3_PT else 0
    size = round(look.size * 2)
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    return f'{fonts(look.font)}{colour}<w:spacing w:val="{closer}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _style(name: Element, based: str, ids: Mapping[str, str]) -> str:
    alias = f'<w:aliases w:val="{ALIASES[name]}"/>' if name in ALIASES else ""
    custom = "" if name in ALIASES else ' w:customStyle="1"'
    head = (
        f'<w:style w:type="paragraph"{custom} w:styleId="{ids[name]}"><w:name w:val="{name}"/>{alias}'
        f'<w:basedOn w:val="{ids[BASED[name]] if name in BASED else based}"/><w:qFormat/>'
    )
    if name in BASED:
        return f"{head}</w:style>"
    look = LOOKS[name]
    return f"{head}<w:pPr>{paragraph_properties(look)}</w:pPr><w:rPr>{run_properties(look)}</w:rPr></w:style>"


def _span(name: Span, ids: Mapping[str, str]) -> str:
    face = f"<w:rPr>{fonts(KAITI)}</w:rPr>" if name is Span.SIGNATORY else ""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{ids[name]}"><w:name w:val="{name}"/>'
        f"<w:qFormat/>{face}</w:style>"
    )


def styles(ids: Mapping[str, str], normal: str, wanted: frozenset[str] | None = None) -> Iterator[str]:
    """The w:style elements of our styles, or of the `wanted` ones, based on the style with the id `normal`."""
    for name in Element:
        if wanted is None or name in wanted:
            yield _style(name, normal, ids)
    for span in Span:
        if wanted is None or span in wanted:
            yield _span(span, ids)


NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def stylesheet() -> str:
    """word/styles.xml of a shipped letterhead."""
    text = Look()
    footer = Look(SONGTI, page.SIZE_4_PT, "right", line=page.FOOTER_LINE_PT, grid=False, indent=footer_indent("right"))
    ids = {name: style_id(name) for name in (*Element, *Span)}
    return (
        f'{DECLARATION}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}'
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph_properties(text)}</w:pPr>"
        f"<w:rPr>{run_properties(text)}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="{FOOTER}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph_properties(footer)}</w:pPr><w:rPr>{run_properties(footer)}</w:rPr></w:style>"
        f"{''.join(styles(ids, 'Normal'))}</w:styles>"
    )


def footer_indent(side: str, other: str = "") -> str:
    """One character of 4号 from `side`; `other` takes back the indent of the style on that side."""
    inset = page.PAGE_NUMBER_INSET
    none = f' w:{other}="0" w:{other}Chars="0"' if other else ""
    return f'<w:ind w:{side}="{inset * SMALL_CHAR_TWIPS}" w:{side}Chars="{inset * 100}"{none}/>'


def completed(sheet: str) -> tuple[str, Ids]:
    """A letterhead's styles.xml with those of our styles that it lacks, and what to know of ours.

    Names decide: WPS gives every style a new id when it saves. Raises ElementTree.ParseError for what is no XML.
    """
    found = dict(_named(sheet))
    sizes = dict(_sizes(sheet))
    taken = set(found.values())
    ids, missing = {}, set()
    for name in (*Element, *Span):
        known = found.get(name) or found.get(ALIASES.get(name, ""))
        if known is None:
            missing.add(name)
            known = next(free for free in (style_id(name) + "_" * n for n in range(99)) if free not in taken)
        ids[str(name)] = known
    added = "".join(styles(ids, found.get("Normal", "Normal"), frozenset(missing)))
    masthead = sizes.get(ids[Element.MASTHEAD], MASTHEAD.size)
    return sheet.replace("</w:styles>", f"{added}</w:styles>"), Ids(ids, inf if masthead == MASTHEAD.size else masthead)


def _sizes(sheet: str) -> Iterator[tuple[str, float]]:
    """The id of each style that sets a size itself, with the size in points."""
    from xml.etree import ElementTree

    for style in ElementTree.fromstring(sheet).iter(f"{{{NAMESPACE}}}style"):
        size = style.find(f"{{{NAMESPACE}}}rPr/{{{NAMESPACE}}}sz")
        if size is not None:
            yield style.get(f"{{{NAMESPACE}}}styleId", ""), float(size.get(f"{{{NAMESPACE}}}val", "")) / 2


def _named(sheet: str) -> Iterator[tuple[str, str]]:
    """Each name and alias of a style with its id."""
    from xml.etree import ElementTree

    for style in ElementTree.fromstring(sheet).iter(f"{{{NAMESPACE}}}style"):
        for tag in ("aliases", "name"):
            named = style.find(f"{{{NAMESPACE}}}{tag}")
            for name in [] if named is None else named.get(f"{{{NAMESPACE}}}val", "").split(","):
                yield name.strip(), style.get(f"{{{NAMESPACE}}}styleId", "")
