"""A draft → findings: every fault of every rule with its place, in the order of the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.draft import Draft, Line, Place
from docgen.rule import Fault, Level
from docgen.rulebook import Loaded

WHOLE = Place(0, 0, 0, 0)
LEVELS: tuple[Level, ...] = ("error", "warning", "info")
CALLED: Mapping[Level, str] = {"error": "错误", "warning": "警告", "info": "提示"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its place in the file. `fix` replaces exactly that piece; `safe` where it has one right answer.

    line, start, end: the line as it was read, and the piece of it, for those who show it.
    """

    place: Place
    rule: str
    level: Level
    message: str
    fix: str | None = None
    safe: bool = False
    line: Line | None = field(default=None, compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def quote(self) -> str:
        """The words that are wrong; "" for the whole document."""
        return self.line.text[self.start : self.end] if self.line else ""


def lint(draft: Draft, rules: Iterable[Loaded], levels: Mapping[str, Level] | None = None) -> tuple[Finding, ...]:
    """What is wrong with a draft, by place; what is wrong with the whole of it (line 0) first.

    levels: those of an office, {rule: level}, in place of the rules' own.
    """
    everything = (finding for rule in rules for finding in _findings(draft, rule, levels or {}))
    found = {finding: None for finding in everything if not _is_accepted(finding, draft.brief.accepted)}
    return tuple(sorted(found, key=lambda f: (f.place.line, f.place.col, f.place.end_line, f.place.end_col, f.rule)))


def _findings(draft: Draft, rule: Loaded, levels: Mapping[str, Level]) -> Iterator[Finding]:
    if rule.rule.genres and not {sheet.genre for sheet in draft.sheets} & set(rule.rule.genres):
        return
    for fault in rule.check(draft):
        yield _finding(fault, rule, levels.get(rule.id) or fault.level or rule.rule.level)


def _is_accepted(finding: Finding, words: Iterable[str]) -> bool:
    """Whether it lies within a word that the office writes so."""
    if finding.line is None:
        return False
    text, start, end = finding.line.text, finding.start, finding.end
    return any(text.find(word, max(0, end - len(word)), start + len(word)) >= 0 for word in words)


def _finding(fault: Fault, rule: Loaded, level: Level) -> Finding:
    place = WHOLE if fault.line is None else fault.line.place(fault.start, fault.end)
    safe = fault.fix is not None and rule.rule.fix == "safe" and not fault.unsafe
    return Finding(place, rule.id, level, fault.message, fault.fix, safe, fault.line, fault.start, fault.end)


def as_dict(finding: Finding, path: str) -> dict[str, Any]:
    """A finding as `--format json` prints it."""
    place = finding.place
    fix = None if finding.fix is None else {"text": finding.fix, "safe": finding.safe}
    return {
        "path": path,
        "line": place.line,
        "col": place.col,
        "end_line": place.end_line,
        "end_col": place.end_col,
        "rule": finding.rule,
        "level": finding.level,
        "message": finding.message,
        "fix": fix,
    }
