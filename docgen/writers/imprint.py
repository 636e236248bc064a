"""版记 in WordprocessingML: a text box anchored to the foot of the type area on the last page (7.4.1)."""

from __future__ import annotations

from docgen.document import Imprint
from docgen.elements import Element
from docgen.writers import layout as page
from docgen.writers.ooxml import Ids, exact, paragraph, run, spacer, tabs
from docgen.writers.styles import SMALL_CHAR_TWIPS, TEXT_TWIPS

EMU = 635  # a twip
LABEL = "抄送："
BOX_ID = 9704  # a drawing's number in the file, out of the way of an office's own pictures
LAST = 2  # twips: the empty paragraph that must follow a table in a box
NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def imprint(value: Imprint, ids: Ids) -> str:
    """The box, and in the text a paragraph as tall as the box, so that nothing is ever printed where it stands."""
    rows = [_copies(value.copies_to, ids)] if value.copies_to else []
    rows += [_printed(value, ids)] if value.printed_by or value.printed_on else []
    if not rows:
        return ""
    tall = height(value)
    return paragraph(ids[Element.IMPRINT], f"<w:r>{_box(_table(rows), round(tall), ids)}</w:r>", exact(tall))


def height(value: Imprint) -> float:
    """Of the box, in twips."""
    lines = page.imprint_lines(value.copies_to, page.width(LABEL)) if value.copies_to else 0
    lines += bool(value.printed_by or value.printed_on)
    return (lines * page.IMPRINT_LINE_PT + 2 * page.THICK_PT + page.THIN_PT) * 20 + LAST


def _copies(copies_to: str, ids: Ids) -> str:
    """7.4.2: one character in on both sides, turned lines under the first name, a full stop at the end."""
    hanging = round(page.width(LABEL) * SMALL_CHAR_TWIPS)
    side = page.IMPRINT_INSET * SMALL_CHAR_TWIPS
    places = f'<w:ind w:left="{side + hanging}" w:right="{side}" w:hanging="{hanging}"/><w:jc w:val="both"/>'
    return paragraph(ids[Element.COPIES_TO], run(f"{LABEL}{copies_to}。"), places)


def _printed(value: Imprint, ids: Ids) -> str:
    """7.4.3: the printing office at the left, the day at the right, on one line."""
    side = page.IMPRINT_INSET * SMALL_CHAR_TWIPS
    day = f"<w:r><w:tab/></w:r>{run(page.day_of_print(value.printed_on))}" if value.printed_on else ""
    places = tabs(("right", TEXT_TWIPS - side)) + f'<w:ind w:left="{side}"/>'
    return paragraph(ids[Element.PRINTED], run(value.printed_by) + day, places)


def _table(rows: list[str]) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{round(size * 8)}" w:space="0" w:color="000000"/>'
        for side, size in (("top", page.THICK_PT), ("bottom", page.THICK_PT), ("insideH", page.THIN_PT))
    )
    cells = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TEXT_TWIPS}" w:type="dxa"/></w:tcPr>'
        f"{row}</w:tc></w:tr>"
        for row in rows
    )
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_TWIPS}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{none}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{TEXT_TWIPS}"/></w:tblGrid>{cells}</w:tbl>'
    )


def _box(content: str, height: int, ids: Ids) -> str:
    """An anchored text box without a frame. Its namespaces are its own: an office's letterhead may lack them."""
    size = f'cx="{TEXT_TWIPS * EMU}" cy="{height * EMU}"'
    last = spacer(ids[Element.BLANK], LAST)
    return (
        f'<mc:AlternateContent {NAMESPACES}><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{BOX_ID}" name="版记"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{SHAPE}">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}{last}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:spAutoFit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
    )
