"""Findings for a person at a terminal: place, rule, what is wrong, and the words with a caret under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from docgen.lint import CALLED, LEVELS, Finding
from docgen.lint_files import Checked
from docgen.terminal import columns, visible

BEFORE, AFTER = 16, 24  # characters shown on either side of what is wrong
COLOURS = {"error": "31", "warning": "33", "info": "36"}


def report(checked: Sequence[Checked]) -> str:
    """With colours, which whoever prints to no terminal takes out."""
    lines = [line for each in checked for finding in each.findings for line in _finding(each.path, finding)]
    read = [each for each in checked if (each.draft and each.draft.lines) or each.findings]
    closing = [_closing(checked)] if read else []
    return "".join(f"{line}\n" for line in [*lines, *closing])


def _finding(path: str, finding: Finding) -> Iterator[str]:
    place = f"{path}:{finding.place.line}:{finding.place.col}" if finding.place.line else path
    level = f"\033[{COLOURS[finding.level]}m{CALLED[finding.level]}\033[0m"
    yield f"{place}: {level} [{finding.rule}] {finding.message}"
    if finding.line is not None:
        yield from _shown(finding)


def _shown(finding: Finding) -> Iterator[str]:
    """The words around, and carets as wide as what is wrong."""
    assert finding.line is not None
    text, start, end = finding.line.text, finding.start, max(finding.end, finding.start)
    first = max(len(text) - len(text.lstrip()), start - BEFORE)
    last = min(len(text.rstrip()), end + AFTER) if end - start < 200 else start + 200
    head = ("…" if first and text[:first].strip() else "") + visible(text[first:start])
    tail = "…" if text[last:].strip() else ""
    yield f"    {head}{visible(text[start:last])}{tail}"
    yield f"    {' ' * columns(head)}{'^' * max(1, columns(visible(text[start : min(end, last)])))}"


def _closing(checked: Sequence[Checked]) -> str:
    findings = [finding for each in checked for finding in each.findings]
    unread = sum(bool(each.problems) for each in checked)
    failed = f"；另有 {unread} 份没能读好，见上" if unread else ""
    if not findings:
        return f"没有发现问题{failed}"
    counts = Counter(finding.level for finding in findings)
    each = "、".join(f"{CALLED[level]} {counts[level]}" for level in LEVELS if counts[level])
    closing = f"共 {len(findings)} 处（{each}）"
    fixable = sum(finding.safe for finding in findings)
    return closing + (f"；其中 {fixable} 处可以用 --fix 自动改好" if fixable else "") + failed


def statistics(checked: Sequence[Checked]) -> str:
    """How often each rule found something, the most frequent first."""
    counts = Counter(finding.rule for each in checked for finding in each.findings)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:5}  {rule}\n" for rule, count in rows)
