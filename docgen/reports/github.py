"""Findings as GitHub's workflow commands, which mark them in a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.lint import Finding
from docgen.lint_files import Checked

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def report(checked: Sequence[Checked]) -> str:
    return "".join(_command(each.path, finding) for each in checked for finding in each.findings)


def _command(path: str, finding: Finding) -> str:
    place, keys = finding.place, [f"file={_escaped(path, ':,')}"]
    if place.line:
        last = max(place.col, place.end_col - 1)
        keys += [f"line={place.line}", f"endLine={place.end_line}", f"col={place.col}", f"endColumn={last}"]
    keys.append(f"title={_escaped(finding.rule, ':,')}")
    return f"::{COMMANDS[finding.level]} {','.join(keys)}::{_escaped(finding.message)}\n"


def _escaped(text: str, also: str = "") -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
