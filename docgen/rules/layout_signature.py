"""署名和成文日期的位置不合国家标准。

只查 .docx 里右对齐的一个署名和它下面的日期；用空格定位的见 layout-blank，联合行文不查。
盖章的，日期右空四字，署名在日期上方居中；不盖章的，署名右空二字，日期首字比署名首字右移二字。

依据：GB/T 9704-2012 7.3.5.1、7.3.5.2（国标，右空四字是“一般”）。
错：署名、日期都紧靠右边
对：日期右空四字，署名以日期为准居中
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.analysis.typeset import Setting, Typeset, typeset
from docgen.draft import Draft, Kind, Line, Role
from docgen.rule import Fault, Rule
from docgen.writers import layout

RULE = Rule(level="info")

SLACK = 0.6  # characters
CHAR_PT = layout.points(layout.TEXT_WIDTH_MM) / layout.CHARS


def check(draft: Draft) -> Iterator[Fault]:
    set_ = typeset(draft)
    for sheet in draft.sheets if set_ else ():
        names, dates = sheet.of(Role.NAME), sheet.of(Role.DATE)
        if set_ and len(names) == len(dates) == 1 and sheet.kind is not Kind.ATTACHMENT:
            yield from _judge(names[0], dates[0], set_)


def _judge(name: Line, date: Line, set_: Typeset) -> Iterator[Fault]:
    of_name, of_date = set_.of(name), set_.of(date)
    if not (of_name and of_date and _is_placed(of_name) and _is_placed(of_date)):
        return
    found = of_name.right / CHAR_PT, of_date.right / CHAR_PT
    wanted = [_wanted(name.words, date.words, sealed) for sealed in (True, False)]
    if any(abs(found[0] - one) <= SLACK and abs(found[1] - two) <= SLACK for one, two in wanted):
        return
    (sealed_name, sealed_date), (plain_name, plain_date) = wanted
    message = (
        f"署名右空{found[0]:.1f}字、日期右空{found[1]:.1f}字；盖章的，一般署名右空{sealed_name:g}字、日期右空"
        f"{sealed_date:g}字；不盖章的，署名右空{plain_name:g}字、日期右空{plain_date:g}字"
    )
    yield Fault(name, name.start, len(name.text.rstrip()), message)


def _is_placed(setting: Setting) -> bool:
    """Put at the right by its alignment alone."""
    return setting.align in ("right", "end") and not setting.text[:1].isspace() and not setting.apart


def _wanted(name: str, date: str, sealed: bool) -> tuple[float, float]:
    (one,), (two,) = [row for row in layout.signature((name,), date, sealed) if row]
    return one.right, two.right
