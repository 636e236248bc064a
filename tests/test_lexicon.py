"""Words are jieba's own, however much of its dictionary is loaded."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compose import SHIPPED, document_of, shipped_campaign

from docgen import lexicon
from docgen.document import Table


@cache
def as_jieba_loads_it() -> Any:
    """A tokenizer that read its dictionary as jieba does."""
    made = lexicon._jieba().Tokenizer()
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    return made


def cut(text: str) -> list[str]:
    return list(as_jieba_loads_it().cut(text))


def from_a_part(text: str) -> list[str]:
    return list(lexicon.tokenizer(lexicon._part(text)).cut(text))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_part_of_the_dictionary_cuts_as_the_whole(name: str) -> None:
    document = document_of(shipped_campaign(name), "speech")
    for text in [document.title, *(block.text for block in document.blocks if not isinstance(block, Table))][:12]:
        assert from_a_part(text) == cut(text)


def test_the_dictionary_is_read_as_jieba_reads_it() -> None:
    made = as_jieba_loads_it()
    assert lexicon._whole() == made.FREQ and lexicon._total() == made.total


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="江川市人民政府关于印发实施方案的通知2026《》“”年A.-]^\\ 龘", max_size=40))
def test_any_text_is_whole_again(text: str) -> None:
    assert "".join(lexicon.words(text)) == text
    assert from_a_part(text) == cut(text)


def test_it_knows_words() -> None:
    assert lexicon.words("关于做好医疗保障工作的通知") == ["关于", "做好", "医疗保障", "工作", "的", "通知"]
