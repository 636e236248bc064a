"""Names of files, good on every system: of a document after its title, of a batch's documents by a pattern."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from docgen.errors import DocgenError, Problem
from docgen.nearest import nearest
from docgen.units import Unit

PATTERN = "{unit.short}/{genre.name}-{unit.short}.docx"
TAIL = 12  # characters that a shortened name keeps at its end
MAX_NAME = 200  # bytes of a file name without its suffix; systems allow 255 in all
MAX_COMPONENT = 255  # bytes of one step of a path: ext4, APFS; NTFS takes as many UTF-16 units, which are never more
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(\..*)?$")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_FIELD = re.compile(r"\{([^{}]*)\}")
_DOUBLED = re.compile(r"\{\{([^{}]*)\}\}")
Why = tuple[str, str]  # what is wrong, and what to do
_HEADS = {"单位": "unit", "文种": "genre", "活动": "campaign"}
_OF_UNIT = {"编号": "id", "名称": "name", "简称": "short", "自称": "self", "业务": "domain"} | {
    "党组": "party_group",
    "机关代字": "code",
}
_ALONE = {"unit": "short", "genre": "name", "campaign": "name"}
_OF_OTHERS = {"genre": {"name": "name", "名称": "name", "id": "id"}, "campaign": {"name": "name", "名称": "name"}}


# After a title


def file_names(titles: Sequence[tuple[str, str]]) -> list[str]:
    """File names for (title, genre) pairs, without suffix, good on every system; two alike get the genre's name."""
    names = [clean(title) for title, _ in titles]
    times = Counter(map(str.casefold, names))
    return [
        f"{name}（{genre}）" if times[name.casefold()] > 1 else name
        for name, (_, genre) in zip(names, titles, strict=True)
    ]


def clean(title: str) -> str:
    """A title as a file name: nothing that Windows, Linux or macOS refuse; a long one keeps its end."""
    name = _FORBIDDEN.sub("", title).strip(" .\u3000")
    head, tail = name[:-TAIL], name[-TAIL:]
    while len(name.encode()) > MAX_NAME:
        head = head[:-1]
        name = f"{head}…{tail}"
    return f"_{name}" if _DEVICE.match(name) else name or "未命名"


def alike(name: str) -> str:
    """A name as file systems compare names: some know no case, some write é in two."""
    return normalize("NFC", normalize("NFC", name).casefold())


# By a pattern


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the files of a batch are called. steps: of a path, each of plain texts and fields in turn; a field is
    (of what, what): ("unit", "short"), ("genre", "name"), ("campaign", "name"). suffixes: that there may be.
    """

    steps: tuple[tuple[str | tuple[str, str], ...], ...]
    campaign: str
    suffixes: tuple[str, ...]

    def names(self, unit: Unit, genres: Iterable[tuple[str, str]]) -> list[str]:
        """The path of each genre's (id, name) document, with / and without a suffix. See `checked`."""
        return ["/".join(self._steps(unit, genre)) for genre in genres]

    def checked(self, unit: Unit, genres: Sequence[tuple[str, str]]) -> list[str]:
        """As `names`. Raises DocgenError with each cell that no system takes as a part of the name of a file or a
        folder, its column as key: nothing is cleaned in silence.
        """
        told: dict[str, Problem] = {}
        for genre in genres:
            for n, (step, text) in enumerate(zip(self.steps, self._steps(unit, genre), strict=True), start=1):
                for column, (message, hint) in self._faults(step, text, unit, genre, n == len(self.steps)):
                    told.setdefault(column, Problem(message, hint, key=column))
        if told:
            raise DocgenError(*told.values())
        return self.names(unit, genres)

    def _steps(self, unit: Unit, genre: tuple[str, str]) -> Iterator[str]:
        for step in self.steps:
            yield "".join(part if isinstance(part, str) else self._value(part, unit, genre) for part in step)

    def _value(self, field: tuple[str, str], unit: Unit, genre: tuple[str, str]) -> str:
        head, key = field
        if head == "unit":
            return value_of(unit, key)
        return self.campaign if head == "campaign" else genre[key == "name"]

    def _faults(
        self, step: Sequence[str | tuple[str, str]], text: str, unit: Unit, genre: tuple[str, str], last: bool
    ) -> Iterator[tuple[str, Why]]:
        """The columns at fault, "" for what is the same for all rows, each with why."""
        fields = [part for part in step if not isinstance(part, str)]
        bad = [(field, why) for field in fields if (why := _wrong_within(self._value(field, unit, genre)))]
        yield from ((_column(field), why) for field, why in bad)
        longest = max(map(len, self.suffixes), default=0) + 1 if last else 0
        if not bad and (found := _wrong_as_whole(text, longest)):
            yield _column(next((field for field in fields if field[0] == "unit"), ("", ""))), found


