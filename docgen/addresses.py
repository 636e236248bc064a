"""Where a text of a campaign stands: measures.theory.study, or 措施.theory.study as a clerk writes it.

The way leads over keys to an item and then over ids; within an item its fields are no steps of their own. An entry
of a list without ids, an attachment, is its position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docgen.campaign import Campaign, Wording
from docgen.keys import SECTIONS, Model, child, section_id
from docgen.placed import ITEM_LISTS, Value
from docgen.yaml_tree import Plain

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


def texts(data: Plain, name: str = "", address: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    """Every text of plain data with its address and its key, as `mapped` goes over them."""
    if isinstance(data, str):
        yield ".".join(address), name, data
    elif isinstance(data, list):
        for n, one in enumerate(data, start=1):
            yield from texts(one, name, (*address, *([str(one.get("id", n))] if isinstance(one, dict) else [])))
    else:
        for key, one in data.items():
            yield from texts(one, name if name == "basis" else key, address if "id" in data else (*address, key))


def english(way: str) -> str:
    """An address in English keys, whichever way it was written."""
    return _spelled(way, lambda model, word: model.spellings().get(word, word), section_id)[0]


def chinese(address: str, name: str = "") -> str:
    """An address as a clerk writes it, with a field of the item that stands there."""
    way, model = _spelled(address, _chinese_key, lambda word: SECTIONS.get(word, word))
    return f"{way}.{_chinese_key(model, name) if model else name}" if name else way


def model_at(address: str) -> type[Model] | None:
    """What stands at an address: an item, a mapping; None for a text."""
    return _spelled(address, lambda _, word: word, str)[1]


def _chinese_key(model: type[Model], word: str) -> str:
    return model.spelling(word) if word in model.model_fields else word


def _spelled(
    way: str, key: Callable[[type[Model], str], str], section: Callable[[str], str]
) -> tuple[str, type[Model] | None]:
    model: type[Model] | None = Campaign
    above: type[Model] | None = None
    steps: list[str] = []
    ids = False
    for word in way.split("."):
        if ids or word.isdigit():
            steps.append(word)
        elif model is None:
            steps.append(section(word) if above is Wording else word)
        else:
            steps.append(key(model, word))
            name = model.spellings().get(word, word)
            ids = name in ITEM_LISTS
            above, model = model, child(model, name)
    return ".".join(steps), model
