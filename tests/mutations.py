"""Defects (wounds.py) put one at a time into clean documents: is each found, and nothing besides?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from wounds import DEFECTS, Patient, Spot, Wounded

from docgen.draft import Draft
from docgen.guess import guessed
from docgen.lint import Finding, lint
from docgen.read import draft_bytes
from docgen.rulebook import Loaded

NEAR = 2  # characters beside its place at which a finding still speaks of it
WIDEST = 60  # characters of a finding that points at something


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one class of defects: how many were put in, how many were found; findings that are about something else."""

    put: int = 0
    found: int = 0
    false: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        return self.found / self.put if self.put else 1.0

    def add(self, found: bool, false: Sequence[str], what: str) -> Tally:
        missed = self.missed if found else (*self.missed, what)
        return Tally(self.put + 1, self.found + found, (*self.false, *false), missed)


def trial(patients: Iterable[Patient], rules: Sequence[Loaded], rounds: int) -> dict[str, Tally]:
    """Each defect `rounds` times in each document."""
    tallies = dict.fromkeys(DEFECTS, Tally())
    for patient in patients:
        before = Counter(map(_said, findings(patient.text, rules)))
        for name, wound in DEFECTS.items():
            seen: set[str] = set()
            for n in range(rounds):
                wounded = wound(patient.text.split("\n"), Random(f"{patient.id} {name} {n}"), patient)
                if wounded is None or wounded.text in seen or wounded.text == patient.text:
                    continue
                seen.add(wounded.text)
                new = list(_new(findings(wounded.text, rules), before))
                hits = [finding for finding in new if _touches(finding, wounded.spots)]
                false = [f"{patient.id} {finding.rule} {finding.message}" for finding in new if finding not in hits]
                tallies[name] = tallies[name].add(bool(hits), false, f"{patient.id} {_around(wounded)}")
    return tallies


def findings(text: str, rules: Sequence[Loaded]) -> tuple[Finding, ...]:
    return lint(draft_of(text), rules)


def draft_of(text: str) -> Draft:
    return guessed(draft_bytes(text.encode(), "txt"))


def _around(wounded: Wounded) -> str:
    if not wounded.spots:
        return wounded.what
    spot = wounded.spots[0]
    return f"{spot.line + 1}: " + wounded.text.split("\n")[spot.line][max(0, spot.start - 8) : spot.end + 8]


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _new(found: Iterable[Finding], before: Counter[tuple[str, str]]) -> Iterator[Finding]:
    left = Counter(before)
    for finding in found:
        if left[_said(finding)]:
            left[_said(finding)] -= 1
        else:
            yield finding


def _touches(finding: Finding, spots: Sequence[Spot]) -> bool:
    place = finding.place
    if not spots or not place.line:
        return not spots and (not place.line or finding.rule.startswith("missing-"))
    start, end = place.col - 1, place.end_col - 1 if place.end_line == place.line else place.col + WIDEST
    return any(
        spot.line == place.line - 1 and start <= spot.end + NEAR and end >= spot.start - NEAR and end - start <= WIDEST
        for spot in spots
    )