def pattern(text: str, columns: Iterable[str], campaign: str, suffixes: Sequence[str]) -> Pattern:
    """A pattern as typed after --name. columns: of the units table, as `Unit.values` knows them. campaign: its name.
    suffixes: of all formats that there are, one of which the pattern may end with; the format asked for sets it.

    Raises DocgenError with all that is wrong with it.
    """
    columns = tuple(columns)
    bare, dot, end = text.strip().rpartition(".")
    bare = bare if dot and end.lower() in suffixes else text.strip()
    problems: list[Problem] = []
    steps = []
    for typed in bare.split("/"):
        step: list[str | tuple[str, str]] = []
        for n, piece in enumerate(_FIELD.split(typed)):
            if n % 2:
                found = _field(piece.strip(), columns, campaign)
                step.append(found) if isinstance(found, tuple) else problems.append(found)
            elif piece:
                step.append(piece)
        problems += _faults_of(typed, step)
        steps.append(tuple(step))
    if not problems and not any(part[0] == "unit" for step in steps for part in step if isinstance(part, tuple)):
        hint = f"请加上 {{unit.short}}，如 {PATTERN}"
        problems.append(Problem(f"--name 写的“{text}”里没有单位，各单位的文件会同名", hint))
    if problems:
        raise DocgenError(*problems)
    return Pattern(tuple(steps), campaign, tuple(suffixes))


def value_of(unit: Unit, column: str) -> str:
    """A row's value by what its column is called in `Unit.values`; "id" is the unit's own."""
    if column == "id" and "id" not in unit.values:
        return unit.id
    return unit.short if column == "short" else unit.values.get(column, "")


def _field(typed: str, columns: Sequence[str], campaign: str) -> tuple[str, str] | Problem:
    head, dot, key = typed.partition(".")
    head = _HEADS.get(head, head)
    key = key if dot else _ALONE.get(head, "")
    if typed in ("title", "标题"):
        hint = "请换成 {genre.name} 一类；标题要等公文写出来才知道，文件名要在这之前定下来"
        return Problem(f"--name 里不能用 {{{typed}}}", hint)
    known: Mapping[str, str] = _OF_OTHERS.get(head, {})
    if head == "unit":
        given = {column: column for column in (*columns, "id", "short", "name")}
        known = given | {word: key for word, key in _OF_UNIT.items() if key in given}
    if key not in known:
        return Problem(f"--name 里的 {{{typed}}} 不知道是什么", _meant(typed, columns))
    if head == "campaign" and (why := _wrong_within(campaign) or _braces(campaign)):
        return Problem(f"--name 里不能用 {{{typed}}}：活动名称“{campaign}”{why[0]}", "请去掉这一处")
    return head, known[key]


