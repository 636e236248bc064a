"""Lines of our own files → parts: there its place on the page says what a line is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from docgen.document import attachment_label
from docgen.draft import Role
from docgen.readers import shapes
from docgen.readers.blocks import printed_block
from docgen.readers.foot import foot
from docgen.readers.parts import Part, sheets_of
from docgen.readers.raw import Raw
from docgen.readers.seen import Seen

_LABEL = re.compile(r"附件\s*\d*")
_LISTED = re.compile(r"附件\s*[：:]\s*")
_DATE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.*|【待补：[^】]*】")
_SECRECY = ("绝密", "机密", "秘密")
_SIGNED = re.compile(r"(?:(?P<number>.+?)\s{2,})?签发人：(?P<names>.+)")
_TITLE = 120  # characters: a longer first line with 。 in it is text


def is_label(text: str) -> bool:
    return _LABEL.fullmatch(text) is not None


def is_opening(text: str) -> bool:
    """主送机关 or 称谓: ends with a colon, or is a gap in a draft."""
    return text.endswith(("：", ":")) or text.startswith("【待补")


def _stands_flush(raw: Raw) -> bool:
    return raw.flush and not raw.level


def _stands_deep(raw: Raw) -> bool:
    return raw.deep and not raw.level


def explained(parts: Sequence[Part], spaced: bool = False) -> bool:
    """Whether the places of the lines account for all of them, so that the file is one of ours.

    `spaced`: a blank line stands under each title.
    """
    texts = [part for part in parts if part.block is not None]
    if any(_stands_deep(raw) for part in parts if part.role is Role.TITLE for raw in part.raws):
        return False
    if any(_stands_flush(raw) or _stands_deep(raw) for part in texts for raw in part.raws):
        return False
    if spaced and any(_is_close(before, after) for before, after in pairwise(parts)):
        return False
    if not _attached(parts):
        return False
    titles = [part.text for part in parts if part.role is Role.TITLE]
    long = any(len(title) > _TITLE and "。" in title for title in titles)
    return bool(titles and texts) and not long and not _signed(texts)


def _is_close(before: Part, after: Part) -> bool:
    under = before.role in (Role.TITLE, Role.BYLINE) and (after.block is not None or after.role is Role.OPENING)
    return under and any(raw.gap == 0 for raw in after.raws[:1])


def _attached(parts: Sequence[Part]) -> bool:
    """Whether 附件说明 and the labels of the attachments are as we print them."""
    main: Sequence[Part] = ()
    attached: list[Sequence[Part]] = []
    for sheet in (*sheets_of(parts), ()):
        if sheet and sheet[0].role is Role.LABEL:
            attached.append(sheet)
            continue
        if not _agree(main, attached):
            return False
        main, attached = sheet, []
    return True


def _agree(main: Sequence[Part], attached: Sequence[Sequence[Part]]) -> bool:
    listed = [part for part in main if part.role is Role.LISTED]
    total = max(len(listed), len(attached))
    labels = [attachment_label(n, total) for n in range(1, len(attached) + 1)]
    items = [f"{n}.{part.text}" if total > 1 else part.text for n, part in enumerate(listed, 1)]
    said = [raw.words for part in listed for raw in part.raws]
    titles = [next((part.text for part in sheet if part.role is Role.TITLE), "") for sheet in attached]
    return (
        labels == [sheet[0].text for sheet in attached]
        and said == ["附件：" * (not n) + item for n, item in enumerate(items)]
        and all(part.text == title for part, title in zip(listed, titles, strict=False))
    )


def _signed(texts: Sequence[Part]) -> bool:
    """A signature among the paragraphs: a hand wrote it, for ours stand deep."""
    words = [raw.words for part in texts for raw in part.raws]
    return any(shapes.is_date(date) and shapes.is_organ(name) for name, date in pairwise(words))


# ── lines → parts ──


def split_sheets(lines: Sequence[Raw]) -> list[list[Raw]]:
    """Sheets of paper: two blank lines and a flush line part them, once the one before them holds text."""
    sheets: list[list[Raw]] = [[]]
    full = False
    for line in lines:
        sheet = sheets[-1]
        if sheet and full and line.gap >= 2 and _stands_flush(line):
            sheets.append(sheet := [])
        sheet.append(line)
        full = (full and len(sheet) > 1) or _fills(sheet)
    return [sheet for sheet in sheets if sheet]


def _fills(sheet: Sequence[Raw]) -> bool:
    """Whether the last line makes the sheet one that holds text."""
    if is_label(sheet[0].words):
        return len(sheet) > 1
    return not _stands_flush(sheet[-1]) and not _stands_deep(sheet[-1])


def sheet(lines: Sequence[Raw]) -> Iterator[Part]:
    """The parts of one sheet: an attachment under its label, or a document from its title to its note."""
    at, end = 0, len(lines)
    if lines and _stands_flush(lines[0]) and is_label(lines[0].words):
        yield part(Role.LABEL, lines[0])
        if end > 1 and _stands_flush(lines[1]):
            yield part(Role.TITLE, lines[1])
            at = 1
        yield from blocks(lines[at + 1 :])
        return
    if lines and not lines[0].rows and not lines[0].level:
        hailed = shapes.is_hailed(lines[0].words)  # a speech without a title begins with 称谓
        yield replace(part(Role.TITLE, lines[0]), shown=Role.OPENING if hailed else None)
        at = 1
    while at < end and _stands_deep(lines[at]) and not lines[at].gap:
        yield part(Role.BYLINE, lines[at])
        at += 1
    if at < end and _stands_flush(lines[at]) and is_opening(lines[at].words):
        yield part(Role.OPENING, lines[at])
        at += 1
    yield from _text(lines[at:])


def part(role: Role, raw: Raw) -> Part:
    return Part(role, raw.words, raws=(raw,))


def blocks(lines: Iterable[Raw]) -> Iterator[Part]:
    for line in lines:
        yield Part(Role.BLOCK, block=printed_block(line), raws=(line,))


def _text(lines: Sequence[Raw]) -> Iterator[Part]:
    """Body, list of attachments, signature and note. Each after the body stands apart, the body is never empty."""
    groups = _groups(lines)
    note = _take(groups, _is_note)
    signature = _take(groups, _is_signature)
    listed = _take(groups, _is_listed)
    yield from _roles(list(blocks(line for group in groups for line in group)))
    titles = listed_titles([line.words for line in listed])
    yield from (Part(Role.LISTED, text, raws=(line,)) for text, line in zip(titles, listed, strict=True))
    yield from signature_parts(signature)
    yield from (Part(Role.NOTE, line.words[1:-1].strip(), raws=(line,)) for line in note)


def _roles(body: Sequence[Part]) -> Iterator[Part]:
    """Paragraphs that are a signature or a list by their words stay paragraphs, but are shown as what they are."""
    roles = foot([Seen(part.raws[0]) for part in body], 0, len(body)) if body else {}
    yield from (replace(part, shown=roles.get(n)) for n, part in enumerate(body))


def _groups(lines: Sequence[Raw]) -> list[list[Raw]]:
    groups: list[list[Raw]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _take(groups: list[list[Raw]], wanted: Callable[[Sequence[Raw]], bool]) -> list[Raw]:
    return groups.pop() if len(groups) > 1 and wanted(groups[-1]) else []


def _is_note(group: Sequence[Raw]) -> bool:
    line = group[0]
    if len(group) > 1 or line.rows or line.level or _stands_deep(line):
        return False
    words = line.words
    return len(words) > 2 and words[0] == "（" and words[-1] == "）"


def _is_signature(group: Sequence[Raw]) -> bool:
    return all(map(_stands_deep, group))


def _is_listed(group: Sequence[Raw]) -> bool:
    return not group[0].rows and not group[0].level and _LISTED.match(group[0].words) is not None


# ── lines of one element → parts ──


def listed_titles(texts: Sequence[str]) -> list[str]:
    """附件说明 as its titles, without “附件：” and, where there are several, their numbers."""
    titles = [_LISTED.sub("", text, count=1) if n == 0 else text for n, text in enumerate(texts)]
    return [re.sub(r"^\d{1,2}[.．、]\s*", "", title) for title in titles] if len(titles) > 1 else titles


def signature_parts(lines: Sequence[Raw]) -> Iterator[Part]:
    """署名 and, where the last text looks like one, 成文日期."""
    for n, line in enumerate(lines, 1):
        yield part(Role.DATE if n == len(lines) and _DATE.fullmatch(line.words) else Role.NAME, line)


def mark_part(line: Raw) -> Part:
    """份号, 密级 or 紧急程度, told by what is written."""
    if re.fullmatch(r"\d+", line.words):
        return part(Role.COPY_NUMBER, line)
    return part(Role.SECRECY if line.words.startswith(_SECRECY) else Role.URGENCY, line)


def issuer_parts(lines: Sequence[Raw]) -> Iterator[Part]:
    """发文机关标志: “文件” stands after the only name, or apart after the middle one."""
    middle = (len(lines) - 1) // 2
    word = "文件" if len(lines) == 1 else "　文件"
    for n, line in enumerate(lines):
        text = line.words.removesuffix(word).rstrip() if n == middle else line.words
        yield Part(Role.ISSUER, text, raws=(line,))


def number_parts(line: Raw) -> Iterator[Part]:
    """发文字号, and in a document that goes upward 签发人 on the same line."""
    found = _SIGNED.fullmatch(line.words)
    number = found["number"] if found else line.words
    cut = line.begin + found.start("names") - len("签发人：") if found else len(line.text)
    if number:
        yield Part(Role.NUMBER, number, raws=(line.cut(0, cut),))
    if found:
        first, *rest = re.split(r"\s{2,}", found["names"].strip())
        signed = line.cut(cut if number else 0, len(line.text))
        yield Part(Role.SIGNATORY, first, raws=(signed,))
        yield from (Part(Role.SIGNATORY, name) for name in rest)


def imprint_parts(lines: Sequence[Raw]) -> Iterator[Part]:
    """版记: 抄送, and 印发机关 with 印发日期 on one line."""
    for line in lines:
        text = line.words
        if text.startswith("抄送："):
            yield Part(Role.COPIES_TO, text[3:].removesuffix("。").strip(), raws=(line,))
            continue
        printed_by, *printed_on = ("", text) if _is_day_of_print(text) else re.split(r"\s{2,}", text, maxsplit=1)
        cut = line.begin + len(text) - len(printed_on[0]) if printed_by and printed_on else 0
        if printed_by:
            yield Part(Role.PRINTED_BY, printed_by, raws=(line.cut(0, cut or len(line.text)),))
        for day in printed_on:
            yield Part(Role.PRINTED_ON, day.removesuffix("印发").rstrip(), raws=(line.cut(cut, len(line.text)),))


def _is_day_of_print(text: str) -> bool:
    day = text.removesuffix("印发")
    return (day != text or day.startswith("【待补")) and _DATE.fullmatch(day) is not None
