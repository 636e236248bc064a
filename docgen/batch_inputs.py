"""What the documents of a batch are made of, as digests: by them a later run knows what it need not make again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docgen.batch_order import Order
from docgen.carried import MOST_BASES, base_of
from docgen.settings import Settings
from docgen.shipped import folder
from docgen.units import Unit

PACKAGE = Path(__file__).parent


class Inputs:
    """The files that go into a batch, each read once a run. digests: of each, by its name as seen from the campaign's
    folder. stamp: of all that the documents of every unit are made of.
    """

    def __init__(self, order: Order, settings: Settings) -> None:
        self._root = order.campaign.parent
        self._read: dict[Path, tuple[bytes, Path | None]] = {}  # the digest of each, and what it extends
        self.digests: dict[str, str] = {}
        self._file(order.table)
        shipped = folder("templates")
        for place in (*order.places, shipped / "letterhead"):
            for file in sorted(place.glob("*.docx" if place.name == "letterhead" else "*.j2")):
                self._file(file, f"docgen/{file.relative_to(shipped).as_posix()}" if shipped in file.parents else "")
        templates = sorted((name, digest) for name, digest in self.digests.items() if name.endswith((".j2", ".docx")))
        rules = (_stated(order.lint), _stated(settings)) if order.lint else ()
        own = self._file(order.letterhead) if order.letterhead else b""
        asked = (str(order.date or ""), order.draft, order.level, rules)
        told = (_program(), templates, self._with_its_bases(order.campaign), own, asked)
        self.stamp = sha256(repr(told).encode(errors="surrogatepass")).digest()

    def of_unit(self, unit: Unit) -> bytes:
        """The digest of all that a unit's documents are made of, beside the genre and the format."""
        digest = sha256(self.stamp)
        digest.update(repr(sorted(unit.values.items())).encode(errors="surrogatepass"))
        if unit.overlay:
            digest.update(b"overlay" + self._with_its_bases(unit.overlay))
        if unit.letterhead:
            digest.update(b"letterhead" + self._file(unit.letterhead))
        return digest.digest()

    def _with_its_bases(self, path: Path) -> bytes:
        """The digest of a campaign file or an overlay with all that it extends."""
        digest, left = sha256(), path
        for _ in range(MOST_BASES):
            if left not in self._read:
                self._read[left] = self._file(left), base_of(left)
            own, base = self._read[left]
            digest.update(own)
            if base is None:
                break
            left = base
        return digest.digest()

    def _file(self, path: Path, name: str = "") -> bytes:
        try:
            found = sha256(path.read_bytes())
        except OSError:  # whoever needs it says so
            return b""
        self.digests[name or seen_from(self._root, path)] = found.hexdigest()
        return found.digest()


def of_file(unit: bytes, genre: str, suffix: str) -> bytes:
    """The digest of all that one document is made of. unit: `Inputs.of_unit`."""
    return sha256(b"%b%b.%b" % (unit, genre.encode(), suffix.encode())).digest()


def head(order: Order, inputs: Inputs) -> Mapping[str, Any]:
    """What the manifest says above its files."""
    options = {
        "genres": order.genres,
        "formats": order.formats,
        "name": order.name,
        "date": str(order.date or ""),
        "draft": order.draft,
        "level": order.level,
        "lint": order.lint is not None,
    }
    return {"docgen": version("docgen"), "options": options, "inputs": dict(sorted(inputs.digests.items()))}


def seen_from(root: Path, path: Path) -> str:
    """A path as seen from a folder, the same on every machine; the bare name where no way leads there."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another drive of Windows
        return path.name


@cache
def _program() -> bytes:
    """docgen itself, by its files: a version's number stays the same while somebody works on it."""
    digest = sha256()
    for file in sorted(file for file in PACKAGE.rglob("*") if file.suffix in (".py", ".json")):
        digest.update(file.relative_to(PACKAGE).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.digest()


def _stated(value: Any) -> Any:
    """A value in words that are the same in every process and every folder."""
    if is_dataclass(value):
        return [type(value).__name__, *(_stated(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, Mapping):
        return sorted((repr(key), _stated(each)) for key, each in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, map(_stated, value)))
    if isinstance(value, list | tuple):
        return [_stated(each) for each in value]
    return value.name if isinstance(value, Path) else repr(value)
