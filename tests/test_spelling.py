"""The lists of misspellings hold: each wrong form is found, no right form is taken for a wrong one."""

from __future__ import annotations

import pytest

from docgen.analysis.formulas import formulas, near_misses
from docgen.analysis.spelling import index, misspelt
from docgen.wordlist import Record, load

LISTS = ("typos", "confusable_words")
RECORDS = [(name, record) for name in LISTS for record in load(name)]


@pytest.mark.parametrize("name", LISTS)
def test_a_wrong_form_stands_once(name: str) -> None:
    wrong = [record["wrong"] for record in load(name)]
    assert len(wrong) == len(set(wrong))


def test_every_wrong_form_is_found_and_no_right_one() -> None:
    for name, record in RECORDS:
        text = f"，{record['wrong']}，{''.join(record.get('with', ()))}。"
        assert found(text, name) or record.get("by_word"), record
        assert found(f"，{record['right']}。", name) == [], record


def test_guards_hold() -> None:
    for name, record in RECORDS:
        for after in record.get("not_followed_by", ()):
            assert not stands(f"，{record['wrong']}{after}", name, record), record
        for before in record.get("not_preceded_by", ()):
            assert not stands(f"{before}{record['wrong']}。", name, record), record


def test_the_other_half_of_a_pair_decides() -> None:
    assert found("既使困难再大，也要完成；即要治标，又要治本。", "typos") == ["既使", "即要"]
    assert found("既使群众受益，又使集体增收；方案印发后，即要抓好落实。", "typos") == []


def test_two_right_words_are_no_wrong_one() -> None:
    text = (
        "标注消防设施，有关健康知识，举报消防隐患，破坏境内设施，预防犯罪，引导至现场，研究竞争力，用水份额，可以经营。"
    )
    assert found(text, "typos") == []
    assert found("按时注消账号，新闻报导，抓好关健。", "typos") == ["注消", "报导", "关健"]


def test_characters_are_one_for_one() -> None:
    for record in load("variant_characters"):
        assert len(record["wrong"]) == len(record["right"]) == 1 and record["wrong"] != record["right"], record


def found(text: str, name: str) -> list[str]:
    return [record["wrong"] for _, record in misspelt(text, index(name))]


def stands(text: str, name: str, record: Record) -> bool:
    return record["wrong"] in found(text, name)


def test_no_formula_is_taken_for_a_slip_of_another() -> None:
    for formula in formulas():
        assert len(formula) >= 3 and [slip for slip in near_misses(f"，{formula}。") if slip.wrong == formula] == []


@pytest.mark.parametrize(
    ("text", "right"), [("做到应修近修。", "应修尽修"), ("必须全力以付。", "全力以赴"), ("实事求事。", "实事求是")]
)
def test_a_slip_is_told_by_its_formula(text: str, right: str) -> None:
    assert [slip.right for slip in near_misses(text)] == [right]


def test_words_that_make_sense_are_no_slip() -> None:
    assert near_misses("形成合理的布局，积极配合有关部门，自主地管理，大家在一起。") == ()
