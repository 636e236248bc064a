"""Where the files that ship are: in a checkout beside the package, in an installed wheel inside it."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """The shipped folder `name` (templates or campaigns), the checkout's own first."""
    package = Path(__file__).parent
    beside = package.parent / name
    return beside if (package.parent / "pyproject.toml").is_file() and beside.is_dir() else package / name
