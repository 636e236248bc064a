"""The number that a line begins with, as people type it, and where the words of its heading end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.document import is_heading
from docgen.notation import level_of_mark, parse_chinese
from docgen.readers.raw import Raw

LONGEST = 60  # characters of a heading on a line of its own
RUN_IN = 40  # and of one that its text follows

_CN = "[一二三四五六七八九十百零〇]{1,6}"
_N = "[0-9０-９]"
_MARKS = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (1, rf"{_CN}、"),
        (2, rf"[（(]\s?{_CN}\s?[）)]|[㈠-㈩]"),
        (3, rf"{_N}{{1,3}}(?:[.．](?!{_N})|[.．](?=\d{{4}}年)|、)|[⒈-⒛]"),
        (4, rf"[（(]\s?{_N}{{1,3}}\s?[）)]|{_N}{{1,2}}[）)]|[⑴-⒇]"),
        (5, "[①-⑳㉑-㉟]"),
    )
)
_ARTICLE = re.compile(
    rf"第(?:{_CN}|{_N}{{1,4}})(?:[章编](?!节)|节(?![课日])|部分|条(?!例|款|线))(?=\s|[^\s的以至到、，和及或]|$)"
)
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}(?=\s+[^\W\d])")
_BOX = re.compile(r"专栏\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)")
_LEADS_IN = re.compile("的[：:]$|下列|以下|如下|之一|包括|有[：:]$")  # a list follows
_PROVISION = re.compile(  # its first sentence is one, not a heading
    r"各(?:县|市|区|乡镇|级|地|单位|部门|科室|责任)|本(?:办法|方案|通知|意见|规定|细则)|请各|凡|自\d{4}年|从\d{4}年"
)
_SENTENCE = re.compile("[。；;！!？?]")


@dataclass(frozen=True, slots=True)
class Number:
    """As the fields of docgen.draft.Line; `article` is what a 第X条 counts (章, 节, 条), "" elsewhere."""

    level: int
    mark: str
    start: int
    split: int
    alone: bool
    article: str = ""

    @property
    def count(self) -> int | None:
        """What the mark counts: 3 for （三）."""
        return parse_chinese(self.mark.strip("（）() 、.．"))


def numbering(raw: Raw) -> Number:
    """How a line of running text is numbered and headed; every offset counts in raw.text."""
    begin = raw.begin
    end = len(raw.text.rstrip())
    level, length, article = _mark(raw.text, begin, end)
    start = _after_blanks(raw.text, begin + length, end)
    mark = raw.text[begin : begin + length]
    if raw.mark and not mark:
        level, mark, start = level_of_typed(raw.mark), raw.mark, begin
    alone = _alone(raw, level, article, mark, start, end)
    split = end if alone else _run_in(raw, level, start, end)
    return Number(level, mark, start, split, alone, article)


def level_of_typed(mark: str) -> int:
    """1 to 5 for a mark as typed, 0 for any other."""
    return next((level for level, pattern in _MARKS if pattern.fullmatch(mark)), level_of_mark(mark))


def _mark(text: str, begin: int, end: int) -> tuple[int, int, str]:
    """Level, length and kind of the mark at the start of the words; a line of nothing else has none."""
    for level, pattern in _MARKS:
        if (found := pattern.match(text, begin)) and found.end() < end:
            return level, found.end() - begin, ""
    if found := _ARTICLE.match(text, begin):
        article = found.group()[-1]
        return 0, found.end() - begin, article
    if end - begin <= LONGEST and (found := _DECIMAL.match(text, begin)) and is_short(text[found.end() : end]):
        return 0, found.end() - begin, "节"
    return 0, 0, ""


def _after_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _alone(raw: Raw, level: int, article: str, mark: str, start: int, end: int) -> bool:
    words = raw.text[start:end]
    if not words or len(words) > LONGEST:
        return False
    if level:
        return not _SENTENCE.search(words) and (is_heading(words) or _slipped(words))
    if article and article != "条":
        return is_short(words)
    if raw.level and not _SENTENCE.search(words):
        return True
    return is_short(words) and _BOX.match(words) is not None


def _slipped(words: str) -> bool:
    """A heading but for the mark that was typed at its end."""
    return len(words) <= 20 and not re.search("[，、：,:]", words[:-1]) and not _LEADS_IN.search(words)


def is_short(words: str) -> bool:
    """What may be a heading: few words, no sentence, nothing at its end."""
    return 0 < len(words.strip()) <= RUN_IN and not re.search("[。；;！!：:，,、]$|[。；;]", words.strip())


def _run_in(raw: Raw, level: int, start: int, end: int) -> int:
    """The end of a run-in heading, or `start`."""
    if start < raw.lead < end:
        return raw.lead
    if not level:
        return start
    stop = raw.text.find("。", start, start + RUN_IN) + 1
    headed = start < stop < end and not re.search("[：；:;]", raw.text[start:stop])
    return stop if headed and not _PROVISION.match(raw.text, start) else start
