"""A file under English keys, every value with its place in it: what is typed, before anyone asks whether it is right.

Campaigns, overlays and profiles are read so; overlays are merged so, hence each value knows which file it is from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from docgen import doubts, wrong_keys
from docgen.campaign import Campaign, Item, Section, Wording, Written
from docgen.keys import FLAG, Fault, Loc, Model, kind_of, section_id
from docgen.overlay_keys import ADD, DROP, EDITS, EVERY_WORD, OF_AN_ITEM, Conflict, OverlayKeys
from docgen.placed import Drop, Edits, Place, Value
from docgen.yaml_tree import Map, Node, Seq, Text
from docgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Told:
    """A fault and where it stands."""

    fault: Fault
    place: Place


@dataclass(frozen=True, slots=True)
class Tree:
    """A file that was read. overlay: its keys that are not the campaign's."""

    file: YamlFile
    root: Value
    overlay: Value
    faults: tuple[Told, ...]
    in_chinese: bool


def tree(file: YamlFile, model: type[Model] = Campaign, edits: bool = False) -> Tree:
    """The file's root as `model`. Its root is a mapping. edits: it edits another file though it does not say which."""
    assert isinstance(file.root, Map)
    in_chinese = _mostly_chinese(file.root)
    spellings = OverlayKeys.spellings() if model is Campaign else {}
    own = [pair for pair in file.root.pairs if pair[0].value not in spellings]
    added = [pair for pair in file.root.pairs if pair[0].value in spellings]
    extends = any(spellings[key.value] == "extends" and not _is_empty(value) for key, value in added)
    reader = _Reader(file, in_chinese, extends or edits)
    root = reader.model(Map(tuple(own), file.root.start, file.root.end), model, (), "")
    overlay = reader.model(Map(tuple(added), file.root.start, file.root.end), OverlayKeys, (), "")
    return Tree(file, root, overlay, tuple(reader.faults), in_chinese)


def _mostly_chinese(root: Map) -> bool:
    """The language of the keys at the left; `docgen` belongs to both."""
    words = [key.value for key, _ in root.pairs if key.value != "docgen"]
    return 2 * sum(not word.isascii() for word in words) >= len(words)


