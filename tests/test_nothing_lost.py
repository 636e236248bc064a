"""Whatever a campaign says stands in the document, in order, once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen import genre as genres
from docgen.campaign_file import loads
from docgen.compose import compose
from docgen.write import write

PLACES = genres.folders()
STYLES = [
    "一是",
    "一要",
    "第一，",
    "（一）",
    "1.",
    "（1）",
    "无",
    "表现一，",
    ["一要", "无"],
    ["（一）", "1."],
    ["第一，", "（一）"],
]
MARKS = ["", "。", "；", "，", "：", "？"]


@st.composite
def items(draw: Any, names: Iterator[int], depth: int = 0) -> dict[str, Any]:
    def word(mark: bool = True) -> str:
        return f"甲{next(names):03d}乙" + (draw(st.sampled_from(MARKS)) if mark else "")

    item: dict[str, Any] = {}
    if draw(st.booleans()):
        item["title"] = word(mark=False)
    texts = draw(st.integers(0, 3))
    if texts or not item:
        item["text"] = "\n".join(word() for _ in range(max(1, texts - 1))) + draw(st.sampled_from(["", "。续句"]))
    if depth < 3:
        points = draw(st.integers(0, 3)) if draw(st.booleans()) else 0
        if points:
            item["points"] = [draw(items(names, depth + 1)) for _ in range(points)]
        if draw(st.integers(0, 3)) == 0:
            item["closing"] = [draw(items(names, depth + 2))]
    if draw(st.integers(0, 3)) == 0:
        item["enumerators"] = draw(st.sampled_from(STYLES))
    return item


@st.composite
def sections(draw: Any, table: bool = False) -> list[dict[str, Any]]:
    names = count(1)
    found = [draw(items(names)) for _ in range(draw(st.integers(1, 4)))]
    if table:
        found.insert(draw(st.integers(0, len(found))), {"points": [{"table": [["甲901乙", "表头"], ["甲902乙", ""]]}]})
    return found


def said(value: Any) -> Iterator[str]:
    """The words of the items in the order in which they must be printed."""
    if isinstance(value, list):
        for entry in value:
            yield from said(entry)
    elif isinstance(value, dict):
        for key in ("title", "text", "table", "points", "closing"):
            yield from said(value.get(key, ""))
    else:
        yield from (f"甲{piece[:3]}乙" for piece in value.split("甲")[1:])


CASES = [
    ("plan", "requirements", None),
    ("plan", "measures", None),
    ("plan", "problems", None),
    ("plan", "goals", None),
    ("plan", "phases", None),
    ("plan", "sections", "blocks"),
    ("plan", "attachments", "blocks"),
    ("speech", "problems", None),
    ("speech", "speech", "actions"),
    ("speech", "speech", "significance"),
    ("report", "report", "practices"),
    ("report", "report", "next_steps"),
]


@pytest.mark.parametrize(("genre", "key", "inner"), CASES)
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_word_is_printed_once_and_in_order(genre: str, key: str, inner: str | None, data: Any) -> None:
    value = data.draw(sections(table=inner == "blocks"))
    style = data.draw(st.sampled_from([None, *STYLES]))
    campaign: dict[str, Any] = {"name": "专项行动", "issuer": "江川市民政局", key: value}
    if inner == "blocks":
        campaign[key] = [{"id": "own", "heading": "其他"} | {"blocks": value}]
        if key == "attachments":
            campaign[key] = [{"title": "名单", "blocks": value}]
    elif inner:
        campaign[key] = {inner: value}
    if style and key != "attachments":
        campaign["wording"] = {"enumerators": {"own" if inner == "blocks" else inner or key: style}}
    import json

    made, problems = loads(json.dumps(campaign, ensure_ascii=False))
    assert made, problems
    document, problems = compose(made, genre, PLACES, draft=True)
    assert document, problems
    text = write(document, "txt").decode()
    at = 0
    for word in said(value):
        found = text.find(word, at)
        assert found >= 0, (word, text)
        assert text.count(word) == 1 or key == "measures", (word, text)
        at = found
