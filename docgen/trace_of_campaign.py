"""What of a campaign is traced to the level below: its parts, item by item, as they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docgen import targets
from docgen.campaign import Basis, Campaign, Goal, Item, LeadingGroup, Measure, Person, Phase, Written, spelled
from docgen.item_text import period, time_limit
from docgen.prose import finish


@dataclass(frozen=True, slots=True)
class Piece:
    """One item without its points, or a part that is one text.

    address: measures.theory.study. parent: the address of the item that it is a point of, "" at the top.
    owner: 牵头（配合：…）. deadline: as printed; of a phase, when it runs.
    """

    address: str
    parent: str
    section: str
    title: str
    text: str
    owner: str = ""
    deadline: str = ""

    @property
    def said(self) -> tuple[str, str, str, str]:
        """What it says, to be compared with what another says."""
        return self.title, self.text, self.owner, self.deadline


def pieces(campaign: Campaign, attachments: Sequence[int] = ()) -> dict[str, Piece]:
    """Every traced piece by its address, in the order of the schema; attachments have no ids and go by number."""
    numbers = attachments or range(1, len(campaign.attachments) + 1)
    return {piece.address: piece for piece in _pieces(campaign, numbers)}


def attachments_of(upper: Campaign, local: Campaign) -> tuple[int, ...]:
    """The number of each local attachment: the upper one's with the same title, else that of a free one, in order."""
    titles = [attachment.title for attachment in upper.attachments]
    same = [titles.index(each.title) + 1 if each.title in titles else 0 for each in local.attachments]
    free = (n for n in range(1, len(titles) + len(same) + 1) if n not in same)
    return tuple(number or next(free) for number in same)


def _pieces(campaign: Campaign, attachments: Sequence[int]) -> Iterator[Piece]:
    yield from _text("purpose", campaign.purpose)
    yield from _text("ideology", campaign.ideology)
    yield from _text("basis", "\n".join(map(_cited, campaign.basis)))
    for name in ("goals", "problems", "measures", "phases", "requirements"):
        yield from _items(getattr(campaign, name), name, "", spelled((name,)))
    if campaign.leading_group:
        yield from _text("leading_group", _group(campaign.leading_group))
    for own in campaign.sections:
        yield from _own(f"sections.{own.id}", own.heading, own.blocks, spelled(("sections",)))
    for number, each in zip(attachments, campaign.attachments, strict=True):
        yield from _own(f"attachments.{number}", each.title, each.blocks, spelled(("attachments",)), ".blocks")


def _text(name: str, text: str) -> Iterator[Piece]:
    if text:
        yield Piece(name, "", spelled((name,)), "", text)


def _own(address: str, heading: str, blocks: Sequence[Written], section: str, way: str = "") -> Iterator[Piece]:
    yield Piece(address, "", section, heading, "")
    yield from _items(blocks, f"{address}{way}", address, section)


def _items(items: Iterable[Item], way: str, parent: str, section: str) -> Iterator[Piece]:
    for item in items:
        address = f"{way}.{item.id}"
        yield Piece(address, parent, section, item.title, _said(item), _owner(item), _deadline(item))
        yield from _items(item.points, address, address, section)


def _said(item: Item) -> str:
    """The item's own text, a goal's figure with it; its label before and its closing after it."""
    text = item.text
    if isinstance(item, Goal) and (aim := targets.target(item)):
        text = f"{finish(text, '，')}{aim}" if text else aim
    table = "\n".join("　".join(row) for row in item.table) if isinstance(item, Written) else ""
    return "\n".join(
        filter(None, (item.label and f"“{item.label.strip('“”')}”", text, table, *map(_whole, item.closing)))
    )


def _whole(item: Item) -> str:
    return "\n".join(filter(None, (item.title, _said(item), *map(_whole, item.points))))


def _owner(item: Item) -> str:
    return owner(item.lead, item.support) if isinstance(item, Measure) else ""


def owner(lead: str, support: Sequence[str]) -> str:
    """省医保局（配合：省财政厅、省卫生健康委）."""
    return lead + (f"（配合：{'、'.join(support)}）" if support else "")


def _deadline(item: Item) -> str:
    if isinstance(item, Phase):
        return period(item.start, item.end)
    return time_limit(item) if isinstance(item, Measure) else ""


def _cited(basis: Basis) -> str:
    return f"《{basis.title.strip('《》')}》" + (f"（{basis.number}）" if basis.number else "")


def _group(group: LeadingGroup) -> str:
    """组长：…；副组长：…, one a line."""
    told = (
        ("组长", str(group.head)),
        ("副组长", _people(group.deputies)),
        ("成员", _people(group.members)),
        ("办公室", group.office),
        ("办公室主任", str(group.office_head)),
        ("办公室职责", group.office_duties),
    )
    return "\n".join(f"{name}：{value}" for name, value in told if value)


def _people(people: Iterable[Person]) -> str:
    return "、".join(filter(None, map(str, people)))
