"""Finds the readers and writers by listing their folder, without importing any."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_SUFFIX = re.compile(r'^SUFFIX = "(\w+)"$', re.MULTILINE)


@cache
def modules(folder: str) -> dict[str, str]:
    """Suffix → module name, sorted, for the modules in docgen/`folder` that declare a `SUFFIX = "txt"`."""
    files = (Path(__file__).parent / folder).glob("*.py")
    found = ((_SUFFIX.search(file.read_text(encoding="utf-8")), file.stem) for file in files)
    return dict(sorted((match[1], name) for match, name in found if match))
