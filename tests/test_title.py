"""Titles over several lines: tests/titles.txt holds titles as a good clerk breaks them, one a paragraph."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from documents import titles as any_title
from hypothesis import given, settings

from docgen.lexicon import words
from docgen.writers.layout import CLOSING, OPENING, TITLE_CHARS
from docgen.writers.title import HALF, characters, printed, title_lines

TITLES = (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("wanted", TITLES, ids=[title[:12] for title in TITLES])
def test_lines_of_a_title(wanted: str) -> None:
    assert "\n".join(title_lines(wanted.replace("\n", ""))) == wanted


@pytest.mark.parametrize("wanted", TITLES, ids=[title[:12] for title in TITLES])
def test_the_shape_of_a_title(wanted: str) -> None:
    """What the standard asks for, whatever the data file says: a trapezoid or a rhombus, no word split."""
    lines = title_lines(wanted.replace("\n", ""))
    lengths = [characters(printed(line), HALF) for line in lines]
    assert max(lengths) <= TITLE_CHARS and len(lines[-1]) >= 2
    steps = [after - before for before, after in pairwise(lengths)]
    assert not any(fall < 0 < rise and rise - fall > 2 for fall, rise in pairwise(steps)), "narrow in the middle"
    ends = {sum(map(len, lines[:n])) for n in range(1, len(lines))}
    places, at = set(), 0
    for word in words("".join(lines)):
        places.add(at)
        at += len(word)
    assert ends <= places, "a word is split"
    for line in map(printed, lines):
        assert line[0] not in CLOSING + "的" and line[-1] not in OPENING
        assert line == line.strip(), "a space at the edge of a line"


NAMES = (
    "江川市财政局",
    "青溪县市场监督管理局",
    "江川市卫生健康委员会",
    "江川市人力资源和社会保障局",
    "江川市发展和改革委员会",
    "平湖镇人民政府",
    "江川市医疗保障服务中心",
    "江川市公安局交通警察支队",
    "中共江川市委办公室",
    "临江省教育厅",
    "市城市管理局",
)
REST = (
    "关于做好今冬明春安全防范和应急值守工作的通知",
    "关于印发《窗口服务提升行动实施方案》的通知",
    "2026年安全生产专项整治行动实施方案",
    "校园周边环境综合治理专项行动实施方案",
)


@pytest.mark.parametrize("rest", REST)
@pytest.mark.parametrize("name", NAMES)
def test_no_line_ends_inside_the_name_of_an_institution(name: str, rest: str) -> None:
    for other in ("", f"　{NAMES[0]}", f"　{NAMES[2]}"):
        title = name + other + rest
        lines = title_lines(title)
        assert "".join(lines) == title
        for whole in (name, other.strip()):
            assert any(whole in line for line in lines), lines
        assert not any(printed(line) != printed(line).strip() for line in lines)


@pytest.mark.parametrize("text", ["市", "江川市", "省市县区", "市政局委办", "人民政府", "甲　", "　"])
def test_a_hostile_title_takes_no_time(text: str) -> None:
    started = perf_counter()
    for length in (119, 1000):
        title_lines("题" + (text * length)[:length] + "题")
    assert perf_counter() - started < 5


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
