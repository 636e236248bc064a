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

from docgen.adapt_questions import questions_of
from docgen.campaign import Campaign
from docgen.levels.occurrences import occurrences
from docgen.levels.upper_alone import OWN_ACT
from docgen.levels.verdicts import Occurrence
from docgen.levels.words import LevelWords, level_words
from docgen.profile import Profile
from docgen.remap import UNTOUCHED
from docgen.renaming import Renaming, Text, renaming
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
    """What is written: `becomes` (the text itself when not given); what is asked: `asks`, nothing when not given;
    what has changed and should be looked at: `looks`."""
    assert set(case) <= {"text", "becomes", "asks", "proposals", "actor", "looks"}
    found = occurrences(case["text"], words_of(name, at), case.get("actor", ""))
    asked = [each for each in found if each.verdict == "ask"]
    assert renamed(case["text"], found) == case.get("becomes", case["text"])
    assert [each.word for each in asked] == case.get("asks", [])
    looked = [each.word for each in found if each.verdict == "change" and each.reason == OWN_ACT]
    assert looked == case.get("looks", [])
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


def renaming_of(name: str, at: int, **named: str) -> Renaming:
    texts = [Text(f"measures.{address}", "text", text) for address, text in named.items()]
    return renaming(texts, words_of(name, at))


KEPT = [
    # what else is renamed, what is kept, its quote
    ("由省局牵头。", "由省局牵头。每月5日前向省局报告。由省局牵头。", "每月5日前向省局报告"),
    ("由省局牵头。", "3月20日前报省局备案。由省局牵头。", "3月20日前报省局备案"),
    ("各县（市、区）由省局牵头。", "县（市、区）的材料，报省局备案。", "材料，报省局备案"),
]


@pytest.mark.parametrize(("renamed_elsewhere", "text", "quote"), KEPT)
def test_a_quote_that_is_kept_is_cut_between_words(renamed_elsewhere: str, text: str, quote: str) -> None:
    keeps = renaming_of("sentences", 0, other=renamed_elsewhere, one=text).keeps
    assert [keep.quote for keep in keeps if keep.address == "measures.one"] == [quote]


@pytest.mark.parametrize(("name", "at", "case"), CASES)
def test_no_quote_begins_or_ends_inside_a_number(name: str, at: int, case: dict[str, Any]) -> None:
    """Every text beside one that has all its words renamed, so that each that stays must be kept."""
    text = case["text"]
    words = "。".join(dict.fromkeys(each.word for each in occurrences(text, words_of(name, at)) if each.becomes))
    for keep in renaming_of(name, at, other=words, one=text).keeps:
        begin = text.find(keep.quote)
        if keep.address == "measures.one" and begin > 0 and keep.quote[0].isdigit():
            assert not text[begin - 1].isdigit()
        end = begin + len(keep.quote)
        if keep.address == "measures.one" and end < len(text) and keep.quote[-1].isdigit():
            assert not text[end].isdigit()


def test_what_the_upper_office_may_do_itself_is_one_question() -> None:
    found = renaming_of(
        "blind",
        0,
        one="省教育厅公布推荐目录，由省教育厅牵头。",
        two="问题线索由省教育厅、省公安厅直接核查。",
        three="省教育厅召开会议。",
    )
    asked = [each for each in questions_of(found) if "自己做" in each.what]
    assert [each.what for each in asked] == [
        "上级机关自己做的事改成了本级做：“省教育厅公布推荐目录”（措施.one）；“省公安厅直接核查”（措施.two），共2处，请看一眼"
    ]


def test_a_text_that_is_nothing_but_the_word_is_not_repeated() -> None:
    (asked,) = questions_of(renaming_of("blind", 0, one="省电化教育馆"))
    assert asked.what.startswith("“省电化教育馆”没有改：")
