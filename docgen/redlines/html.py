"""Two editions side by side on one page, what went marked at the left, what came at the right; to read and to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from docgen.changed_words import Piece
from docgen.compare import CALLED, EDGE, Change, Comparison, Element, Role, closing

STYLE = """
body{margin:0 auto;max-width:84rem;padding:1.5rem;color:#222;background:#fff;
 font:16px/1.9 "FangSong","仿宋_GB2312","仿宋",STFangsong,serif}
h1{font:600 1.2rem/1.6 sans-serif;margin:0 0 .3rem}
p.count{font:.9rem/1.6 sans-serif;margin:0 0 1rem;text-indent:0}
table.sides{width:100%;border-collapse:collapse;table-layout:fixed}
.sides>thead th{font:600 .9rem/1.6 sans-serif;text-align:left;border-bottom:2px solid #444;padding:.3rem .8rem}
.sides>thead th.said{width:6.5rem}
.sides>tbody>tr>td{vertical-align:top;padding:.15rem .8rem;border-bottom:1px solid #eee;overflow-wrap:anywhere}
td.said{font:.78rem/1.6 sans-serif;color:#666}
tr.changed>td.said,tr.moved>td.said{color:#06a}
tr.added>td.said{color:#070}
tr.removed>td.said,tr.left>td.said{color:#b00}
p{margin:0;text-indent:2em;white-space:pre-wrap}
p.title,p.outside{text-indent:0}
p.title{text-align:center;font-weight:bold}
p.heading{font-family:SimHei,"黑体",sans-serif}
p small{font:.75em sans-serif;color:#777}
del{color:#b00;background:#fdecec;text-decoration:line-through}
ins{color:#060;background:#e6f5e6;text-decoration:underline}
mark{color:inherit;background:#e8f1fb}
span.cell{display:block;border-left:3px solid #ccc;padding-left:.5rem;text-indent:0}
@media print{body{max-width:none;padding:0;font-size:10.5pt}.sides>thead{display:table-header-group}
 .sides>tbody>tr{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
_CENTRED = (Role.TITLE, Role.ATTACHMENT)
_SAID = {**CALLED, "same": "", "renumbered": "序号变了"}
_LEFT = "left"  # a row where something stood that moved


def redline(comparison: Comparison) -> bytes:
    old, new = (escape(name) or "—" for name in comparison.names)
    rows = "".join(_rows(comparison.changes))
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>两稿对照</title>',
            f"<style>{STYLE}</style></head><body>",
            f'<h1>两稿对照</h1>\n<p class="count">{escape(closing(comparison.changes))}</p>\n',
            '<table class="sides"><thead><tr><th class="said"></th>',
            f"<th>旧稿：{old}</th><th>新稿：{new}</th></tr></thead>",
            f"<tbody>\n{rows}</tbody></table></body></html>\n",
        )
    ).encode()


def _rows(changes: Sequence[Change]) -> Iterator[str]:
    """A row a change; one more where something stood that has moved."""
    moved = sorted((change for change in changes if change.kind == "moved"), key=_was_at)
    for change in changes:
        while moved and change.kind != "moved" and change.old and _was_at(moved[0]) < change.old.at:
            yield _left(moved.pop(0))
        yield _row(change)
    yield from map(_left, moved)


def _was_at(change: Change) -> int:
    return change.old.at if change.old else 0


def _left(change: Change) -> str:
    assert change.old
    said = f"移走：{change.moved}"
    return _cells(_LEFT, said, _paragraph(change.old, [Piece("removed", change.old.text)]), "")


def _row(change: Change) -> str:
    said = "：".join(filter(None, (_SAID[change.kind], change.moved)))
    old = _paragraph(change.old, [piece for piece in change.pieces if piece.kind != "added"])
    new = _paragraph(change.new, [piece for piece in change.pieces if piece.kind != "removed"])
    return _cells(change.kind, said, old, new)


def _cells(kind: str, said: str, old: str, new: str) -> str:
    return f'<tr class="{kind}"><td class="said">{escape(said)}</td><td>{old}</td><td>{new}</td></tr>\n'


def _paragraph(element: Element | None, pieces: Sequence[Piece]) -> str:
    if element is None:
        return ""
    words = "".join(map(_marked, pieces))
    if element.role is Role.ROW:
        cells = "".join(f'<span class="cell">{cell}</span>' for cell in words.split(EDGE))
        return f'<p class="outside"><small>{escape(element.mark)}</small></p>{cells}'
    if element.role is Role.TEXT:
        kind = "heading" if element.level else ""
        return f'<p class="{kind}">{escape(element.mark)}{words}</p>'
    kind = "title" if element.role in _CENTRED else "outside"
    return f'<p class="{kind}"><small>{element.mark or element.role}</small> {words}</p>'


def _marked(piece: Piece) -> str:
    """Words; where they reach over the edge of a cell, marked cell by cell."""
    tag = {"same": "", "removed": "del", "added": "ins"}[piece.kind]
    texts = map(escape, piece.text.split(EDGE))
    return EDGE.join(f"<{tag}>{text}</{tag}>" if tag and text else text for text in texts)
