"""Titles over several lines: tests/titles.txt holds titles as a good clerk breaks them, one a paragraph."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from documents import titles as any_title
from hypothesis import given, settings

from docgen.lexicon import words
from docgen.writers.layout import CLOSING, OPENING, TITLE_CHARS
from docgen.writers.title import HALF, characters, title_lines

TITLES = (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("wanted", TITLES, ids=[title[:12] for title in TITLES])
def test_lines_of_a_title(wanted: str) -> None:
    assert "\n".join(title_lines(wanted.replace("\n", ""))) == wanted


@pytest.mark.parametrize("wanted", TITLES, ids=[title[:12] for title in TITLES])
def test_the_shape_of_a_title(wanted: str) -> None:
    """What the standard asks for, whatever the data file says: a trapezoid or a rhombus, no word split."""
    lines = title_lines(wanted.replace("\n", ""))
    lengths = [characters(line, HALF) for line in lines]
    assert max(lengths) <= TITLE_CHARS and len(lines[-1]) >= 2
    steps = [after - before for before, after in pairwise(lengths)]
    assert not any(fall < 0 < rise for fall, rise in pairwise(steps)), "narrow in the middle"
    ends = {sum(map(len, lines[:n])) for n in range(1, len(lines))}
    places, at = set(), 0
    for word in words("".join(lines)):
        places.add(at)
        at += len(word)
    assert ends <= places, "a word is split"
    for line in lines:
        assert line[0] not in CLOSING + "的" and line[-1] not in OPENING


@settings(deadline=None, max_examples=200)
@given(title=any_title())
def test_any_title_is_kept_whole(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title and all(lines)
    assert all(characters(line, HALF) <= TITLE_CHARS or len(line) == 1 for line in lines)


@pytest.mark.parametrize("length", [21, 40, 41, 150, 1000])
def test_a_title_without_a_word_in_it(length: int) -> None:
    lines = title_lines("某" * length)
    assert "".join(lines) == "某" * length
    assert max(map(len, lines)) <= TITLE_CHARS


def test_a_short_title_does_not_load_jieba() -> None:
    code = "from docgen.writers.title import title_lines; title_lines('某' * 20)"
    code += "; import sys; print('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"


def test_words_are_silent_whole_and_leave_no_cache(tmp_path: Path) -> None:
    code = "from docgen.lexicon import words; print('|'.join(words('关于开展医疗保障工作的通知')))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        check=True,
        env={"PATH": "", "TMPDIR": str(tmp_path), "PYTHONUTF8": "1"},
    )
    assert done.stdout.decode().strip() == "关于|开展|医疗保障|工作|的|通知"
    assert not done.stderr and not list(tmp_path.iterdir())
