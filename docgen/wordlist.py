"""The word lists that rules judge by: wordlists/NAME.json, one record a line, each with its source; `sure` is false
where it must be checked before it is used as more than a hint."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "wordlists"
Record = dict[str, Any]


@cache
def load(name: str) -> tuple[Record, ...]:
    """The records of a list."""
    return tuple(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))
