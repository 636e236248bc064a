"""What a person must decide about the words of an upper plan: each thing asked once, however often it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.addresses import chinese
from docgen.levels.departments import VERTICAL
from docgen.levels.occurrences import PARTS
from docgen.levels.particulars import ACROSS, CONTACT, MONEY, REPORTED_BY
from docgen.levels.scan import UNKNOWN
from docgen.levels.upper_alone import ALIKE, HELD, LED, OWN_ACT
from docgen.renaming import Judged, Renaming

# Names and figures that are asked together, by the reason why they are asked; and what to do.
LISTED = {
    PARTS: "写本机关承担这项工作的内设机构",
    UNKNOWN: "本级也有、说的是本级的，换成本级的名称；说的是上级的，照原文写",
    VERTICAL: "说的是本级的，按本系统的规定写；说的是上级的，照原文写",
    REPORTED_BY: "给下级定的时间应当早几天，好先汇总再上报；本级自己报送的，照原文写",
    CONTACT: "换成本级的联系人和联系方式",
    LED: "原话照抄；改成本级领导的话，换成本级的说法，并请本人核定",
    ALIKE: "照原文写，或者换成本级的情况",
    HELD: "照原文写，或者换成本级开的会，并核对年份和会名",
    ACROSS: "照上级原意的，照原文写；要按本级以内的界来管的，写成本级下面的界",
    MONEY: "按本级的安排写；仍由上级出的，照原文写",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide. at: the address, "" for the whole; proposal: what to write, or what to do."""

    at: str
    what: str
    proposal: str = ""


def questions_of(renamed: Renaming) -> Iterator[Question]:
    """The places where a person decides whether a word is renamed; the same in many places is asked once, and so are
    names of one kind, which need no more of the sentence than themselves."""
    asked: dict[tuple[str, ...], list[Judged]] = {}
    for one in renamed.judged:
        found = one.occurrence
        if found.verdict == "ask":
            alone = (found.word, found.proposal or found.becomes)
            asked.setdefault((found.reason, *(() if found.reason in LISTED else alone)), []).append(one)
    for places in asked.values():
        yield _listed(places) if len({one.occurrence.word for one in places}) > 1 else _alone(places)
    if done := [one for one in renamed.judged if one.occurrence.reason == OWN_ACT]:
        yield _done_above(done)
    for text, then in renamed.left:
        yield Question(text.address, f"“{text.text[:30]}”这一处改称没有改全", f"请改成“{then}”")


def _alone(places: Sequence[Judged]) -> Question:
    """One word, with the sentence of its first place."""
    first, found = places[0], places[0].occurrence
    others = [at for at in dict.fromkeys(one.where.address for one in places[1:]) if at != first.where.address]
    also = f"（另有{len(others)}处：{'、'.join(map(chinese, others))}）" if others else ""
    becomes = f"改成“{found.becomes}”，或照原样保留" if found.becomes else ""
    inside = f"“{first.around}”里的" if first.around != found.word else ""
    what = f"{inside}“{found.word}”没有改{also}：{found.reason}"
    return Question(first.where.address, what, found.proposal or becomes)


def _listed(places: Sequence[Judged]) -> Question:
    """Several words of one kind, each with its places and with what it would be here."""
    words: dict[str, list[Judged]] = {}
    for one in places:
        words.setdefault(one.occurrence.word, []).append(one)
    told = []
    for word, some in words.items():
        at = "、".join(dict.fromkeys(chinese(one.where.address) for one in some))
        becomes = some[0].occurrence.becomes
        told.append(f"“{word}”（{at}）" + (f"可写“{becomes}”" if becomes and becomes != word else ""))
    reason = places[0].occurrence.reason
    return Question("", f"{reason}，共{len(words)}个没有改：{'；'.join(told)}", LISTED[reason])


def _done_above(places: Sequence[Judged]) -> Question:
    """What the upper office may go on doing itself: renamed already, to be looked at."""
    clauses = {(one.where, one.clause): one for one in places}  # the last of a clause, next to what it does
    told = [f"“{one.from_here}”（{chinese(one.where.address)}）" for one in clauses.values()]
    what = f"上级机关自己做的事改成了本级做：{'；'.join(told)}，共{len(told)}处，请看一眼"
    return Question("", what, "仍由上级做的，请改回上级的名称")
