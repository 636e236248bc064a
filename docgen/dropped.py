"""What goes with what an overlay drops: references to an item, and what is said around a section."""

from __future__ import annotations

from docgen.campaign import Campaign, Wording
from docgen.placed import Place, Value, with_entries, with_pairs

# The keys that refer to items, and the lists that these stand in.
REFERENCES = {"addresses": ("problems", "report.shortcomings"), "answers": ("measures",), "goal": ("goals",)}


def without_references(value: Value, name: str, dropped: set[str], own: Place) -> Value:
    """What was inherited no longer refers to what this level has dropped; its own texts are its own affair."""
    if isinstance(value.value, tuple):
        entries = (one for one in value.value if not _refers(one, name, dropped, own))
        return with_entries(value, tuple(without_references(one, name, dropped, own) for one in entries))
    if isinstance(value.value, dict):
        pairs = ((key, one) for key, one in value.value.items() if not _refers(one, key, dropped, own))
        return with_pairs(value, {key: without_references(one, key, dropped, own) for key, one in pairs})
    return value


def _refers(value: Value, name: str, dropped: set[str], own: Place) -> bool:
    """Whether an inherited text is a reference to what was dropped."""
    if not isinstance(value.value, str) or value.place.file is own.file:
        return False
    ways = [f"{way}.{value.value}." for way in REFERENCES.get(name, ())]
    return any(way.startswith(f"{address}.") for way in ways for address in dropped)


def without_wording(campaign: dict[str, Value], section: str) -> dict[str, Value]:
    """What is said around a section that was dropped goes with it, in all genres."""

    def without(wording: Value) -> Value:
        kinds = {
            kind: Value({name: text for name, text in texts.entries.items() if name != section}, texts.place)
            for kind, texts in wording.entries.items()
        }
        return Value(kinds, wording.place)

    result = dict(campaign)
    for name, declared in Campaign.model_fields.items():
        block = result.get(name)
        if block and declared.annotation is Wording:
            result[name] = without(block)
        elif block and "wording" in block.entries:
            result[name] = Value({**block.entries, "wording": without(block.entries["wording"])}, block.place)
    return result
