"""Items as blocks: each case in items/*.yaml is a campaign's section and the lines that it becomes."""

from pathlib import Path

import pytest
import yaml

from docgen import genre as genres
from docgen.campaign_file import loads
from docgen.compose import compose
from docgen.document import Table, with_marks

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['case']}")
    for file in sorted((Path(__file__).parent / "items").glob("*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_items(case: dict[str, str]) -> None:
    campaign, problems = loads(f"name: 专项行动\nissuer: 江川市民政局\n{case['campaign']}")
    assert campaign, problems
    document, _ = compose(campaign, case["genre"], genres.folders(), draft=True)
    assert document
    lines = [mark + block.text for mark, block in with_marks(document.blocks) if not isinstance(block, Table)]
    start = next(n for n, line in enumerate(lines) if line.endswith(case["under"]))
    end = next((n for n in range(start + 1, len(lines)) if lines[n][1:2] == "、"), len(lines))
    assert lines[start + 1 : end] == case["lines"].splitlines()
