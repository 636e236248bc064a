"""花脸稿: the new edition in its final layout, what changed as tracked changes that Word and WPS accept or reject.

What Word does, and why the file is made as it is (docgen.tracked):

- A paragraph's mark stands at its end and carries its format. Where a mark goes (w:rPr/w:del accepted, w:ins rejected)
  the paragraph runs on into the next one and takes that one's format. So a whole paragraph has its words and its own
  mark tracked: nothing of it is left, and the next one stays as it was.
- The last mark of a text, a cell or a box never goes, nor does LibreOffice take away one before a table. A last
  paragraph that goes therefore has its words tracked and keeps its mark; the mark that goes is the one before it, and
  the format that it carried is given to the last one (w:pPrChange keeps the old one for whoever rejects).
- Between two tables that both go, a paragraph goes whole in Word; LibreOffice, which never takes a mark before a table,
  leaves an empty line there (docgen.tracked_order gives it another paragraph's mark to keep wherever there is one).
  The same where a 版记 came or went beside such a table: there LibreOffice may leave an empty frame.
- A row goes with w:trPr/w:del, its cells' words and marks with it; a table whose rows all go goes. Two tables with no
  paragraph between them become one: where one follows the other, rows are tracked inside one table.
- w:ins holds runs with w:t, w:del runs with w:delText. Moves are a deletion and an insertion: w:moveFrom needs names
  and ranges that programs other than Word lose.
"""

from __future__ import annotations

from typing import Any

from docgen.alignment import Line
from docgen.compare import Comparison
from docgen.elements import HEADINGS, ITEMS, Element, Span
from docgen.package import DOCUMENT, members, repacked
from docgen.tracked import Merger
from docgen.tracked_words import Tracker
from docgen.wordxml import R, text_of, value
from docgen.writers.docx import write
from docgen.writers.styles import style_id

_TEXT = frozenset(style_id(element) for element in (*HEADINGS, *ITEMS, Element.BODY))
_SEVERAL = frozenset(map(style_id, (Element.BLANK, Element.ATTACHMENT_LIST, Element.ATTACHMENT_TITLE)))


def redline(comparison: Comparison) -> bytes:
    """The .docx; the same editions and the same date give the same bytes."""
    from lxml import etree

    old, new = (members(write(document)) for document in (comparison.old, comparison.new))
    was, now = (etree.fromstring(parts[DOCUMENT])[0] for parts in (old, new))
    section = now[-1]
    merger = Merger(_line, Tracker(date=comparison.date))
    now[:] = [*merger.merged(list(was)[:-1], list(now)[:-1]), section]
    new[DOCUMENT] = etree.tostring(now.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return repacked(new)


def _line(paragraph: Any) -> Line:
    """What a paragraph is compared by: its words without their number; paragraphs of the text are of one kind."""
    style = value(paragraph, "pPr/pStyle")
    if style in _TEXT:
        mark = paragraph.find(R)
        numbered = mark is not None and value(mark, "rPr/rStyle") == style_id(Span.MARK)
        return Line("text", text_of(paragraph)[len(text_of(mark)) if numbered else 0 :])
    return Line(style, text_of(paragraph), style not in _SEVERAL)
