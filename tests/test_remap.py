"""What is renamed when an upper plan is adapted: words, never parts of words; where a person decides, it is asked."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.campaign import Campaign
from docgen.levels.words import LevelWords, level_words
from docgen.levels.occurrences import Occurrence, occurrences
from docgen.profile import Profile
from docgen.remap import UNTOUCHED
from docgen.wordlist import load

FILES = sorted((Path(__file__).parent / "remap").glob("*.yaml"))
READ = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
CASES = [
    pytest.param(name, at, case, id=f"{name}-{at}-{case['text'][:14]}")
    for name, read in READ.items()
    for at in range(len(read["directions"]))
    for case in read["cases"]
]


@cache
def words_of(name: str, at: int) -> LevelWords:
    parties = READ[name]["directions"][at]
    upper = Campaign.model_validate({"docgen": "1", "name": "某项行动", **parties["from"]})
    return level_words(upper, Profile.model_validate({"docgen": "1", **parties["to"]}))


def renamed(text: str, found: tuple[Occurrence, ...]) -> str:
    for each in reversed(found):
        if each.verdict == "change":
            text = text[: each.start] + each.becomes + text[each.end :]
    return text


@pytest.mark.parametrize(("name", "at", "case"), CASES)
def test_a_case(name: str, at: int, case: dict[str, Any]) -> None:
    """What is written: `becomes` (the text itself when not given); what is asked: `asks`, nothing when not given."""
    assert set(case) <= {"text", "becomes", "asks", "proposals", "actor"}
    found = occurrences(case["text"], words_of(name, at), case.get("actor", ""))
    asked = [each for each in found if each.verdict == "ask"]
    assert renamed(case["text"], found) == case.get("becomes", case["text"])
    assert [each.word for each in asked] == case.get("asks", [])
    for proposal, each in zip(case.get("proposals", []), asked, strict=False):
        assert proposal in each.proposal
    assert all(each.reason for each in found) and all(each.proposal for each in asked)


def test_there_are_cases_for_everything() -> None:
    texts = {name: [case["text"] for case in read["cases"]] for name, read in READ.items()}
    every = "\n".join(text for some in texts.values() for text in some)
    assert sum(map(len, texts.values())) >= 300
    assert [record["word"] for record in load("protected_words") if record["word"] not in every] == []
    assert [record["pattern"] for record in load("protected_patterns") if not re.search(record["pattern"], every)] == []
    for level in ("province", "city"):
        rows = (re.sub(r"\{.\}", {"province": "澄岭", "city": "江川"}[level], r[level]) for r in load("level_words"))
        assert [row for row in rows if row not in every] == []
    names = (name for record in load("level_departments") for name in record["province"][:1] + record["city"][:1])
    assert [name for name in names if "{" not in name and "（" not in name and name not in every] == []


PIECES = st.sampled_from(
    [
        *(record["word"] for record in load("protected_words")),
        *(record[level] for record in load("level_words") for level in ("province", "city", "county") if record[level]),
        *(name for record in load("level_departments") for name in record["province"] + record["city"]),
        *"省市县区局厅处科《》“”〔〕{}，。；、（）：附件第届次会议上报至按照部署要求由向在经的了各全我本",
        "澄岭省", "江川市", "禾陵县", "岚川", "{{ issuer.name }}", "澄医保发〔2026〕8号",
        "每月25日前", "5.6万人次", "联系人：张三", "第十二次党代会",
        "《通知》", "“一盘棋”", "法规处", "医院科室", "\n", "http://a.cn/", "a@b.cn",
    ]
)  # fmt: skip
DIRECTIONS = st.sampled_from([(name, at) for name, read in READ.items() for at in range(len(read["directions"]))])


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), DIRECTIONS)
def test_any_text_has_its_places_in_order_and_nothing_quoted_changes(text: str, direction: tuple[str, int]) -> None:
    found = occurrences(text, words_of(*direction))
    assert all(text[each.start : each.end] == each.word for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    closed = [span.span() for span in UNTOUCHED.finditer(text)]
    closed += [span.span() for record in load("protected_patterns") for span in re.finditer(record["pattern"], text)]
    for each in found:
        if each.verdict == "change":
            assert each.becomes and each.becomes != each.word
            assert not any(each.start < end and start < each.end for start, end in closed)


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join), DIRECTIONS)
def test_the_same_text_gives_the_same_places(text: str, direction: tuple[str, int]) -> None:
    assert occurrences(text, words_of(*direction)) == occurrences(text, words_of(*direction))
