"""Law 9: read(write(d)) == d for every valid document in every readable format."""

from __future__ import annotations

import pytest
from documents import documents
from hypothesis import HealthCheck, given, settings

from docgen.document import Document
from docgen.read import read_bytes
from docgen.write import write

SLOW = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("suffix", ["txt"])
@SLOW
@given(document=documents())
def test_every_document_comes_back(suffix: str, document: Document) -> None:
    assert read_bytes(write(document, suffix), suffix) == document


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
@SLOW
@given(document=documents(unnumbered=True))
def test_headings_without_a_number_come_back_too(suffix: str, document: Document) -> None:
    assert read_bytes(write(document, suffix), suffix) == document
