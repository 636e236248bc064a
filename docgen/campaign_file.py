"""A campaign file as a Campaign, or everything that is wrong with it, each fault with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from docgen import crosscheck, doubts, inherited_doubts, slots, wrong_keys, yamlfile
from docgen.campaign import Campaign, spelled
from docgen.campaign_tree import Told, Tree
from docgen.chain import Chain, chained
from docgen.errors import DocgenError, Problem
from docgen.keys import Fault, Loc, Model, child
from docgen.overlay_keys import OverlayKeys
from docgen.placed import Place, plain, settled
from docgen.shipped import folder
from docgen.yamlfile import YamlFile

Loaded = tuple[Campaign | None, tuple[Problem, ...]]
_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True, slots=True)
class Opened:
    """A campaign file: its layers, its keys that are an overlay's, and as `load` gives it."""

    chain: Chain
    keys: OverlayKeys
    campaign: Campaign | None
    problems: tuple[Problem, ...]


def load(path: Path, unit: Mapping[str, str] | None = None, *, draft: bool = False) -> Loaded:
    """The campaign with its slots still in it, and every problem found; no campaign when one of them is an error.

    unit: a row of the units table, where slots are to be checked against one.
    draft: a slot that names a key without a value is no error.
    """
    try:
        return _loaded(opened(path, unit, draft=draft))
    except DocgenError as error:
        return None, error.problems


def loads(data: bytes | str, path: str = "", unit: Mapping[str, str] | None = None, *, draft: bool = False) -> Loaded:
    """As `load`, from the text itself."""
    try:
        return _loaded(_opened(yamlfile.parse(data, path), unit, draft))
    except DocgenError as error:
        return None, error.problems


def opened(path: Path, unit: Mapping[str, str] | None = None, *, draft: bool = False) -> Opened:
    """As `load`, with the layers that the file is made of. Raises DocgenError where one of them cannot be read."""
    return _opened(yamlfile.read(path), unit, draft)


def _loaded(found: Opened) -> Loaded:
    return found.campaign, found.problems


def _opened(file: YamlFile, unit: Mapping[str, str] | None, draft: bool) -> Opened:
    return opened_chain(chained(file), unit, draft=draft)


def opened_chain(found: Chain, unit: Mapping[str, str] | None = None, *, draft: bool = False) -> Opened:
    """As `opened`, of layers that have been laid one over the other."""
    file = found.tree.file
    keys, wrong = _overlay_keys(found.tree)
    if found.upper is not None and any(told.fault.level == "error" for told in found.faults):
        problems = [*wrong, *map(_told, found.faults)]  # nobody knows what such edits would come to
        return Opened(found, keys, None, tuple(sorted((*file.problems, *problems), key=_by_place)))
    campaign, problems = _campaign(found, unit, draft)
    if found.upper is not None:
        problems = _without_the_base_s(problems, file.path)
    problems = sorted((*file.problems, *wrong, *problems), key=_by_place)
    right = all(problem.level == "warning" for problem in problems)
    return Opened(found, keys, campaign if right else None, tuple(problems))


def _overlay_keys(read: Tree) -> tuple[OverlayKeys, list[Problem]]:
    data, places = settled(read.overlay)
    keys, faults = validated(data, OverlayKeys, read.in_chinese)
    return keys, [_problem(fault, places, read.in_chinese, OverlayKeys) for fault in faults]


def _campaign(found: Chain, unit: Mapping[str, str] | None, draft: bool) -> tuple[Campaign, list[Problem]]:
    """What the layers come to, without what is wrong in it, and everything that is."""
    in_chinese = found.tree.in_chinese
    data, places = settled(found.local)
    campaign, faults = validated(data, Campaign, in_chinese)
    given = [told.fault for told in found.faults]
    errors = [fault.loc for fault in (*given, *faults) if fault.level == "error"]
    broken = {str(loc[0]) for loc in errors if loc}
    faults += (
        fault
        for fault in (*crosscheck.faults(campaign, broken=broken, in_chinese=in_chinese), *doubts.faults(campaign))
        if fault.level == "error" or not any(loc[: len(fault.loc)] == fault.loc for loc in errors)
    )
    if found.upper is not None:
        faults += inherited_doubts.faults(campaign, plain(found.upper))
    faults += (fault for fault in slots.render(campaign, unit, draft=draft)[1] if not errors or not fault.empty)
    return campaign, [*map(_told, found.faults), *(_problem(fault, places, in_chinese) for fault in faults)]


def checked(read: Tree, model: type[_M]) -> tuple[_M, list[Problem]]:
    """The root of a file that stands alone, without what is wrong in it, and what is."""
    data, places = settled(read.root)
    value, faults = validated(data, model, read.in_chinese)
    return value, [*map(_told, read.faults), *(_problem(fault, places, read.in_chinese, model) for fault in faults)]


