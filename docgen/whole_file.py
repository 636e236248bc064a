"""A file written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write beside and rename, so that nobody ever sees half a file; a link stays a link, the mode what it was."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.tmp")
    try:
        beside.write_bytes(data)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def put_whole(path: str, data: bytes, beside: str, exists: bool) -> None:
    """As `write_whole`, for the ten thousandth file: one open, one write, one rename.

    beside: on the same file system, of this caller alone; what stays there after a failure is the caller's to remove.
    exists: whether there is a file to replace, whose mode is kept. Paths are texts: a Path costs as much as the write.
    """
    with open(beside, "wb") as stream:  # noqa: PTH123
        stream.write(data)
    if exists:
        shutil.copymode(path, beside)
    try:
        os.replace(beside, path)  # noqa: PTH105
    except FileNotFoundError:  # the folder is not there: asking first would cost more than being told
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        os.replace(beside, path)  # noqa: PTH105
