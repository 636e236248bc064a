"""Where the slots of a text stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SlotText:
    """A text's slots, each as what stands before it, itself, all that follows, and where it begins; `end` is what
    follows the last one. statement: a mark that is not allowed. unpaired: a brace without its other, and which one.
    """

    slots: tuple[tuple[str, str, str, int], ...]
    end: str
    statement: str
    unpaired: tuple[str, int] | None


@lru_cache(maxsize=1024)
def slot_text(value: str) -> SlotText:
    found, end = [], 0
    for slot in _SLOT.finditer(value):
        found.append((value[end : slot.start()], slot.group(), value[slot.end() :], slot.start()))
        end = slot.end()
    statement = re.search(r"\{[%#]", value)
    alone = re.search(r"\{\{|\}\}", _SLOT.sub(lambda slot: " " * len(slot.group()), value))
    unpaired = (alone.group(), value.count(alone.group(), 0, alone.start())) if alone else None
    return SlotText(tuple(found), value[end:], statement.group() if statement else "", unpaired)
