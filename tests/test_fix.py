"""Fixes: only what was found changes, byte for byte, whatever the encoding; a second run changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.encoding import decode_any
from docgen.errors import DocgenError
from docgen.fix import fixed
from docgen.guess import guessed
from docgen.lint import Finding, lint
from docgen.read import draft_bytes
from docgen.rulebook import chosen, load

BREAK = re.compile(r"\r\n|\n|\r")
ENCODINGS = [("", "utf-8"), ("\ufeff", "utf-8"), ("", "gb18030"), ("\ufeff", "utf-16-le"), ("\ufeff", "utf-16-be")]
TEXT = "一、指导原则、\r\n坚持稳中求进,抓好落实;确保实效。  \r\n\r\n（一）工作目标：\n到年底完成。\r"
AFTER = "一、指导原则\r\n坚持稳中求进，抓好落实；确保实效。\r\n\r\n（一）工作目标\n到年底完成。\r"
FEW = tuple(map(load, ("heading-end-mark", "half-width-mark", "trailing-space")))


def findings(data: bytes, suffix: str = "txt") -> tuple[Finding, ...]:
    return lint(guessed(draft_bytes(data, suffix)), FEW)


@pytest.mark.parametrize(("bom", "encoding"), ENCODINGS)
def test_encoding_bom_and_line_ends_stay(bom: str, encoding: str) -> None:
    assert fixed((bom + TEXT).encode(encoding), "txt", findings) == (bom + AFTER).encode(encoding)


def test_markup_stays() -> None:
    text = "# 关于开展检查的通知\n\n**各单位**要抓好落实,确保**实效;**按期报送。\n"
    after = "# 关于开展检查的通知\n\n**各单位**要抓好落实，确保**实效；**按期报送。\n"
    assert fixed(text.encode(), "md", partial(findings, suffix="md")).decode() == after


def test_stars_of_a_text_are_no_markup() -> None:
    text = "加强**经办窗口管理,提升**服务。\n"
    assert fixed(text.encode(), "txt", findings).decode() == "加强**经办窗口管理，提升**服务。\n"


@pytest.mark.parametrize("suffix", ["html", "pdf", "doc"])
def test_what_is_not_written_back_is_refused(suffix: str) -> None:
    with pytest.raises(DocgenError, match="不能在"):
        fixed(TEXT.encode(), suffix, findings)


def test_a_damaged_text_is_refused() -> None:
    with pytest.raises(DocgenError, match="损坏"):
        fixed("抓好落实,确保".encode() + b"\xff\xff", "txt", findings)


PIECES = st.sampled_from(
    (
        *("一、总则、", "（一）目标：", "一是", "；", ";", ",", " ", "\u3000", "\n", "\r\n", "\t", "。。", "的的"),
        *("部暑", "XX", "**", "“", "”", "\u2028", "\x0c", "\x85", "\u200b", "a", "1.", "2026年2月30日", "抓好落实"),
    )
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def is_outside_the_findings(before: str, after: str, wanted: Sequence[Finding]) -> bool:
    """Whether `after` is `before` with nothing but pieces of the findings exchanged: what is between them, in order."""
    starts = [0, *(found.end() for found in BREAK.finditer(before))]
    at = done = 0
    for finding in sorted(wanted, key=lambda f: (f.place.line, f.place.col, f.place.end_col)):
        start = starts[finding.place.line - 1] + finding.place.col - 1
        end = starts[finding.place.end_line - 1] + finding.place.end_col - 1
        if start < done:
            continue
        found = after.find(before[done:start], at)
        if found < 0 or (done == 0 and found):
            return False
        at, done = found + start - done, end
    return after.endswith(before[done:])


@settings(deadline=None)
@given(TEXTS, st.sampled_from(ENCODINGS))
def test_all_that_is_outside_the_findings_stays(text: str, form: tuple[str, str]) -> None:
    bom, encoding = form
    data = (bom + text).encode(encoding)
    rounds: list[tuple[bytes, tuple[Finding, ...]]] = []

    def check(now: bytes) -> tuple[Finding, ...]:
        found = lint(guessed(draft_bytes(now, "txt")), chosen())
        rounds.append((now, tuple(finding for finding in found if finding.safe)))
        return found

    try:
        after = fixed(data, "txt", check)
    except DocgenError:
        return  # what has no certain encoding is refused
    for (old, wanted), new in zip(rounds, [*(now for now, _ in rounds[1:]), after], strict=True):
        assert is_outside_the_findings(decode_any(old), decode_any(new), wanted)
        assert wanted or old == new
    assert fixed(after, "txt", check) == after


def test_the_judge_sees_what_changes_outside() -> None:
    found = findings("抓好落实,确保实效。".encode())
    assert is_outside_the_findings("抓好落实,确保实效。", "抓好落实，确保实效。", found)
    assert not is_outside_the_findings("抓好落实,确保实效。", "抓好落实，确保成效。", found)
    assert not is_outside_the_findings("抓好落实,确保实效。", "狠抓落实，确保实效。", found)
