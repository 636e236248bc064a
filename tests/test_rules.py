"""Every rule with its cases: texts in which it finds something, and clean ones (tests/rules/ID.yaml).

A case is {text, suffix?, genre?, date?, terms?, accepted?, upper?, finds?, says?, fixed?}, or `docx` in place of the
text: a Word document, told as in paged.py. `upper` is the text of the upper level's plan. `finds` are the pieces that
are found, in order ("" for the whole document), none where it is absent; `says` is what the messages hold, in the same
order; `fixed` is the text after the safe fixes.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from paged import docx

from docgen.above import above, plan_in
from docgen.draft import Brief, Draft
from docgen.fix import replaced
from docgen.guess import guessed
from docgen.lint import Finding, lint
from docgen.notation import parse_date
from docgen.read import draft_bytes
from docgen.rulebook import ids, load

CASES = Path(__file__).parent / "rules"
FILES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(CASES.glob("*.yaml"))}
ALL = [(name, n) for name, cases in FILES.items() for n in range(len(cases))]


def draft_of(case: dict[str, Any]) -> Draft:
    suffix = "docx" if "docx" in case else case.get("suffix", "txt")
    data = docx(case["docx"]) if "docx" in case else case["text"].encode()
    draft = guessed(draft_bytes(data, suffix), case.get("genre", ""))
    date = parse_date(str(case["date"])) if "date" in case else None
    brief = Brief(date, tuple(case.get("terms", ())), frozenset(case.get("accepted", ())))
    if "upper" in case:
        plan = plan_in(guessed(draft_bytes(case["upper"].encode(), "txt")))
        brief = replace(brief, above=above(plan, draft))
    return draft.briefed(brief)


def piece(text: str, finding: Finding) -> str:
    """The piece of the text that a finding marks."""
    place, lines = finding.place, text.split("\n")
    if not place.line:
        return ""
    if place.line == place.end_line:
        return lines[place.line - 1][place.col - 1 : place.end_col - 1]
    first, last = lines[place.line - 1][place.col - 1 :], lines[place.end_line - 1][: place.end_col - 1]
    return "\n".join([first, *lines[place.line : place.end_line - 1], last])


@pytest.mark.parametrize(("name", "n"), ALL, ids=[f"{name}-{n}" for name, n in ALL])
def test_case(name: str, n: int) -> None:
    case = FILES[name][n]
    found = lint(draft_of(case), [load(name)])
    if "text" in case and case.get("suffix", "txt") == "txt":
        assert [piece(case["text"], finding) for finding in found] == case.get("finds", [])
    else:
        assert [finding.quote for finding in found] == case.get("finds", [])
    says = case.get("says", [])
    assert len(says) <= len(found)
    assert [words for words, finding in zip(says, found, strict=False) if words not in finding.message] == []
    if "fixed" in case:
        assert replaced(case["text"], [finding for finding in found if finding.safe]) == case["fixed"]


@pytest.mark.parametrize("name", ids())
def test_a_rule_has_cases_and_a_manual(name: str) -> None:
    cases = FILES.get(name, [])
    assert any(case.get("finds") for case in cases), "a case in which it finds something"
    assert any(not case.get("finds") for case in cases), "a similar text in which it finds nothing"
    manual = load(name).manual
    assert all(f"\n{word}：" in manual for word in ("依据", "错", "对")), "依据：, 错：, 对： in the docstring"
    assert any(word in manual for word in ("条例", "国标", "实务")), "the strength of the source"


def test_every_case_file_has_a_rule() -> None:
    assert sorted(FILES) == sorted(set(FILES) & set(ids()))
