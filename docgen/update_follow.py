"""What follows the upper level by rule when it changes: deadlines so many working days ahead, names of this level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from docgen.adapt import actors, ahead_of
from docgen.adapt_questions import Question
from docgen.addresses import chinese, english, texts
from docgen.campaign import Campaign, Measure
from docgen.campaign_file import Opened
from docgen.chain import kept, remap
from docgen.key_spelling import in_chinese
from docgen.keys import as_deadline
from docgen.levels.words import level_words
from docgen.notation import Date
from docgen.overlay import NEVER_RENAMED, Touch
from docgen.overlay_keys import Kept, OverlayKeys
from docgen.patches import patches
from docgen.profile import Profile
from docgen.renaming import Renaming, Text, renaming
from docgen.update import Update
from docgen.update_edits import way_of
from docgen.upper_changes import Change, covers, value_at
from docgen.workdays import shifted
from docgen.yaml_edit import AddEntry, AddKey, Edit, Remove
from docgen.yaml_tree import Plain, Seq

Spot = tuple[str, str]  # the address of an item and the key in it


def counted(found: Opened, known: Any) -> dict[Spot, Touch]:
    """The deadlines that are still as adapt set them, so many working days ahead: they go with the upper level's."""
    touches: dict[Spot, Touch] = {}
    for touch in found.chain.touches if found.keys.ahead else ():
        if touch.kind == "set" and touch.name == "deadline":
            day = _ahead(value_at(known, touch.address, touch.name), found.keys.ahead)
            if day and day == as_deadline(getattr(touch.place.node, "value", "")):
                touches[touch.address, touch.name] = touch
    return touches


def recounted(spots: Iterable[Spot], ahead: int, known: Any, base: Any) -> Iterator[tuple[Spot, str]]:
    """What becomes of them where the upper level's has changed: the new day, "" where there is none to count from."""
    for spot in spots:
        before, after = (value_at(data, *spot) for data in (known, base))
        if before != after:
            day = _ahead(after, ahead)
            yield spot, day.first.isoformat() if day else ""


def _ahead(deadline: Any, days: int) -> Date | None:
    day = as_deadline(deadline) if deadline else None
    return shifted(day, days)[0] if isinstance(day, Date) else None


def of_added(found: Opened, changes: Sequence[Change]) -> tuple[dict[tuple[str, str], str], list[Question]]:
    """The deadlines of what the upper level has added to the measures, moved ahead like those that adapt moved.

    Where the overlay has no list of measures to write them into, a person is asked.
    """
    ahead, there = found.keys.ahead, found.chain.tree.root.entries.get("measures")
    listed = there is None or isinstance(there.place.node, Seq)
    sooner: dict[tuple[str, str], str] = {}
    questions: list[Question] = []
    for change in changes:
        way = change.address.rpartition(".")[0]
        if change.kind != "add" or not ahead or f"{way}.".partition(".")[0] != "measures":
            continue
        moved, doubts = ahead_of([Measure.model_validate(change.after)], way, ahead)
        questions += doubts
        if way == "measures" and listed:
            sooner |= {at: str(day) for at, day in moved.items()}
        else:
            what = "上级新增的这一条有时限，没有提前"
            questions += [Question(address, what, f"请改为 {day}") for (address, _), day in moved.items()]
    return sooner, questions


def measures(found: Opened, sooner: Mapping[tuple[str, str], str], base: Any) -> Iterator[Edit]:
    """Entries of the overlay for the deadlines of added measures."""
    read = found.chain.tree
    entries: Any = patches(sooner, base).get("measures", [])
    spelled: Any = in_chinese(entries, Measure) if read.in_chinese else entries
    there = read.root.entries.get("measures")
    if there and isinstance(there.place.node, Seq):
        yield from (AddEntry(way_of(there.place.path), entry) for entry in spelled)
    elif spelled and there is None:
        yield AddKey((), Campaign.spelling("measures") if read.in_chinese else "measures", spelled)


