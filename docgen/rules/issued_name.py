"""印发件的名称前后不一致。

通知标题里的名称、通知正文里的名称、被印发件自己的标题，三处一字不差，“（试行）”、年份也要一样。两处相同、一处不同的，指出
不同的一处；只有两处的，指出后一处。

依据：印发、转发类通知的写作要求（实务）。
错：关于印发《城市更新工作方案》的通知　现将《城市更新实施方案》印发给你们。
对：关于印发《城市更新工作方案》的通知　现将《城市更新工作方案》印发给你们。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.analysis.sentences import Piece, shared
from docgen.analysis.titles import title_lines, title_of
from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.rule import Fault, Rule

RULE = Rule(level="error", genres=("notice",))

_ISSUING = re.compile(r"(?:印发|转发|批转|颁发|下发)")
_NAME = re.compile(r"《([^《》]{2,80})》")
_BARE = re.compile(r"(?:印发|转发|批转|颁发|下发)([^《》]{4,80}?)的通知$")
_BEFORE = re.compile(r"(?:现将|现予|将|经|同意)[^。；《》]{0,40}$")
_AFTER = re.compile(r"(?:[^。；《》]{0,30}(?:印发|转发|下发|颁发)|已经?)")
_FOLLOWED = 3  # paragraphs in which a notice names what it issues
_ALIKE = str.maketrans("()〈〉-", "（）《》—", '“”‘’"')
_AROUND = 4  # characters shown beside what differs


@dataclass(frozen=True, slots=True)
class Said:
    """One of the three places that name what is issued."""

    where: str
    name: str
    piece: Piece


def check(draft: Draft) -> Iterator[Fault]:
    main = next((sheet for sheet in draft.sheets if sheet.kind is Kind.MAIN and sheet.genre == "notice"), None)
    if main is None or not (name := _in_title(title_of(main))):
        return
    issued = [sheet for sheet in draft.sheets if sheet.kind is Kind.ISSUED]
    places = [Said("通知标题", name, _placed(title_lines(main), name)), *_in_text(main, name)]
    if len(issued) == 1 and (title := issued[0].title) and _is_near(title, name):
        places.append(Said("印发件标题", title, _placed(issued[0].of(Role.TITLE), title)))
    for odd, usual in _odd(places):
        yield _fault(odd, usual)


def _odd(places: list[Said]) -> list[tuple[Said, Said]]:
    """The place that differs from two others; without a majority, those that differ from the first."""
    first, *others = places
    different = [one for one in others if not _same(one.name, first.name)]
    if len(different) == 2 and _same(different[0].name, different[1].name):
        return [(first, different[0])]
    return [(one, first) for one in different]


def _placed(lines: tuple[Line, ...], name: str) -> Piece:
    """The name in the one line that holds it; the last line where it runs over several."""
    line = next((line for line in lines if name in line.text), lines[-1])
    start = line.text.find(name)
    return Piece(line, start, start + len(name)) if start >= 0 else Piece(line, line.start, len(line.text.rstrip()))


def _in_title(title: str) -> str:
    """The one name that a notice issues; "" where there are several or none."""
    title = "".join(title.split())
    if not _ISSUING.search(title):
        return ""
    names = _NAME.findall(title)
    if names:
        return str(names[0]) if len(names) == 1 and "》等" not in title else ""
    found = _BARE.search(title)
    return found[1] if found and "关于" not in found[1] else ""


def _same(one: str, other: str) -> bool:
    """The same name, with or without the office or the place before it."""
    a, b = _key(one), _key(other)
    return a.endswith(b) or b.endswith(a)


def _key(name: str) -> str:
    return "".join(name.split()).strip("《》").translate(_ALIKE)


def _in_text(main: Sheet, name: str) -> Iterator[Said]:
    """The name that the text issues: the one of the title, else one like it."""
    titles = title_lines(main)
    text = [line for line in main.body[: _FOLLOWED + 1] if line not in titles]
    found = [(line, match) for line in text for match in _NAME.finditer(line.text)]
    for line, match in found:
        if _same(match[1], name):
            yield Said("通知正文", match[1], Piece(line, *match.span(1)))
            return
    for line, match in found:
        before = line.text[max(0, match.start() - 45) : match.start()]
        issued = _BEFORE.search(before) or not before.strip()
        if issued and _AFTER.match(line.text, match.end()) and _is_near(match[1], name):
            yield Said("通知正文", match[1], Piece(line, *match.span(1)))
            return


def _is_near(one: str, other: str) -> bool:
    """Whether two names mean one thing: most of their characters are the same."""
    a, b = _key(one), _key(other)
    return 2 * len(set(a) & set(b)) > len(set(a) | set(b))


def _fault(odd: Said, usual: Said) -> Fault:
    """On what differs: without the beginning and the end that both share."""
    line, start, end = odd.piece.line, odd.piece.start, odd.piece.end
    found = odd.piece.text
    head = shared((found, usual.name))
    tail = min(shared((found[::-1], usual.name[::-1])), min(len(found), len(usual.name)) - head)
    message = f"这里作“{_shown(found, head, tail)}”，{usual.where}作“{_shown(usual.name, head, tail)}”，请统一"
    if "".join(found.split()) != "".join(odd.name.split()):  # the name runs over several lines
        message, head, tail = f"这里作“{odd.name}”，{usual.where}作“{usual.name}”，请统一", 0, 0
    first, last = start + head, end - tail
    return Fault(line, first if first < last else max(start, first - 1), max(first, last), message)


def _shown(name: str, head: int, tail: int) -> str:
    """What differs, with some characters beside it."""
    start, end = max(0, head - _AROUND), min(len(name), len(name) - tail + _AROUND)
    return ("…" if start else "") + name[start:end] + ("…" if end < len(name) else "")
