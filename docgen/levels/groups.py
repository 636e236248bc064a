"""Bodies of the upper level that are named in one breath (省委、省政府), what the sentence says of them, who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.levels.clauses import Doer, Named, Relation, doers, is_inside, relation
from docgen.levels.scan import Hit, hits
from docgen.levels.words import LevelWords


@dataclass(frozen=True, slots=True)
class Group:
    """text[start:end] names bodies; `relation` is what is said of them, `doer` who reports or obeys."""

    hits: tuple[Hit, ...]
    text: str
    relation: Relation
    doer: Doer

    @property
    def start(self) -> int:
        return self.hits[0].start

    @property
    def end(self) -> int:
        return self.hits[-1].end

    @property
    def renamed(self) -> str:
        """The words of the group as they would be here."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        end = self.start
        for hit in self.hits:
            yield self.text[end : hit.start]
            yield hit.term.becomes if hit.term else hit.word
            end = hit.end


_HANDLES = re.compile(r"[^，。；！？]{0,12}?(?:汇总|审[核定批查]|[初复]审|复核|核[定准]|批准|认定|评审|(?<!通)报)")
_NAMED: dict[str, Doer] = {"issuer": "issuer", "inner": "other"}


def groups(text: str, found: tuple[Hit, ...], words: LevelWords, actor: str) -> Iterator[Group]:
    """In order. `actor` is who acts where the text does not say, "" the office that gets the plan."""
    named: list[Named] = [
        (hit.start, hit.end, _NAMED.get(hit.term.kind if hit.term else "", "renamed"))
        for hit in found
        if hit.becomes or (hit.holds and hit.term and hit.term.kind not in ("area", "domain"))
    ]
    acting: tuple[Named, ...] | None = None
    run: list[Hit] = []
    last: Group | None = None
    bodies = [hit for hit in found if hit.holds and hit.term and hit.term.kind in ("body", "issuer", "above")]
    for hit in [*bodies, None]:
        if hit and (not run or re.fullmatch(r"[、和与及]|以及|", text[run[-1].end : hit.start])):
            run.append(hit)
            continue
        if run:
            start, end = sentence(text, run[0].start)
            said = relation(text[start : run[0].start], text[run[-1].end : end])
            doer: Doer = "issuer"
            if said in ("report", "obey", "serve", "under"):
                if acting is None:
                    acting = tuple(doers(text, named, words.selves))
                doer = _doer(acting, run, said, (start, end)) or _of_actor(actor, words)
            if last and start <= last.start and _goes_on(last, run, said, acting or ()):
                said = "relay"
            last = Group(tuple(run), text, said, doer)
            yield last
        run = [hit] if hit else []


def _goes_on(last: Group, run: list[Hit], said: Relation, acting: tuple[Named, ...]) -> bool:
    """Whether a body that was reported to goes on with it, or this is the one it reports to: 报甲，由甲|汇总报|乙."""
    between = last.text[last.end : run[0].start]
    if said == "report" and last.relation == "relay":
        return not any(last.end <= start < run[0].start for start, _, _ in acting)
    receivers = {hit.word for hit in last.hits if hit.term and hit.term.kind in ("issuer", "above")}
    if last.relation not in ("report", "relay") or not any(hit.word in receivers for hit in run):
        return False
    handles = _HANDLES.match(last.text[run[-1].end :])
    return said in ("", "approve") and (between.endswith(("由", "经")) or (between.endswith("，") and bool(handles)))


def sentence(text: str, place: int) -> tuple[int, int]:
    """The sentence around a place, from where to where."""
    start = max(text.rfind(mark, 0, place) for mark in "。；！？\n") + 1
    ends = [end for mark in "。；！？\n" if (end := text.find(mark, place)) >= 0]
    return start, min(ends, default=len(text))


def _doer(acting: tuple[Named, ...], run: list[Hit], said: Relation, around: tuple[int, int]) -> Doer | None:
    """Who reports: the last that the text named. Who obeys: whom the sentence names before, else after."""
    inside = {(hit.start, hit.end) for hit in run}
    before = [each for each in acting if each[1] <= run[0].start and (each[0], each[1]) not in inside]
    if said == "report":
        return before[-1][2] if before else None
    before = [each for each in before if each[0] >= around[0]]
    after = [each for each in acting if run[-1].end <= each[0] < around[1]]
    return before[-1][2] if before else after[0][2] if after else None


def _of_actor(actor: str, words: LevelWords) -> Doer:
    if not actor.strip() or any(name in actor for name in words.selves):
        return "issuer"
    kinds = {hit.term.kind for hit in hits(actor, words, {}) if hit.holds and hit.term}
    if "issuer" in kinds:
        return "issuer"
    if kinds & {"body", "lower", "area", "person"}:
        return "renamed"
    return "issuer" if is_inside(actor) or "inner" in kinds else "other"