def _without_the_base_s(problems: Iterable[Problem], path: str) -> list[Problem]:
    """What is doubtful in the base alone is told where the base is checked."""
    return [problem for problem in problems if problem.level == "error" or problem.path == path]


def _told(told: Told) -> Problem:
    """A fault that was found where it stands."""
    return _at(told.fault, told.place, told.place.path)


def _problem(fault: Fault, places: Mapping[Loc, Place], in_chinese: bool, model: type[Model] = Campaign) -> Problem:
    """A fault at the nearest place that the file has for it."""
    known = next(fault.loc[:n] for n in range(len(fault.loc), -1, -1) if fault.loc[:n] in places)
    place = places[known]
    rest = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in fault.loc[len(known) :])
    if in_chinese or len(known) == len(fault.loc):  # the end of a path that the user did not write
        rest = spelled(fault.loc, model)[len(spelled(known, model)) :]
    return _at(fault, place, place.path + rest)


def _at(fault: Fault, place: Place, path: str) -> Problem:
    line, col = place.file.place(place.node, fault.part, fault.nth)
    return Problem(fault.message, fault.hint, place.file.path, line, col, path.removeprefix("."), fault.level)


def _by_place(problem: Problem) -> tuple[str, int, int]:
    return problem.path, problem.line, problem.col


def validated(data: dict[str, Any], model: type[_M], in_chinese: bool) -> tuple[_M, list[Fault]]:
    """The campaign without what is wrong in it, and the faults: none when nothing had to be left out."""
    faults: list[Fault] = []
    while True:
        try:
            return model.model_validate(data), faults
        except ValidationError as error:
            details = error.errors(include_url=False)
        faults = faults or [_fault(detail, model, in_chinese) for detail in details]
        for detail in reversed(details):
            _leave_out(data, detail["loc"], detail["type"])


def _leave_out(data: Any, loc: Any, kind: str) -> None:
    """Takes the fault out of the data, so that all that is right can be looked at; ids and positions stay."""
    *way, last = loc
    for step in way:
        data = data[step]
    if kind == "missing":
        data[last] = {} if loc == ("issuer",) else ""
    elif isinstance(data, list) and kind in ("model_type", "string_type"):
        data[last] = {} if kind == "model_type" else ""
    else:
        del data[last]


def _fault(detail: Mapping[str, Any], root: type[Model], in_chinese: bool) -> Fault:
    """A fault that the schema found, in words."""
    loc, kind = detail["loc"], detail["type"]
    if kind == "missing":
        model = _model_at(loc[:-1], root)
        name = str(loc[-1])
        meaning = model.model_fields[name].description if model else ""
        example = "，如“发文机关: {名称: ……}”" if loc == ("issuer",) else ""
        return Fault(loc, "这一项必须写，现在没有写", f"请写上{meaning}{example}")
    if kind == "value_error":
        return Fault(loc, str(detail["ctx"]["error"]))
    if kind == "string_type":
        return Fault(loc, "这里应当写一段文字", _as_text(loc, root, detail["input"], in_chinese))
    if kind == "dict_type" and loc[-1] == "remap":
        return Fault(loc, "这里应当写两两对应的称呼", "如 改称: {省局: 市局, 全省: 全市}")
    if kind == "dict_type":
        return Fault(loc, "这里应当按章节来写", "如 {措施: ……, 要求: ……}")
    model = _model_at(loc, root)
    keys = "、".join(wrong_keys.names(model, in_chinese)[:4]) if model else ""
    return Fault(loc, "这里应当写下一层的键", f"请另起一行、缩进两格再写，如{keys}；冒号用英文的，后面空一格")


def _as_text(loc: Loc, root: type[Model], given: object, in_chinese: bool) -> str:
    """How to write as one text what was given as a list or a mapping."""
    model, name = _model_at(loc[:-1], root), loc[-1]
    if not (isinstance(given, list) and given and model and all(isinstance(entry, str) for entry in given)):
        return "不要分层；几段话请在冒号后写“|”，下面每段一行"
    key = model.spelling(str(name)) if in_chinese and name in model.model_fields else str(name)
    sentences = any(len(entry) > 20 or re.search(r"[。！？；]", entry) for entry in given)
    if sentences or (name in model.model_fields and "几段" in (model.model_fields[str(name)].description or "")):
        return f"几段话不用“- ”，请在冒号后写“|”，下面每段一行，如\n    {key}: |\n      第一段……\n      第二段……"
    return f"几个连写成一句，中间用顿号，如 {key}: {'、'.join(given[:4])}"


def _model_at(loc: Loc, root: type[Model]) -> type[Model] | None:
    model: type[Model] | None = root
    for step in loc:
        if isinstance(step, str):
            model = child(model, step) if model else None
    return model


def scaffold() -> str:
    """A commented campaign file for a clerk to fill in; valid as it stands."""
    return (folder("templates") / "campaign.yaml").read_text(encoding="utf-8")
