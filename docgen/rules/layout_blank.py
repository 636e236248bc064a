"""用空格缩进、定位，或者用一串空段换页。

只查 .docx。空格的宽窄随字体变，改一个字位置就乱；请用首行缩进、右缩进、居中和分页符。

依据：版面整洁、便于修改（实务）；缩进的字数由 GB/T 9704-2012 7.3 规定（国标）。
错：每段前面敲四个空格；署名前面敲二十个空格；敲十个回车换页
对：首行缩进 2 字符；署名右缩进；插入分页符
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.analysis.typeset import Typeset, typeset
from docgen.draft import Draft, Line, Role
from docgen.rule import Fault, Rule

RULE = Rule(level="info")

INDENT, PLACED, PADDED = 2, 4, 6  # spaces of an indent, of a placed line; empty paragraphs that fill a page


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    if set_ is None:
        return
    lines = [line for line in draft.lines if (setting := set_.of(line)) and not setting.apart]
    texts = [line for line in lines if line.role is Role.BLOCK]
    placed = [line for line in lines if line.role in (Role.TITLE, Role.NAME, Role.DATE, Role.BYLINE)]
    yield from _indented(texts, INDENT, "段用空格缩进，请改用首行缩进2字符")
    yield from _indented(placed, PLACED, "处用空格定位，请改用居中或者右缩进")
    yield from _padded(lines, set_)


def _indented(lines: Iterable[Line], least: int, what: str) -> Iterator[Fault]:
    found = [line for line in lines if _spaces(line) >= least]
    if found:
        yield Fault(found[0], 0, _spaces(found[0]), f"{len(found)}{what}")


def _spaces(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" \u3000\u2002\u2003\xa0"))


def _padded(lines: Iterable[Line], set_: Typeset) -> Iterator[Fault]:
    empty = 0
    known = {line.number: line for line in reversed(list(lines))}
    for number, setting in sorted(set_.settings.items()):
        if setting.text.strip() or setting.apart or setting.ends_page or setting.new_page:
            if empty >= PADDED and (line := known.get(number)):
                message = f"前面连着{empty}个空段，要另起一页请插入分页符"
                yield Fault(line, 0, min(len(line.text), 12), message)
                return
            empty = 0
        else:
            empty += 1
