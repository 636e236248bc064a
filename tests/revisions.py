"""Upper plans for hypothesis, revised by the upper level and edited by this one: what a clerk does, at random.

Every text carries a number of its own (第17件), so that a test can tell where it has gone; a few are equal on purpose.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from docgen.key_spelling import in_chinese
from docgen.patches import patches
from docgen.yaml_text import dumped, in_flow

Data = Any
EQUAL = "同样的一句话，照此办理"
WORDS = (
    *(
        "抓好全省窗口服务",
        "优化办事流程",
        "压实处室责任",
        "开展专项检查",
        "公开办理结果",
        "规范执法行为",
        "强化日常监督",
    ),
    *("建立台账", "清理积案", "回访群众", "整治拖沓", "培训骨干", "推行首问负责", "减少证明材料", "延长服务时间"),
    *("由省医疗保障局统筹", "反省差距", "节省经费", "对照《全省工作规则》落实", "通报典型案例", "接受社会评议"),
)
LISTS = ("goals", "problems", "measures", "requirements")
TEXTS = ("title", "text", "lead", "deadline")


@dataclass
class Author:
    """Writes numbered texts; `mark` says who did: 第 the upper level, 本 this one."""

    random: Random
    mark: str = "第"
    number: int = 0
    thought_of: list[str] = field(default_factory=lambda: ["both1", "both2"])  # ids that the other level takes as well

    def text(self) -> str:
        self.number += 1
        words = self.random.sample(WORDS, self.random.choice((1, 1, 2, 3)))
        return "，".join([*words[:-1], f"{words[-1]}{self.mark}{self.number}件"])

    def day(self) -> str:
        self.number += 1
        return f"2026-{self.random.randint(4, 11):02}-{self.random.randint(1, 28):02}"

    def name(self) -> str:
        if self.thought_of and self.random.random() < 0.1:
            return self.thought_of.pop()
        self.number += 1
        return f"{self.random.choice(('a', 'b', 'run'))}{self.number}"


def marks(text: str) -> list[str]:
    return re.findall(r"[第本]\d+件", text)


# ── the upper plan: items hold what they refer to itself ("on"), until it is rendered ──


def campaign(random: Random, author: Author) -> Data:
    data: Data = {
        "name": "作风建设行动",
        "level": "province",
        "region": {"name": "澄岭省", "self": "我省"},
        "issuer": {"name": "澄岭省医疗保障局", "short": "省医保局", "self": "我局"},
        "purpose": author.text(),
    }
    if random.random() < 0.4:
        data["leading_group"] = {"head": {"post": author.text()}, "office": author.text()}
    if random.random() < 0.4:
        data["notice"] = {"number": f"澄医保发〔2026〕{random.randint(1, 9)}号"}
    if random.random() < 0.5:
        data["wording"] = {"leads": {"measures": author.text()}}
    for name in LISTS:
        data[name] = [item(random, author, name) for _ in range(random.choice((1, 2, 3)))]
    if random.random() < 0.4:
        data["speech"] = {"opening": author.text(), "actions": [item(random, author, "") for _ in range(2)]}
    if random.random() < 0.4:
        data["sections"] = [{"id": "own", "heading": author.text(), "blocks": [item(random, author, "blocks")]}]
    for measure in data["measures"]:
        _refer(random, data, measure)
    return _valid(data)


def item(random: Random, author: Author, name: str, depth: int = 0) -> Data:
    made: Data = {}
    if random.random() < 0.5:
        made["id"] = author.name()
    if depth and random.random() < 0.2:
        made["text"] = EQUAL
        return made
    if random.random() < 0.5:
        made["title"] = author.text()
    made["text"] = author.text()
    if name == "measures" and random.random() < 0.5:
        made["deadline"] = author.day()
    if name == "measures" and random.random() < 0.3:
        made["lead"] = author.text()
    if depth < 2 and random.random() < (0.5 if depth == 0 else 0.2):
        made["points"] = [item(random, author, "points", depth + 1) for _ in range(random.choice((1, 2, 3)))]
    if depth == 0 and random.random() < 0.1:
        made["closing"] = [item(random, author, "closing", 2) for _ in range(random.choice((1, 2)))]
    return made


def _refer(random: Random, data: Data, measure: Data) -> None:
    problems = data.get("problems", [])
    if problems and random.random() < 0.6:
        measure["on"] = random.sample(problems, random.choice((1, min(2, len(problems)))))


def rendered(data: Data) -> Data:
    """As plain data: references by id or position, an item of text alone as a text."""
    result = {}
    ids = [(problem, problem.get("id") or f"p{n}") for n, problem in enumerate(data.get("problems", []), start=1)]
    for name, value in data.items():
        result[name] = _rendered(value, ids)
    return result


def _rendered(value: Data, ids: list[tuple[Data, str]]) -> Data:
    if isinstance(value, list):
        return [_rendered(one, ids) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"text"}:
        return value["text"]
    made = {name: _rendered(one, ids) for name, one in value.items() if name != "on"}
    found = [id_ for problem, id_ in ids if any(problem is one for one in value.get("on", ()))]
    return made | ({"addresses": found} if found else {})


def written(data: Data, chinese: bool) -> str:
    head = {"level": "省"} if chinese and data.get("level") == "province" else {}
    return dumped(in_chinese({**data, **head}) if chinese else data)


# ── what the upper level does to its plan ──


def revised(random: Random, author: Author, data: Data, told: list[str]) -> Data:
    """The plan after one to four edits; `told` gets the name of each."""
    data = copy.deepcopy(data)
    for _ in range(random.choice((1, 1, 2, 3, 4))):
        lists = list(_lists(data))
        siblings, name = random.choice(lists)
        edit = random.choice(UPPER)
        at = random.randrange(len(siblings)) if siblings else -1
        if edit in ("front", "middle", "end"):
            new = item(random, author, name, 0 if name in LISTS else 1)
            if random.random() < 0.2:
                new["id"] = f"p{len(siblings) + random.choice((1, 1, 2, 4))}"
            siblings.insert({"front": 0, "middle": len(siblings) // 2, "end": len(siblings)}[edit], new)
            if name == "measures":
                _refer(random, data, new)
        elif edit == "key":
            _key(random, author, data)
        elif edit == "list gone":
            gone = random.choice((*LISTS, "speech", "wording", "sections"))
            data.pop(gone, None)
        elif at < 0:
            continue
        elif edit == "text":
            name = random.choice([name for name in TEXTS if name in siblings[at]])
            siblings[at][name] = author.day() if name == "deadline" else author.text()
        elif edit == "reworded":
            siblings[at]["text"] = siblings[at].get("text", "") + author.text()
        elif edit == "title":
            siblings[at]["title"] = author.text()
        elif edit == "gone":
            del siblings[at]
        elif edit == "moved":
            siblings.insert(random.randrange(len(siblings)), siblings.pop(at))
            told.append("reordered")
        elif edit == "references" and name == "measures":
            siblings[at].pop("on", None)
            _refer(random, data, siblings[at])
        elif edit == "named" and "id" not in siblings[at]:
            siblings[at]["id"] = author.name()
        elif edit == "unnamed":
            siblings[at].pop("id", None)
        told.append(edit)
    return _valid(data)


UPPER = (
    *("front", "middle", "end", "text", "text", "reworded", "title", "gone", "gone", "moved", "moved"),
    *("references", "named", "unnamed", "key", "key", "list gone"),
)


def _key(random: Random, author: Author, data: Data) -> None:
    name = random.choice(("purpose", "ideology", "date", "number", "opening", "leads", "heading", "head"))
    gone = random.random() < 0.3
    if name == "date":
        data["date"] = author.day()
    elif name == "number":
        data.setdefault("notice", {})["number"] = f"澄医保发〔2026〕{random.randint(10, 99)}号"
    elif name == "opening":
        data.setdefault("speech", {})["opening"] = author.text()
    elif name == "leads":
        data.setdefault("wording", {}).setdefault("leads", {})[random.choice(("measures", "problems"))] = author.text()
    elif name == "heading" and data.get("sections"):
        data["sections"][0]["heading"] = author.text()
    elif name == "head":
        data["leading_group"] = {"head": {"post": author.text()}}
    elif gone:
        data.pop(name, None)
    elif name in ("purpose", "ideology"):
        data[name] = author.text()


def _valid(data: Data) -> Data:
    """Empty lists and holders are left out, ids stay unique and never another's position."""
    problems = data.get("problems", [])
    for siblings, _ in list(_lists(data)):
        used: set[str] = set()
        for n, one in enumerate(siblings, start=1):
            id_ = one.get("id", "")
            position = re.fullmatch(r"p(\d+)", id_)
            if id_ in used or (position and int(position[1]) != n and int(position[1]) <= len(siblings)):
                del one["id"]
            used.add(one.get("id") or f"p{n}")
            if "on" in one:
                one["on"] = [it for it in one["on"] if any(it is problem for problem in problems)]
    return {name: value for name, value in data.items() if value}


