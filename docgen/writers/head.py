"""版头 in WordprocessingML: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人 and the red rule."""

from __future__ import annotations

from docgen.document import Head
from docgen.elements import Element, Span
from docgen.writers import layout as page
from docgen.writers.ooxml import TAB, Ids, exact, paragraph, run, spacer, span, tabs
from docgen.writers.styles import CHAR_TWIPS
from docgen.writers.table import borderless


def _marks(head: Head) -> tuple[tuple[Element, str], ...]:
    """What stands in the upper left corner, a line each, from above (7.2.1 to 7.2.3)."""
    lines = (
        (Element.COPY_NUMBER, head.copy_number),
        (Element.SECRECY, head.secrecy),
        (Element.URGENCY, head.urgency),
    )
    return tuple((element, text) for element, text in lines if text)


def classification(head: Head, ids: Ids) -> str:
    return "".join(paragraph(ids[element], run(text)) for element, text in _marks(head))


def masthead(head: Head, ids: Ids) -> str:
    """发文机关标志, its ink 35 mm below the upper edge of the type area (7.2.4)."""
    look = page.masthead(head.issuers, ids.masthead)
    line = look.size * page.MASTHEAD_LINE
    above = page.points(page.MASTHEAD_TOP_MM) - len(_marks(head)) * page.LINE_PT
    above -= page.BASELINE * line - page.MASTHEAD_INK * look.size  # what the line itself keeps free over the ink
    scale = f'<w:w w:val="{round(look.scale * 100)}"/>' if look.scale != 1 else ""
    size = f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>'
    letters = scale + size
    if len(head.issuers) < 2:
        name = "".join(head.issuers) + page.MASTHEAD_WORD
        return paragraph(ids[Element.MASTHEAD], run(name, letters), exact(line * 20, above * 20))
    names = "".join(
        paragraph(ids[Element.MASTHEAD], run(name, letters), exact(line * 20) + '<w:jc w:val="distribute"/>')
        for name in head.issuers
    )
    word = paragraph(ids[Element.MASTHEAD_WORD], run(page.MASTHEAD_WORD, letters), exact(line * 20))
    character = look.size * look.scale * 20
    needed = (max(map(page.width, head.issuers)), page.MASTHEAD_GAP + page.width(page.MASTHEAD_WORD))
    widths = [(width + page.MASTHEAD_SLACK) * character for width in needed]
    return spacer(ids[Element.BLANK], above * 20) + borderless((names, word), widths)


def numbers(head: Head, ids: Ids) -> tuple[str, ...]:
    """发文字号 with the red rule, centred. Upward (7.2.5, 7.2.6): at the left, 签发人 at the right, two names a line;
    the number stands on the last of these lines, which alone has the style of the number."""
    if not head.signatories:
        return (paragraph(ids[Element.NUMBER], run(head.number)),)
    label = "签发人："
    names, columns = head.signatories, min(len(head.signatories), page.SIGNATORIES_A_LINE)
    widest = [max(map(page.width, names[n::columns])) for n in range(columns)]
    first = page.CHARS - page.NUMBER_INSET - sum(widest) - (columns - 1)
    stops = (page.NUMBER_INSET, first - page.width(label), first, first + widest[0] + 1)
    at = [("left", stop * CHAR_TWIPS) for stop in stops]
    number_at, label_at, *names_at = at
    rows = [names[n : n + columns] for n in range(0, len(names), columns)]
    lines = []
    for n, row in enumerate(rows):
        last = n == len(rows) - 1
        places = (number_at, label_at, *names_at[1:]) if n == 0 else (number_at, *names_at)
        text = TAB + run(head.number if last else "") + TAB + run(label if n == 0 else "")
        text += TAB.join(span(ids[Span.SIGNATORY], name) for name in row)
        element = Element.NUMBER if last else Element.SIGNATORIES
        lines.append(paragraph(ids[element], text, tabs(*places) + '<w:jc w:val="left"/>'))
    return tuple(lines)
