"""Overlays: a case is a folder of tests/overlays; result.txt is what the file comes to, or what is wrong with it.

The result is the campaign as YAML text with all ids, after the lines of what is told.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import TESTS, Golden

from docgen import renamed_words
from docgen.addresses import chinese, english, texts
from docgen.base_text import base_text
from docgen.campaign_file import load, opened
from docgen.placed import plain
from docgen.schema import schema

CASES = sorted(path.parent for path in (TESTS / "overlays").glob("*/local.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_an_overlay_comes_to(case: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    campaign, problems = load(Path("local.yaml"))
    told = "".join(f"{problem}\n" for problem in problems)
    if campaign is None:
        assert any(problem.level == "error" for problem in problems)
        golden(f"overlays/{case.name}/result.txt", told)
        return
    data = plain(opened(Path("local.yaml")).chain.local)
    assert isinstance(data, dict)
    golden(f"overlays/{case.name}/result.txt", told + base_text(data, True).split("\n", 2)[2])


def test_what_a_chain_comes_to_can_be_read_again(tmp_path: Path) -> None:
    """The flat file that a chain comes to is the same campaign."""
    shutil.copytree(TESTS / "overlays/four_levels", tmp_path / "case")
    chain = opened(tmp_path / "case/local.yaml")
    flat = tmp_path / "flat.yaml"
    flat.write_text(base_text(plain(chain.chain.local), True), encoding="utf-8")  # type: ignore[arg-type]
    assert load(flat)[0] == chain.campaign


@pytest.mark.parametrize(
    ("address", "spelled"),
    [
        ("purpose", "目的"),
        ("measures.study.x", "措施.study.x"),
        ("speech.actions.goals.p1", "讲话.行动.goals.p1"),
        ("wording.leads.goals", "行文.引语.目标"),
        ("speech.wording.headings.actions", "讲话.行文.标题.行动"),
        ("attachments.1.blocks.p2", "附件.1.内容.p2"),
        ("leading_group.deputies.2.post", "领导小组.副组长.2.职务"),
        ("sections.own.p1", "其他章节.own.p1"),
    ],
)
def test_an_address_in_both_languages(address: str, spelled: str) -> None:
    assert chinese(address) == spelled
    assert english(spelled) == address
    assert english(address) == address


@pytest.mark.parametrize("case", [case for case in CASES if load(case / "local.yaml")[0]], ids=lambda path: path.name)
def test_the_editor_s_schema_accepts_an_overlay(case: Path) -> None:
    tree = yaml.safe_load((case / "local.yaml").read_text(encoding="utf-8").replace("2026-", "二〇二六-"))
    for lang in ("zh", "en"):
        found = jsonschema.Draft7Validator(schema("zh" if lang == "zh" else "en")).iter_errors(tree)
        assert [error.message for error in found if "二〇二六" not in error.message] == []


def test_every_text_has_an_address() -> None:
    campaign = plain(opened(TESTS.parent / "campaigns/safety/campaign.yaml").chain.local)
    found = {(address, name): text for address, name, text in texts(campaign)}
    assert found["measures.duty.local", "title"] == "落实属地领导责任"
    assert found["attachments.1.title", "title"] == "重点场所安全隐患自查要点"
    assert found["speech.actions.check.rectify", "title"] == "打好整改清零的硬仗"
    assert all(english(chinese(address)) == address for address, _ in found)


def test_renaming_by_hand_that_cuts_a_word_is_told() -> None:
    found = opened(TESTS / "overlays/renamed_in_words/local.yaml")
    assert [problem.message for problem in renamed_words.doubts(found)] == ["“目的”里的“节省局内”会改成“节市局内”"]
    for shipped in ("city", "county", "hr"):
        assert list(renamed_words.doubts(opened(TESTS.parent / f"campaigns/conduct/{shipped}.yaml"))) == []
