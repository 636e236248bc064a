"""Small sets of words by which rules tell what a phrase is: verbs that govern it, words that open a clause."""

from __future__ import annotations

from functools import cache

from docgen.wordlist import load


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """The words of one kind."""
    return tuple(word for record in load("openers") if record["kind"] == kind for word in record["words"].split())
