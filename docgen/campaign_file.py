"""A campaign file as a Campaign, or everything that is wrong with it, each fault with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, get_args, get_origin

from pydantic import ValidationError

from docgen import crosscheck, doubts, slots, wrong_keys, yamlfile
from docgen.campaign import Campaign, Item, Section, Written, spelled
from docgen.errors import DocgenError, Problem
from docgen.keys import Fault, Loc, Model, child, section_id
from docgen.shipped import folder
from docgen.yaml_tree import Map, Node, Seq, Text, plain
from docgen.yamlfile import YamlFile

_LATER = {
    "extends": "沿用",
    "add": "增加",
    "drop": "删去",
    "replace": "改为",
    "remap": "改称",
    "keep": "保留",
    "after": "接在",
}
_LATER_WORDS = {*_LATER, *_LATER.values()}
Loaded = tuple[Campaign | None, tuple[Problem, ...]]


def load(path: Path, unit: Mapping[str, str] | None = None, *, draft: bool = False) -> Loaded:
    """The campaign with its slots still in it, and every problem found; no campaign when one of them is an error.

    unit: a row of the units table, where slots are to be checked against one.
    draft: a slot that names a key without a value is no error.
    """
    return _load(lambda: yamlfile.read(path), unit, draft)


def loads(data: bytes | str, path: str = "", unit: Mapping[str, str] | None = None, *, draft: bool = False) -> Loaded:
    """As `load`, from the text itself."""
    return _load(lambda: yamlfile.parse(data, path), unit, draft)


def _load(read: Callable[[], YamlFile], unit: Mapping[str, str] | None, draft: bool) -> Loaded:
    try:
        file = read()
    except DocgenError as error:
        return None, error.problems
    if not isinstance(file.root, Map):
        line, col = file.place(file.root)
        hint = "请写成“键: 值”，冒号用英文的，后面空一格；可以用 docgen new 生成一份样子"
        return None, (*file.problems, Problem("这不是活动文件：里面没有“键: 值”", hint, file.path, line, col))
    reader = _Reader(file, _mostly_chinese(file.root))
    campaign, faults = _validate(reader.model(file.root, Campaign, (), ""), reader.in_chinese)
    errors = [fault.loc for fault in (*reader.faults, *faults) if fault.level == "error"]
    broken = {str(loc[0]) for loc in errors if loc}
    told = [*reader.faults, *faults]
    told += (
        fault
        for fault in (
            *crosscheck.faults(campaign, broken=broken, in_chinese=reader.in_chinese),
            *doubts.faults(campaign),
        )
        if fault.level == "error" or not any(loc[: len(fault.loc)] == fault.loc for loc in errors)
    )
    told += (fault for fault in slots.render(campaign, unit, draft=draft)[1] if not errors or not fault.empty)
    problems = sorted((*file.problems, *map(reader.problem, told)), key=lambda problem: (problem.line, problem.col))
    right = all(problem.level == "warning" for problem in problems)
    return (campaign if right else None), tuple(problems)


def _mostly_chinese(root: Map) -> bool:
    """The language of the keys at the left; `docgen` belongs to both."""
    words = [key.value for key, _ in root.pairs if key.value != "docgen"]
    return 2 * sum(not word.isascii() for word in words) >= len(words)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a key's value stands, and how the user wrote the way to it."""

    node: Node
    path: str


