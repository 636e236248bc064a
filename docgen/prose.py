"""How clauses and sentences are joined: end marks, as a good clerk would set them (GB/T 15834; genres 3.6)."""

from __future__ import annotations

import re

_ENDED = re.compile(r"[。！？；：…][”’）】》〕]*$|。（[^（）]*）$|^【待补：[^】]*】$")
_INNER_STOP = re.compile(r"。(?![”’）】》〕]*$)")


def ended(text: str) -> bool:
    """Whether a text carries its own end mark (a placeholder needs none)."""
    return bool(_ENDED.search(text))


def bare(text: str) -> str:
    """A text without the separator that it ends with."""
    return text.rstrip("。；，、")


def finish(text: str, mark: str = "。") -> str:
    """A text closed by the mark it has, else by `mark`."""
    return text if not text or ended(text) else text.rstrip("，、") + mark


def run_on(lead: str, rest: str, mark: str = "") -> str:
    """A lead that goes on into what follows: its own mark if it has one, else `mark`."""
    if not lead or not rest or ended(lead) or lead.endswith(("，", "、")):
        return lead + rest
    return lead + mark + rest


def has_inner_stop(text: str) -> bool:
    """Whether a 。 stands inside a text, so that it is more than one sentence."""
    return bool(_INNER_STOP.search(text))
