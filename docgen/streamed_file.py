"""A big file written as a stream: whole or not at all, and not touched where it says the same already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def streamed(path: Path) -> Iterator[BinaryIO]:
    """Written beside, then renamed over `path`, a link staying a link; nothing remains of what is broken off."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.tmp")
    try:
        with beside.open("w+b") as stream:
            yield stream
        if not (path.exists() and _digest(path) == _digest(beside)):
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _digest(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
