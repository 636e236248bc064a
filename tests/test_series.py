"""Which enumerators belong together, and what stands in what (tests/series.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen.analysis.series import Series, series
from docgen.guess import guessed
from docgen.read import draft_bytes

TITLE = "关于抓好有关工作的通知\n\n"
CASES = yaml.safe_load((Path(__file__).parent / "series.yaml").read_text(encoding="utf-8"))


def told(one: Series) -> str:
    depth, outer = 0, one.parent
    while outer:
        depth, outer = depth + 1, outer.parent
    return "  " * depth + " ".join(entry.phrase for entry in one.entries)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_series(case: dict[str, Any]) -> None:
    found = series(guessed(draft_bytes((TITLE + case["text"]).encode(), "txt")))
    assert [told(one) for one in found if len(one.entries) > 1] == case["series"]


def test_an_item_ends_where_the_next_begins() -> None:
    (one,) = series(guessed(draft_bytes(f"{TITLE}要抓好：一是排查隐患，不留死角；二是整改到位。".encode(), "txt")))
    assert [entry.text for entry in one.entries] == ["排查隐患，不留死角；", "整改到位。"]
    assert [entry.head for entry in one.entries] == ["排查隐患", "整改到位"]