def _lists(data: Data) -> Iterator[tuple[list[Data], str]]:
    """Every list of items, nested ones too."""
    for name in LISTS:
        if name in data:
            yield from _below(data[name], name)
    if "actions" in data.get("speech", {}):
        yield from _below(data["speech"]["actions"], "actions")
    for section in data.get("sections", ()):
        yield from _below(section["blocks"], "blocks")


def _below(siblings: list[Data], name: str) -> Iterator[tuple[list[Data], str]]:
    yield siblings, name
    for one in siblings:
        for inner in ("points", "closing"):
            if inner in one:
                yield from _below(one[inner], inner)


# ── what this level does to it ──


@dataclass
class Local:
    """An overlay's edits, growing."""

    random: Random
    author: Author
    base: Data
    patch: Data = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def edit(self) -> None:
        kind = self.random.choice(LOCAL)
        if kind == "key":
            self._key()
            return
        name = self.random.choice([name for name in (*LISTS, "actions") if self._listed(name)] or [""])
        if not name or not isinstance(self._entries(name), list):
            return
        siblings = self._listed(name)
        if kind == "list gone" and name in LISTS and name not in self.patch:
            self.patch[name] = {"drop": self._reason()}
            self.told.append(kind)
        elif kind == "added" and self.random.random() < 0.6:
            self._added(self._entries(name), siblings, name)
        elif kind != "list gone":
            chosen = self.random.choice(siblings)
            self._item(kind, self._entry(self._entries(name), chosen["id"]), chosen, siblings, name)

    def _listed(self, name: str) -> list[Data]:
        return (self.base.get("speech", {}) if name == "actions" else self.base).get(name, [])

    def _entries(self, name: str) -> Data:
        holder = self.patch.setdefault("speech", {}) if name == "actions" else self.patch
        return holder.setdefault(name, [])

    @staticmethod
    def _entry(entries: list[Data], id_: str) -> Data:
        found = next((one for one in entries if one.get("id") == id_), None)
        if found is None:
            found = {"id": id_}
            entries.append(found)
        return found

    def _item(self, kind: str, entry: Data, base: Data, siblings: list[Data], name: str) -> None:
        if "drop" in entry:
            return
        nested = [key for key in ("points", "closing") if base.get(key) and not isinstance(entry.get(key), list)]
        if nested and self.random.random() < 0.5:
            key = self.random.choice(nested)
            self._nested(kind, entry, key, base[key])
            return
        if kind == "field":
            field_ = self.random.choice([one for one in TEXTS if one in base or one in ("title", "text")])
            entry[field_] = self.author.day() if field_ == "deadline" else self.author.text()
        elif kind == "field gone":
            gone = [one for one in TEXTS if one in base and one not in entry]
            if not gone:
                return
            entry[self.random.choice(gone)] = {"drop": self._reason()}
        elif kind == "points" and nested:
            entry["points"] = [self.author.text() for _ in range(self.random.choice((1, 2)))]
        elif kind == "gone" and entry.keys() == {"id"}:
            entry["drop"] = self._reason()
        elif kind == "moved" and len(siblings) > 1 and "after" not in entry:
            ids = [one["id"] for one in siblings if one["id"] != entry["id"]]
            entry["after"] = self.random.choice([*ids, "start"])
        elif kind == "references" and name == "measures" and self.base.get("problems"):
            dropped = {one["id"] for one in self.patch.get("problems", ()) if isinstance(one, dict) and "drop" in one}
            known = [one["id"] for one in self.base["problems"] if one["id"] not in dropped]
            if not known or isinstance(self.patch.get("problems"), dict):
                return
            entry["addresses"] = [self.random.choice(known)]
        elif kind == "reason":
            entry["reason"] = self._reason()
        else:
            return
        self.told.append(kind)

    def _nested(self, kind: str, entry: Data, key: str, base: list[Data]) -> None:
        edits = entry.setdefault(key, {})
        if kind == "added":
            edits.setdefault("add", []).append(self._new("points", [one["id"] for one in base]))
            self.told.append("nested added")
            return
        chosen = self.random.choice(base)
        dropped = edits.get("drop", {})
        replaced = any(one["id"] == chosen["id"] for one in edits.get("replace", ()))
        if kind == "gone" and not replaced and chosen["id"] not in dropped:
            edits.setdefault("drop", {})[chosen["id"]] = self._reason()
            self.told.append("nested gone")
        elif chosen["id"] not in dropped:
            self.told.append("nested")
            replace = edits.setdefault("replace", [])
            self._item(kind, self._entry(replace, chosen["id"]), chosen, base, key)

    def _added(self, entries: list[Data], siblings: list[Data], name: str) -> None:
        entries.append(self._new(name, [one["id"] for one in siblings]))
        self.told.append("added")

    def _new(self, name: str, ids: list[str]) -> Data:
        new: Data = {"text": self.author.text()}
        if self.random.random() < 0.6:
            new["id"] = self.author.name()
        if self.random.random() < 0.5 and ids:
            new["after"] = self.random.choice([*ids, "start"])
        problems = self.patch.get("problems", ())
        if name == "measures" and self.base.get("problems") and isinstance(problems, list | tuple):
            gone = {one.get("id") for one in problems if isinstance(one, dict) and "drop" in one}
            known = [one["id"] for one in self.base["problems"] if one["id"] not in gone]
            known += self._own_problems() if self.random.random() < 0.3 else []
            new |= {"addresses": [self.random.choice(known)]} if known else {}
        return new

    def _own_problems(self) -> list[str]:
        """The problems that this level has added, those without an id as they are counted."""
        base = [one["id"] for one in self.base["problems"]]
        numbers = [int(id_[1:]) for id_ in base if re.fullmatch(r"p\d+", id_)]
        added = [one for one in self.patch.get("problems", ()) if "text" in one and one.get("id") not in base]
        unnamed = [one for one in added if "id" not in one]
        count = max(len(base), *numbers, 0)
        return [one["id"] for one in added if "id" in one] + [f"p{count + n}" for n, _ in enumerate(unnamed, start=1)]

    def _key(self) -> None:
        name = self.random.choice(("purpose", "ideology", "leads", "opening", "speech"))
        gone = self.random.random() < 0.4
        if name in ("purpose", "ideology"):
            if name in self.base or not gone:
                self.patch[name] = {"drop": self._reason()} if gone else self.author.text()
        elif name == "leads":
            section = self.random.choice(("measures", "problems"))
            had = section in self.base.get("wording", {}).get("leads", {})
            leads = self.patch.setdefault("wording", {}).setdefault("leads", {})
            leads[section] = {"drop": self._reason()} if gone and had else self.author.text()
        elif name == "opening" and "drop" not in self.patch.get("speech", {}):
            had = "opening" in self.base.get("speech", {})
            self.patch.setdefault("speech", {})["opening"] = (
                {"drop": self._reason()} if gone and had else self.author.text()
            )
        elif name == "speech" and "speech" in self.base and "speech" not in self.patch:
            self.patch["speech"] = {"drop": self._reason()}
        self.told.append("key")

    def _reason(self) -> str:
        return f"因为{self.author.text()}"