@dataclass(slots=True)
class _Reader:
    """Turns the nodes of a file into values; `extends`: it is an overlay, where edits may stand."""

    file: YamlFile
    in_chinese: bool
    extends: bool
    faults: list[Told] = field(default_factory=list)

    def model(self, node: Node, model: type[Model], loc: Loc, path: str) -> Value:
        place = Place(self.file, node, path)
        if isinstance(node, Text) and model.plain:
            self._looks_like_key(node, model, loc, place)
            self._looks_like_list(node, loc, place)
            return Value({model.plain: Value(node.value, place)}, place)
        if not isinstance(node, Map):
            return self._raw(node, path)
        spellings = model.spellings()
        data: dict[str, Value] = {}
        for key, value in node.pairs:
            where = f"{path}.{key.value}" if path else key.value
            name = spellings.get(key.value, "")
            directive = OF_AN_ITEM.get(key.value, "") if not name and self._edits(model) else ""
            if not name and not directive:
                self._unknown(key, value, model, (*loc, key.value), where)
            elif (name or directive) in data:
                self._twice(key, data[name or directive].place, (*loc, name or directive))
            elif directive:
                data[directive] = self._directive(directive, key, value, (*loc, directive), where)
            elif not _is_empty(value):
                data[name] = self._value(value, model.model_fields[name].annotation, model, (*loc, name), where)
        return Value(data, place)

    def _edits(self, model: type[Model]) -> bool:
        return self.extends and issubclass(model, Item | Section)

    def _directive(self, name: str, key: Text, node: Node, loc: Loc, path: str) -> Value:
        place = Place(self.file, node, path)
        text = node.value if isinstance(node, Text) else ""
        if not text:
            message = f"“{key.value}”后面应当写{'理由' if name != 'after' else '一个编号'}，现在没有写"
            self._tell(Fault(loc, message, f"请写成“{key.value}: ……”"), place)
        elif name == DROP and text.lower() in FLAG.spellings:
            hint = "要删去的，写明为什么，如“删去: 本市没有这项业务”；不删的，去掉这一条"
            self._tell(Fault(loc, f"“{key.value}”后面写理由，不写“{text}”", hint), place)
        return Value(Drop(text) if name == DROP else text, place)

    def _value(self, node: Node, annotation: Any, model: type[Model], loc: Loc, path: str) -> Value:
        kind = kind_of(annotation, model)
        if self.extends and (edit := self._edit(node, kind, model, loc, path)):
            return edit
        if get_origin(kind) is tuple:
            return self._list(node, get_args(kind)[0], model, loc, path)
        if get_origin(kind) is dict and isinstance(node, Map):
            return self._texts_by_name(node, get_args(kind)[1], model, loc, path)
        if isinstance(kind, type) and issubclass(kind, Model):
            return self.model(node, kind, loc, path)
        place = Place(self.file, node, path)
        if model is not Conflict:  # what update wrote there is as it was typed elsewhere
            self._looks_like_list(node, loc, place)
        return self._raw(node, path)

    def _edit(self, node: Node, kind: Any, model: type[Model], loc: Loc, path: str) -> Value | None:
        """`{删去: 理由}` for any value, `{增加, 改为, 删去}` for a list of items."""
        if not isinstance(node, Map) or not node.pairs or any(key.value not in EDITS for key, _ in node.pairs):
            return None
        place = Place(self.file, node, path)
        (key, value), *others = node.pairs
        if not others and EDITS[key.value] == DROP and isinstance(value, Text):
            return Value(self._directive(DROP, key, value, loc, f"{path}.{key.value}").value, place)
        entry = get_args(kind)[0] if get_origin(kind) is tuple else None
        items = kind_of(entry, model)
        if not isinstance(items, type) or not issubclass(items, Item | Section):
            return None
        given: dict[str, Any] = {}
        for key, value in node.pairs:
            name, where = EDITS[key.value], f"{path}.{key.value}"
            if name in given:
                self._twice(key, place, (*loc, name))
            elif name == DROP:
                given[name] = tuple(self._dropped(value, (*loc, name), where))
            else:
                found = self._list(value, entry, model, (*loc, name), where).value
                given[name] = found if isinstance(found, tuple) else ()
        return Value(Edits(**given), place)

    def _dropped(self, node: Node, loc: Loc, path: str) -> Iterator[tuple[Value, str]]:
        """`{编号: 理由}`."""
        for key, value in node.pairs if isinstance(node, Map) else ():
            reason = self._directive(DROP, key, value, (*loc, key.value), f"{path}.{key.value}").value
            yield (
                Value(key.value, Place(self.file, key, f"{path}.{key.value}")),
                reason.reason if isinstance(reason, Drop) else "",
            )
        if not isinstance(node, Map):
            place = Place(self.file, node, path)
            self._tell(Fault(loc, "“删去”下面应当写编号和理由", "请写成“删去: {编号: 理由}”"), place)

    def _list(self, node: Node, entry: Any, model: type[Model], loc: Loc, path: str) -> Value:
        """A list; one text or mapping stands for a list of one."""
        kind = kind_of(entry, model)
        nodes: list[tuple[str, Node]] = [(path, node)]
        if isinstance(node, Seq):
            nodes = [(f"{path}[{n}]", one) for n, one in enumerate(node.entries, start=1)]
        if kind is Written:
            nodes = [(where, line) for where, one in nodes for line in self._paragraphs(one)]
        given = [(where, one) for where, one in nodes if not _is_empty(one) or (kind is str and "table" in loc)]
        values = (self._value(one, entry, model, (*loc, n), where) for n, (where, one) in enumerate(given))
        return Value(tuple(values), Place(self.file, node, path))

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

    def _texts_by_name(self, node: Map, value: Any, model: type[Model], loc: Loc, path: str) -> Value:
        """Texts by the section that they are for; names of institutions are their own."""
        texts: dict[str, Value] = {}
        english: Callable[[str], str] = section_id if model is Wording else str
        for key, entry in node.pairs:
            name = english(key.value)
            if name in texts:
                self._twice(key, texts[name].place, (*loc, name))
            elif not _is_empty(entry):
                texts[name] = self._value(entry, value, model, (*loc, name), f"{path}.{key.value}")
        return Value(texts, Place(self.file, node, path))

    def _raw(self, node: Node, path: str) -> Value:
        """What stands where something else belongs, as it is."""
        place = Place(self.file, node, path)
        if isinstance(node, Text):
            return Value(node.value, place)
        if isinstance(node, Seq):
            return Value(tuple(self._raw(one, f"{path}[{n}]") for n, one in enumerate(node.entries, start=1)), place)
        return Value({key.value: self._raw(one, f"{path}.{key.value}") for key, one in node.pairs}, place)

    def _unknown(self, key: Text, node: Node, model: type[Model], loc: Loc, path: str) -> None:
        place = Place(self.file, key, path)
        if key.value in EVERY_WORD:
            self._tell(Fault(loc, f"这里不能写“{key.value}”", self._where_to_edit(key.value)), place)
        elif node.start == node.end and isinstance(node, Text) and self.file.is_in_flow(key):
            self._tell(Fault(loc, *wrong_keys.cut_off(key.value, self.file.before(key), model)), place)
        elif key.value.startswith("｛"):
            self._tell(Fault(loc, "用了全角的花括号｛｝", "请改成英文的 { }，里面的冒号、逗号也用英文的"), place)
        else:
            self._tell(
                Fault(loc, f"没有“{key.value}”这个键", wrong_keys.hint(key.value, model, self.in_chinese)), place
            )

    def _where_to_edit(self, word: str) -> str:
        if not self.extends:
            return "只有沿用别的活动文件的文件才能增删改：请先在最外层写“沿用: 那个文件的路径”"
        if EDITS.get(word) in (ADD, DROP):
            return "要删去一项，写在这一项里；要增删改要点，写成“要点: {增加: [……], 改为: [……], 删去: {编号: 理由}}”"
        return "它写在列表的一项里，如 措施: [{编号: ……, 接在: ……}]"

    def _twice(self, key: Text, first: Place, loc: Loc) -> None:
        line, _ = self.file.place(first.node)
        message = f"“{key.value}”和第{line}行的“{first.path.rsplit('.', 1)[-1]}”是同一个键，写了两次"
        place = Place(self.file, key, first.path)
        self._tell(Fault((*loc, key.value), message, "请合并成一处"), place)

    def _looks_like_key(self, node: Text, model: type[Model], loc: Loc, place: Place) -> None:
        found = re.match(r"([\w\u4e00-\u9fff]{1,20})[：:]", node.value)
        if found and found[1] in model.spellings():
            hint = f"如果是键，请写成“{found[1]}: ……”，冒号用英文的，后面空一格"
            self._tell(Fault(loc, f"“{found.group()}”像是键，现在被当成了文字", hint, "warning"), place)

    def _looks_like_list(self, node: Node, loc: Loc, place: Place) -> None:
        typed = self.file.typed(node) if isinstance(node, Text) else ""
        if line := doubts.in_lines(typed):
            wrong = f"“{line}”这一行会当作文字印出来" if "\n" in typed else f"开头的“{line[0]}”会印出来"
            entry = line.lstrip("-－–·•● ")
            hint = f"如果是另一项，请另起一行写成“- {entry}”，“-”后面空一格；如果是文字，请去掉前面的“{line[0]}”"
            self._tell(Fault(loc, wrong, hint, "warning", line), place)

    def _tell(self, fault: Fault, place: Place) -> None:
        self.faults.append(Told(fault, place))


def _is_empty(node: Node) -> bool:
    """A key without a value counts as not given."""
    return isinstance(node, Text) and not node.value
