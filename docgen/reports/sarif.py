"""Findings as SARIF 2.1.0, which editors and code hosts show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from docgen.lint import Finding
from docgen.lint_files import Checked
from docgen.rulebook import Loaded, ids, load

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(checked: Sequence[Checked]) -> str:
    used = sorted({finding.rule for each in checked for finding in each.findings})
    rules = [_rule(load(name)) if name in ids() else {"id": name} for name in used]
    results = [_result(each.path, finding) for each in checked for finding in each.findings]
    driver = {"name": "docgen", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Loaded) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.manual},
        "defaultConfiguration": {"level": LEVELS[rule.rule.level]},
    }


def _result(path: str, finding: Finding) -> dict[str, Any]:
    place = finding.place
    location: dict[str, Any] = {"artifactLocation": {"uri": PurePath(path).as_posix()}}
    if place.line:
        location["region"] = {
            "startLine": place.line,
            "startColumn": place.col,
            "endLine": place.end_line,
            "endColumn": place.end_col,
        }
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
    }
    if finding.fix is not None and place.line:
        change = {"deletedRegion": location["region"], "insertedContent": {"text": finding.fix}}
        changes = [{"artifactLocation": location["artifactLocation"], "replacements": [change]}]
        result["fixes"] = [{"description": {"text": finding.message}, "artifactChanges": changes}]
    return result
