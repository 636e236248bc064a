"""`docgen update` on files: the upper level's revision brought into the base, and into the overlay what follows of it.

Only the lines that must change are changed. The overlay is written before the base, so that whatever breaks off
between the two is found again by the next run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen import upper_file
from docgen.adapt import Question, actors, ahead_of, questions_of
from docgen.addresses import chinese, english, model_at, texts
from docgen.base_text import base_text
from docgen.campaign import Campaign, Measure
from docgen.campaign_file import Opened, opened
from docgen.chain import kept, remap
from docgen.errors import DocgenError, Problem
from docgen.key_spelling import in_chinese
from docgen.keys import as_deadline
from docgen.levels.words import level_words
from docgen.notation import Date
from docgen.overlay import NEVER_RENAMED, Touch
from docgen.overlay_keys import Conflict, Kept, OverlayKeys
from docgen.overlay_text import told
from docgen.patches import patches
from docgen.placed import plain
from docgen.profile import Profile
from docgen.renaming import Renaming, Text, renaming
from docgen.update import Change, Clash, Update, update, value_at
from docgen.whole_file import write_whole
from docgen.workdays import shifted
from docgen.yaml_edit import AddEntry, AddKey, Comment, Edit, Remove, Replace, Way, edited
from docgen.yaml_text import dumped
from docgen.yaml_tree import Plain, Seq


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update came to. waiting: conflicts of an earlier one that nobody has resolved; then nothing was done.

    clashes: new conflicts. deadlines: those that were moved with the upper level's, by address.
    """

    changes: tuple[Change, ...] = ()
    clashes: tuple[Clash, ...] = ()
    own: tuple[Change, ...] = ()
    moot: tuple[Touch, ...] = ()
    deadlines: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    waiting: tuple[Conflict, ...] = ()


def update_file(path: Path, dry_run: bool = False) -> Updated:
    """Brings the upper level's revision into an overlay and its base, or only says what it would do.

    Raises DocgenError where one of the files cannot be used.
    """
    found = opened(path, draft=True)
    if found.keys.conflicts:
        return Updated(waiting=found.keys.conflicts)
    base = _base(found)
    known = plain(found.chain.upper) if found.chain.upper else {}
    now = upper_file.read(path.parent / found.keys.upper, known)
    touches, retained = found.chain.touches, found.chain.retained
    result = update(known, plain(now.value), touches, plain(found.chain.local), retained)
    if not result.changes:
        return Updated()
    deadlines = dict(_deadlines(result.clashes, found))
    clashes = tuple(clash for clash in result.clashes if (clash.change.address, clash.change.name) not in deadlines)
    renamed = _renaming(found, now.campaign, known, result)
    sooner, doubts = _of_added(result.changes, found.keys.ahead)
    text = _text(path)
    questions = (*questions_of(renamed), *doubts, *_outdated(result.own, text))
    edits = [
        *_moved(result.clashes, deadlines),
        *_measures(found, sooner, result.base),
        *(Remove(_way(touch.place.path)) for touch in result.moot),
        *_renamed(found, renamed, result.base),
        *_conflicts(found, clashes),
        *([Comment((), tuple(["上级修订以后，请您定夺："] + [told(one) for one in questions]))] if questions else []),
    ]
    overlay = edited(text, edits)
    if not dry_run:
        write_whole(path, overlay.encode())
        write_whole(base, base_text(result.base, now.in_chinese, result.retained).encode())
    moved = tuple((address, day) for (address, _), day in (deadlines | sooner).items())
    return Updated(result.changes, clashes, result.own, result.moot, moved, questions)


def _base(found: Opened) -> Path:
    """The kept base. Raises DocgenError where the overlay is none that adapt wrote."""
    path = Path(found.chain.tree.file.path)
    if not found.keys.extends or not found.keys.upper:
        hint = "docgen update 只用于 docgen adapt 写出的文件，其中“沿用”指基准，“原件”指上级方案"
        raise DocgenError(Problem("这份文件没有写“沿用”和“原件”", hint, str(path)))
    if errors := [problem for problem in found.problems if problem.level == "error"]:
        raise DocgenError(*errors)
    base = path.parent / found.keys.extends
    if base.resolve() == (path.parent / found.keys.upper).resolve():
        hint = "“沿用”应当是改编时存下的基准（….base.yaml），请用 docgen adapt 重新改编"
        raise DocgenError(Problem("“沿用”和“原件”是同一个文件", hint, str(path)))
    return base


