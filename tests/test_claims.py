"""What a text says that it has so many of, and the verdict on it (tests/claims.yaml)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen import wordlist
from docgen.analysis.claims import Verdict, explained
from docgen.guess import guessed
from docgen.read import draft_bytes

TITLE = "关于抓好有关工作的通知\n\n"
CASES = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_claims(case: dict[str, Any]) -> None:
    claims = explained(guessed(draft_bytes((TITLE + case["text"]).encode(), "txt")))
    assert [[c.text, c.claimed, c.found, str(c.verdict)] for c in claims] == case["claims"]
    assert all(claim.certain for claim in claims if claim.verdict is Verdict.DISAGREES)


def test_a_claim_tells_its_place_and_its_verdict() -> None:
    (claim,) = explained(guessed(draft_bytes(f"{TITLE}要做到四点要求：一是快；二是准。".encode(), "txt")))
    assert claim.told == "3:4　四点要求　称 4，见 2　不符　下文“一是”至“二是”"


def test_fixed_counts_have_a_source() -> None:
    records = wordlist.load("fixed_counts")
    assert all(record["term"] and record["count"] > 1 and record["source"] for record in records)


def test_cost_grows_with_the_text_and_not_with_its_square() -> None:
    piece = "要抓好四个方面，一是“三个到位”，二是两点意见：认识、责任、措施；一是。"

    def cost(times: int) -> float:
        draft = guessed(draft_bytes((TITLE + piece * times).encode(), "txt"))
        begin = time.perf_counter()
        explained(draft)
        return time.perf_counter() - begin

    cost(10)
    assert cost(4000) < 20 * cost(400) + 0.5
