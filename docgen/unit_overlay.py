"""A unit's overlay over the campaign of a batch. What it leaves alone is taken over as the same objects, neither read,
checked nor rendered again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from docgen import crosscheck, doubts, inherited_doubts, slots, yamlfile
from docgen.campaign import Campaign
from docgen.campaign_file import Opened, opened_chain, validated
from docgen.chain import Chain, chained, named, over, typed
from docgen.errors import DocgenError, Problem
from docgen.keys import Model
from docgen.placed import Value, plain, settled
from docgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Base:
    """The campaign under the overlays: its layers, and itself with its slots. made: what became of each of its values,
    by the identity of these. known: its models, and slotless: those that hold no slot, by identity.
    """

    chain: Chain
    campaign: Campaign
    made: Mapping[int, Any]
    known: frozenset[int]
    slotless: frozenset[int]
    data: Any


@dataclass(frozen=True, slots=True)
class Overlaid:
    """What an overlay comes to, with its slots; no campaign where something is wrong. own: the keys that it has."""

    campaign: Campaign | None
    problems: tuple[Problem, ...]
    own: frozenset[str] = frozenset()


def base(found: Opened) -> Base:
    assert found.campaign is not None
    local = found.chain.local
    made = dict(_made(local, found.campaign))
    known = frozenset(id(one) for one in made.values() if isinstance(one, Model))
    return Base(found.chain, found.campaign, made, known, frozenset(slots.slotless(found.campaign)), plain(local))


def overlaid(under: Base, path: Path, unit: Mapping[str, str]) -> Overlaid:
    """The campaign with the overlay's edits. The overlay may say what it extends or not. Slots without a value are not
    told: who issues is not known yet.

    Raises DocgenError where it cannot be read, or extends another campaign.
    """
    found = _over(under, yamlfile.read(path))
    own = frozenset(touch.address.partition(".")[0] for touch in found.touches)
    # What is said of a section elsewhere holds no more where the overlay drops it.
    slow = found.faults or found.tree.file.problems or "sections" in own
    quick = None if slow else _quick(under, found)
    if quick is not None:
        return Overlaid(quick, (), own)
    told = opened_chain(found, unit, draft=True)  # something is to be told, with its place
    problems = (problem for problem in told.problems if not problem.message.startswith("通知的文号"))
    return Overlaid(told.campaign, tuple(problems), own)


def _over(under: Base, file: YamlFile) -> Chain:
    read = typed(file, edits=True)
    campaign = under.chain.files[0].resolve()
    extends, upper = named(read, "extends"), named(read, "upper")
    if extends is None or extends.resolve() == campaign:
        return over(under.chain, read, under.made)
    found = chained(file)
    if campaign in [source.resolve() for source in (*found.files, *filter(None, [upper]))]:
        return found
    line, col = file.place(read.overlay.entries["extends"].place.node)
    hint = f"请改成 {under.chain.files[0].name} 所在的路径，或删去“沿用”这一行"
    raise DocgenError(Problem("这份本级改动沿用的不是这次的活动文件", hint, file.path, line, col))


def _quick(under: Base, found: Chain) -> Campaign | None:
    """The campaign, where nothing at all is to be said of it."""
    campaign, faults = validated(settled(found.local, under.made)[0], Campaign, found.tree.in_chinese)
    told = chain(
        faults,
        crosscheck.faults(campaign, without=under.known),
        doubts.faults(campaign, under.known),
        inherited_doubts.late(campaign, under.data, under.known),
    )
    return None if any(told) else campaign


def _made(value: Value, model: Any) -> Iterator[tuple[int, Any]]:
    """The models in one and their lists, each by the identity of the value that it was made of."""
    if isinstance(value.value, tuple) and isinstance(model, tuple) and len(value.value) == len(model):
        yield id(value), model
        for entry, part in zip(value.value, model, strict=True):
            yield from _made(entry, part)
    elif isinstance(model, Model):
        if not isinstance(model, Campaign):
            yield id(value), model
        for name, entry in value.entries.items():
            yield from _made(entry, getattr(model, name, None))
