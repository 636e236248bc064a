"""Findings for programs: one array of {path, line, col, end_line, end_col, rule, level, message, fix}."""

from __future__ import annotations

import json
from collections.abc import Sequence

from docgen.lint import as_dict
from docgen.lint_files import Checked


def report(checked: Sequence[Checked]) -> str:
    found = [as_dict(finding, each.path) for each in checked for finding in each.findings]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
