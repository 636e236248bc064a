"""What make bench's batch part measures: three texts, and a batch as `docgen batch` does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from docgen.batch import Run
from docgen.batch_checks import ready
from docgen.batch_order import Order
from docgen.campaign_file import load
from docgen.compose import compose, composed
from docgen.document import Document
from docgen.engine import Engine
from docgen.genre import folders
from docgen.made import Made
from docgen.units_file import rows
from docgen.versions import versions

ROOT = Path(__file__).parent.parent
SAFETY = ROOT / "campaigns/safety/campaign.yaml"
CAPABILITY = ROOT / "campaigns/capability/campaign.yaml"
GENRES = ("notice", "plan", "speech", "report")


def _document(path: Path, genre: str) -> Document:
    campaign, problems = load(path)
    assert campaign, problems
    document, problems = compose(campaign, genre, folders())
    assert document, problems
    return document


def plan() -> Document:
    return _document(SAFETY, "plan")


def speech() -> Document:
    return _document(CAPABILITY, "speech")


def short_plan() -> Document:
    """A plan without tables, of the size of the one in performance.md: 22 lines, about 2,600 characters."""
    whole = plan()
    return replace(whole, blocks=whole.blocks[:3] + whole.blocks[10:28], attachments=())


TEXTS: Mapping[str, Callable[[], Document]] = {"plan": plan, "short plan": short_plan, "speech": speech}


def documents(campaign: Path, table: Path, genres: Iterable[str]) -> Iterator[Document]:
    """Every document of a batch, unit by unit."""
    chosen = list(genres)
    all_of = versions(campaign, next(rows(table, folders())).values)
    for unit in rows(table, folders()):
        version, problems, _ = all_of.version(unit)
        assert version, problems
        for genre in chosen:
            document, problems = composed(version, genre, folders())
            assert document, problems
            yield document


def run(campaign: Path, table: Path, out: Path, genres: Iterable[str], jobs: int = 1) -> Iterator[Made]:
    """A whole batch, from reading its files to its manifest; what became of each document, which is on the disk."""
    order = Order(campaign, table, out, tuple(genres), ("docx",), folders())
    for made in Run(ready(order), Engine(jobs)):
        assert made.state in ("written", "same"), made
        yield made
