"""What became of each item of the upper level's plan in this level's (对照): carried, changed, dropped, or nothing.

Campaigns are traced by the addresses of their items, drafts by their words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docgen import slots
from docgen.campaign import Campaign
from docgen.draft import Draft
from docgen.trace_deadlines import is_later, is_same_day
from docgen.trace_match import Match, Text, is_alike, is_only_longer, is_taken_over, matches, share, share_of_list
from docgen.trace_of_campaign import Piece, attachments_of, pieces
from docgen.trace_of_draft import draft_pieces

Relation = Literal["carried", "changed", "added", "dropped", "unanswered"]
RELATIONS: tuple[Relation, ...] = ("carried", "changed", "added", "dropped", "unanswered")
APART = ("added", "dropped", "unanswered")  # on one side alone: such a point has a row of its own
LISTS = ("basis", "leading_group")  # names rather than sentences

Aspect = Literal["text", "more", "owner", "deadline"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the table shows it, with its points where these are not shown by themselves.

    address: measures.theory.study; in a draft the numbers over it (二、（三）). section: the part (措施) that it is in.
    owner: 牵头（配合：…）. deadline: as printed.
    """

    address: str
    section: str
    title: str
    text: str
    owner: str = ""
    deadline: str = ""

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """share: how much of the upper text stands in the local one, 0 to 1; who is to do it and by when do not count.

    confidence: that the two belong together, 0 to 1; None where they were matched by id. altered: what differs beyond
    names of levels; `more`: the upper text stands, something was added to it. within: what the item is a point of.
    apart: what became of those of its points that have rows of their own, but for the carried ones.
    """

    upper: Entry | None
    local: Entry | None
    relation: Relation
    reason: str = ""
    share: float = 0
    confidence: float | None = None
    altered: tuple[Aspect, ...] = ()
    within: str = ""
    apart: tuple[Relation, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether this level allows itself more time than the upper level gave."""
        return self.upper is not None and self.local is not None and is_later(self.upper.deadline, self.local.deadline)


@dataclass(frozen=True, slots=True)
class Trace:
    """rows: in the order of the upper plan, added ones where they stand. share: of the upper's characters, 0 to 1."""

    rows: tuple[Row, ...]
    share: float

    @property
    def unanswered(self) -> tuple[Entry, ...]:
        return tuple(row.upper for row in self.rows if row.upper and row.relation == "unanswered")


def counts(rows: Sequence[Row]) -> dict[Relation, int]:
    """How many items of each relation; an upper item that several local ones answer counts once."""
    seen = Counter({(row.upper or row.local): row.relation for row in reversed(rows)}.values())
    return {relation: seen[relation] for relation in RELATIONS}


# ── campaigns ──


def trace_campaigns(upper: Campaign, inherited: Campaign, local: Campaign, reasons: Mapping[str, str]) -> Trace:
    """The upper level's campaign against this level's.

    upper: as the upper level wrote it. inherited: the same after renaming (改称). local: after this level's edits.
    reasons: why an address was dropped, edited or added, where someone said so.
    """
    numbers = attachments_of(inherited, local)
    before, after = _Side.of(inherited), _Side.of(local, numbers)
    plan = _Plan(_Side.of(_printed(upper)), before, after, _Side.of(_printed(local), numbers), reasons)
    rows = [row for address in plan.order() if plan.is_shown(address) and (row := plan.row(address))]
    return Trace(tuple(rows), _total((len(row.upper.whole), row.share) for row in rows if row.upper))


def _printed(campaign: Campaign) -> Campaign:
    """With its slots replaced, as far as they can be."""
    return slots.render(campaign, draft=True)[0]


@dataclass(frozen=True, slots=True)
class _Side:
    """The pieces of one campaign by their addresses, and the addresses under each."""

    pieces: Mapping[str, Piece]
    under: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, campaign: Campaign, attachments: Sequence[int] = ()) -> _Side:
        found = pieces(campaign, attachments)
        under: dict[str, list[str]] = defaultdict(list)
        for address, piece in found.items():
            under[piece.parent].append(address)
        return cls(found, under)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The four sides of a trace: `before` and `after` this level's edits are compared, `upper` and `local` shown."""

    upper: _Side
    before: _Side
    after: _Side
    local: _Side
    reasons: Mapping[str, str]

    def order(self, parent: str = "") -> Iterator[str]:
        """Every address once: as above, what was added behind what it stands behind."""
        siblings = _with_added(self.before.under.get(parent, ()), self.after.under.get(parent, ()))
        for address in sorted(siblings, key=_part) if not parent else siblings:
            yield address
            yield from self.order(address)

    def relation(self, address: str) -> Relation:
        """An item is changed when anything in it is."""
        before, after = self.before.pieces.get(address), self.after.pieces.get(address)
        if before and after:
            same = before.said == after.said
            same = same and all(self.relation(below) == "carried" for below in self.points(address))
            return "carried" if same else "changed"
        if after:
            return "added"
        return "dropped" if self.reason(address) else "unanswered"

    def points(self, address: str) -> Iterator[str]:
        """The addresses right under one, of both sides."""
        yield from dict.fromkeys((*self.before.under.get(address, ()), *self.after.under.get(address, ())))

    def reason(self, address: str) -> str:
        """Why: what was said of the item, or of what it went with."""
        if address in self.reasons or address in self.after.pieces or "." not in address:
            return self.reasons.get(address, "")
        over = address.rpartition(".")[0]
        return self.reasons.get(f"{over}.points", "") if over in self.after.pieces else self.reason(over)

    def is_shown(self, address: str) -> bool:
        """Whether an item has a row of its own: at the top, with an owner or a deadline, or come or gone alone."""
        sides = [piece for side in (self.before, self.after) if (piece := side.pieces.get(address))]
        own = any(not piece.parent or piece.owner or piece.deadline for piece in sides)
        relation = self.relation(address)
        return own or (relation in APART and relation != self.relation(sides[0].parent))

    def row(self, address: str) -> Row | None:
        """None for a mere group, whose points are all shown."""
        upper, local = self.entry(self.upper, address), self.entry(self.local, address)
        if not any(entry and (entry.whole or entry.owner or entry.deadline) for entry in (upper, local)):
            return None
        before, after = self.entry(self.before, address), self.entry(self.after, address)
        row = Row(upper, local, self.relation(address), self.reason(address), within=self.within(address))
        if not (before and after):
            return row
        kept = share_of_list(before.text, after.text) if address in LISTS else share(before.whole, after.whole)
        apart = () if row.within else tuple(self.apart(address))
        return replace(row, share=kept, altered=tuple(_altered(before, after)), apart=apart)

    def within(self, address: str) -> str:
        """What the item at the top is called that this one is in; "" for that one itself."""
        over = address
        while piece := self.before.pieces.get(over) or self.after.pieces.get(over):
            if not piece.parent:
                break
            over = piece.parent
        side = self.local if over in self.local.pieces else self.upper
        return "" if over == address else _plain(side.pieces[over].title or side.pieces[over].text)

    def apart(self, address: str) -> Iterator[Relation]:
        for below in self.points(address):
            if self.is_shown(below) and (relation := self.relation(below)) != "carried":
                yield relation
            yield from self.apart(below)

    def entry(self, side: _Side, address: str) -> Entry | None:
        piece = side.pieces.get(address)
        if piece is None:
            return None
        text = "\n".join(filter(None, (piece.text, *self.folded(side, address))))
        return Entry(address, piece.section, *map(_plain, (piece.title, text, piece.owner, piece.deadline)))

    def folded(self, side: _Side, address: str) -> Iterator[str]:
        """The points that have no row of their own, one a line."""
        for below in side.under.get(address, ()):
            if not self.is_shown(below):
                piece = side.pieces[below]
                yield "：".join(filter(None, (piece.title, piece.text)))
                yield from self.folded(side, below)


