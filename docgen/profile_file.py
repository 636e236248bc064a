"""A profile file as a Profile, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen import yamlfile
from docgen.campaign_file import checked
from docgen.campaign_tree import tree
from docgen.errors import DocgenError, Problem
from docgen.profile import Profile
from docgen.shipped import folder
from docgen.yaml_text import dumped
from docgen.yaml_tree import Map, Plain


def load(path: Path) -> Profile:
    """The profile. Raises DocgenError with every fault."""
    file = yamlfile.read(path)
    if not isinstance(file.root, Map):
        hint = "请写成“键: 值”，冒号用英文的，后面空一格；可以用 docgen new --profile 生成一份样子"
        raise DocgenError(*file.problems, Problem("这不是本级情况文件：里面没有“键: 值”", hint, file.path, 1, 1))
    typed = {key.value for key, _ in file.root.pairs}
    if typed & {"活动名称", "name", "措施", "measures"}:
        hint = "--profile 后面写本级情况；上级方案写在最前面，是不是写反了"
        raise DocgenError(Problem("这是活动文件，不是本级情况", hint, file.path))
    profile, problems = checked(tree(file, Profile), Profile)
    if errors := [problem for problem in (*file.problems, *problems) if problem.level == "error"]:
        raise DocgenError(*errors)
    return profile


def written(level: str, region: str, issuer: str, short: str, addressees: Sequence[str], ahead: int) -> str:
    """The text of a profile that says this much."""
    own = {"市": "我市", "县": "我县"}.get(level, "")
    place = {"名称": region} | ({"自称": own} if own else {})
    office = (
        {"名称": issuer} | ({"简称": short} if short else {}) | {"自称": "我局" if issuer.endswith("局") else "我单位"}
    )
    data: dict[str, Plain] = {"docgen": "1", "层级": level, "地区": place, "发文机关": office}  # type: ignore[dict-item]
    if addressees:
        data["主送机关"] = list(addressees)
    if ahead:
        data["提前"] = str(ahead)
    return dumped(data)


def scaffold() -> str:
    """A commented profile for a clerk to fill in; valid as it stands."""
    return (folder("templates") / "profile.yaml").read_text(encoding="utf-8")