def _text(path: Path) -> str:
    """The overlay as it was typed, line ends and all."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise DocgenError(
            Problem("文件的编码不是 UTF-8，不能自动改", "请用“另存为”把编码改成 UTF-8", str(path))
        ) from None


def _way(path: str) -> Way:
    """措施[2].要点 as the steps to it."""
    return tuple(int(n) - 1 if n else key for n, key in re.findall(r"\[(\d+)\]|([^.\[\]]+)", path))


def _at(clash: Clash) -> tuple[str, str]:
    return clash.change.address, clash.change.name


def _deadlines(clashes: Sequence[Clash], found: Opened) -> Iterator[tuple[tuple[str, str], str]]:
    """Deadlines that are still as adapt set them, so many working days ahead, move with the upper level's."""
    local = {(touch.address, touch.name): touch for touch in found.chain.touches}
    for clash in clashes:
        change, touch = clash.change, local.get(_at(clash))
        if change.name != "deadline" or not touch or not found.keys.ahead or change.after is None:
            continue
        before, after = _ahead(change.before, found.keys.ahead), _ahead(change.after, found.keys.ahead)
        node = touch.place.node
        if before and after and before == as_deadline(getattr(node, "value", "")):
            yield _at(clash), after.first.isoformat()


def _moved(clashes: Sequence[Clash], deadlines: Mapping[tuple[str, str], str]) -> Iterator[Edit]:
    for clash in clashes:
        if _at(clash) in deadlines:
            yield Replace(_way(clash.touch.place.path), deadlines[_at(clash)])


def _ahead(deadline: Any, days: int) -> Date | None:
    day = as_deadline(deadline) if deadline else None
    return shifted(day, days)[0] if isinstance(day, Date) else None


def _of_added(changes: Sequence[Change], ahead: int) -> tuple[dict[tuple[str, str], str], list[Question]]:
    """The deadlines of what the upper level has added to the measures, moved ahead like those that adapt moved."""
    sooner: dict[tuple[str, str], str] = {}
    questions: list[Question] = []
    for change in changes:
        way = change.address.rpartition(".")[0]
        if change.kind != "add" or not ahead or f"{way}.".partition(".")[0] != "measures":
            continue
        moved, doubts = ahead_of([Measure.model_validate(change.after)], way, ahead)
        questions += doubts
        if way == "measures":
            sooner |= {at: str(day) for at, day in moved.items()}
        else:
            what = "上级新增的这一条有时限，没有提前"
            questions += [Question(address, what, f"请改为 {day}") for (address, _), day in moved.items()]
    return sooner, questions


def _measures(found: Opened, sooner: Mapping[tuple[str, str], str], base: Any) -> Iterator[Edit]:
    """Entries of the overlay for the deadlines of added measures."""
    read = found.chain.tree
    entries: Any = patches(sooner, base).get("measures", [])
    spelled: Any = in_chinese(entries, Measure) if read.in_chinese else entries
    there = read.root.entries.get("measures")
    if there and isinstance(there.place.node, Seq):
        yield from (AddEntry(_way(there.place.path), entry) for entry in spelled)
    elif spelled and there is None:
        yield AddKey((), Campaign.spelling("measures") if read.in_chinese else "measures", spelled)


def _outdated(own: Sequence[Change], text: str) -> Iterator[Question]:
    """What the upper level has changed of its own and this level still quotes, such as its 文号."""
    for change in own:
        before = change.before
        if isinstance(before, str) and len(before) > 5 and before in text and isinstance(change.after, str):
            yield Question(
                change.address, f"上级的“{before}”改成了“{change.after}”，本文件里还写着原来的", "请核对依据等处"
            )


