"""Where a text of a campaign stands: measures.theory.study, or 措施.theory.study as a clerk writes it.

The way leads over keys to an item and then over ids; within an item its fields are no steps of their own. An entry
of a list without ids, an attachment, is its position.
"""

from __future__ import annotations

from collections.abc import Callable

from docgen.campaign import Campaign, Wording
from docgen.keys import SECTIONS, Model, child, section_id
from docgen.placed import ITEM_LISTS, Value

Change = Callable[[str, str, str], str]


def mapped(value: Value, change: Change) -> Value:
    """The value with every text as `change(address, name, text)` gives it; name is the key that the text is under,
    "basis" for all that stands below that key."""

    def walk(value: Value, name: str, address: tuple[str, ...]) -> Value:
        if isinstance(value.value, str):
            return Value(change(".".join(address), name, value.value), value.place)
        if isinstance(value.value, tuple):
            entries = (walk(one, name, (*address, *_entry(one, n))) for n, one in enumerate(value.value, start=1))
            return Value(tuple(entries), value.place)
        if isinstance(value.value, dict):
            item = "id" in value.value
            pairs = {
                key: walk(one, name if name == "basis" else key, address if item else (*address, key))
                for key, one in value.value.items()
            }
            return Value(pairs, value.place)
        return value

    return walk(value, "", ())


def _entry(value: Value, n: int) -> tuple[str, ...]:
    if not isinstance(value.value, dict):
        return ()
    found = value.value.get("id")
    return (found.value if found and isinstance(found.value, str) else str(n),)


def texts(value: Value) -> tuple[tuple[str, str, str], ...]:
    """Every text with its address and its key."""
    found: list[tuple[str, str, str]] = []

    def note(address: str, name: str, text: str) -> str:
        found.append((address, name, text))
        return text

    mapped(value, note)
    return tuple(found)


def english(way: str) -> str:
    """An address in English keys, whichever way it was written."""
    return _spelled(way, lambda model, word: model.spellings().get(word, word), section_id)


def chinese(address: str) -> str:
    """An address as a clerk writes it."""
    return _spelled(
        address,
        lambda model, word: model.spelling(word) if word in model.model_fields else word,
        lambda word: SECTIONS.get(word, word),
    )


def _spelled(way: str, key: Callable[[type[Model], str], str], section: Callable[[str], str]) -> str:
    model: type[Model] | None = Campaign
    steps: list[str] = []
    above: type[Model] | None = None
    for word in way.split("."):
        if model is None:
            steps.append(section(word) if above is Wording else word)
        elif word.isdigit():
            steps.append(word)
        else:
            steps.append(key(model, word))
            name = model.spellings().get(word, word)
            above, model = model, None if name in ITEM_LISTS else child(model, name)
    return ".".join(steps)