def _altered(before: Entry, after: Entry) -> Iterator[Aspect]:
    if before.whole != after.whole:
        yield "more" if is_only_longer(before.whole, after.whole) else "text"
    if before.owner != after.owner:
        yield "owner"
    if before.deadline != after.deadline:
        yield "deadline"


def _part(address: str) -> int:
    return list(Campaign.model_fields).index(address.partition(".")[0])


def _with_added(upper: Sequence[str], local: Sequence[str]) -> list[str]:
    """The upper order, what is only in the local one behind what it follows there."""
    order = list(upper)
    for before, address in zip(("", *local), local, strict=False):
        if address not in upper:
            order.insert(order.index(before) + 1 if before else 0, address)
    return order


def _plain(text: str) -> str:
    """Without the signs that slots leave for compose."""
    return text.replace(slots.LEADING_GROUP, "").replace(slots.HEADING_COUNT, "几")


def _total(parts: Iterable[tuple[int, float]]) -> float:
    """The share of all characters, from the length of each text and its own share."""
    known = list(parts)
    whole = sum(length for length, _ in known)
    return sum(length * kept for length, kept in known) / whole if whole else 1.0


# ── drafts ──


def trace_documents(upper: Draft, local: Draft) -> Trace:
    """The upper level's draft against this level's, items matched by their words."""
    uppers, locals_ = [[_entry(piece) for piece in draft_pieces(draft)] for draft in (upper, local)]
    texts = [[Text(entry.title, entry.text) for entry in entries] for entries in (uppers, locals_)]
    answers: dict[int, list[Match]] = defaultdict(list)
    for match in matches(*texts):
        answers[match.upper].append(match)
    rows: list[tuple[int, Row]] = []  # with the number of the local item, -1 for none
    for n, entry in enumerate(uppers):
        rows += [(match.local, _answered(entry, locals_[match.local], match, answers[n])) for match in answers[n]]
        rows += [] if answers[n] else [(-1, Row(entry, None, "unanswered"))]
    for n, entry in enumerate(locals_):
        if all(local != n for local, _ in rows):
            before = [at for at, (local, _) in enumerate(rows) if local == n - 1]
            rows.insert(before[-1] + 1 if n and before else 0, (n, Row(None, entry, "added")))
    kept = (
        (len(entry.whole), _kept(entry, [locals_[match.local] for match in answers[n]]))
        for n, entry in enumerate(uppers)
    )
    return Trace(tuple(row for _, row in rows), _total(kept))


def _entry(piece: Piece) -> Entry:
    return Entry(piece.address, piece.section, piece.title, piece.text, piece.owner, piece.deadline)


def _answered(upper: Entry, local: Entry, match: Match, all_: Sequence[Match]) -> Row:
    altered = tuple(_differing(upper, local))
    relation: Relation = "carried" if len(all_) == 1 and not altered else "changed"
    return Row(upper, local, relation, "", share(upper.whole, local.whole), match.confidence, altered)


def _differing(upper: Entry, local: Entry) -> Iterator[Aspect]:
    """What differs between two drafts, where nobody says which names answer which."""
    if not is_taken_over(upper.whole, local.whole):
        yield "more" if is_only_longer(upper.whole, local.whole, level=False) else "text"
    if not is_alike(upper.owner, local.owner):
        yield "owner"
    if not is_same_day(upper.deadline, local.deadline):
        yield "deadline"


def _kept(upper: Entry, answers: Sequence[Entry]) -> float:
    return share(upper.whole, "\n".join(entry.whole for entry in answers)) if answers else 0.0