def _renaming(found: Opened, upper: Campaign, known: Any, result: Update) -> Renaming:
    """The new texts judged; those that were there stay as they came out."""
    assert found.campaign is not None
    local = found.campaign
    profile = Profile(level=local.level, region=local.region, issuer=local.issuer, superior=local.superior)
    before = {text[:3] for text in _texts(known)}
    owners = actors(upper)
    judged: list[Text] = []
    there: list[Text] = []
    for address, name, text in _texts(result.base):
        if not _is_local(address, name, found.chain.touches):
            one = Text(address, name, text, "" if name in ("lead", "support") else owners(address))
            (there if (address, name, text) in before else judged).append(one)
    table = remap(found.chain.tree)
    return renaming(judged, level_words(upper, profile), there, table, kept(found.chain.tree)) if table else _nothing()


def _nothing() -> Renaming:
    return Renaming({}, (), (), ())


def _texts(data: Any) -> Iterator[tuple[str, str, str]]:
    return (one for one in texts(data) if one[1] not in NEVER_RENAMED)


def _is_local(address: str, name: str, touches: Sequence[Touch]) -> bool:
    """Whether this level has written the text itself, so that the upper level's is not printed."""
    for touch in touches:
        if touch.kind in ("set", "drop"):
            under = f"{address}.".startswith(f"{touch.address}.")
            if (not touch.name and under) or (touch.address == address and touch.name == name):
                return True
    return False


def _renamed(found: Opened, renamed: Renaming, base: Any) -> Iterator[Edit]:
    """改称 and 保留 that the new texts need, without what keeps nothing any more."""
    read = found.chain.tree
    table = {word: becomes for word, becomes in renamed.table.items() if word not in remap(read)}
    at = read.overlay.entries.get("remap")
    if at:
        yield from (AddKey(_way(at.place.path), word, becomes) for word, becomes in table.items())
    keep = read.overlay.entries.get("keep")
    entries = [(_kept(new.address, new.quote, read.in_chinese), new.reason) for new in renamed.keeps]
    if keep is None:
        if entries:
            key = OverlayKeys.spelling("keep") if read.in_chinese else "keep"
            yield AddKey((), key, [entry for entry, _ in entries])
        return
    yield from (AddEntry(_way(keep.place.path), entry, None, note) for entry, note in entries)
    there = list(_texts(base))
    for n, one in enumerate(found.keys.keep):
        address = english(one.item)
        if not any(f"{text[0]}.".startswith(f"{address}.") and one.quote in text[2] for text in there):
            yield Remove((*_way(keep.place.path), n))


def _kept(address: str, quote: str, in_chinese_keys: bool) -> Plain:
    item, words = (Kept.spelling("item"), Kept.spelling("quote")) if in_chinese_keys else ("item", "quote")
    return {item: chinese(address) if in_chinese_keys else address, words: quote}


def _conflicts(found: Opened, clashes: Sequence[Clash]) -> Iterator[Edit]:
    """The conflicts at the end of the overlay; the loader refuses the file until a person has taken them out."""
    if not clashes:
        return
    zh = found.chain.tree.in_chinese
    local = plain(found.chain.local)
    entries: list[Plain] = []
    for clash in clashes:
        change = clash.change
        ours = value_at(local, change.address, change.name)
        said = {
            "at": chinese(change.address, change.name) if zh else f"{change.address}.{change.name}".strip("."),
            "what": clash.what,
            "before": _said(change.before, change, zh),
            "upper": _said(change.after, change, zh),
            "local": _said(ours, change, zh),
        }
        entries.append({Conflict.spelling(name) if zh else name: text for name, text in said.items() if text})
    note = "逐条定夺：把前面的内容改成要用的，再删去这里的一条；全部删完，才能生成"
    yield AddKey((), OverlayKeys.spelling("conflicts") if zh else "conflicts", entries, note)


def _said(value: Any, change: Change, zh: bool) -> str:
    """A value as text."""
    if value is None or isinstance(value, str):
        return value or ""
    model = model_at(change.address)
    spelled = in_chinese(value, model) if zh and model and not change.name else value
    return dumped(spelled).strip()
