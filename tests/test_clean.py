"""What docgen makes, docgen finds nothing wrong with: every shipped campaign's documents, in every format."""

from __future__ import annotations

import pytest
from test_compose import SHIPPED, campaign_of, document_of, shipped_campaign

from docgen.campaign_file import scaffold
from docgen.draft import Brief
from docgen.guess import guessed
from docgen.lint import lint
from docgen.read import draft_bytes
from docgen.rulebook import chosen
from docgen.write import write

SCAFFOLD = "docgen new"
GENRES = ("plan", "notice", "speech", "report")


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx"])
@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize("name", [*SHIPPED, SCAFFOLD])
def test_a_shipped_document_is_clean(name: str, genre: str, suffix: str) -> None:
    campaign = campaign_of(scaffold()) if name == SCAFFOLD else shipped_campaign(name)
    data = write(document_of(campaign, genre), suffix)
    draft = guessed(draft_bytes(data, suffix))
    assert draft.genre == genre, "the genre is guessed right"
    wanted = tuple(each.term for each in campaign.required_terms if not each.genres or genre in each.genres)
    found = lint(draft.briefed(Brief(terms=wanted)), chosen())
    assert [f"{each.place.line}:{each.place.col} {each.rule} {each.message}" for each in found] == []
