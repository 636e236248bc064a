"""A .docx taken apart: its paragraphs in running order, as lines with what their styles say and nobody judged yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any, Literal

from docgen.draft import Line, Role
from docgen.elements import ALIASES, Element, Span
from docgen.errors import DocgenError, Problem
from docgen.package import main_part, members, parsed, related
from docgen.readers.docx_numbering import Numbering, numbering
from docgen.readers.docx_styles import Styles, style_of, styles
from docgen.readers.raw import Raw, joined
from docgen.wordxml import LOOSE, NOTES, STRICT, TBL, Paragraph, Piece, T, W, is_on, noted, paragraphs, pieces, runs

_ALIGN: Mapping[str, Literal["", "center", "right"]] = {"center": "center", "right": "right", "end": "right"}
_DEEPEST = 4
_MOST = 200_000  # paragraphs
_MORE_RUNS = 500  # of a paragraph; whether a longer one is bold decides nothing
_COLUMNS = 63  # Word has no table with more
_NEW_PAGE = 2  # a new page is as good as two blank lines


@dataclass(frozen=True, slots=True)
class File:
    """What a .docx says, and what the reader has to say of it."""

    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[Paragraph, ...]
    styles: Styles
    numbering: Numbering
    names: Mapping[str, str]
    notes: tuple[str, ...]

    def style(self, paragraph: Any) -> str:
        """The name of its style, ours where it is one of ours."""
        return self.names.get(style_of(paragraph), "")


def opened(data: bytes, path: str = "") -> File:
    """Raises DocgenError for what is no .docx."""
    found = members(data, path)
    main = main_part(found, path)
    root = _root(found[main], path)

    def part(kind: str) -> Any:
        return _root(found.get(related(found, main, kind), b""), path)

    known = styles(part("styles"))
    texts = tuple(islice(paragraphs(root), _MOST + 1))
    if len(texts) + found[main].count(b":br") > _MOST:  # a break makes a line too
        hint = "请核对是不是给错了文件，或删去其中的空段再用"
        raise DocgenError(Problem(f"文件里的段落超过{_MOST // 10_000}万个，不像一份文稿，不读取", hint, path))
    footnotes: list[Paragraph] = []
    for kind in NOTES:
        footnotes += noted(part(kind), len(texts) + len(footnotes) + 1)
    said = tuple(_said(root, sum(1 for _ in part("comments").iter(f"{W}comment"))))
    return File(texts, tuple(footnotes), known, numbering(part("numbering"), part("styles")), _names(known), said)


def _root(part: bytes, path: str) -> Any:
    return parsed(part.replace(STRICT, LOOSE), path)


def _names(known: Styles) -> dict[str, str]:
    """The id of a style → our name for it, or its own."""
    ours = {alias: name for name, alias in ALIASES.items()} | {str(name): name for name in (*Element, *Span)}
    names = {}
    for style in known.elements:
        called = (known.name(style), *known.aliases(style))
        names[style] = next((str(ours[name]) for name in called if name in ours), called[0])
    return names


def _said(root: Any, comments: int) -> Iterator[str]:
    inserted, deleted = (
        sum(1 for tag in tags for element in root.iter(W + tag) if len(element))
        for tags in (("ins", "moveTo"), ("del", "moveFrom"))
    )
    if inserted or deleted:
        yield f"文稿有修订（插入{inserted}处、删除{deleted}处），按接受全部修订后的文字来读"
    if comments:
        yield f"文稿有批注{comments}条，没有读入"


# ── paragraphs → lines ──


def lines(file: File) -> Iterator[Raw]:
    """Every line that says something, a table as one; blank ones are counted as gaps."""
    gap = 0
    for table, grouped in groupby(file.paragraphs, key=lambda paragraph: paragraph.table):
        group = list(grouped)
        for raw in [table_of(file, table, group)] if is_grid(table) else _paragraphs(file, group):
            if raw.words or raw.rows:
                yield replace(raw, gap=gap + raw.gap)
            gap = 0 if raw.words or raw.rows else gap + raw.gap + 1


def footnotes(file: File) -> Iterator[Line]:
    for paragraph in file.footnotes:
        for raw in of_paragraph(file, paragraph):
            if raw.words:
                yield Line(raw.text, raw.segments, Role.FOOTNOTE, start=raw.begin, split=raw.begin)


def _paragraphs(file: File, group: Sequence[Paragraph]) -> Iterator[Raw]:
    """A paragraph whose end was deleted is one with the next."""
    waiting: list[Raw] = []
    for paragraph in group:
        deleted = paragraph.element.find(f"{W}pPr/{W}rPr/{W}del") is not None
        found = of_paragraph(file, paragraph, counted=not deleted)
        waiting += found[:1]
        if deleted and len(found) < 2:
            continue
        yield joined([raw for raw in waiting if raw.text] or waiting)
        yield from found[1:]
        waiting = []
    if any(raw.text for raw in waiting):
        yield joined(waiting)


def is_grid(table: Any) -> bool:
    """Whether it is a table of data; one of a single column is but a frame around lines."""
    widths = [len(list(_inside(row, "tc"))) for row in _inside(table, "tr")] if table is not None else []
    return 1 < max(widths, default=0) <= _COLUMNS


def table_of(file: File, table: Any, group: Sequence[Paragraph]) -> Raw:
    """A table as one line, its short rows filled up with empty cells."""
    found = {id(paragraph.element): of_paragraph(file, paragraph) for paragraph in group}
    rows = []
    for row in _inside(table, "tr"):
        cells = [[raw for p in paragraphs(cell) for raw in found.get(id(p.element), ())] for cell in _inside(row, "tc")]
        if any(cells):
            rows.append(tuple(_cell(cell) for cell in cells if cell))
    width = max(map(len, rows))
    full = tuple(row + (Raw("", row[-1].segments),) * (width - len(row)) for row in rows)
    return Raw("", full[0][0].segments, rows=full)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, cells of a row, not those of a table inside."""
    stack = list(element)[::-1]
    while stack:
        child = stack.pop()
        if child.tag == W + tag:
            yield child
        elif child.tag not in (TBL, f"{W}p"):
            stack += list(child)[::-1]