LOCAL = (
    *("field", "field", "field", "points", "gone", "gone", "added", "added", "moved", "references", "key", "key"),
    *("field gone", "list gone", "reason"),
)


def edited(random: Random, author: Author, base: Data, told: list[str], given: Data) -> Data:
    """Edits of a base as an overlay's keys, beside those that adapt has given, by address."""
    local = Local(random, author, base, patches(given, base), told)
    for _ in range(random.choice((1, 3, 6, 10, 14))):
        local.edit()
    return _tidy(local.patch)


def _tidy(patch: Data) -> Data:
    """Without what edits nothing; references only to what is there."""
    if isinstance(patch, list):
        return [one for one in map(_tidy, patch) if not (isinstance(one, dict) and one.keys() == {"id"})]
    if not isinstance(patch, dict):
        return patch
    made = {name: _tidy(value) for name, value in patch.items()}
    return {name: value for name, value in made.items() if value not in ({}, [], None)}


def typed(random: Random, patch: Data, chinese: bool, comments: list[str]) -> str:
    """The edits as a person types them: comments between the lines and at their ends, some of it in brackets."""
    lines: list[str] = []
    for name, value in (in_chinese(patch) if chinese else patch).items():
        flow = random.random() < 0.2
        block = f"{name}: {in_flow(value)}\n" if flow else dumped({name: value})
        for line in block.splitlines():
            if random.random() < 0.15:
                comments.append(f"# 批注{len(comments)}")
                lines.append(" " * (len(line) - len(line.lstrip())) + comments[-1])
            if random.random() < 0.1:
                comments.append(f"# 尾注{len(comments)}")
                lines.append(f"{line}  {comments[-1]}")
            else:
                lines.append(line)
        lines += [""] if random.random() < 0.3 else []
    return "".join(f"{line}\n" for line in lines)