def _meant(typed: str, columns: Sequence[str]) -> str:
    """A hint with the field that is nearest to what was typed, else with all that there are."""
    words = {word: key for word, key in _OF_UNIT.items() if key in (*columns, "id", "short", "name")}
    own = [column for column in columns if column not in words and column not in words.values()]
    of_unit = [*words, *words.values(), *own]
    head, dot, key = typed.partition(".")
    if dot and _HEADS.get(head, head) == "unit":
        near = nearest(key, of_unit, 50 if len(key) == 2 else 55)  # of two characters, one may be wrong
        near = near and f"{head}.{near}"
    else:
        near = nearest(
            typed, ["genre.name", "campaign.name", "文种.名称", "活动.名称", *(f"单位.{name}" for name in of_unit)]
        )
    if near:
        return f"是不是“{near}”？"
    known = {"genre.name": "文种", "unit.short": "单位"}
    known |= {f"unit.{key}": f"单位.{word}" for word, key in words.items() if key != "short"} | {
        "campaign.name": "活动"
    }
    shown = [f"{{{field}}}（或 {{{word}}}）" for field, word in known.items()]
    return "可以写：" + "、".join([*shown, *(f"{{单位.{column}}}" for column in own)])


def _faults_of(typed: str, step: Sequence[str | tuple[str, str]]) -> Iterator[Problem]:
    """What is wrong with the plain texts of one step of a pattern."""
    plain = [part for part in step if isinstance(part, str)]
    if found_twice := _DOUBLED.search(typed):
        hint = f"这里只用一层花括号，请写成 {{{found_twice[1].strip()}}}"
        yield Problem(f"--name 里的 {found_twice[0]} 多了一层花括号", hint)
    elif any("{" in text or "}" in text for text in plain):
        yield Problem(f"--name 里“{typed}”的花括号不成对", f"请照这个样子写：{PATTERN}")
    elif found := next(filter(None, map(_wrong_within, plain)), None):
        yield Problem(f"--name 里的“{typed}”{found[0]}", "请换成别的字")
    elif not _FIELD.search(typed) and (found := _wrong_as_whole(typed, 0)):
        yield Problem(f"--name 里的“{typed}”{found[0]}", f"路径要从输出文件夹里面写起，如 {PATTERN}")
    elif typed[:1] in ".~ " or typed[-1:] in ". ":
        yield Problem(f"--name 里“{typed}”的开头或末尾不能用点、~ 或空格", f"请照这个样子写：{PATTERN}")


def _braces(text: str) -> Why | None:
    return ("里有要替换的内容", "") if "{" in text else None


def _column(field: tuple[str, str]) -> str:
    return field[1] if field[0] == "unit" else ""


def _wrong_within(value: str) -> Why | None:
    """What a part of a name must not hold."""
    if found := _FORBIDDEN.search(value) or _UNSEEN.search(value):
        shown = found.group()
        shown = f"“{shown}”" if shown.isprintable() else "看不见的字符（换行、制表符或控制字符）"
        return f"里面有{shown}，不能用作文件名", "请改掉这个字符，或者用 --name 换一种文件名"
    return None


def _wrong_as_whole(text: str, suffix: int) -> Why | None:
    """What a name must not be, or begin or end with. suffix: bytes that come after it."""
    other = "或者用 --name 换一种文件名"
    if not text.strip():
        return "是空的，不能用作文件名", f"请填上，{other}"
    if text.startswith("."):
        return f"用作文件名会以点开头（{_short(text)}），不能用", f"请去掉开头的点，{other}"
    if text[0].isspace() or text[-1].isspace() or text.endswith("."):
        return f"用作文件名，前后不能有空格，末尾不能有点（{_short(text)}）", f"请去掉，{other}"
    if _DEVICE.match(text):
        return f"用作文件名会是“{_short(text)}”，Windows 不允许", f"请换一个名称，{other}"
    if (length := len(text.encode()) + suffix) > MAX_COMPONENT:
        return f"太长，文件名会有 {length} 个字节（一个汉字 3 个），最多 {MAX_COMPONENT} 个", f"请改短，{other}"
    return None


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}……"
