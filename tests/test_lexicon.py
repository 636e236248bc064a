"""Words are jieba's own, however little of its dictionary is loaded."""

import marshal
from functools import cache
from pathlib import Path
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


@pytest.mark.parametrize("name", SHIPPED)
def test_a_part_of_the_dictionary_cuts_as_the_whole(name: str) -> None:
    document = document_of(shipped_campaign(name), "speech")
    for text in [document.title, *(block.text for block in document.blocks if not isinstance(block, Table))][:12]:
        assert list(lexicon.words(text)) == cut(text)


def test_the_dictionary_is_read_as_jieba_reads_it() -> None:
    made = as_jieba_loads_it()
    groups, total = lexicon.grouped(lexicon._lines())
    assert total == made.total
    assert {word: n for group in groups.values() for word, n in marshal.loads(group).items()} == made.FREQ


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="江川市人民政府关于印发实施方案的通知2026《》“”年A.-]^\\ 龘", max_size=40))
def test_any_text_is_whole_again(text: str) -> None:
    assert "".join(lexicon.words(text)) == text
    assert list(lexicon.words(text)) == cut(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="江川砚湖市财政局安全隐患排查整治行动实施方案龘", max_size=90), max_size=4))
def test_endings_that_are_known_are_cut_alike(beginnings: list[str]) -> None:
    for beginning in (*beginnings, *beginnings):
        title = beginning + "安全隐患排查整治实施方案"
        lexicon.words.cache_clear()
        assert list(lexicon.words(title)) == cut(title)


def test_no_more_endings_are_remembered_than_said() -> None:
    for n in range(40):
        lexicon.words(f"第{n}" + "实施方案" * (10 + n))
        assert len(lexicon._tokenizer().endings) <= lexicon.ENDINGS + lexicon.LONGEST_ENDING


def test_it_knows_words() -> None:
    assert lexicon.words("关于做好医疗保障工作的通知") == ("关于", "做好", "医疗保障", "工作", "的", "通知")


def fresh(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has this cache folder and no words loaded; the folder's file."""
    file = folder / "docgen" / "words"
    monkeypatch.setattr(lexicon, "cache_file", lambda: file)
    for each in (lexicon._dictionary, lexicon._tokenizer, lexicon.words):
        each.cache_clear()  # type: ignore[attr-defined]
    return file


def test_the_file_is_made_once_and_a_damaged_one_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = fresh(tmp_path, monkeypatch)
    assert lexicon.words("专项行动") == ("专项", "行动")
    data = file.read_bytes()
    for damaged in (b"", data[:1000], marshal.dumps(1), marshal.dumps(([], "a"))):
        file.write_bytes(damaged)
        fresh(tmp_path, monkeypatch)
        assert lexicon.words("专项行动") == ("专项", "行动")
        assert file.read_bytes() == data


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docgen").write_text("a file where the folder should be", encoding="utf-8")
    fresh(tmp_path, monkeypatch)
    assert lexicon.words("专项行动") == ("专项", "行动")
