"""The 对照表 for leaders: a .docx on A4 across, its header again on every page (GB/T 9704-2012, 8: tables across)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.package import join, pack
from docgen.trace import Entry
from docgen.trace_tables.cells import (
    CALLED,
    LEGEND,
    SAME,
    TITLE,
    Line,
    Sheet,
    columns,
    is_same,
    late,
    lines,
    titled,
    totals,
)
from docgen.writers import layout as page
from docgen.writers.letterhead import MAIN_TYPE, OFFICE, PACKAGE
from docgen.writers.ooxml import run
from docgen.writers.styles import DECLARATION, NAMESPACE, fonts

SUFFIX = "docx"
WIDTH, HEIGHT = page.twips(page.PAGE_HEIGHT_MM), page.twips(page.PAGE_WIDTH_MM)
SIDE, TOP, BOTTOM = page.twips(18), page.twips(20), page.twips(18)
TITLE_SIZE, INTRO_SIZE, SIZE = 44, 24, 21  # half points: 二号, 小四, 五号
SHARES = {"序号": 4, "内容": 26, "牵头": 10, "时限": 8.5, "情况": 6, "说明": 11}  # of the width of the page
LONG = 240  # characters of an item that may run on to the next page
BLACK, RED = "000000", "C00000"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def table(sheet: Sheet) -> bytes:
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relationships(("styles", "styles.xml"), ("footer", "footer1.xml")),
        "word/document.xml": _document(sheet),
        "word/footer1.xml": _footer(),
        "word/styles.xml": _styles(),
    }
    return join(pack({name: text.encode() for name, text in parts.items()}), {})


def _document(sheet: Sheet) -> str:
    owners, deadlines = columns(sheet.trace)
    side = ["内容", *["牵头"] * owners, *["时限"] * deadlines]
    kinds = ["序号", *side, "情况", *side, "说明"]
    widths = _widths([SHARES[kind] for kind in kinds])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        (
            _paragraph(run(TITLE, _look(page.XIAOBIAOSONG, TITLE_SIZE)), "center", after=160),
            _intro(f"上级：{sheet.upper}"),
            _intro(f"本级：{sheet.local}"),
            *(_intro(text, bold=True) for text in totals(sheet.trace).split("\n")),
            _intro(f"（{LEGEND}。）"),
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_borders()}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
            '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            _head(side, widths),
            *(row for line in lines(sheet.trace) for row in _rows(line, owners, deadlines, widths)),
            "</w:tbl>",
            _paragraph("", size=2),
        )
    )
    return (
        f'{DECLARATION}<w:document xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}"><w:body>{body}'
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{WIDTH}" w:h="{HEIGHT}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{SIDE}" w:bottom="{BOTTOM}" w:left="{SIDE}" w:header="567" w:footer="567" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


# ── rows ──


def _head(side: Sequence[str], widths: Sequence[int]) -> str:
    """Two rows: the levels, and under each what is said of it."""
    n = len(side)
    upper, local = sum(widths[1 : n + 1]), sum(widths[n + 2 : 2 * n + 2])
    first = (
        _heading("序号", widths[0], "restart"),
        _heading("上级要求", upper, span=n),
        _heading("对应\n情况", widths[n + 1], "restart"),
        _heading("本级安排", local, span=n),
        _heading("说明", widths[-1], "restart"),
    )
    called = {"内容": "内容", "牵头": "牵头\n（配合）", "时限": "时限"}
    names = [_heading(called[kind], width) for kind, width in zip(side, widths[1 : n + 1], strict=True)]
    second = (
        _heading("", widths[0], "continue"),
        *names,
        _heading("", widths[n + 1], "continue"),
        *names,
        _heading("", widths[-1], "continue"),
    )
    return _row(first, header=True) + _row(second, header=True)


def _heading(text: str, width: int, merged: str = "", span: int = 1) -> str:
    look = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look += f'<w:vMerge w:val="{merged}"/>' if merged else ""
    look += '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:vAlign w:val="center"/>'
    lines = (_paragraph(run(part, _look(page.HEITI)), "center") for part in text.split("\n"))
    return _cell("".join(lines), width, look)


def _rows(line: Line, owners: bool, deadlines: bool, widths: Sequence[int]) -> Iterator[str]:
    row = line.row
    if line.band:
        band = _paragraph(run(line.band, _look(page.HEITI)), keep=True)
        yield _row([_cell(band, sum(widths), f'<w:gridSpan w:val="{len(widths)}"/>')], whole=True)
    merged = "" if not line.again else "（同上）"
    upper = _plain(merged) if merged else _entry(row.upper, ((row.upper.text, False),) if row.upper else ())
    local = _entry(row.local, ((f"（{SAME}）", False),) if is_same(row) else line.words)
    warned = row.relation == "unanswered"
    relation = run(CALLED[row.relation], _look(page.FANGSONG, colour=RED if warned else BLACK, bold=warned))
    contents = [
        _plain("" if line.again else str(line.number), "center"),
        upper,
        *_assigned(None if line.again else row.upper, owners, deadlines, ""),
        _paragraph(relation, "center"),
        local,
        *_assigned(row.local, owners, deadlines, late(row)),
        "".join(_plain(note) for note in line.notes) or _plain(""),
    ]
    short = all(entry is None or len(entry.whole) <= LONG for entry in (row.upper, row.local))
    yield _row([_cell(content, width) for content, width in zip(contents, widths, strict=True)], whole=short)


def _entry(entry: Entry | None, words: Sequence[tuple[str, bool]]) -> str:
    """The title in 黑体, then the text line by line, what is new underlined."""
    if entry is None:
        return _plain("—", "center")
    title = titled(entry)
    found = [_paragraph(run(title, _look(page.HEITI)))] if title else []
    runs: list[list[str]] = [[]]
    for text, new in words:
        for n, part in enumerate(text.split("\n")):
            if n:
                runs.append([])
            runs[-1].append(run(part, _look(page.FANGSONG, new=new)))
    found += [_paragraph("".join(each)) for each in runs if any(each)]
    return "".join(found) or _plain("")


def _assigned(entry: Entry | None, owners: bool, deadlines: bool, mark: str) -> Iterator[str]:
    if owners:
        yield _plain(entry.owner if entry else "")
    if deadlines:
        warned = _paragraph(run(mark, _look(page.FANGSONG, colour=RED))) if mark else ""
        yield _plain(entry.deadline if entry else "") + warned


def _row(cells: Sequence[str], header: bool = False, whole: bool = False) -> str:
    look = ("<w:cantSplit/>" if header or whole else "") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, look: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{content}</w:tc>'


def _plain(text: str, side: str = "left") -> str:
    return _paragraph(run(text, _look(page.FANGSONG)), side)


def _intro(text: str, bold: bool = False) -> str:
    return _paragraph(run(text, _look(page.HEITI if bold else page.FANGSONG, INTRO_SIZE)), after=40)


def _paragraph(content: str, side: str = "left", *, after: int = 0, keep: bool = False, size: int = 0) -> str:
    exact = f' w:line="{size * 10}" w:lineRule="exact"' if size else ""
    return (
        f'<w:p><w:pPr>{"<w:keepNext/>" if keep else ""}<w:spacing w:after="{after}"{exact}/><w:jc w:val="{side}"/>'
        f"</w:pPr>{content}</w:p>"
    )


def _look(font: page.Font, size: int = SIZE, colour: str = BLACK, bold: bool = False, new: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    tint = f'<w:color w:val="{colour}"/>' if colour != BLACK else ""
    line = '<w:u w:val="single"/>' if new else ""
    return f'{fonts(font)}{weight}{tint}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{line}'


def _widths(shares: Sequence[float]) -> list[int]:
    """Columns that fill the page: what is not printed is given to the two that hold the text."""
    whole, rest = WIDTH - 2 * SIDE, sum(share for share in shares if share != SHARES["内容"])
    full = sum(SHARES.values()) + SHARES["内容"] + SHARES["牵头"] + SHARES["时限"]
    text = (full - rest) / 2
    return [round(whole * (text if share == SHARES["内容"] else share) / full) for share in shares]


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)


# ── the other parts ──


def _footer() -> str:
    """The number of the page, in the middle."""
    look = f"<w:rPr>{_look(page.SONGTI, 24)}</w:rPr>"
    field = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    runs = "".join(f"<w:r>{look}{part}</w:r>" for part in field)
    return f'{DECLARATION}<w:ftr xmlns:w="{NAMESPACE}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p></w:ftr>'


def _styles() -> str:
    return (
        f'{DECLARATION}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(page.FANGSONG)}'
        f'<w:sz w:val="{SIZE}"/><w:szCs w:val="{SIZE}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style></w:styles>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _types() -> str:
    kinds = {
        "word/document.xml": MAIN_TYPE,
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/footer1.xml": f"{_WORD}.footer+xml",
    }
    parts = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )
