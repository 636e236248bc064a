"""The arithmetic of the page: docgen.writers.layout."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from docgen.writers import layout
from docgen.writers.layout import Masthead, Placed

LAYOUT = Path(layout.__file__).read_text(encoding="utf-8")


def test_every_number_names_its_strength() -> None:
    """Law 8: a number of the page says whether the standard demands it or a habit does."""
    numbers = re.findall(r"^[A-Z][A-Z0-9_, ]+ = (?:.*\(\n(?:    .*\n)+\).*|.*)$", LAYOUT, re.MULTILINE)
    assert len(numbers) > 40
    for number in numbers:
        if not number.startswith(("CLOSING", "OPENING")):
            assert re.search(r"#.*[应般荐可实算测]", number), number


@pytest.mark.parametrize(("mm", "twips"), [(210, 11906), (297, 16838), (37, 2098), (35, 1984), (28, 1587), (26, 1474)])
def test_twips(mm: float, twips: int) -> None:
    assert layout.twips(mm) == twips


def test_22_lines_and_28_characters_fit() -> None:
    height, width = layout.points(layout.TEXT_HEIGHT_MM), layout.points(layout.TEXT_WIDTH_MM)
    pitch = layout.SIZE_3_PT + layout.SPACING_PT
    assert int(height / layout.LINE_PT) == layout.LINES == 22
    assert int(height / (layout.LINE_PT + 0.05)) == 21  # at 29 pt one line less
    assert int(width / pitch) == layout.CHARS == 28


@pytest.mark.parametrize(
    ("text", "width"), [("公文", 2), ("2026年", 3), ("“一”", 3), ("—…×", 3), ("A.b", 1.5), ("〔2026〕12号", 6)]
)
def test_width(text: str, width: float) -> None:
    assert layout.width(text) == width


MASTHEADS = [
    (("局",), 60.0, 1.0),
    (("江川市医疗保障局",), 42.0, 1.0),
    (("江川市住房公积金管理中心",), 30.0, 1.0),
    (("江川市推进新型城镇化建设工作领导小组办公室",), 26.0, 0.7),
    (("江川市医疗保障局", "江川市公安局"), 39.0, 1.0),
    (("甲局", "乙局", "丙局", "丁局"), 30.0, 1.0),
]


@pytest.mark.parametrize(("issuers", "size", "scale"), MASTHEADS)
def test_masthead(issuers: tuple[str, ...], size: float, scale: float) -> None:
    assert layout.masthead(issuers) == Masthead(size, scale)
    widest = max(map(layout.width, issuers)) + 2 + layout.MASTHEAD_GAP * (len(issuers) > 1)
    assert widest * size * scale <= layout.points(layout.TEXT_WIDTH_MM)


def test_one_attachment_has_no_number() -> None:
    (item,) = layout.attachment_list(("名单",))
    assert (item.text, item.left, item.hanging) == ("附件：名单", 5, 3)


def test_turned_lines_of_attachments_stand_under_their_names() -> None:
    items = layout.attachment_list(tuple(f"第{n}件" for n in range(1, 11)))
    assert [(item.text[:6], item.left, item.hanging) for item in (items[0], items[1], items[9])] == [
        ("附件：1.第", 6, 4),
        ("2.第2件", 6, 1),
        ("10.第10", 6.5, 1.5),
    ]


SIGNATURES = [  # sealed, name, date; from the right edge, in characters
    (True, "江川市医疗保障局", "2026年3月5日", 3, 4),
    (True, "市局", "2026年3月5日", 6, 4),
    (True, "江川市推进全民参保专项行动领导小组办公室", "2026年3月5日", 0, 7),
    (False, "江川市医疗保障局", "2026年3月5日", 2, 2),
    (False, "江川市住房公积金管理中心", "2026年3月5日", 2, 6),
    (False, "市局", "2026年3月5日", 8, 2),
]


@pytest.mark.parametrize(("sealed", "name", "date", "of_name", "of_date"), SIGNATURES)
def test_signature(sealed: bool, name: str, date: str, of_name: float, of_date: float) -> None:
    rows = layout.signature((name,), date, sealed)
    blanks = layout.BLANKS_BEFORE_SEALED if sealed else layout.BLANKS_BEFORE_UNSEALED
    assert rows == ((),) * blanks + ((Placed(name, of_name),), (Placed(date, of_date, date=True),))
    if sealed:
        assert rows[-2][0].centre == rows[-1][0].centre
    else:
        left = [layout.CHARS - row[0].right - layout.width(row[0].text) for row in rows[-2:]]
        assert left[1] - left[0] == 2


@pytest.mark.parametrize("count", range(2, 8))
@pytest.mark.parametrize(
    "name", ["市局", "江川市公安局", "江川市医疗保障局", "江川市发展和改革委员会", "江川市" + "某" * 20]
)
def test_seals_side_by_side(name: str, count: int) -> None:
    """They stay on the paper, do not touch, keep their order, and the last is over the date."""
    seal = layout.SEAL_MM * layout.CHARS / layout.TEXT_WIDTH_MM
    rows = layout.signature((name,) * count, "2026年3月5日", sealed=True)
    names = [row for row in rows if row and not row[0].date]
    assert sum(map(len, names)) == count
    for row in names:
        centres = [place.centre for place in row]
        assert centres == sorted(centres)
        assert all(right - left > max(seal, layout.width(name)) for left, right in pairwise(centres))
        half = max(seal, layout.width(name)) / 2
        assert centres[0] - half >= -1e-9 and centres[-1] + half <= layout.CHARS + 1e-9
    assert names[-1][-1].centre == pytest.approx(rows[-1][0].centre)
    at = [n for n, row in enumerate(rows) if row and not row[0].date]
    assert all((below - above) * layout.LINE_PT > layout.points(layout.SEAL_MM) for above, below in pairwise(at))


def test_no_signature_no_lines() -> None:
    assert layout.signature((), "", True) == ()


def test_columns_share_the_width_of_the_page() -> None:
    widths = layout.column_widths((("序号", "工作任务", "单位"), ("1", "优化窗口布局" * 12, "市医保中心")))
    assert sum(widths) == pytest.approx(layout.points(layout.TEXT_WIDTH_MM) / layout.TABLE_PT)
    assert widths[0] >= 2 and widths[2] >= 5 and widths[1] > widths[2]
    even = layout.column_widths((("甲", "乙"), ("", "")))
    assert even[0] == even[1] > 2
