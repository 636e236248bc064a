"""A campaign file and those that it extends, one over the other: a department's on a city's on a province's."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from docgen import yamlfile
from docgen.addresses import chinese, english, texts
from docgen.campaign_tree import Told, Tree, tree
from docgen.errors import DocgenError, Problem
from docgen.keys import Fault
from docgen.nearest import did_you_mean
from docgen.overlay import NEVER_RENAMED, Touch, merged, renamed
from docgen.placed import Value, numbered, plain
from docgen.yaml_tree import Map
from docgen.yamlfile import YamlFile

MOST = 20  # files in one chain


@dataclass(frozen=True, slots=True)
class Chain:
    """What a file comes to: `local`, all of it. For an overlay also its base as the upper level wrote it, and the
    same after renaming. touches: its edits; reasons: why, by address. retained: addresses of what the upper level has
    dropped and the base keeps for edits of this level. faults: those of all files of the chain. files: their paths,
    from the lowest level up.
    """

    tree: Tree
    local: Value
    upper: Value | None = None
    inherited: Value | None = None
    retained: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    touches: tuple[Touch, ...] = ()
    faults: tuple[Told, ...] = ()
    files: tuple[Path, ...] = ()


def chained(file: YamlFile, below: tuple[Path, ...] = ()) -> Chain:
    """A file that was parsed, over all that it extends.

    Raises DocgenError where a file of the chain cannot be read, is missing, or extends itself.
    """
    read = typed(file)
    if "extends" not in read.overlay.entries:
        faults = (*read.faults, *_conflicts(read), *_without_base(read))
        return Chain(read, numbered(read.root), faults=faults, files=(Path(file.path),))
    return over(chained(_base(read, below), (*below, Path(file.path).resolve())), read)


def over(base: Chain, read: Tree, known: Container[int] = ()) -> Chain:
    """An overlay over its base. known: what of the base is an item or a list of them, by identity."""
    own = (*read.faults, *_conflicts(read))
    upper = base.local
    inherited = renamed(upper, remap(read), kept(read))
    result = merged(inherited, read.root)
    local = numbered(result.value, known=known)
    retained = tuple(english(str(entry.value)) for entry in _listed(base.tree.overlay, "retained"))
    for way in _left(retained, result.touches):
        inherited, local = _without(inherited, way), _without(local, way)
    faults = (*base.faults, *own, *_kept_faults(read, upper), *result.faults)
    files = (Path(read.file.path), *base.files)
    return Chain(read, local, upper, inherited, retained, result.reasons, result.touches, faults, files)


def typed(file: YamlFile, edits: bool = False) -> Tree:
    """The keys of a file. edits: it is an overlay, whether it says of what or not. Raises DocgenError for none."""
    if not isinstance(file.root, Map):
        line, col = file.place(file.root)
        hint = "请写成“键: 值”，冒号用英文的，后面空一格；可以用 docgen new 生成一份样子"
        raise DocgenError(*file.problems, Problem("这不是活动文件：里面没有“键: 值”", hint, file.path, line, col))
    return tree(file, edits=edits)


def named(read: Tree, key: str) -> Path | None:
    """The file that an overlay names under 沿用 (extends) or 原件 (upper); None where it names none."""
    typed = _text(read.overlay, key)
    return Path(read.file.path).parent / typed if typed else None


def remap(read: Tree) -> dict[str, str]:
    """改称 of an overlay."""
    table = read.overlay.entries.get("remap")
    return {name: str(text.value) for name, text in table.entries.items() if name} if table else {}


def kept(read: Tree) -> dict[str, tuple[str, ...]]:
    """保留 of an overlay: the quotes by their addresses."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in _listed(read.overlay, "keep"):
        address, quote = english(_text(entry, "item")), _text(entry, "quote")
        found[address] = (*found.get(address, ()), quote)
    return found


