"""The drafts themselves on one page, each finding marked in place with its note in the margin; to read and to print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from docgen.draft import Line, Role
from docgen.lint import CALLED, LEVELS, Finding
from docgen.lint_files import Checked

STYLE = """
body{margin:0 auto;max-width:76rem;padding:1.5rem;color:#222;background:#fff;
 font:16px/1.9 "FangSong","仿宋_GB2312","仿宋",STFangsong,serif}
h1{font:600 1.2rem/1.6 sans-serif;border-bottom:1px solid #ccc;margin:2rem 0 1rem}
.row{display:grid;grid-template-columns:minmax(0,1fr) 22rem;gap:1.5rem}
p{margin:0;text-indent:2em;white-space:pre-wrap;overflow-wrap:anywhere}
p.title{text-align:center;text-indent:0;font-weight:bold}
p.opening,p.label{text-indent:0}
p.name,p.date{text-align:right}
mark{background:none;color:inherit;border-bottom:2px solid;text-decoration:none}
mark.error,b.error{border-color:#c00;color:#c00}
mark.warning,b.warning{border-color:#b60;color:#a50}
mark.info,b.info{border-color:#06a;color:#06a}
mark sup{font:.65em sans-serif}
ul{list-style:none;margin:0 0 .6rem;padding:0;font:.82rem/1.55 sans-serif}
li{margin:0 0 .35rem}
code{color:#777;font-size:.9em}
@media print{body{max-width:none;padding:0;font-size:11pt}.row{grid-template-columns:minmax(0,1fr) 6cm}
 li{break-inside:avoid}}
"""


def report(checked: Sequence[Checked]) -> str:
    body = "".join(_draft(each) if each.draft else _unread(each) for each in checked)
    head = f'<meta charset="utf-8"><title>检查结果</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head><body>{body}</body></html>\n'


def _unread(checked: Checked) -> str:
    """A file that could not be read, and why; what is wrong in docgen.yaml."""
    told = [f'<li><b class="error">{escape(str(problem))}</b></li>' for problem in checked.problems]
    told += [_note(finding, n) for n, finding in enumerate(checked.findings, 1)]
    return f"<h1>{escape(checked.path)}：{'没能读成' if checked.problems else '请看'}</h1>\n<ul>{''.join(told)}</ul>\n"


def _draft(checked: Checked) -> str:
    assert checked.draft is not None
    numbers = {id(finding): n for n, finding in enumerate(checked.findings, 1)}
    by_line: dict[int, list[Finding]] = defaultdict(list)
    for finding in checked.findings:
        by_line[finding.place.line].append(finding)
    whole = "".join(_note(finding, numbers[id(finding)]) for finding in by_line[0])
    rows = "".join(_row(line, _of(line, by_line), numbers) for line in checked.draft.lines)
    return f"<h1>{escape(checked.path)}：{_counted(checked.findings)}</h1>\n<ul>{whole}</ul>\n{rows}"


def _of(line: Line, by_line: dict[int, list[Finding]]) -> list[Finding]:
    """The findings in a line; lines of a table may share their number."""
    numbers = dict.fromkeys(number for _, number, _ in line.segments)
    found = [finding for number in numbers for finding in by_line[number]]
    return [finding for finding in found if finding.line is None or finding.line.segments == line.segments]


def _counted(findings: Sequence[Finding]) -> str:
    counts = [(CALLED[level], sum(finding.level == level for finding in findings)) for level in LEVELS]
    return "、".join(f"{name} {n}" for name, n in counts if n) or "没有发现问题"


def _row(line: Line, findings: Sequence[Finding], numbers: dict[int, int]) -> str:
    notes = "".join(_note(finding, numbers[id(finding)]) for finding in findings)
    role = "" if line.role is Role.BLOCK else f' class="{line.role.value}"'
    return f'<div class="row"><p{role}>{"".join(_marked(line, findings, numbers))}</p><ul>{notes}</ul></div>\n'


def _marked(line: Line, findings: Sequence[Finding], numbers: dict[int, int]) -> Iterator[str]:
    """The words of a line; where findings overlap, the later one is marked from where the earlier one ends."""
    text = line.text.strip("\u3000\u2003 \t")
    shift = line.text.find(text)
    typed = "" if not line.mark or line.mark in line.text else escape(line.mark)
    yield typed
    at = shift
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        start, end = max(at, finding.start), max(at, finding.end)
        sign = f"<sup>{numbers[id(finding)]}</sup>"
        yield f'{escape(line.text[at:start])}<mark class="{finding.level}">{escape(line.text[start:end])}{sign}</mark>'
        at = end
    yield escape(line.text[at : shift + len(text)])


def _note(finding: Finding, number: int) -> str:
    level = f'<b class="{finding.level}">{number} {CALLED[finding.level]}</b>'
    return f"<li>{level} {escape(finding.message)} <code>{finding.rule}</code></li>"
