"""The 对照表 as one self-contained page, to read and to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

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

SUFFIX = "html"
STYLE = """
body{margin:0 auto;max-width:96rem;padding:1.5rem;color:#222;background:#fff;
 font:16px/1.7 "FangSong","仿宋_GB2312","仿宋",STFangsong,serif}
h1{font:normal 1.7rem/1.5 "方正小标宋简体","FZXiaoBiaoSong-B05S",STZhongsong,SimSun,serif;
 text-align:center;margin:1rem 0}
p{margin:.2rem 0}
.totals{font-weight:bold;white-space:pre-line;margin:.6rem 0 1rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #888;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f2f2f2;text-align:center;vertical-align:middle;font:600 .95rem/1.5 "黑体",SimHei,sans-serif}
thead th{position:sticky;top:0}
thead tr+tr th{top:2.2rem}
td.band{background:#fafafa;font:600 1rem/1.6 "黑体",SimHei,sans-serif}
td.number,td.relation{text-align:center;white-space:nowrap}
td.text{white-space:pre-line;min-width:16em}
td.when{min-width:5.5em}
td.who,td.note{min-width:8.5em}
td.text b{display:block}
tr.unanswered td.relation{color:#c00;font-weight:bold}
tr.dropped td.relation{color:#a50}
tr.added td.relation{color:#06a}
.late{color:#c00}
.same,.none{color:#777}
u{text-decoration:underline;text-underline-offset:.2em}
@media print{@page{size:A4 landscape;margin:15mm}body{max-width:none;padding:0;font-size:10.5pt}
 thead{display:table-header-group}thead th{position:static}tr{break-inside:avoid}}
"""


def table(sheet: Sheet) -> bytes:
    owners, deadlines = columns(sheet.trace)
    each = ["内容", *["牵头<br>（配合）"] * owners, *["时限"] * deadlines]
    span = f' colspan="{len(each)}"' if len(each) > 1 else ""
    head = (
        '<tr><th rowspan="2">序号</th>'
        f'<th{span}>上级要求</th><th rowspan="2">对应<br>情况</th><th{span}>本级安排</th><th rowspan="2">说明</th></tr>'
        f"<tr>{''.join(f'<th>{name}</th>' for name in each * 2)}</tr>"
    )
    rows = "".join(
        f"{row}\n" for line in lines(sheet.trace) for row in _rows(line, owners, deadlines, 2 * len(each) + 3)
    )
    body = (
        f"<h1>{TITLE}</h1>\n<p>上级：{escape(sheet.upper)}</p>\n<p>本级：{escape(sheet.local)}</p>\n"
        f'<p class="totals">{escape(totals(sheet.trace))}</p>\n<p>{LEGEND}。</p>\n'
        f"<table><thead>{head}</thead><tbody>\n{rows}</tbody></table>"
    )
    meta = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{TITLE}</title>'
    page = f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{meta}<style>{STYLE}</style></head><body>{body}</body></html>\n'
    return page.encode()


def _rows(line: Line, owners: bool, deadlines: bool, width: int) -> Iterator[str]:
    row = line.row
    if line.band:
        yield f'<tr><td class="band" colspan="{width}">{escape(line.band)}</td></tr>'
    number = "" if line.again else str(line.number)
    upper = (
        '<span class="same">同上</span>'
        if line.again
        else _entry(row.upper, escape(row.upper.text) if row.upper else "")
    )
    words = "".join(f"<u>{escape(text)}</u>" if new else escape(text) for text, new in line.words)
    local = _entry(row.local, f'<span class="same">（{SAME}）</span>' if is_same(row) else words)
    cells = [
        f'<td class="number">{number}</td>',
        f'<td class="text">{upper}</td>',
        *_assigned(None if line.again else row.upper, owners, deadlines, ""),
        f'<td class="relation">{CALLED[row.relation]}</td>',
        f'<td class="text">{local}</td>',
        *_assigned(row.local, owners, deadlines, late(row)),
        f'<td class="note">{"<br>".join(map(escape, line.notes))}</td>',
    ]
    yield f'<tr class="{row.relation}">{"".join(cells)}</tr>'


def _entry(entry: Entry | None, text: str) -> str:
    if entry is None:
        return '<span class="none">—</span>'
    title = escape(titled(entry))
    return f"<b>{title}</b>{text}" if title else text


def _assigned(entry: Entry | None, owners: bool, deadlines: bool, mark: str) -> Iterator[str]:
    if owners:
        yield f'<td class="who">{escape(entry.owner) if entry else ""}</td>'
    if deadlines:
        warned = f'<br><span class="late">{mark}</span>' if mark else ""
        yield f'<td class="when">{escape(entry.deadline) if entry else ""}{warned}</td>'
