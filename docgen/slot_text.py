"""Where the slots of a text stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_COLUMN = re.compile(r"\s*(?:unit|单位)\.([^\W\d]\w*)\s*")


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as it is written, and where it begins, with the text from the last one to it, and all that follows it.
    column: of the units table, where the slot says nothing else: most slots of a batch do so.
    """

    written: str
    start: int
    before: str
    after: str
    column: str

    @property
    def expression(self) -> str:
        return self.written[2:-2]


@dataclass(frozen=True, slots=True)
class SlotText:
    """A text's slots; `end` is what follows the last one. statement: a mark that is not allowed. unpaired: a brace
    without its other, and which one.
    """

    slots: tuple[Slot, ...]
    end: str
    statement: str
    unpaired: tuple[str, int] | None


@lru_cache(maxsize=1024)
def slot_text(value: str) -> SlotText:
    found, end = [], 0
    for slot in _SLOT.finditer(value):
        column = _COLUMN.fullmatch(slot.group(1))
        before, after = value[end : slot.start()], value[slot.end() :]
        found.append(Slot(slot.group(), slot.start(), before, after, column.group(1) if column else ""))
        end = slot.end()
    statement = re.search(r"\{[%#]", value)
    alone = re.search(r"\{\{|\}\}", _SLOT.sub(lambda slot: " " * len(slot.group()), value))
    unpaired = (alone.group(), value.count(alone.group(), 0, alone.start())) if alone else None
    return SlotText(tuple(found), value[end:], statement.group() if statement else "", unpaired)
