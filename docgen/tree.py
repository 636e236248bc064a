"""A draft as a tree that a person can check: each sheet, each line with its number, what it is, how deep it stands."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from docgen.draft import Draft, Kind, Line, Role, Sheet

_KINDS = {Kind.MAIN: "正件", Kind.ISSUED: "被印发件", Kind.ATTACHMENT: "附件"}
_GENRES = {"plan": "实施方案", "notice": "通知", "speech": "讲话", "report": "总结报告"}
_ROLES = {
    Role.COPY_NUMBER: "份号",
    Role.SECRECY: "密级",
    Role.URGENCY: "紧急程度",
    Role.ISSUER: "发文机关标志",
    Role.NUMBER: "发文字号",
    Role.SIGNATORY: "签发人",
    Role.TITLE: "标题",
    Role.BYLINE: "题注",
    Role.OPENING: "主送称谓",
    Role.BLOCK: "正文",
    Role.CELL: "表格",
    Role.LISTED: "附件说明",
    Role.NAME: "署名",
    Role.DATE: "成文日期",
    Role.NOTE: "附注",
    Role.LABEL: "附件标签",
    Role.COPIES_TO: "抄送",
    Role.PRINTED_BY: "印发机关",
    Role.PRINTED_ON: "印发日期",
    Role.FOOTNOTE: "脚注",
}
_NAMES = 12  # columns of a terminal for the name of a role
_SHOWN = 40  # characters of a line
_GLIMPSE = 20  # of a paragraph


def tree(draft: Draft) -> str:
    """What `docgen outline` prints, lines ended by \\n."""
    return "".join(f"{line.rstrip()}\n" for sheet in draft.sheets for line in _sheet(sheet))


def _sheet(sheet: Sheet) -> Iterator[str]:
    genre = _GENRES.get(sheet.genre, sheet.genre)
    yield f"【{_KINDS[sheet.kind]}{f' {genre}' if genre else ''}】共 {len(sheet.lines)} 行"
    depth = 0
    row: list[Line] = []  # of a table
    for line in sheet.lines:
        if line.role is Role.CELL:
            if row and row[0].number != line.number:
                yield _cells(row)
                row = []
            row.append(line)
            continue
        if row:
            yield _cells(row)
            row = []
        if line.role is Role.BLOCK and (line.level or line.alone or line.mark):
            depth = max(line.level - 1, 0)
            yield _row(line, _role(line), "  " * depth + _numbered(line))
            depth += 1
        elif line.role is Role.BLOCK:
            yield _row(line, _role(line), "  " * depth + _paragraph("", line.words))
        else:
            yield _row(line, _ROLES[line.role], _short(line.words, _SHOWN))
    if row:
        yield _cells(row)


def _cells(row: list[Line]) -> str:
    return _row(row[0], _ROLES[Role.CELL], " ｜ ".join(_short(cell.words, _GLIMPSE) for cell in row))


def _role(line: Line) -> str:
    if line.alone:
        return f"{line.level}级标题" if line.level else "标题行"
    if line.level:
        return f"{line.level}级段首句" if line.split > line.start else f"{line.level}级条款"
    return _ROLES[Role.BLOCK]


def _row(line: Line, role: str, said: str) -> str:
    return f"{line.number:>5}  {role}{' ' * (_NAMES - _width(role))}  {said}"


def _numbered(line: Line) -> str:
    typed = line.text[: line.start].strip()
    mark = (typed or line.mark) + " " * (typed[-1:].isalnum() and not line.level)
    if line.alone:
        return mark + _short(line.words, _SHOWN)
    heading = line.heading
    if not heading:
        return _paragraph(mark, line.words)
    return f"{mark}{_short(heading, _SHOWN)} ＋正文（{len(line.body.strip())}字）"


def _paragraph(mark: str, words: str) -> str:
    return f"{mark}{_short(words, _GLIMPSE)}（{len(words)}字）"


def _short(words: str, most: int) -> str:
    """On one line of a terminal, whatever is in it."""
    shown = "".join(char if char.isprintable() or char == "\u3000" else " " for char in words[: most + 1])
    return shown if len(words) <= most else shown[:most] + "…"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "FWA" else 1 for char in text)
