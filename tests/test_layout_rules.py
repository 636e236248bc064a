"""How a .docx is set, as the layout rules see it: what is heard of styles and defaults, where a finding stands.

The rules' own cases are in rules/layout-*.yaml.
"""

from __future__ import annotations

from typing import Any

import pytest
from paged import docx

from docgen import genre as genres
from docgen import shipped
from docgen.analysis.cascade import Face
from docgen.analysis.typeset import Setting, typeset
from docgen.campaign_file import load as load_campaign
from docgen.compose import compose
from docgen.document import Document
from docgen.draft import Draft
from docgen.lint import lint
from docgen.read import draft_bytes
from docgen.rulebook import ids, load
from docgen.write import write

RULES = [load(name) for name in ids() if name.startswith("layout-") or name == "missing-page-number"]
CAMPAIGNS = sorted(path.parent.name for path in shipped.folder("campaigns").glob("*/campaign.yaml"))
TEXT = "各单位要加强领导，压实工作责任。"


def set_in(data: bytes) -> dict[int, Setting]:
    found = typeset(Draft(Document(""), (), "docx", package=data))
    assert found
    return dict(found.settings)


def face_of(case: dict[str, Any]) -> Face:
    (stretch,) = set_in(docx(case))[1].stretches
    return stretch.face


def test_there_are_layout_rules() -> None:
    assert len(RULES) >= 10


@pytest.mark.parametrize("genre", genres.ORDER)
@pytest.mark.parametrize("name", CAMPAIGNS)
def test_our_own_documents_are_clean(name: str, genre: str) -> None:
    campaign, problems = load_campaign(shipped.folder("campaigns") / name / "campaign.yaml")
    assert campaign, problems
    document, problems = compose(campaign, genre, (shipped.folder("templates"),))
    assert document, problems
    assert lint(draft_bytes(write(document, "docx"), "docx"), RULES) == ()


FACES = [
    ({"normal": None, "paragraphs": [TEXT]}, Face("", 10, False)),
    ({"normal": None, "defaults": {"font": "楷体", "size": 28}, "paragraphs": [TEXT]}, Face("楷体", 14, False)),
    ({"normal": None, "theme": "等线", "paragraphs": [TEXT]}, Face("等线", 10, False)),
    ({"theme": "等线", "paragraphs": [TEXT]}, Face("仿宋_GB2312", 16, False)),
    ({"paragraphs": [{"text": TEXT, "font": "黑体", "bold": True}]}, Face("黑体", 16, True)),
    (
        {
            "styles": {"A": {"based": "Normal", "size": 44}, "B": {"based": "A"}},
            "paragraphs": [{"text": TEXT, "style": "B"}],
        },
        Face("仿宋_GB2312", 22, False),
    ),
    ({"styles": {"A": {"based": "A", "size": 30}}, "paragraphs": [{"text": TEXT, "style": "A"}]}, Face("", 15, False)),
    ({"paragraphs": [{"text": TEXT, "style": "Unknown"}]}, Face("", 10, False)),
]  # fmt: skip


@pytest.mark.parametrize(("case", "face"), FACES)
def test_the_nearest_word_on_a_face_is_heard(case: dict[str, Any], face: Face) -> None:
    assert face_of(case) == face


def test_indents_in_characters_win_over_those_in_points() -> None:
    rows = [{"text": TEXT, "first": 420}, {"text": TEXT, "chars": 0, "first": 480}, {"text": TEXT, "chars": 300}]
    settings = set_in(docx({"paragraphs": rows}))
    assert [settings[n].first for n in (1, 2, 3)] == [2.0, 1.5, 3.0]


def test_a_line_keeps_its_rule_from_the_style() -> None:
    rows = [{"text": TEXT}, {"text": TEXT, "line": 600}, {"text": TEXT, "line": 360, "rule": "auto"}]
    settings = set_in(docx({"paragraphs": rows}))
    assert [(settings[n].line, settings[n].rule) for n in (1, 2, 3)] == [(28.95, "exact"), (30, "exact"), (1.5, "auto")]


def test_a_finding_stands_at_the_first_paragraph_of_its_kind() -> None:
    rows = [TEXT, "", {"text": TEXT, "font": "宋体"}, {"text": TEXT, "font": "宋体"}]
    (finding,) = lint(draft_bytes(docx({"paragraphs": rows}), "docx"), RULES)
    assert (finding.rule, finding.place.line, finding.place.col) == ("layout-fonts", 3, 1)
    assert "正文2处" in finding.message


@pytest.mark.parametrize("package", [b"", b"PK", b"junk", docx({"paragraphs": [TEXT]})[:300]])
def test_what_is_no_word_document_is_no_fault_of_its_layout(package: bytes) -> None:
    draft = Draft(Document(""), (), "docx", package=package)
    assert lint(draft, RULES) == ()
