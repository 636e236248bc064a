"""Required terms: said by word, quotation marks and 的 apart; what comes near is found."""

from __future__ import annotations

import pytest

from docgen.required import nearest, said


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("立德树人", "落实“立德树人”根本任务"),
        ("“一网通办”", "推进一网通办"),
        ("以人民为中心的发展思想", "坚持以人民为中心发展思想"),
        ("高效办成一件事", "“高效办成‘一件事’”"),
        ("省局", "按照省局部署"),
        ("", "任何一段话"),
    ],
)
def test_said(term: str, text: str) -> None:
    assert said(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [("立德树人", "立德育人"), ("省局", "节省局里的开支"), ("全员培训", "全员的\n培训"), ("一件事", "这一件事情")],
)
def test_not_said(term: str, text: str) -> None:
    assert not said(term, text)


@pytest.mark.parametrize(
    ("term", "text", "near"),
    [
        ("落实立德树人根本任务", "要落实以德树人的根本任务。", "落实以德树人的根本任务"),
        ("高效办成一件事", "推进“高效办好一件事”改革", "高效办好一件事"),
        ("立德树人", "立德育人的任务", "立德育人"),
        ("立德树人", "各项工作", None),
        ("省局", "省里", None),
        ("落实立德树人根本任务", "", None),
    ],
)
def test_nearest(term: str, text: str, near: str | None) -> None:
    place = nearest(term, text)
    assert (text[slice(*place)] if place else None) == near