@dataclass(slots=True)
class _Reader:
    """Turns the tree of the file into data with English keys, remembering where everything was."""

    file: YamlFile
    in_chinese: bool
    places: dict[Loc, _Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def problem(self, fault: Fault) -> Problem:
        """A fault at the nearest place that the file has for it."""
        known = next(fault.loc[:n] for n in range(len(fault.loc), -1, -1) if fault.loc[:n] in self.places)
        place = self.places[known]
        line, col = self.file.place(place.node, fault.part, fault.nth)
        path = place.path + self._rest(known, fault.loc)
        return Problem(fault.message, fault.hint, self.file.path, line, col, path.removeprefix("."), fault.level)

    def _rest(self, known: Loc, loc: Loc) -> str:
        """The end of a path that the user did not write, in the language of the file."""
        if self.in_chinese or len(known) == len(loc):
            return spelled(loc)[len(spelled(known)) :]
        return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in loc[len(known) :])

    def _value(self, node: Node, annotation: Any, model: type[Model], loc: Loc, path: str) -> Any:
        self.places[loc] = _Place(node, path)
        kind = _kind(annotation, model)
        if get_origin(kind) is tuple:
            return self._list(node, get_args(kind)[0], model, loc, path)
        if get_origin(kind) is dict and isinstance(node, Map):
            return self._texts_by_section(node, get_args(kind)[1], model, loc, path)
        if isinstance(kind, type) and issubclass(kind, Model):
            return self.model(node, kind, loc, path)
        self._looks_like_list(node, loc)
        return plain(node)

    def _list(self, node: Node, entry: Any, model: type[Model], loc: Loc, path: str) -> list[Any]:
        """A list; one text or mapping stands for a list of one."""
        kind = _kind(entry, model)
        nodes: list[tuple[str, Node]] = [(path, node)]
        if isinstance(node, Seq):
            nodes = [(f"{path}[{n}]", one) for n, one in enumerate(node.entries, start=1)]
        if kind is Written:
            nodes = [(where, line) for where, one in nodes for line in self._paragraphs(one)]
        given = [(where, one) for where, one in nodes if not _is_empty(one) or (kind is str and "table" in loc)]
        values = [self._value(one, entry, model, (*loc, n), where) for n, (where, one) in enumerate(given)]
        if isinstance(kind, type) and issubclass(kind, Item | Section):
            for n, value in enumerate(values, start=1):
                if isinstance(value, dict):
                    value.setdefault("id", f"p{n}")
        return values

    def _paragraphs(self, node: Node) -> Iterator[Node]:
        """A text of several lines as one text a paragraph, each with its own place."""
        if not isinstance(node, Text) or "\n" not in node.value:
            yield node
            return
        at = node.start
        for line in filter(None, map(str.strip, node.value.split("\n"))):
            found = self.file.mended.text.find(line, at, node.end)
            at = found if found >= 0 else at
            yield Text(line, at, min(at + len(line), node.end))

    def _texts_by_section(self, node: Map, value: Any, model: type[Model], loc: Loc, path: str) -> dict[str, Any]:
        texts: dict[str, Any] = {}
        for key, entry in node.pairs:
            name = section_id(key.value)
            if name in texts:
                self._twice(key, name, (*loc, name))
            elif not _is_empty(entry):
                texts[name] = self._value(entry, value, model, (*loc, name), f"{path}.{key.value}")
        return texts

    def model(self, node: Node, model: type[Model], loc: Loc, path: str) -> Any:
        self.places[loc] = _Place(node, path)
        if isinstance(node, Text) and model.plain:
            self._looks_like_key(node, model, loc)
            self._looks_like_list(node, loc)
            return {model.plain: node.value}
        if not isinstance(node, Map):
            return plain(node)
        spellings = model.spellings()
        data: dict[str, Any] = {}
        for key, value in node.pairs:
            name = spellings.get(key.value, "")
            where = f"{path}.{key.value}" if path else key.value
            if not name:
                self._unknown(key, value, model, (*loc, key.value), where)
            elif name in data:
                self._twice(key, name, (*loc, name))
            elif not _is_empty(value):
                data[name] = self._value(value, model.model_fields[name].annotation, model, (*loc, name), where)
        return data

    def _unknown(self, key: Text, node: Node, model: type[Model], loc: Loc, path: str) -> None:
        self.places[loc] = _Place(key, path)
        if key.value in _LATER_WORDS:
            hint = "沿用和增删改的写法将在以后的版本提供；现在请把内容直接写进本文件"
            self.faults.append(Fault(loc, f"现在还不支持“{key.value}”", hint))
        elif node.start == node.end and isinstance(node, Text) and self.file.is_in_flow(key):
            self.faults.append(Fault(loc, *wrong_keys.cut_off(key.value, self.file.before(key), model)))
        elif key.value.startswith("｛"):
            self.faults.append(Fault(loc, "用了全角的花括号｛｝", "请改成英文的 { }，里面的冒号、逗号也用英文的"))
        else:
            hint = wrong_keys.hint(key.value, model, self.in_chinese)
            self.faults.append(Fault(loc, f"没有“{key.value}”这个键", hint))

    def _twice(self, key: Text, name: str, loc: Loc) -> None:
        path = self.places[loc].path if loc in self.places else key.value
        line, _ = self.file.place(self.places[loc].node) if loc in self.places else (0, 0)
        self.places[(*loc, key.value)] = _Place(key, path)
        message = f"“{key.value}”和第{line}行的“{path.rsplit('.', 1)[-1]}”是同一个键，写了两次"
        self.faults.append(Fault((*loc, key.value), message, "请合并成一处"))

    def _looks_like_key(self, node: Text, model: type[Model], loc: Loc) -> None:
        found = re.match(r"([\w\u4e00-\u9fff]{1,20})[：:]", node.value)
        if found and found[1] in model.spellings():
            hint = f"如果是键，请写成“{found[1]}: ……”，冒号用英文的，后面空一格"
            self.faults.append(Fault(loc, f"“{found.group()}”像是键，现在被当成了文字", hint, "warning"))

    def _looks_like_list(self, node: Node, loc: Loc) -> None:
        typed = self.file.typed(node) if isinstance(node, Text) else ""
        if line := doubts.in_lines(typed):
            wrong = f"“{line}”这一行会当作文字印出来" if "\n" in typed else f"开头的“{line[0]}”会印出来"
            entry = line.lstrip("-－–·•● ")
            hint = f"如果是另一项，请另起一行写成“- {entry}”，“-”后面空一格；如果是文字，请去掉前面的“{line[0]}”"
            self.faults.append(Fault(loc, wrong, hint, "warning", line))


