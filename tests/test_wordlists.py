"""The word lists hold: every record says what it must, dates exist, no right form is taken for a wrong one."""

from __future__ import annotations

import re
from itertools import permutations
from typing import Any

import pytest

from docgen.draft import Draft
from docgen.guess import guessed
from docgen.lint import lint
from docgen.read import draft_bytes
from docgen.rulebook import load as rule
from docgen.wordlist import FOLDER, load

FIELDS = {
    "misforms": {"wrong", "right", "level"},
    "misused_terms": {"wrong", "right", "level"},
    "short_forms": {"wrong", "right", "level"},
    "institution_misforms": {"wrong", "right", "level"},
    "modifiers": {"wrong", "noun", "right"},
    "collocations": {"verbs", "nouns", "right"},
    "predicates": {"kind", "nouns", "wrong", "right"},
    "synonyms": {"words", "kind"},
    "doubled": {"wrong", "right"},
    "orders": {"term", "members", "least", "level"},
    "terms": {"term", "kind"},
    "spirits": {"phrase", "from"},
    "institutions": {"name", "levels", "system"},
    "old_institutions": {"old", "new", "since"},
    "level_words": {"province", "city", "county"},
    "level_departments": {"id", "province", "city", "county"},
    "protected_words": {"word", "group"},
    "protected_patterns": {"pattern", "note"},
    "name_edges": {"edge", "words", "note"},
}
GUARDS = {"near", "not_followed_by", "not_preceded_by", "followed_by", "preceded_by", "soft"}
MORE = {
    "misforms": GUARDS,
    "misused_terms": GUARDS,
    "short_forms": GUARDS,
    "institution_misforms": GUARDS,
    "modifiers": GUARDS | {"level"},
    "collocations": {"but", "level", "strict"},
    "synonyms": {"but"},
    "doubled": GUARDS | {"level"},
    "terms": {"aliases", "from", "until", "mode", "next", "end", "coined"},
    "spirits": {"until", "stale"},
    "institutions": {"short"},
    "old_institutions": {"ambiguous", "short"},
    "level_words": {"mode", "note"},
    "level_departments": {"vertical", "ask", "note"},
    "protected_words": {"mode"},
    "protected_patterns": {"mode"},
}
RECORDS = [(name, record) for name in FIELDS for record in load(name)]
WRONG = [
    (rule_id, record)
    for name, rule_id in (
        ("misforms", "wrong-formulation"),
        ("short_forms", "forbidden-short"),
        ("institution_misforms", "institution-misform"),
    )
    for record in load(name)
    if record["sure"] and not record.get("soft")
]
RULES = ("wrong-formulation", "wrong-collocation", "institution-misform", "forbidden-short", "misquoted-name")


def draft(text: str) -> Draft:
    return guessed(draft_bytes(text.encode(), "txt"))


def found(text: str, *names: str) -> list[str]:
    return [finding.rule for finding in lint(draft(text), [rule(name) for name in names])]


def test_every_list_is_known() -> None:
    ours = {file.stem for file in FOLDER.glob("*.json") if "source" in file.read_text(encoding="utf-8")}
    assert set(FIELDS) <= ours


@pytest.mark.parametrize("name", FIELDS)
def test_one_record_a_line(name: str) -> None:
    lines = (FOLDER / f"{name}.json").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", len(load(name)) + 2)


@pytest.mark.parametrize("name", FIELDS)
def test_records_have_their_fields_and_a_source(name: str) -> None:
    for record in load(name):
        must = FIELDS[name] | {"source", "sure"}
        assert must <= set(record) <= must | MORE.get(name, set()), record
        assert record["source"] and isinstance(record["sure"], bool)
        assert record.get("level", "info") in ("error", "warning", "info")


def test_dates_exist_and_end_after_they_begin() -> None:
    for _, record in RECORDS:
        for key in ("from", "until", "stale", "since", "end"):
            assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", record.get(key) or "2026"), record
        assert record.get("from", "0") <= (record.get("until") or "9"), record


@pytest.mark.parametrize("name", ["misforms", "misused_terms", "short_forms", "institution_misforms", "doubled"])
def test_a_wrong_form_stands_once_and_differs_from_the_right_one(name: str) -> None:
    wrong = [record["wrong"] for record in load(name)]
    assert len(wrong) == len(set(wrong))
    assert [record for record in load(name) if record["wrong"] == record["right"].strip("“”")] == []


@pytest.mark.parametrize(("rule_id", "record"), WRONG, ids=[record["wrong"] for _, record in WRONG])
def test_the_wrong_form_is_found_and_the_right_one_is_not(rule_id: str, record: dict[str, Any]) -> None:
    before = "".join(record.get("preceded_by", ())[:1])
    after = "".join(record.get("followed_by", ())[:1])
    near = "".join(record.get("near", ())[:1])
    assert rule_id in found(f"会议提出，{near}，{before}{record['wrong']}{after}\n", rule_id)
    assert found(f"会议提出，{near}，{before}{record['right']}{after}\n", *RULES) == []


@pytest.mark.parametrize("record", load("orders"), ids=lambda record: record["term"])
def test_members_in_their_order_are_right_and_in_another_wrong(record: dict[str, Any]) -> None:
    members = record["members"]
    assert found(f"要坚持{'、'.join(members)}。\n", "term-order", *RULES) == []
    turned = "、".join([members[1], members[0], *members[2:]])
    assert found(f"要坚持{turned}。\n", "term-order") == ["term-order"]


def test_every_verb_and_object_is_found() -> None:
    for record in load("collocations"):
        for verb in record["verbs"]:
            for noun in record["nouns"]:
                text = f"要{verb}全局{noun}，取得实效。\n"
                assert found(text, "wrong-collocation") == ["wrong-collocation"], (verb, noun)


def test_every_subject_and_predicate_is_found() -> None:
    for record in load("predicates"):
        how = {"change": "不断", "state": "比较"}[record["kind"]]
        for noun in record["nouns"]:
            for word in record["wrong"]:
                assert found(f"目前，{noun}{how}{word}。\n", "wrong-collocation") == ["wrong-collocation"], (noun, word)


def test_every_pair_of_synonyms_is_found_and_the_exceptions_are_not() -> None:
    for record in load("synonyms"):
        for pair in ("".join(pair) for pair in permutations(record["words"], 2)):
            expected = [] if pair in record.get("but", ()) else ["doubled-meaning"]
            assert found(f"会议要求{pair}。\n", "doubled-meaning") == expected, pair


def test_what_is_said_twice_is_found_and_its_right_form_is_not() -> None:
    for record in load("doubled"):
        assert "doubled-meaning" in found(f"会议指出，{record['wrong']}。\n", "doubled-meaning"), record
        assert found(f"会议指出，{record['right'].partition('（')[0]}。\n", "doubled-meaning") == [], record


def test_every_modifier_is_found_and_its_right_form_is_not() -> None:
    for record in load("modifiers"):
        assert found(f"他们有{record['wrong']}{record['noun']}。\n", "wrong-collocation") == ["wrong-collocation"], (
            record
        )
        right = record["right"].partition("（")[0]
        assert found(f"他们有{right}{record['noun']}。\n", "wrong-collocation") == [], record


@pytest.mark.parametrize("record", load("terms"), ids=lambda record: record["term"])
def test_a_term_is_written_right(record: dict[str, Any]) -> None:
    assert found(f"会议提出{record['term']}。\n", *RULES, "term-order") == []


def test_current_institutions_are_not_old_ones() -> None:
    text = "".join(f"由市{record['name']}负责。\n" for record in load("institutions"))
    assert found(text, "old-institution", "institution-misform") == []
