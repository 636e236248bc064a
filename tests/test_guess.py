"""The genre that is guessed of a sheet, by its title or by its text (tests/guess.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from docgen.document import Document
from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.guess import guess, guessed
from docgen.read import draft_bytes

CASES = yaml.safe_load((Path(__file__).parent / "guess.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: (case.get("title") or case["text"])[:20])
def test_guess(case: dict[str, str]) -> None:
    if "title" in case:
        assert guess(titled(case["title"], Kind(case.get("kind", "main")))) == case["genre"]
    else:
        assert guessed(draft_bytes(case["text"].encode(), "txt")).genre == case["genre"]


def test_a_title_on_two_lines_is_read_as_one() -> None:
    titles = ("江川市民政局关于印发", "实施方案的通知")
    lines = [Line(text, ((0, n, 1),), Role.TITLE) for n, text in enumerate(titles, 1)]
    assert guess(Sheet(tuple(lines))) == "notice"


def test_a_person_is_believed_of_the_first_sheet() -> None:
    draft = Draft(Document(""), (titled("工作总结"), titled("工作总结")))
    assert [sheet.genre for sheet in guessed(draft, "plan").sheets] == ["plan", "report"]


def titled(title: str, kind: Kind = Kind.MAIN) -> Sheet:
    return Sheet((Line(title, ((0, 1, 1),), Role.TITLE),), kind)
