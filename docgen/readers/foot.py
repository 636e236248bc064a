"""What stands under the text of a sheet: 附件说明, 署名, 成文日期, 附注, 版记."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.draft import Role
from docgen.readers import shapes
from docgen.readers.seen import Seen

_NAMES = 12  # lines of names over a date
_ITEMS = 40  # attachments in a list


def is_signature(line: Seen) -> bool:
    """A date on a line of its own, or after a name."""
    return line.is_date or (line.plain and shapes.name_and_date(line.words) is not None)


def names_before(lines: Sequence[Seen], date: int, floor: int) -> int:
    """Where the names over a date begin; `date` where there are none."""
    first = date
    while first > max(floor, date - _NAMES) and _is_name(lines, first - 1, first == date):
        first -= 1
    return first


def _is_name(lines: Sequence[Seen], n: int, last: bool) -> bool:
    line = lines[n]
    if line.raw.rows or not line.plain or not shapes.is_signer(line.words) or line.is_date:
        return False
    if line.shifted or any(is_it(line.words) for is_it in (shapes.is_organ, shapes.is_masked, shapes.is_sealed)):
        return True
    return last and len(line.words) <= 20 and n > 0 and lines[n - 1].is_sentence


def _is_shifted_organ(line: Seen) -> bool:
    return line.shifted and line.plain and shapes.is_signer(line.words) and shapes.is_organ(line.words)


def foot_end(lines: Sequence[Seen], at: int, end: int) -> int:
    """The end of what may follow a date: notes, lists of attachments, the imprint."""
    while at < end:
        line = lines[at]
        if line.raw.rows:
            break
        if _note(line) or imprint_role(line):
            at += 1
        elif (stop := list_end(lines, at, end)) > at and is_list(lines, stop, end):
            at = stop
        else:
            break
    return at


def _note(line: Seen) -> bool:
    return not line.raw.rows and shapes.is_bracketed(line.words) and not line.number.level


def imprint_role(line: Seen) -> Role | None:
    words = line.words
    if line.raw.rows or not line.plain:
        return None
    if shapes.is_copies(words):
        return Role.COPIES_TO
    return Role.PRINTED_BY if shapes.printed(words) or shapes.is_print_run(words) else None


def list_end(lines: Sequence[Seen], at: int, end: int) -> int:
    """The end of the list of attachments that begins at `at`, else `at`."""
    line = lines[at]
    bare = line.is_label and line.words.endswith(("：", ":")) and at + 1 < end and _is_item(lines[at + 1])
    if line.raw.rows or not (bare or shapes.listed(line.words) or shapes.titled_label(line.words)):
        return at
    stop = at + 1
    while stop < min(end, at + _ITEMS) and (_is_item(lines[stop]) or _again(lines[stop])):
        stop += 1
    return stop


def _is_item(line: Seen) -> bool:
    short = len(line.words) <= 80 and not shapes.is_sentence(line.words.removesuffix("；"))
    return line.number.level in (3, 4) and short and not line.raw.rows


def _again(line: Seen) -> bool:
    return line.plain and not line.is_label and bool(shapes.listed(line.words) or shapes.titled_label(line.words))


def is_list(lines: Sequence[Seen], stop: int, end: int) -> bool:
    """Whether what ends at `stop` is a list: what follows is no text that the last item is the title of."""
    if stop >= end:
        return True
    after = lines[stop]
    if after.raw.rows or after.number.level:
        return False
    return (
        after.is_label or is_signature(after) or after.may_be_title or _note(after) or imprint_role(after) is not None
    )


def foot(lines: Sequence[Seen], floor: int, end: int) -> dict[int, Role]:
    """The roles of the lines under the text that begins at `floor`."""
    roles: dict[int, Role] = {}
    date = next((n for n in range(end - 1, max(floor, end - 60) - 1, -1) if is_signature(lines[n])), end)
    if date < end and foot_end(lines, date + 1, end) == end:
        first = names_before(lines, date, floor)
        roles |= dict.fromkeys(range(first, date), Role.NAME) | {date: Role.DATE}
        roles |= _after(lines, date + 1, end)
    else:
        date = end
        while date > floor and (imprint_role(lines[date - 1]) or shapes.is_note(lines[date - 1].words)):
            date -= 1
        roles |= _after(lines, date, end)
        first = date
        while first > max(floor, date - _NAMES) and _is_shifted_organ(lines[first - 1]):
            first -= 1
        roles |= dict.fromkeys(range(first, date), Role.NAME)
    return roles | _over(lines, floor, first)


def _after(lines: Sequence[Seen], at: int, end: int) -> dict[int, Role]:
    """Each line of what follows the date."""
    roles: dict[int, Role] = {}
    while at < end:
        if role := imprint_role(lines[at]):
            roles[at] = role
        elif _note(lines[at]):
            roles[at] = Role.NOTE
        else:
            stop = list_end(lines, at, end)
            roles |= dict.fromkeys(range(at, stop), Role.LISTED)
            at = max(at, stop - 1)
        at += 1
    return roles


def _over(lines: Sequence[Seen], floor: int, first: int) -> dict[int, Role]:
    """The list of attachments, and a note, over a signature that begins at `first` (or at the end)."""
    roles: dict[int, Role] = {}
    if first > floor and shapes.is_note(lines[first - 1].words):
        first -= 1
        roles[first] = Role.NOTE
    for n in range(first - 1, max(floor, first - _ITEMS) - 1, -1):
        if list_end(lines, n, first) == first:
            roles |= dict.fromkeys(range(n, first), Role.LISTED)
        elif not _is_item(lines[n]):
            break
    return roles
