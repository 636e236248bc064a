"""How the keys of a campaign file are declared: both spellings, what to write, and the words that a value may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from docgen.notation import Date, parse_date

# The sections of the four genres: keys of `wording`, in both spellings.
SECTIONS = {
    "opening": "开头",
    "title": "公文标题",
    "ideology": "指导思想",
    "goals": "目标",
    "problems": "问题清单",
    "measures": "措施",
    "phases": "步骤",
    "requirements": "要求",
    "leading_group": "领导小组",
    "significance": "意义",
    "actions": "行动",
    "closing": "结语",
    "overview": "概况",
    "practices": "主要做法",
    "results": "成效",
    "cases": "典型",
    "shortcomings": "不足",
    "next_steps": "下一步",
}


@dataclass(frozen=True, slots=True)
class Words:
    """An enumerated value that may be written in either language: every spelling and what it means."""

    meanings: tuple[tuple[str, object], ...]

    def __call__(self, value: object) -> object:
        if not isinstance(value, str) or not value:
            return value
        known = dict(self.meanings)
        if value.strip().lower() in known:
            return known[value.strip().lower()]
        raise ValueError(f"“{value}”不在可选范围内，请写{'、'.join(self.chinese)}之一")

    @property
    def spellings(self) -> tuple[str, ...]:
        return tuple(word for word, _ in self.meanings)

    @property
    def chinese(self) -> tuple[str, ...]:
        return tuple(word for word in self.spellings if not word.isascii())


def words(**meanings: str) -> Words:
    return Words(tuple((word, en) for en, words in meanings.items() for word in (en, *words.split())))


LEVEL = words(province="省", city="市", county="县", unit="单位")
GENRE = words(plan="方案 实施方案", notice="通知", speech="讲话", report="总结 总结报告")
ISSUE_AS = words(body="正文", attachment="附件")
FLAG = Words((*((w, True) for w in ("是", "true", "yes", "on")), *((w, False) for w in ("否", "false", "no", "off"))))

_DAY_IN_TEXT = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?|\s*月)")


def _day(value: object) -> Date | None:
    if value is None or isinstance(value, Date):
        return value
    if isinstance(value, str):
        return parse_date(value)
    raise ValueError("这里应当写一个日期，如 2026-12-31 或 2026-12")


def as_deadline(value: object) -> Date | str:
    """A date where the whole text is one; otherwise the text, whose dates must exist all the same."""
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        raise ValueError("这里应当写一个日期（如 2026-12-31）或一句文字（如 2026年底前）")
    if re.fullmatch(r"\s*\d{4}\s*[-/.年][\d\s\-/.月日]*\d[月日]?\s*", value):
        return parse_date(value)
    for found in _DAY_IN_TEXT.findall(value):
        parse_date(found)
    return value


def deadline_date(deadline: Date | str) -> Date | None:
    """The last date that a deadline names (2026年底前 is December 2026); None where it names none."""
    if isinstance(deadline, Date):
        return deadline
    dates = [parse_date(found) for found in _DAY_IN_TEXT.findall(deadline)]
    dates += [Date(int(year), 12) for year in re.findall(r"(\d{4})年(?:年)?底", deadline)]
    return max(dates, key=lambda day: day.last, default=None)


def whole_number(value: object) -> object:
    """A count, written in digits."""
    if isinstance(value, str) and not value.strip().isdecimal():
        raise ValueError("这里应当写一个数字，如 5")
    return value


def section_id(word: str) -> str:
    """A section by its English id, whichever way it is written; a campaign's own ids stay."""
    return next((en for en, zh in SECTIONS.items() if zh == word), word)


def _section(value: object) -> object:
    return section_id(value) if isinstance(value, str) else value


def version(value: object) -> object:
    if value not in ("", "1"):
        raise ValueError("本程序只认识第 1 版的活动文件，请写 docgen: 1")
    return value


Day = Annotated[Date | None, PlainValidator(_day)]
Deadline = Annotated[Date | str, PlainValidator(as_deadline)]
SectionId = Annotated[str, BeforeValidator(_section)]
Flag = Annotated[bool, BeforeValidator(FLAG)]
GenreName = Annotated[Literal["plan", "notice", "speech", "report"], BeforeValidator(GENRE)]


def key(zh: str, meaning: str, default: Any = "") -> Any:
    """A key of the campaign file: its Chinese spelling and what to write there. `...` makes it required."""
    return Field(default, title=zh, description=meaning)


class Model(BaseModel):
    """A mapping of the campaign file. A plain text in its place fills the key named by `plain`.

    whole: an overlay that writes one replaces it, and leaves nothing of the upper level's in it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    plain: ClassVar[str] = ""
    whole: ClassVar[bool] = False

    @classmethod
    def spelling(cls, name: str) -> str:
        """The Chinese spelling of a key."""
        return cls.model_fields[name].title or name

    @classmethod
    @cache
    def spellings(cls) -> dict[str, str]:
        """Every spelling of every key, and the English key that it means."""
        return {word: name for name in cls.model_fields for word in (name, cls.spelling(name))}


def child(model: type[Model], name: str) -> type[Model] | None:
    """The model under a key, alone or as an entry of a list; None where texts stand."""
    field = model.model_fields.get(name)
    for part in (field.annotation, *get_args(field.annotation)) if field else ():
        if part is Self:
            return model
        if isinstance(part, type) and issubclass(part, Model):
            return part
    return None


def kind_of(annotation: Any, model: type[Model]) -> Any:
    """An annotation without its None and its checks, Self as the model that it means."""
    if annotation is Self:
        return model
    models = [part for part in get_args(annotation) if isinstance(part, type) and issubclass(part, Model)]
    return models[0] if models and get_origin(annotation) is not tuple else annotation


Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a key of a campaign, before anyone knows in which line of which file it stands.

    loc: the English path (“measures”, 0, "title"). part: the piece of the text that is meant, its `nth` occurrence.
    empty: a slot names a key that has no value yet, which a draft may pass over.
    """

    loc: Loc
    message: str
    hint: str = ""
    level: Literal["error", "warning"] = "error"
    part: str = ""
    nth: int = 0
    empty: bool = False
