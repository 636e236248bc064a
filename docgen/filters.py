"""What a genre's template may say after | : small turns of phrase that official documents have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docgen.campaign import Basis, Issuer, Region
from docgen.notation import counted
from docgen.prose import bare


def cited(basis: Sequence[Basis]) -> str:
    """Documents as they are cited: 《A》《B》, with 、 where a number or an issuer stands between (GB/T 15834)."""
    text = ""
    for entry in basis:
        issuer = "" if entry.title.strip("《").startswith(entry.issuer) else entry.issuer
        cited = f"{issuer}《{entry.title.strip('《》')}》" + (f"（{entry.number}）" if entry.number else "")
        text += ("" if not text or (text.endswith("》") and cited.startswith("《")) else "、") + cited
    return text


def issuers(issuer: Issuer) -> str:
    return "　".join((issuer.name, *(joint.name for joint in issuer.joint)))


def called(issuer: Issuer) -> str:
    """How a text names who issues it: 我局, or each of several by its short name."""
    if issuer.joint:
        return "、".join((issuer.short or issuer.name, *(joint.short or joint.name for joint in issuer.joint)))
    return issuer.self or issuer.short or issuer.name


def meeting(occasion: str) -> str:
    """A meeting without what the title puts around it (在…上的讲话)."""
    return occasion.removeprefix("在").removesuffix("讲话").removesuffix("上的")


def titled(issuer: Issuer, region: Region) -> str:
    """Whose name opens a title: of a government's documents the place that it governs, of joint ones nobody's."""
    if issuer.joint:
        return ""
    if region.name and issuer.name.removeprefix(region.name) in ("人民政府", "人民政府办公室", "人民政府办公厅"):
        return region.name
    return issuers(issuer)


def addressees(names: Sequence[str]) -> str:
    """Classes of addressees joined by ，, with the colon that closes the line."""
    text = "，".join(names)
    return text if not text or text.endswith(("：", "】")) else text + "："


def prefixed(text: str, word: str) -> str:
    """A clause that begins with `word` and has no end mark."""
    text = bare(text)
    return text if text.startswith(word) else word + text


def salutation(text: str) -> str:
    """同志们： with its colon, whatever was given of it."""
    return (text or "同志们").rstrip("：:，") + "："


def join(texts: Sequence[Any], mark: str = "") -> str:
    return mark.join(map(str, texts))


FILTERS: dict[str, Callable[..., str]] = {
    function.__name__: function
    for function in (cited, issuers, called, meeting, titled, addressees, prefixed, salutation, join, counted)
}