def _cell(raws: Sequence[Raw]) -> Raw:
    """The paragraphs of a cell as one."""
    return joined([raw for raw in raws if raw.text] or list(raws)[:1])


def of_paragraph(file: File, paragraph: Paragraph, counted: bool = True) -> list[Raw]:
    """The lines of a paragraph, one unless it has line breaks in it."""
    shown = list(pieces(paragraph.element))
    whole = "".join(piece.text for piece in shown)
    element, known = paragraph.element, file.styles
    listed = known.list_of(element) if counted else None
    mark = file.numbering.mark(*listed) if listed else ""
    if not whole:
        return [Raw("", ((0, paragraph.number, 1),), gap=_NEW_PAGE if opens_page(element) else 0)]
    raw = Raw(
        whole,
        ((0, paragraph.number, 1),),
        known.indent(element),
        _NEW_PAGE if opens_page(element) else 0,
        align=_ALIGN.get(known.align(element), ""),
        level=min(known.level(element), _DEEPEST),
        mark=mark,
        role=Role.TITLE if file.style(element) == Element.TITLE else None,
    )
    bold, start = _bold(file, element, shown), 0
    found = []
    for text in whole.split("\n"):
        whole_bold = bool(text.strip()) and bold >= len(text.rstrip())
        line = replace(raw.cut(start, start + len(text)), bold=whole_bold, lead=0 if whole_bold else bold)
        found.append(line if start == 0 else replace(line, mark=""))
        start, bold = start + len(text) + 1, max(0, bold - len(text) - 1)
    return found


def _bold(file: File, element: Any, shown: Sequence[Piece]) -> int:
    """How many of the first characters are bold, blanks among them."""
    length = 0
    for n, (run, text) in enumerate(runs(shown)):
        if n > _MORE_RUNS or (text.strip() and not file.styles.bold(element, run)):
            break
        length += len(text)
    return length


def opens_page(element: Any) -> bool:
    """Whether a paragraph stands on a new page: by itself or by a break before its words."""
    if is_on(element, "pPr/pageBreakBefore"):
        return True
    for child in element.iter():
        if child.tag == f"{W}br" and child.get(f"{W}type") == "page":
            return True
        if child.tag == T and (child.text or "").strip():
            return False
    return False
