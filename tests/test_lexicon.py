"""Words are jieba's own, however much of its dictionary is loaded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compose import SHIPPED, document_of, shipped_campaign

from docgen import lexicon
from docgen.document import Table


def from_a_part(text: str) -> list[str]:
    tokenizer = lexicon._new()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = lexicon._part(text), lexicon._total(), True
    return list(tokenizer.cut(text))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_part_of_the_dictionary_cuts_as_the_whole(name: str) -> None:
    document = document_of(shipped_campaign(name), "speech")
    for text in [document.title, *(block.text for block in document.blocks if not isinstance(block, Table))][:12]:
        assert from_a_part(text) == list(lexicon._whole().cut(text))


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="江川市人民政府关于印发实施方案的通知2026《》“”年A.-]^\\ 龘", max_size=40))
def test_any_text_is_whole_again(text: str) -> None:
    assert "".join(lexicon.words(text)) == text
    assert from_a_part(text) == list(lexicon._whole().cut(text))


def test_it_knows_words() -> None:
    assert "医疗保障" in lexicon.words("江川市医疗保障局关于印发通知") or "医疗" in lexicon.words("江川市医疗保障局")
