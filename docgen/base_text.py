"""Data under English keys as YAML text in the language of a file, and the base of an overlay as it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from docgen.addresses import chinese
from docgen.campaign import Campaign
from docgen.key_spelling import in_chinese
from docgen.keys import LEVEL
from docgen.overlay_keys import OverlayKeys
from docgen.yaml_text import dumped


class Spelling:
    """Keys in the language of the upper file."""

    def __init__(self, chinese_keys: bool) -> None:
        self.chinese = chinese_keys

    def keys(self, data: dict[str, Any]) -> str:
        """Keys of a campaign or an overlay as YAML."""
        if not data:
            return ""
        if self.chinese and data.get("level") in LEVEL.spellings:
            data = {**data, "level": _level(data["level"])}
        return dumped(in_chinese(data, Campaign) if self.chinese else data)

    def key(self, name: str) -> str:
        return OverlayKeys.spelling(name) if self.chinese else name

    def address(self, address: str) -> str:
        return chinese(address) if self.chinese else address


def _level(word: str) -> str:
    meaning = dict(LEVEL.meanings)[word]
    return next(other for other, means in LEVEL.meanings if means == meaning and not other.isascii())


HEAD = "# 上级方案改编时的样子，由 docgen 保存，供 docgen update 比对。请不要改动本文件。\n# 校验 "


def base_text(base: dict[str, Any], chinese_keys: bool, retained: Sequence[str] = ()) -> str:
    """The upper plan as it is kept beside an overlay, with a digest that tells whether somebody has changed it."""
    spelled = Spelling(chinese_keys)
    kept = spelled.keys({"retained": [spelled.address(one) for one in retained]}) if retained else ""
    body = kept + spelled.keys(base)
    return f"{HEAD}{_digest(body)}\n{body}"


def is_edited(data: bytes) -> bool:
    """Whether a kept base is no longer as docgen wrote it; line ends do not count."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith(HEAD):
        return False
    digest, _, body = text.removeprefix(HEAD).partition("\n")
    return digest != _digest(body)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
