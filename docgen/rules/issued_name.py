"""印发件的名称前后不一致。

通知标题里的名称、通知正文里的名称、被印发件自己的标题，三处一字不差，“（试行）”、年份也要一样。

依据：印发、转发类通知的写作要求（实务）。
错：关于印发《城市更新工作方案》的通知　现将《城市更新实施方案》印发给你们。
对：关于印发《城市更新工作方案》的通知　现将《城市更新工作方案》印发给你们。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft, Kind, Line, Role, Sheet
from docgen.rule import Fault, Rule
from docgen.titles import title_lines, title_of

RULE = Rule(level="error", fix="unsafe", genres=("notice",))

_ISSUING = re.compile(r"(?:印发|转发|批转|颁发|下发)")
_NAME = re.compile(r"《([^《》]{2,80})》")
_BARE = re.compile(r"(?:印发|转发|批转|颁发|下发)([^《》]{4,80}?)的通知$")
_BEFORE = re.compile(r"(?:现将|现予|将|经|同意)[^。；《》]{0,40}$")
_AFTER = re.compile(r"(?:[^。；《》]{0,30}(?:印发|转发|下发|颁发)|已经?)")
_FOLLOWED = 3  # paragraphs in which a notice names what it issues


def check(draft: Draft) -> Iterator[Fault]:
    main = next((sheet for sheet in draft.sheets if sheet.kind is Kind.MAIN and sheet.genre == "notice"), None)
    if main is None or not (name := _in_title(title_of(main))):
        return
    yield from _in_text(main, name)
    issued = [sheet for sheet in draft.sheets if sheet.kind is Kind.ISSUED]
    if len(issued) == 1 and (title := issued[0].title) and not _same(title, name):
        yield from _of_issued(issued[0], title, name)


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
    return "".join(name.split()).strip("《》").translate(str.maketrans("()〈〉-", "（）《》—"))


def _in_text(main: Sheet, name: str) -> Iterator[Fault]:
    """The name that the text issues, and that is another."""
    titles = title_lines(main)
    text = [line for line in main.body[: _FOLLOWED + 1] if line not in titles]
    found = [(line, match) for line in text for match in _NAME.finditer(line.text)]
    if any(_same(match[1], name) for _, match in found):
        return
    for line, match in found:
        before = line.text[max(0, match.start() - 45) : match.start()]
        issued = _BEFORE.search(before) and _AFTER.match(line.text, match.end())
        if issued and _is_near(match[1], name):
            yield _fault(line, match.start(1), match.end(1), match[1], name)
            return


def _of_issued(sheet: Sheet, title: str, name: str) -> Iterator[Fault]:
    lines = sheet.of(Role.TITLE)
    if _is_near(title, name):
        if len(lines) == 1:
            line = lines[0]
            yield _fault(line, line.start, len(line.text.rstrip()), line.words, name)
        else:
            line = lines[-1]
            message = f"被印发件的标题与通知标题里的“{name}”不一致，请统一"
            yield Fault(line, line.start, len(line.text.rstrip()), message)


def _is_near(one: str, other: str) -> bool:
    """Whether two names mean one thing: most of their characters are the same."""
    a, b = _key(one), _key(other)
    return 2 * len(set(a) & set(b)) > len(set(a) | set(b))


def _fault(line: Line, start: int, end: int, found: str, name: str) -> Fault:
    """On what differs: without the beginning and the end that both share."""
    head = next((n for n, (a, b) in enumerate(zip(found, name, strict=False)) if a != b), min(len(found), len(name)))
    rest_found, rest_name = found[head:], name[head:]
    pairs = zip(reversed(rest_found), reversed(rest_name), strict=False)
    tail = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(rest_found), len(rest_name)))
    wrong, right = rest_found[: len(rest_found) - tail], rest_name[: len(rest_name) - tail]
    first = start + head
    if wrong:
        message = f"印发件名称与通知标题不一致：这里是“{wrong}”，标题里是“{right}”" if right else ""
        message = message or f"印发件名称与通知标题不一致：标题里没有“{wrong}”"
        return Fault(line, first, first + len(wrong), message + "，请统一", fix=right)
    message = f"印发件名称与通知标题不一致：这里缺“{right}”，请统一"
    anchor = max(start, first - 1)
    return Fault(line, anchor, anchor + 1, message, fix=line.text[anchor] + right if anchor < first else None)
