"""Chinese words: jieba behind one door, loaded on first use, silent, and the same on every machine."""

from __future__ import annotations

import sys
import warnings
from functools import cache
from typing import Any


@cache
def _tokenizer() -> Any:
    """jieba with its own dictionary, read directly: its cache is a fixed name in the shared temporary folder."""
    absent = "pkg_resources" not in sys.modules
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if absent:
            sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # slow, noisy, and jieba can do without
        try:
            import jieba
        finally:
            if absent:
                del sys.modules["pkg_resources"]
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def words(text: str) -> list[str]:
    """`text` cut into words; joined again they are `text`."""
    return [str(word) for word in _tokenizer().cut(text)]
