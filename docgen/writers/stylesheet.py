"""The style sheet of the HTML page: a sheet of A4 on the screen, pages of it in print; numbers from layout.py."""

from __future__ import annotations

from docgen.writers import layout
from docgen.writers.layout import Font

LINE = f"{layout.LINE_PT}pt"
CHAR_PT = layout.SIZE_3_PT + layout.SPACING_PT
_MARGIN = f"{layout.TOP_MM}mm {layout.RIGHT_MM}mm {layout.BOTTOM_MM}mm {layout.LEFT_MM}mm"
_INK = 0.08  # 测: of the size, from the top of a glyph's box to its ink in Chinese fonts
_SLACK_MM = (layout.LINE_PT - layout.SIZE_3_PT) / 2 * 25.4 / 72  # below the characters of a line


def chars(count: float) -> str:
    """A length in characters of the text."""
    return f"{count * CHAR_PT:g}pt"


def lines(count: float) -> str:
    """A length in lines of the text."""
    return f"{count * layout.LINE_PT:g}pt"


def family(font: Font, generic: str = "serif") -> str:
    return ",".join([*(f'"{name}"' for name in (font.name, *font.also)), generic])


def _page_number(side: str) -> str:
    before, after = layout.PAGE_NUMBER
    return (
        f'@page :{side}{{@bottom-{side}{{content:"{before}" counter(page) "{after}";font:{layout.SIZE_4_PT:g}pt/1 '
        f"{family(layout.SONGTI)};vertical-align:top;padding-top:{layout.PAGE_NUMBER_GAP_MM}mm;"
        f"padding-{side}:{layout.PAGE_NUMBER_INSET * layout.SIZE_4_PT:g}pt}}}}"
    )


def _headings() -> str:
    """一、 and （一） in their own fonts, a run-in heading in that of its level (7.3.3)."""
    return "\n".join(
        f"h{level + 1},.level-{level} .run-in{{font-family:{family(font)}}}"
        for level, font in enumerate(layout.HEADING_FONTS, 1)
    )


STYLE = f"""
@page{{size:A4;margin:{_MARGIN}}}
{_page_number("right")}
{_page_number("left")}
*{{margin:0;padding:0;box-sizing:border-box;font-size:inherit;font-weight:inherit}}
html{{background:#777}}
body{{font-family:{family(layout.FANGSONG)};font-size:{layout.SIZE_3_PT:g}pt;letter-spacing:{layout.SPACING_PT}pt;
line-height:{LINE};color:#{layout.BLACK};text-align:justify;line-break:strict;overflow-wrap:anywhere;
text-autospace:no-autospace;text-spacing-trim:space-all;font-kerning:none}}
.sheet{{display:flex;flex-direction:column;position:relative;width:{layout.PAGE_WIDTH_MM}mm;
min-height:{layout.PAGE_HEIGHT_MM}mm;padding:{_MARGIN};margin:6mm auto;background:#fff;box-shadow:0 1mm 3mm #333}}
p,h1,h2,h3,h4,h5,td,th{{white-space:pre-wrap}}
p,h2,h3,h4,h5{{text-indent:{chars(layout.INDENT)}}}
h1,h2,h3,h4,h5{{break-after:avoid}}
{_headings()}
.marks{{position:absolute}}
.marks p,.head p,.signature p,.listed-line,.label,.opening,.byline,.imprint p{{text-indent:0}}
.secrecy,.urgency,.label{{font-family:{family(layout.HEITI)}}}
.head .masthead{{display:flex;justify-content:center;align-items:center;gap:.5em;line-height:1.15;letter-spacing:0;
padding-top:calc({layout.MASTHEAD_TOP_MM}mm - {_INK + 0.075:g}em);color:#{layout.RED};
font-family:{family(layout.XIAOBIAOSONG)};white-space:nowrap}}
.issuers{{display:block}}
.joint .issuer{{display:block;text-align-last:justify}}
.single{{gap:0!important}}
.number-line{{display:flex;justify-content:center;align-items:flex-end;margin-top:{lines(layout.BLANKS_BEFORE_NUMBER)};
min-height:{LINE}}}
.upward{{justify-content:space-between;padding:0 {chars(layout.NUMBER_INSET)}}}
.signed{{display:flex}}
.names{{display:grid;grid-template-columns:repeat({layout.SIGNATORIES_A_LINE},auto);column-gap:1em}}
.names:has(:only-child){{grid-template-columns:auto}}
.signatory{{font-family:{family(layout.KAITI)}}}
.rule{{border:0;border-top:{layout.RULE_PT}pt solid #{layout.RED};margin-top:{layout.RULE_GAP_MM - _SLACK_MM:.2f}mm}}
.title{{font-family:{family(layout.XIAOBIAOSONG)};font-size:{layout.SIZE_2_PT:g}pt;letter-spacing:0;text-align:center;
margin:{lines(layout.BLANKS_BEFORE_TITLE)} 0 {lines(layout.BLANKS_BEFORE_OPENING)}}}
.title span{{display:block}}
.title i{{display:none}}
.title:has(+.byline),.byline:has(+.byline){{margin-bottom:0}}
.byline{{font-family:{family(layout.KAITI)};text-align:center;margin-bottom:{lines(layout.BLANKS_BEFORE_OPENING)}}}
.attachment .title{{margin-top:{lines(layout.BLANKS_AFTER_LABEL)}}}
.listed-lines{{margin-top:{lines(layout.BLANKS_BEFORE_ATTACHMENTS)}}}
.signature{{break-inside:avoid;break-before:avoid}}
.signature p{{position:relative;height:{LINE}}}
.signature span{{position:absolute;white-space:pre}}
table{{width:100%;border-collapse:collapse;font-size:{layout.TABLE_PT:g}pt;line-height:{layout.TABLE_LINE_PT:g}pt;
letter-spacing:0;margin:{lines(0.25)} 0}}
thead{{display:table-header-group}}
tr{{break-inside:avoid}}
th,td{{border:{layout.THIN_PT}pt solid;padding:2pt 4pt;text-align:left}}
th{{font-family:{family(layout.HEITI)};text-align:center}}
.imprint{{margin-top:auto;break-inside:avoid;font-size:{layout.SIZE_4_PT:g}pt;letter-spacing:0;
line-height:{layout.IMPRINT_LINE_PT:g}pt;border:solid;border-width:{layout.THICK_PT}pt 0}}
.imprint p{{padding:0 {layout.IMPRINT_INSET}em}}
.imprint p+p{{border-top:{layout.THIN_PT}pt solid}}
.imprint .copies{{padding-left:{layout.IMPRINT_INSET + 3}em;text-indent:-3em}}
.printed{{display:flex;justify-content:space-between}}
@media print{{
html{{background:none}}
.sheet{{width:auto;min-height:0;padding:0;margin:0;box-shadow:none;break-before:page}}
.sheet:first-of-type{{break-before:auto}}
.sheet:last-of-type{{min-height:{layout.TEXT_HEIGHT_MM - 0.5}mm}}
}}
"""
