"""Which face the standard gives to each element of a document (GB/T 9704-2012, 7), and where those elements stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docgen.analysis.cascade import Face
from docgen.analysis.typeset import Typeset, typeset
from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.writers import layout
from docgen.writers.layout import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG, Font

KINDS = {FANGSONG: "仿宋", XIAOBIAOSONG: "小标宋", KAITI: "楷体", HEITI: "黑体", SONGTI: "宋体"}
_NAMED = (  # parts of a font's name, and what is meant; 小标宋 and 仿宋 before 宋
    ("仿宋", "仿宋"),
    ("fangsong", "仿宋"),
    ("小标宋", "小标宋"),
    ("中宋", "小标宋"),
    ("zhongsong", "小标宋"),
    ("楷", "楷体"),
    ("kai", "楷体"),
    ("黑体", "黑体"),
    ("simhei", "黑体"),
    ("heiti", "黑体"),
    ("宋", "宋体"),
    ("simsun", "宋体"),
    ("songti", "宋体"),
)
_SIZES = {
    42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三",
    14: "四号", 12: "小四", 10.5: "五号", 9: "小五",
}  # fmt: skip
_LEVELS = ("一级标题", "二级标题", "三级标题", "四级标题")
_ROLES = {
    Role.TITLE: "标题",
    Role.NUMBER: "发文字号",
    Role.OPENING: "主送机关",
    Role.LISTED: "附件说明",
    Role.NAME: "署名",
    Role.DATE: "成文日期",
    Role.NOTE: "附注",
    Role.LABEL: "附件标签",
}
WANTED: dict[str, tuple[Font, float]] = {
    **dict.fromkeys((*_ROLES.values(), "正文"), (FANGSONG, layout.SIZE_3_PT)),
    **{name: (font, layout.SIZE_3_PT) for name, font in zip(_LEVELS, layout.HEADING_FONTS, strict=True)},
    "标题": (XIAOBIAOSONG, layout.SIZE_2_PT),
    "附件标签": (HEITI, layout.SIZE_3_PT),
}


@dataclass(frozen=True, slots=True)
class Part:
    """line.text[start:end] with the name of the element that it is and the face that most of it has."""

    element: str
    line: Line
    start: int
    end: int
    face: Face


@lru_cache(maxsize=1)
def parts(draft: Draft) -> tuple[Part, ...]:
    """The elements of a .docx in order, those in tables and text boxes left out; none for any other draft."""
    set_ = typeset(draft)
    if set_ is None:
        return ()
    return tuple(part for sheet in draft.sheets for line in sheet.lines for part in _parts(line, sheet, set_))


def _parts(line: Line, sheet: Sheet, set_: Typeset) -> Iterator[Part]:
    setting = set_.of(line)
    if setting is None or setting.apart or (line.role is Role.TITLE and sheet.kind is Kind.ATTACHMENT):
        return
    for element, start, end in _elements(line):
        place = line.place(start, end)
        faces = setting.faces(place.col - 1, place.end_col - 1)
        if faces:
            yield Part(element, line, start, end, max(faces, key=lambda face: faces[face]))


def _elements(line: Line) -> Iterator[tuple[str, int, int]]:
    start = len(line.text) - len(line.text.lstrip())
    if line.role in _ROLES:
        yield _ROLES[line.role], start, len(line.text)
    elif line.role is Role.BLOCK:
        if line.split > line.start and 1 <= line.level <= len(_LEVELS):
            yield _LEVELS[line.level - 1], start, line.split
            start = line.split
        if line.text[start:].strip():
            yield "正文", start, len(line.text)


def kind_of(font: str) -> str:
    """The kind of face that the name of a font means; its own name where it is none of an official document."""
    name = font.casefold()
    return next((kind for piece, kind in _NAMED if piece in name), font or "宋体")


def called(face: Face) -> str:
    """三号仿宋, 10磅Arial."""
    return f"{size_of(face.size)}{kind_of(face.font)}"


def size_of(points: float) -> str:
    return _SIZES.get(points, f"{points:g}磅")


def wanted(element: str) -> str:
    font, size = WANTED[element]
    return f"{size_of(size)}{KINDS[font]}"