def _base(read: Tree, below: tuple[Path, ...]) -> YamlFile:
    """The file that is extended. Raises DocgenError naming the place of 沿用."""
    for name in ("extends", "upper"):
        if at := read.overlay.entries.get(name):
            if not isinstance(at.value, str):
                raise _at_key(read, at, "这里应当写一个文件的路径", "如 沿用: ../省/campaign.yaml")
            typed = str(at.value)
            if PureWindowsPath(typed).anchor or PurePosixPath(typed).is_absolute():  # another machine's, it may be
                hint = "请写成从本文件所在文件夹出发的路径，如 ../省/campaign.yaml"
                raise _at_key(read, at, f"“{typed}”不是相对路径", hint)
    at = read.overlay.entries["extends"]
    typed = str(at.value)
    path = Path(read.file.path).parent / typed
    if path.resolve() in (*below, Path(read.file.path).resolve()):
        raise _at_key(read, at, f"“{typed}”绕回来沿用了本文件", "一份文件不能沿用它自己，请核对路径")
    if len(below) >= MOST:
        raise _at_key(read, at, f"一层沿用一层，超过了 {MOST} 层", "请减少层数")
    if not path.is_file():
        hint = "路径从本文件所在的文件夹算起，请核对"
        if typed.endswith(".base.yaml"):
            hint = "它是改编时存下的上级方案，要同本文件放在一起；丢了的，请用 docgen adapt 重新改编"
        raise _at_key(read, at, f"找不到沿用的文件“{typed}”", hint)
    return yamlfile.read(path)


def _at_key(read: Tree, at: Value, message: str, hint: str) -> DocgenError:
    line, col = read.file.place(at.place.node)
    return DocgenError(*read.file.problems, Problem(message, hint, read.file.path, line, col, at.place.path))


def _conflicts(read: Tree) -> list[Told]:
    """Conflicts that nobody has resolved: the file is refused until they are taken out."""
    found = []
    for entry in _listed(read.overlay, "conflicts"):
        message = f"“{_text(entry, 'at')}”有冲突还没有定夺：{_text(entry, 'what') or '上级和本级都改了'}"
        hint = "请改好这一处的内容，再从“冲突”里删去这一条"
        found.append(Told(Fault((), message, hint), entry.place))
    return found


def _without_base(read: Tree) -> list[Told]:
    """Keys that only an overlay may have."""
    named = {"remap", "keep", "upper", "ahead"} & read.overlay.entries.keys()
    return [
        Told(Fault((), "没有写“沿用”，这一处不起作用", "请写上“沿用: 上级的活动文件”，或删去这一处"), value.place)
        for name, value in read.overlay.entries.items()
        if name in named
    ]


def _kept_faults(read: Tree, upper: Value) -> list[Told]:
    """保留 that keeps nothing."""
    if "keep" not in read.overlay.entries:
        return []
    known: dict[str, list[str]] = {}
    for address, name, text in texts(plain(upper)):
        if name not in NEVER_RENAMED:
            steps = address.split(".")
            for n in range(1, len(steps) + 1):
                known.setdefault(".".join(steps[:n]), []).append(text)
    found = []
    for entry in _listed(read.overlay, "keep"):
        typed, quote = _text(entry, "item"), _text(entry, "quote")
        address = english(typed)
        if address not in known:
            hint = did_you_mean(typed, known if typed.isascii() else map(chinese, known))
            found.append(Told(Fault((), f"上级没有“{typed}”这一处", hint), entry.place))
        elif not any(quote in text for text in known[address]):
            message = f"上级的“{typed}”里没有“{quote}”这几个字"
            found.append(Told(Fault((), message, "请照原文抄，或删去这一条"), entry.place))
    return found


def _left(retained: tuple[str, ...], touches: tuple[Touch, ...]) -> list[list[str]]:
    """What the upper level has dropped and this level does not edit: it was kept in the base for edits alone."""
    edited = [f"{touch.address}." for touch in touches if touch.kind not in ("at", "drop")]
    return [way.split(".") for way in retained if not any(address.startswith(f"{way}.") for address in edited)]


def _without(value: Value, way: list[str]) -> Value:
    """The value without the item at an address."""
    if isinstance(value.value, tuple):
        kept = (one for one in value.value if len(way) > 1 or _text(one, "id") != way[0])
        return Value(tuple(_without(one, way[1:]) if _text(one, "id") == way[0] else one for one in kept), value.place)
    if isinstance(value.value, dict):
        names = [way[0]] if way[0] in value.value and "id" not in value.value else ["points", "closing", "blocks"]
        rest = way[1:] if names == [way[0]] else way
        pairs = {key: _without(one, rest) if key in names and rest else one for key, one in value.value.items()}
        return Value(pairs, value.place)
    return value


def _listed(value: Value, name: str) -> tuple[Value, ...]:
    found = value.entries.get(name)
    return found.value if found and isinstance(found.value, tuple) else ()


def _text(value: Value, name: str) -> str:
    found = value.entries.get(name)
    return found.value if found and isinstance(found.value, str) else ""
