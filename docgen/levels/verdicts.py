"""What is said of a place of a text, and the ways to say it: it changes, it stays, a person is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.levels.scan import Hit

Verdict = Literal["change", "keep", "ask"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """text[start:end] is `word`. `becomes` is what it is renamed to, or would be; "" where nothing maps.
    `proposal` says what to write, or to do, where a person is asked, or should look at what has changed."""

    start: int
    end: int
    word: str
    verdict: Verdict
    becomes: str
    reason: str
    proposal: str = ""


def change(hit: Hit, reason: str, proposal: str = "") -> Occurrence:
    return Occurrence(hit.start, hit.end, hit.word, "change", becomes(hit), reason, proposal)


def keep(hit: Hit, reason: str) -> Occurrence:
    return Occurrence(hit.start, hit.end, hit.word, "keep", becomes(hit), reason)


def ask(hit: Hit, reason: str, proposal: str) -> Occurrence:
    return Occurrence(hit.start, hit.end, hit.word, "ask", becomes(hit), reason, proposal)


def becomes(hit: Hit) -> str:
    return hit.term.becomes if hit.term else hit.becomes


def write(hit: Hit) -> str:
    return f"写“{becomes(hit)}”" if becomes(hit) else "换成本级对应的，没有对应的删去"
