"""A docgen.yaml → Settings, or everything that is wrong in it, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.encoding import decode_any
from docgen.errors import DocgenError, Problem
from docgen.genre import english
from docgen.nearest import did_you_mean
from docgen.notation import Date, parse_date
from docgen.rule import Level
from docgen.rulebook import ids, rule_hint
from docgen.settings import Allowance, Settings
from docgen.yaml_tree import Map, Node, Seq, Text
from docgen.yamlfile import YamlFile, read

KEYS = {"规则": "rules", "认可": "accepted", "放过": "allow", "不查": "ignore", "文种": "genre", "模板": "templates"}
ALLOW = {"规则": "rule", "原文": "quote", "理由": "reason", "到期": "until", "文稿": "file"}
STATES: dict[str, bool | Level] = {
    **{"关": False, "off": False, "开": True, "on": True},
    **{"错误": "error", "error": "error", "警告": "warning", "warning": "warning", "提示": "info", "info": "info"},
}


def load(path: Path) -> Settings:
    """The settings in a file. Raises DocgenError with everything that is wrong in it."""
    if not any(
        line.strip() and not line.lstrip().startswith("#") for line in decode_any(path.read_bytes()).split("\n")
    ):
        return Settings()  # empty, or comments alone
    reader = _Reader(read(path))
    settings = reader.settings()
    if reader.problems:
        raise DocgenError(*reader.problems)
    return settings


class _Reader:
    """Turns the tree of a file into settings, gathering what is wrong."""

    def __init__(self, file: YamlFile) -> None:
        self.file, self.problems = file, [p for p in file.problems if p.level == "error"]

    def settings(self) -> Settings:
        found = self.mapping(self.file.root, KEYS)
        states = dict(self.states(found.get("rules")))
        return Settings(
            levels={name: state for name, state in states.items() if isinstance(state, str)},
            on=tuple(name for name, state in states.items() if state),
            off=tuple(name for name, state in states.items() if not state),
            accepted=frozenset(self.texts(found.get("accepted"))),
            allow=tuple(self.allowances(found.get("allow"))),
            ignore=tuple(self.texts(found.get("ignore"))),
            genre=english(next(iter(self.texts(found.get("genre"))), "")),
            templates=self.folder(found.get("templates")),
        )

    def mapping(self, node: Node | None, keys: Mapping[str, str]) -> dict[str, Node]:
        """The values by English key; a key that is not known is told."""
        if not isinstance(node, Map):
            if node is not None and not (isinstance(node, Text) and not node.value):
                self.wrong(node, "这里应当是“键: 值”的形式", f"可以写的键：{'、'.join(keys)}")
            return {}
        found = {}
        for key, value in node.pairs:
            name = keys.get(key.value, key.value)
            if name not in keys.values():
                self.wrong(key, f"没有“{key.value}”这个键", did_you_mean(key.value, [*keys, *keys.values()]))
            else:
                found[name] = value
        return found

    def states(self, node: Node | None) -> Iterator[tuple[str, bool | Level]]:
        for key, value in node.pairs if isinstance(node, Map) else ():
            state = STATES.get(value.value) if isinstance(value, Text) else None
            if key.value not in ids():
                self.wrong(key, f"没有“{key.value}”这条规则", rule_hint(key.value))
            elif state is None:
                self.wrong(value, f"规则“{key.value}”的写法不对", "可以写：关、开、错误、警告、提示")
            else:
                yield key.value, state
        if node is not None and not isinstance(node, Map):
            self.wrong(node, "“规则”下面应当是“规则名: 关”的形式", "可以写：关、开、错误、警告、提示")

    def texts(self, node: Node | None) -> Iterator[str]:
        entries = node.entries if isinstance(node, Seq) else (node,) if node is not None else ()
        for entry in entries:
            if isinstance(entry, Text):
                yield from [entry.value] if entry.value else []
            else:
                self.wrong(entry, "这里应当是文字", "请写成 [词语, 词语]")

    def allowances(self, node: Node | None) -> Iterator[Allowance]:
        entries = node.entries if isinstance(node, Seq) else (node,) if node is not None else ()
        for entry in entries:
            given = {key: value.value for key, value in self.mapping(entry, ALLOW).items() if isinstance(value, Text)}
            if not isinstance(entry, Map):
                continue
            if given.get("rule", "") not in ids():
                rule = given.get("rule", "")
                told = f"没有“{rule}”这条规则" if rule else "没有写是哪一条规则"
                self.wrong(entry, told, rule_hint(rule) if rule else "请加上“规则: 规则名”")
            elif not given.get("reason"):
                self.wrong(entry, "没有写放过的理由", "请加上“理由: ……”")
            else:
                yield Allowance(
                    given["rule"],
                    given.get("quote", ""),
                    given["reason"],
                    self.day(entry, given.get("until", "")),
                    given.get("file", ""),
                    (self.file.path, *self.file.place(entry)),
                )

    def folder(self, node: Node | None) -> Path | None:
        """A folder, counted from where the file is."""
        name = next(iter(self.texts(node)), "")
        folder = Path(self.file.path).parent / name
        if name and node and not folder.is_dir():
            self.wrong(node, f"没有“{name}”这个文件夹", "请写本单位的文种模板所在的文件夹")
        return folder if name else None

    def day(self, node: Node, text: str) -> Date | None:
        try:
            return parse_date(text) if text else None
        except ValueError as error:
            self.wrong(node, str(error), "")
            return None

    def wrong(self, node: Node, message: str, hint: str) -> None:
        self.problems.append(Problem(message, hint, self.file.path, *self.file.place(node)))
