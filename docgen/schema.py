"""The JSON Schema of a campaign file or an overlay, for editors: both spellings are valid, the chosen one is suggested.

Draft 7, which the YAML plug-ins of the usual editors read. Scalars are read as written, so that a text may look like
a number, a truth value or nothing to an editor.
"""

from __future__ import annotations

import re
from typing import Any, Literal, Self, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from docgen.campaign import Campaign, Item, Section
from docgen.keys import SECTIONS, Day, Model, Words
from docgen.overlay_keys import EDITS, OF_AN_ITEM, OverlayKeys

Lang = Literal["zh", "en"]
Schema = dict[str, Any]

_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_NOTHING: Schema = {"type": "null"}
# What wording says of a section, by the key that says it; the title is no section's.
_OF_A_SECTION = {"标题": "的标题", "引语": "开头的一段话", "结语": "末尾的一段话", "列举词": "里怎样计数，如“一是”"}
_WHOLE = {"title": "整篇公文的标题，不写就由程序拟定", "opening": "方案的第一段，写在引语里"}
# In an overlay: {删去: 理由} for any value, {增加, 改为, 删去} for a list.
_DROPPED: Schema = {
    "type": "object",
    "properties": {word: _SCALAR for word, name in EDITS.items() if name == "drop"},
    "minProperties": 1,
    "additionalProperties": False,
}
_EDITS: Schema = {
    "type": "object",
    "properties": {word: {} for word in EDITS},
    "minProperties": 1,
    "additionalProperties": False,
}
_DATE: Schema = {"type": ["string", "number", "null"], "pattern": r"^\s*[0-9]{4}\s*[-/.年]\s*[0-9]{1,2}"}


def schema(lang: Lang) -> Schema:
    """The schema with the keys of one language suggested and documented."""
    models: dict[str, type[Model]] = {}
    top, overlay = _model(Campaign, lang, models), _model(OverlayKeys, lang, models)
    for part in ("properties", "patternProperties"):
        top[part] |= overlay[part]
    extends = [{"required": [word]} for word in ("extends", OverlayKeys.spelling("extends"))]
    top["allOf"] = [{"anyOf": [*extends, {"allOf": top["allOf"]}]}]  # an overlay has the rest from its base
    definitions: dict[str, Schema] = {}
    while missing := [name for name in models if name not in definitions]:
        for name in missing:
            definitions[name] = _model(models[name], lang, models)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "docgen 活动文件",
        "description": "一次活动的全部内容，由它生成实施方案、印发通知、动员讲话和总结报告",
        **top,
        "definitions": dict(sorted(definitions.items())),
    }


def _model(model: type[Model], lang: Lang, models: dict[str, type[Model]]) -> Schema:
    properties: dict[str, Schema] = {}
    others: dict[str, Schema] = {}
    required = []
    for name, field in model.model_fields.items():
        chosen, other = _spellings(name, model.spelling(name), lang)
        value = _or_dropped(_field(field, model, lang, models))
        properties[chosen] = {"description": field.description, **value}
        if other != chosen:
            others[f"^{re.escape(other)}$"] = value
        if field.is_required() and not issubclass(model, Item | Section):
            required.append({"anyOf": [{"required": [word]} for word in dict.fromkeys((chosen, other))]})
    if issubclass(model, Item | Section):
        others |= {f"^{word}$": _SCALAR for word in OF_AN_ITEM if word not in properties}
    result: Schema = {
        "type": "object",
        "properties": properties,
        "patternProperties": others,
        "additionalProperties": False,
    }
    return {**result, "allOf": required} if required else result


def _or_dropped(value: Schema) -> Schema:
    return {**value, "anyOf": [*value["anyOf"], _DROPPED]} if "anyOf" in value else {"anyOf": [value, _DROPPED]}


def _spellings(english: str, chinese: str, lang: Lang) -> tuple[str, str]:
    return (chinese, english) if lang == "zh" else (english, chinese)


def _field(field: FieldInfo, model: type[Model], lang: Lang, models: dict[str, type[Model]]) -> Schema:
    for check in field.metadata:
        if isinstance(check, BeforeValidator) and isinstance(check.func, Words):
            return _words(check.func, lang)
    if any(check in get_args(Day) for check in field.metadata):
        return _DATE
    if get_origin(field.annotation) is dict and field.title not in _OF_A_SECTION:
        return {"anyOf": [{"type": "object", "additionalProperties": _SCALAR}, _NOTHING]}
    if get_origin(field.annotation) is dict:
        entry = _or_dropped(_value(get_args(field.annotation)[1], model, lang, models))
        return _by_section(entry, lang, _OF_A_SECTION[field.title or ""])
    return _value(field.annotation, model, lang, models)


def _value(annotation: Any, model: type[Model], lang: Lang, models: dict[str, type[Model]]) -> Schema:
    kind, arguments = get_origin(annotation), get_args(annotation)
    if kind is tuple:
        entry = _value(arguments[0], model, lang, models)
        return {"anyOf": [{"type": "array", "items": entry}, entry, _EDITS]}
    if annotation is Self:
        return _reference(model, models)
    for part in (annotation, *arguments):
        if isinstance(part, type) and issubclass(part, Model):
            return _reference(part, models)
        if isinstance(part, BeforeValidator) and isinstance(part.func, Words):
            return _words(part.func, lang)
    return _SCALAR


def _reference(model: type[Model], models: dict[str, type[Model]]) -> Schema:
    models[model.__name__] = model
    return {"anyOf": [{"$ref": f"#/definitions/{model.__name__}"}, _SCALAR if model.plain else _NOTHING]}


def _words(words: Words, lang: Lang) -> Schema:
    """The words of one language, suggested; all others are valid."""
    chosen = [word for word in words.spellings if word.isascii() == (lang == "en")]
    others = "|".join(re.escape(word) for word in words.spellings)
    return {"anyOf": [{"enum": chosen}, {"type": "string", "pattern": f"^({others})$"}, {"type": ["boolean", "null"]}]}


def _by_section(value: Schema, lang: Lang, meaning: str) -> Schema:
    """Sections by name; a campaign's own sections have names of their own."""
    properties = {
        _spellings(english, chinese, lang)[0]: {
            "description": _WHOLE.get(english, f"“{chinese}”一节{meaning}"),
            **value,
        }
        for english, chinese in SECTIONS.items()
        if english != "title" or meaning == _OF_A_SECTION["标题"]
    }
    return {"anyOf": [{"type": "object", "properties": properties, "additionalProperties": value}, _NOTHING]}
