"""Numbers, ordinals and dates as documents write them, both ways."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from docgen import notation

CASES = yaml.safe_load((Path(__file__).parent / "notation.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("n", "text"), CASES["numbers"].items())
def test_numbers(n: int, text: str) -> None:
    assert notation.chinese(n) == text
    assert notation.parse_chinese(text) == n


@given(st.integers(0, 9999))
def test_every_number_reads_back(n: int) -> None:
    assert notation.parse_chinese(notation.chinese(n)) == n


@given(st.integers(1, 4), st.integers(1, 999))
def test_every_mark_reads_back(level: int, n: int) -> None:
    mark = notation.heading_mark(level, n)
    assert notation.split_mark(mark + "某事") == (mark, "某事")
    assert (notation.level_of_mark(mark), notation.count_of_mark(mark)) == (level, n)


@pytest.mark.parametrize(("line", "mark"), CASES["marks"].items())
def test_marks(line: str, mark: str) -> None:
    assert notation.split_mark(line)[0] == mark


@pytest.mark.parametrize(("phrase", "shown"), CASES["enumerators"].items())
def test_enumerators(phrase: str, shown: list[str]) -> None:
    enumerator = notation.parse_enumerator(phrase.replace("<", notation.SLOT[0]).replace(">", notation.SLOT[1]))
    assert [enumerator.at(n) for n in (1, 2, 11, 100)] == shown


@pytest.mark.parametrize(("text", "shown"), CASES["dates"].items())
def test_dates(text: str, shown: str) -> None:
    try:
        day = notation.parse_date(text)
    except ValueError as error:
        assert str(error) == shown
    else:
        assert f"{day} {notation.deadline(day)} {day.last}" == shown


@pytest.mark.parametrize(("start", "end", "shown"), CASES["ranges"])
def test_ranges(start: str, end: str, shown: str) -> None:
    assert notation.date_range(notation.parse_date(start), notation.parse_date(end)) == shown