def _kind(annotation: Any, model: type[Model]) -> Any:
    """An annotation without its None and its checks, Self as the model that it means."""
    if annotation is Self:
        return model
    models = [part for part in get_args(annotation) if isinstance(part, type) and issubclass(part, Model)]
    return models[0] if models and get_origin(annotation) is not tuple else annotation


def _is_empty(node: Node) -> bool:
    """A key without a value counts as not given."""
    return isinstance(node, Text) and not node.value


def _validate(data: dict[str, Any], in_chinese: bool) -> tuple[Campaign, list[Fault]]:
    """The campaign without what is wrong in it, and the faults: none when nothing had to be left out."""
    faults: list[Fault] = []
    while True:
        try:
            return Campaign.model_validate(data), faults
        except ValidationError as error:
            details = error.errors(include_url=False)
        faults = faults or [_fault(detail, in_chinese) for detail in details]
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


def _fault(detail: Mapping[str, Any], in_chinese: bool) -> Fault:
    """A fault that the schema found, in words."""
    loc, kind = detail["loc"], detail["type"]
    if kind == "missing":
        model = _model_at(loc[:-1])
        name = str(loc[-1])
        meaning = model.model_fields[name].description if model else ""
        example = "，如“发文机关: {名称: ……}”" if loc == ("issuer",) else ""
        return Fault(loc, "这一项必须写，现在没有写", f"请写上{meaning}{example}")
    if kind == "value_error":
        return Fault(loc, str(detail["ctx"]["error"]))
    if kind == "string_type":
        return Fault(loc, "这里应当写一段文字", _as_text(loc, detail["input"], in_chinese))
    if kind == "dict_type":
        return Fault(loc, "这里应当按章节来写", "如 {措施: ……, 要求: ……}")
    model = _model_at(loc)
    keys = "、".join(wrong_keys.names(model, in_chinese)[:4]) if model else ""
    return Fault(loc, "这里应当写下一层的键", f"请另起一行、缩进两格再写，如{keys}；冒号用英文的，后面空一格")


def _as_text(loc: Loc, given: object, in_chinese: bool) -> str:
    """How to write as one text what was given as a list or a mapping."""
    model, name = _model_at(loc[:-1]), loc[-1]
    if not (isinstance(given, list) and given and model and all(isinstance(entry, str) for entry in given)):
        return "不要分层；几段话请在冒号后写“|”，下面每段一行"
    key = model.spelling(str(name)) if in_chinese and name in model.model_fields else str(name)
    sentences = any(len(entry) > 20 or re.search(r"[。！？；]", entry) for entry in given)
    if sentences or (name in model.model_fields and "几段" in (model.model_fields[str(name)].description or "")):
        return f"几段话不用“- ”，请在冒号后写“|”，下面每段一行，如\n    {key}: |\n      第一段……\n      第二段……"
    return f"几个连写成一句，中间用顿号，如 {key}: {'、'.join(given[:4])}"


def _model_at(loc: Loc) -> type[Model] | None:
    model: type[Model] | None = Campaign
    for step in loc:
        if isinstance(step, str):
            model = child(model, step) if model else None
    return model


def scaffold() -> str:
    """A commented campaign file for a clerk to fill in; valid as it stands."""
    return (folder("templates") / "campaign.yaml").read_text(encoding="utf-8")
