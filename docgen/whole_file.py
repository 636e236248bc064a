"""A file written whole or not at all."""

from __future__ import annotations

import hashlib
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
