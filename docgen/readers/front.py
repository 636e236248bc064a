"""What stands above the text of a sheet: 版头, its title, the lines under it, 主送机关 or 称谓."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.draft import Role
from docgen.readers import shapes
from docgen.readers.seen import Seen, titled

_HEAD = 9  # lines of 版头 at most
_TITLE = 8  # lines of a title
_LONGEST = 150  # characters of a title
_BYLINES = 4


def front(lines: Sequence[Seen], at: int, end: int) -> list[Role]:
    """The roles of the lines from `at` on, as far as they stand above the text."""
    if at < end and lines[at].is_label:
        return [Role.LABEL, *[Role.TITLE] * (title_end(lines, at + 1, end) - at - 1)]
    roles = _head(lines, at, end)
    begin = at + len(roles)
    stop = title_end(lines, begin, end)
    if stop > begin and (at or _is_title(lines, begin, stop, end)):
        roles += [Role.TITLE] * (stop - begin)
        roles += _under(lines, stop, end)
    if (n := at + len(roles)) < end and _is_opening(lines[n]):
        roles.append(Role.OPENING)
    return roles


# ── 版头 ──


def _head(lines: Sequence[Seen], at: int, end: int) -> list[Role]:
    roles: list[Role] = []
    for n in range(at, min(at + _HEAD, end)):
        role = _head_role(lines[n : min(n + 5, end)])
        if role is None:
            break
        roles.append(role)
    return roles


def _head_role(lines: Sequence[Seen]) -> Role | None:
    line, *after = lines
    words = line.words
    if line.raw.rows:
        return None
    if shapes.is_secrecy(words):
        return Role.SECRECY
    if shapes.is_urgency(words):
        return Role.URGENCY
    if shapes.is_copy_number(words):
        known = (shapes.is_secrecy, shapes.is_urgency, shapes.is_masthead)
        return Role.COPY_NUMBER if any(is_it(other.words) for is_it in known for other in after[:1]) else None
    if shapes.is_number(words):
        return Role.NUMBER
    if shapes.is_signed(words):
        return Role.SIGNATORY
    numbered = any(shapes.is_number(other.words) or shapes.is_signed(other.words) for other in after[:4])
    joint = shapes.is_organ(words) and any(shapes.is_masthead(other.words) for other in after[:3])
    return Role.ISSUER if numbered and (shapes.is_masthead(words) or joint) else None


# ── the title ──


def title_end(lines: Sequence[Seen], at: int, end: int) -> int:
    """The end of the title that would begin at `at`; `at` where none can."""
    before = ""
    for n in range(at, min(at + _TITLE, end)):
        line = lines[n]
        if not (_joins(before, lines[n - 1], line) if before else _begins(line)):
            return n
        before += shapes.squeezed(line.words)
        if len(before) > _LONGEST:
            return at
    return min(at + _TITLE, end)


def _begins(line: Seen) -> bool:
    return line.may_be_title and not line.words.startswith("—")


def _joins(before: str, last: Seen, line: Seen) -> bool:
    words = line.words
    if last.raw.role is Role.TITLE or line.raw.role is Role.TITLE:
        return last.raw.role is line.raw.role or shapes.is_organ(last.words)
    if shapes.goes_on(before, words):
        suffix = line.plain and shapes.is_bracketed(words) and not shapes.is_date(words[1:-1])
        return (line.may_be_title or suffix) and line.raw.gap < 3
    alike = last.shifted and line.shifted and line.raw.gap == 0
    return (
        alike and line.may_be_title and not (shapes.ends_title(before) or shapes.is_speaker(words) or _is_name(words))
    )


def _is_name(words: str) -> bool:
    return len(shapes.squeezed(words)) <= 4


def _is_title(lines: Sequence[Seen], begin: int, stop: int, end: int) -> bool:
    """Whether the first lines of a file are its title, and not text that happens to be short."""
    line, whole = lines[begin], titled(lines[begin:stop])
    if line.raw.role is Role.TITLE or shapes.ends_title(whole):
        return True
    if stop == end or len(whole) < 4:
        return False
    after = lines[stop]
    under = bool(_under(lines, stop, end)) or _is_opening(after)
    if line.set_apart or under:
        return True
    return "，" not in whole and (after.is_sentence or not after.plain) and not after.raw.deep


# ── under the title ──


def _under(lines: Sequence[Seen], at: int, end: int) -> list[Role]:
    roles: list[Role] = []
    for n in range(at, min(at + _BYLINES, end)):
        after = lines[n + 1] if n + 1 < end else None
        role = _under_role(lines[n], after, bool(roles))
        if role is None:
            break
        roles.append(role)
    return roles


def _under_role(line: Seen, after: Seen | None, under: bool) -> Role | None:
    words = line.words
    if not line.plain or line.raw.role is Role.TITLE:
        return None
    if line.raw.role is Role.BYLINE:
        return Role.BYLINE
    if shapes.is_number(words):
        return Role.NUMBER
    if line.is_date or (shapes.is_bracketed(words) and len(words) <= 120 and "。" not in words):
        return Role.BYLINE if after else None
    if shapes.is_speaker(words):
        return Role.BYLINE
    near = under or line.shifted or (after is not None and (after.is_date or shapes.is_hailed(after.words)))
    if near and shapes.is_person(words):
        return Role.BYLINE
    short = len(words) <= 30 and not line.is_sentence and not shapes.ends_title(words)
    return Role.BYLINE if line.shifted and short and line.raw.gap == 0 else None


def _is_opening(line: Seen) -> bool:
    if line.raw.role is Role.OPENING:
        return True
    return line.plain and not line.raw.deep and (shapes.is_hailed(line.words) or shapes.is_addressed(line.words))