def renaming_of(found: Opened, upper: Campaign, known: Any, result: Update, out: Iterable[tuple[str, ...]]) -> Renaming:
    """The new texts judged; those that were there stay as they came out."""
    assert found.campaign is not None
    local = found.campaign
    profile = Profile(level=local.level, region=local.region, issuer=local.issuer, superior=local.superior)
    before = {text[:3] for text in _texts(known)}
    owners, is_written = actors(upper), _written(found.chain.touches)
    judged: list[Text] = []
    there: list[Text] = []
    for address, name, text in _texts(result.base):
        absent = any(covers(".".join(way), address) for way in out)
        if not absent and not is_written(address, name):
            one = Text(address, name, text, "" if name in ("lead", "support") else owners(address))
            (there if (address, name, text) in before else judged).append(one)
    table = remap(found.chain.tree)
    if not judged:
        return Renaming(table, (), (), ())
    words = level_words(upper, profile)
    own = {word: to for word, to in table.items() if word not in words.terms or words.terms[word].becomes != to}
    words = level_words(upper, profile.model_copy(update={"remap": own}))  # what this level calls otherwise, or alone
    return renaming(judged, words, there, table, kept(found.chain.tree))


def _texts(data: Any) -> Iterator[tuple[str, str, str]]:
    return (one for one in texts(data) if one[1] not in NEVER_RENAMED)


def _written(touches: Sequence[Touch]) -> Callable[[str, str], bool]:
    """Whether this level has written the text at an address itself, so that the upper level's is not printed."""
    own = [touch for touch in touches if touch.kind in ("set", "drop")]
    keys, fields = {touch.address for touch in own if not touch.name}, {(touch.address, touch.name) for touch in own}

    def is_written(address: str, name: str) -> bool:
        steps = address.split(".")
        above = (".".join(steps[:n]) for n in range(1, len(steps) + 1))
        return (address, name) in fields or any(way in keys for way in above)

    return is_written


def renamed(found: Opened, renamed: Renaming, base: Any) -> Iterator[Edit]:
    """改称 and 保留 that the new texts need, without what keeps nothing any more."""
    read = found.chain.tree
    table: dict[str, Plain] = {word: to for word, to in renamed.table.items() if word not in remap(read)}
    at = read.overlay.entries.get("remap")
    if at:
        yield from (AddKey(way_of(at.place.path), word, becomes) for word, becomes in table.items())
    elif table:
        yield AddKey((), OverlayKeys.spelling("remap") if read.in_chinese else "remap", table)
    keep = read.overlay.entries.get("keep")
    entries = [(_kept(new.address, new.quote, read.in_chinese), new.reason) for new in renamed.keeps]
    if keep is None:
        if entries:
            key = OverlayKeys.spelling("keep") if read.in_chinese else "keep"
            yield AddKey((), key, [entry for entry, _ in entries])
        return
    yield from (AddEntry(way_of(keep.place.path), entry, None, note) for entry, note in entries)
    yield from (Remove((*way_of(keep.place.path), n)) for n in _lost(found, base))


def lost_keeps(found: Opened, base: Any) -> Iterator[Question]:
    """The quotes of 保留 that the upper level no longer writes, so that a person looks at what it writes now."""
    for n in _lost(found, base):
        one = found.keys.keep[n]
        what = f"“保留”里的“{one.quote}”，上级修订以后没有这几个字了，这一条已经拿掉"
        yield Question(english(one.item), what, "请看这一处新的文字要不要改称；要保留的，照新的文字再写一条")


def _lost(found: Opened, base: Any) -> list[int]:
    """The positions in 保留 of what keeps nothing any more."""
    there = list(_texts(base))
    ways = [(english(one.item), one.quote) for one in found.keys.keep]
    return [
        n
        for n, (address, quote) in enumerate(ways)
        if not any(f"{text[0]}.".startswith(f"{address}.") and quote in text[2] for text in there)
    ]


def _kept(address: str, quote: str, in_chinese_keys: bool) -> Plain:
    item, words = (Kept.spelling("item"), Kept.spelling("quote")) if in_chinese_keys else ("item", "quote")
    return {item: chinese(address) if in_chinese_keys else address, words: quote}
